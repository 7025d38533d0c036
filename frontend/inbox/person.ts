// What the side panel shows of the open conversation's contact: asked for once, and again when it changed.
import { signal, type Signal } from "@preact/signals";
import { useEffect, useMemo } from "preact/hooks";
import type { PersonPage } from "../shared/types.gen.ts";
import { useDesk } from "./desk.ts";

export type Known = PersonPage | "failed" | null;

export function usePerson(id: string): Signal<Known> {
  const { api, model } = useDesk();
  const known = useMemo(() => signal<Known>(null), [id]);
  const changes = model.contacts.value[id];
  useEffect(() => {
    let gone = false;
    api.person(id).then(
      (found) => {
        if (!gone) known.value = found;
      },
      () => {
        if (!gone && !known.value) known.value = "failed";
      },
    );
    return () => {
      gone = true;
    };
  }, [id, changes]);
  return known;
}

/** The contact's own page; the path of the inbox ends in `inbox/`. */
export function pageOf(base: string, id: string): string {
  return `${base.replace(/inbox\/$/, "")}contacts/${id}/`;
}
