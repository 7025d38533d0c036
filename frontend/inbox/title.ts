import { useComputed } from "@preact/signals";
import { useLayoutEffect } from "preact/hooks";
import { useDesk } from "./desk.ts";
import { waitingFor } from "./worth.ts";

/** The tab says who is open, and how many wait. */
export function useTitle(): void {
  const { model } = useDesk();
  const waiting = useComputed(() => waitingFor(Object.values(model.conversations.value), model.first.me.id));
  const row = model.open.value;
  const name = row ? `${row.contact.name || "Visitor"} · Inbox` : "Inbox";
  const count = waiting.value;
  useLayoutEffect(() => {
    document.title = count ? `(${count > 99 ? "99+" : count}) ${name}` : name;
  }, [count, name]);
}
