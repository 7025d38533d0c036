import { ShieldX } from "lucide";
import { useState } from "preact/hooks";
import { Icon } from "../shared/Icon.tsx";
import type { PersonPage } from "../shared/types.gen.ts";
import { reason } from "./actions.ts";
import { may, useDesk } from "./desk.ts";

const GROUNDS = [
  ["accuracy", "It is disputed whether the data is right"],
  ["unlawful", "The use was unlawful, and they want no deletion"],
  ["claims", "They need the data for claims"],
  ["objection", "An objection is being weighed"],
] as const;

type Ground = (typeof GROUNDS)[number][0];

function Sure({ contact, onNo }: { contact: string; onNo: () => void }) {
  const { api, actions } = useDesk();
  const [ground, setGround] = useState<Ground>("accuracy");
  const [wrong, setWrong] = useState("");
  const [busy, setBusy] = useState(false);
  const go = async () => {
    setBusy(true);
    try {
      await api.call("POST", `contacts/${contact}/restriction`, { ground });
      actions.say("Restricted. The privacy office has the case.");
      onNo();
    } catch (error) {
      setWrong(reason(error));
      setBusy(false);
    }
  };
  return (
    <div class="inbox-purge" role="group" aria-label="Restrict">
      <p>
        <b>Keep everything and otherwise leave it alone?</b> At once nobody reads, answers or changes anything of them. They are told, also
        before it ends.
      </p>
      {GROUNDS.map(([key, label]) => (
        <label key={key} class="inbox-purge__mode">
          <input type="radio" name="ground" checked={ground === key} onChange={() => setGround(key)} /> {label}
        </label>
      ))}
      {wrong && (
        <p class="inbox-palette__wrong" role="alert">
          {wrong}
        </p>
      )}
      <p class="inbox-edit__foot">
        <button type="button" class="button button--danger" disabled={busy} onClick={() => void go()}>
          Restrict
        </button>
        <button type="button" class="button" onClick={onNo}>
          Do not
        </button>
      </p>
    </div>
  );
}

/** Shown to members of the privacy office: the way to restrict somebody, or to the office where it is lifted. */
export function Restrict({ page }: { page: PersonPage }) {
  const { model } = useDesk();
  const [sure, setSure] = useState(false);
  if (!may(model, "rights.read")) return null;
  if (page.privacy.restricted) {
    return (
      <p>
        <a class="link" href={`${model.first.urls.base.replace(/inbox\/$/, "")}privacy/`}>
          To the privacy office
        </a>
      </p>
    );
  }
  if (sure) return <Sure contact={page.contact.id} onNo={() => setSure(false)} />;
  return (
    <button type="button" class="button inbox-purge__open" onClick={() => setSure(true)}>
      <Icon of={ShieldX} /> Restrict…
    </button>
  );
}
