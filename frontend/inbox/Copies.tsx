import { X } from "lucide";
import { useState } from "preact/hooks";
import { Icon } from "../shared/Icon.tsx";
import { Refused } from "../shared/problems.ts";
import type { ConversationForAgent } from "../shared/types.gen.ts";
import { useDesk } from "./desk.ts";
import { addParticipant, othersIn, participantsOf, removeParticipant } from "./mail.ts";

const told = (error: unknown): string =>
  error instanceof Refused && !error.passing ? error.message : "This could not be changed. Try again.";

/** Who gets every answer too, from now on. Nobody is here whom no colleague has named. */
export function Copies({ row }: { row: ConversationForAgent }) {
  const { api } = useDesk();
  const [typed, setTyped] = useState("");
  const [wrong, setWrong] = useState("");
  const change = (work: Promise<void>) =>
    void work.then(
      () => {
        setTyped("");
        setWrong("");
      },
      (error: unknown) => setWrong(told(error)),
    );
  const add = () => {
    if (typed.trim()) change(addParticipant(api, row, typed.trim()));
  };
  return (
    <div class="inbox-letter__row">
      <label class="inbox-letter__name" for="copies">
        Copy
      </label>
      <div class="inbox-letter__copies">
        {participantsOf(row).map((one) => (
          <span key={one.id} class="inbox-letter__chip" title={one.address}>
            <span dir="auto">{one.name || one.address}</span>
            <button type="button" class="inbox-letter__out" aria-label={`Take ${one.name || one.address} out of copy`} onClick={() => change(removeParticipant(api, row, one.id))}>
              <Icon of={X} />
            </button>
          </span>
        ))}
        <input
          id="copies"
          class="inbox-letter__field"
          type="email"
          list="copies-known"
          placeholder="Add an address"
          aria-describedby={wrong ? "copies-wrong" : undefined}
          value={typed}
          onInput={(event) => {
            setTyped(event.currentTarget.value);
            setWrong("");
          }}
          onBlur={add}
          onKeyDown={(event) => {
            if (event.key !== "Enter") return;
            event.preventDefault();
            event.stopPropagation();
            add();
          }}
        />
        <datalist id="copies-known">
          {othersIn(row).map((address) => (
            <option key={address} value={address} />
          ))}
        </datalist>
      </div>
      {wrong && (
        <p id="copies-wrong" class="inbox-letter__wrong" role="alert">
          {wrong}
        </p>
      )}
    </div>
  );
}
