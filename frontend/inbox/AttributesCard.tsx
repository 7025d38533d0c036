import type { Signal } from "@preact/signals";
import { Pencil } from "lucide";
import { useState } from "preact/hooks";
import { Icon } from "../shared/Icon.tsx";
import type { PersonPage, ValueShape } from "../shared/types.gen.ts";
import { reason } from "./actions.ts";
import { shown, typed, written } from "./attributes.ts";
import { may, useDesk } from "./desk.ts";
import type { Known } from "./person.ts";

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

function Edit({ page, known, onDone }: { page: PersonPage; known: Signal<Known>; onDone: () => void }) {
  const { api } = useDesk();
  const [texts, setTexts] = useState(Object.fromEntries(page.attributes.map((one) => [one.key, written(one.value)])));
  const [wrong, setWrong] = useState("");
  const save = async (event: Event) => {
    event.preventDefault();
    const changed = page.attributes.filter((one) => texts[one.key] !== written(one.value));
    if (!changed.length) return onDone();
    try {
      const values = Object.fromEntries(changed.map((one) => [one.key, typed(one, texts[one.key] ?? "")]));
      known.value = await api.setAttributes(page.contact.id, values);
      onDone();
    } catch (error) {
      setWrong(`Not saved. ${reason(error)}`);
    }
  };
  return (
    <form class="inbox-attributes" onSubmit={save} onKeyDown={(event) => event.key === "Escape" && (event.stopPropagation(), onDone())}>
      {page.attributes.map((one) => (
        <div key={one.key} class="inbox-field">
          <label class="inbox-field__label" for={`attribute-${one.key}`}>
            {one.label}
          </label>
          <Field
            one={one}
            id={`attribute-${one.key}`}
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

export function AttributesCard({ page, known }: { page: PersonPage; known: Signal<Known> }) {
  const { model } = useDesk();
  const [editing, setEditing] = useState(false);
  if (!page.attributes.length) return null;
  return (
    <section class="inbox-card inbox-card--attributes" aria-labelledby="attributes">
      <h2 id="attributes">Attributes</h2>
      {!editing && may(model, "contact.edit") && (
        <button type="button" class="tool inbox-card__tool" aria-label="Edit attributes" title="Edit attributes" onClick={() => setEditing(true)}>
          <Icon of={Pencil} />
        </button>
      )}
      {editing ? (
        <Edit page={page} known={known} onDone={() => setEditing(false)} />
      ) : (
        <dl class="inbox-facts">
          {page.attributes.map((one) => (
            <>
              <dt>{one.label}</dt>
              <dd dir="auto">{shown(one)}</dd>
            </>
          ))}
        </dl>
      )}
    </section>
  );
}
