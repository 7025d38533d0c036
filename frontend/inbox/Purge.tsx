import { Trash2 } from "lucide";
import { useEffect, useState } from "preact/hooks";
import { Icon } from "../shared/Icon.tsx";
import type { ErasurePlan } from "../shared/types.gen.ts";
import { reason } from "./actions.ts";
import { may, useDesk } from "./desk.ts";
import { erase, type EraseMode, named, planOf } from "./erasure.ts";

function Lines({ title, lines }: { title: string; lines: ErasurePlan["goes"] }) {
  const shown = named(lines);
  if (!shown.length) return null;
  return (
    <>
      <h3 class="inbox-purge__title">{title}</h3>
      <dl class="inbox-facts inbox-facts--wide">
        {shown.map((line) => (
          <>
            <dt title={line.why || undefined}>{line.name}</dt>
            <dd>{line.rows}</dd>
          </>
        ))}
      </dl>
    </>
  );
}

const MODES: readonly (readonly [EraseMode, string])[] = [
  ["erase", "Erase everything"],
  ["statistics", "Keep times and states as figures, without the person"],
];

function Sure({ contact, name, onNo }: { contact: string; name: string; onNo: () => void }) {
  const { api, model } = useDesk();
  const [mode, setMode] = useState<EraseMode>("erase");
  const [plan, setPlan] = useState<ErasurePlan | null>(null);
  const [wrong, setWrong] = useState("");
  const [busy, setBusy] = useState(false);
  useEffect(() => {
    let gone = false;
    planOf(api, contact, mode).then(
      (found) => !gone && setPlan(found),
      (error: unknown) => !gone && setWrong(reason(error)),
    );
    return () => {
      gone = true;
    };
  }, [contact, mode]);
  const held = plan?.held[0] ?? (plan?.run ? "It is under way." : "");
  const go = async () => {
    setBusy(true);
    const done = await erase(api, contact, mode).catch((error: unknown) => setWrong(reason(error)));
    setBusy(false);
    if (!done) return;
    model.notice.value = { text: `${name || "The visitor"} is being erased. The certificate follows in the privacy office.`, kind: "said" };
    onNo();
  };
  return (
    <div class="inbox-purge" role="group" aria-label="Purge history">
      <p>
        <b dir="auto">Erase {name || "this visitor"} and all that is kept of them?</b> There is no way back.
        {plan && plan.contacts > 1 && ` This is ${plan.contacts} contacts that were merged: all of them go.`}
      </p>
      {MODES.map(([key, label]) => (
        <label key={key} class="inbox-purge__mode">
          <input type="radio" name="erase-mode" checked={mode === key} onChange={() => setMode(key)} /> {label}
        </label>
      ))}
      {plan && <Lines title="Goes" lines={plan.goes} />}
      {plan && <Lines title="Stays, with ids that lead to nobody" lines={plan.stays} />}
      <p class="inbox-palette__hint">Mails that were delivered, files that others saved and words that others quote stay where they are.</p>
      {(wrong || held) && (
        <p class="inbox-palette__wrong" role="alert">
          {wrong || held}
        </p>
      )}
      <p class="inbox-edit__foot">
        <button type="button" class="button button--danger" disabled={!plan || !!held || busy} onClick={() => void go()}>
          Erase for good
        </button>
        <button type="button" class="button" onClick={onNo}>
          Keep
        </button>
      </p>
    </div>
  );
}

/** Shown to members of the privacy office. */
export function Purge({ contact, name }: { contact: string; name: string }) {
  const { model } = useDesk();
  const [sure, setSure] = useState(false);
  if (!may(model, "rights.read")) return null;
  if (sure) return <Sure contact={contact} name={name} onNo={() => setSure(false)} />;
  return (
    <button type="button" class="button inbox-purge__open" onClick={() => setSure(true)}>
      <Icon of={Trash2} /> Purge history…
    </button>
  );
}
