import { ChevronDown, CornerUpLeft } from "lucide";
import { useEffect, useRef, useState } from "preact/hooks";
import { Icon } from "../shared/Icon.tsx";
import type { ConversationForAgent } from "../shared/types.gen.ts";
import { Copies } from "./Copies.tsx";
import { may, useDesk } from "./desk.ts";
import { keyLabel, titleOf } from "./keymap.ts";
import { letterOpen, participantsOf, quotes, setQuotes } from "./mail.ts";
import { personOf } from "./person.ts";

/** What the mail is about; the customer reads it too. Enter keeps it, Escape leaves it as it was. */
function Subject({ row }: { row: ConversationForAgent }) {
  const { model, tickets } = useDesk();
  const [typed, setTyped] = useState(row.subject);
  const field = useRef<HTMLInputElement>(null);
  useEffect(() => setTyped(row.subject), [row.id, row.subject]);
  useEffect(() => field.current?.focus(), []);
  const keep = () => void tickets.subject(row, typed);
  return (
    <label class="inbox-letter__row">
      <span class="inbox-letter__name">Subject</span>
      <input
        ref={field}
        class="inbox-letter__field"
        dir="auto"
        maxLength={250}
        value={typed}
        readOnly={!may(model, "conversation.tag")}
        onInput={(event) => setTyped(event.currentTarget.value)}
        onBlur={keep}
        onKeyDown={(event) => {
          if (event.key === "Escape") setTyped(row.subject);
          if (event.key !== "Enter" && event.key !== "Escape") return;
          event.preventDefault();
          event.stopPropagation();
          if (event.key === "Enter") keep();
          document.getElementById("composer")?.focus();
        }}
      />
    </label>
  );
}

function QuoteSwitch() {
  return (
    <label class="inbox-letter__row inbox-letter__check">
      <input type="checkbox" checked={quotes.value} onChange={(event) => setQuotes(event.currentTarget.checked)} />
      Put what I answer below my answer
    </label>
  );
}

/** To whom an answer goes by mail, and under which subject. */
export function MailLine({ row }: { row: ConversationForAgent }) {
  const { model } = useDesk();
  const known = personOf(model, row.contact.id).value;
  const address = known && known !== "failed" ? known.contact.identities.find((one) => one.kind === "email" && one.current)?.value : "";
  const open = letterOpen.value;
  const copied = participantsOf(row);
  return (
    <div class="inbox-letter">
      <div class="inbox-mail">
        <Icon of={CornerUpLeft} />
        <span class="inbox-mail__to">
          To <b dir="auto">{row.contact.name || "Visitor"}</b>
          {address && ` <${address}>`}
        </span>
        {row.subject && !open && (
          <span class="inbox-mail__subject" dir="auto" title={row.subject}>
            Re: {row.subject}
          </span>
        )}
        <button
          type="button"
          class={`inbox-letter__more ${open ? "inbox-letter__more--open" : ""}`}
          aria-expanded={open}
          title={titleOf("letter")}
          onClick={() => {
            letterOpen.value = !open;
          }}
        >
          {copied.length && !open ? `${copied.length} in copy` : "Subject, copy"}
          <Icon of={ChevronDown} />
          <kbd aria-hidden="true">{keyLabel("letter")}</kbd>
        </button>
      </div>
      {open && <Subject row={row} />}
      {open && <Copies row={row} />}
      {open && <QuoteSwitch />}
    </div>
  );
}
