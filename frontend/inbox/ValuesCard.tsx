import { Pencil } from "lucide";
import { useLayoutEffect, useRef, useState } from "preact/hooks";
import { Icon } from "../shared/Icon.tsx";
import type { ValueShape } from "../shared/types.gen.ts";
import { reason } from "./actions.ts";
import { shown, typed, written } from "./attributes.ts";

function Field({ one, id, value, onChange }: { one: ValueShape; id: string; value: string; onChange: (text: string) => void }) {
  if (one.kind === "choice" || one.kind === "flag") {
    const options = one.kind === "flag" ? [["true", "Yes"], ["false", "No"]] : one.choices.map((choice) => [choice, choice]);
    if (value && !options.some(([key]) => key === value)) options.push([value, value]);
    return (
      <select id={id} value={value} onChange={(event) => onChange(event.currentTarget.value)}>
        <option value="">Not known</option>
        {options.map(([key, label]) => (
          <option key={key} value={key}>
            {label}
          </option>
        ))}
      </select>
    );
  }
  if (one.kind === "date") {
    return <input id={id} type="date" value={value} onInput={(event) => onChange(event.currentTarget.value)} />;
  }
  return (
    <input
      id={id}
      dir={one.kind === "text" ? "auto" : undefined}
      inputMode={one.kind === "number" ? "decimal" : "text"}
      maxLength={500}
      value={value}
      onInput={(event) => onChange(event.currentTarget.value)}
    />
  );
}

interface Values<T extends ValueShape> {
  /** In ids: `attribute` or `field`. */
  name: string;
  title: string;
  values: readonly T[];
  allowed: boolean;
  /** What a value needs to be said beside its label. */
  mark?: (one: T) => string;
  save: (values: Record<string, unknown>) => Promise<unknown>;
}

function Edit<T extends ValueShape>({ name, values, save, mark, onDone }: Values<T> & { onDone: () => void }) {
  const [texts, setTexts] = useState(Object.fromEntries(values.map((one) => [one.key, written(one.value)])));
  const [wrong, setWrong] = useState("");
  const form = useRef<HTMLFormElement>(null);
  useLayoutEffect(() => form.current?.querySelector<HTMLElement>("input, select")?.focus(), []);
  const send = async (event: Event) => {
    event.preventDefault();
    const changed = values.filter((one) => texts[one.key] !== written(one.value));
    if (!changed.length) return onDone();
    try {
      await save(Object.fromEntries(changed.map((one) => [one.key, typed(one, texts[one.key] ?? "")])));
      onDone();
    } catch (error) {
      setWrong(`Not saved. ${reason(error)}`);
    }
  };
  return (
    <form ref={form} class="inbox-attributes" onSubmit={(event) => void send(event)} onKeyDown={(event) => event.key === "Escape" && (event.stopPropagation(), onDone())}>
      {values.map((one) => (
        <div key={one.key} class="inbox-field">
          <label class="inbox-field__label" for={`${name}-${one.key}`}>
            {one.label}
            {mark?.(one)}
          </label>
          <Field
            one={one}
            id={`${name}-${one.key}`}
            value={texts[one.key] ?? ""}
            onChange={(text) => setTexts({ ...texts, [one.key]: text })}
          />
        </div>
      ))}
      {wrong && <p role="alert">{wrong}</p>}
      <p class="inbox-edit__foot">
        <button type="submit" class="button button--accent">
          Save
        </button>
        <button type="button" class="button" onClick={onDone}>
          Cancel
        </button>
      </p>
    </form>
  );
}

/** Values under labels of the workspace's own, to read and to change. */
export function ValuesCard<T extends ValueShape>(props: Values<T>) {
  const { name, title, values, allowed } = props;
  const [editing, setEditing] = useState(false);
  if (!values.length) return null;
  const word = `Edit ${title.toLowerCase()}`;
  return (
    <section class="inbox-card inbox-card--attributes" aria-labelledby={`${name}s`}>
      <h2 id={`${name}s`}>{title}</h2>
      {!editing && allowed && (
        <button type="button" class="tool inbox-card__tool" aria-label={word} title={word} onClick={() => setEditing(true)}>
          <Icon of={Pencil} />
        </button>
      )}
      {editing ? (
        <Edit {...props} onDone={() => setEditing(false)} />
      ) : (
        <dl class="inbox-facts">
          {values.map((one) => (
            <>
              <dt>
                {one.label}
                {props.mark?.(one)}
              </dt>
              <dd dir="auto">{shown(one)}</dd>
            </>
          ))}
        </dl>
      )}
    </section>
  );
}
