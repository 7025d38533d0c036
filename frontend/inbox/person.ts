// What the side panel shows of the open conversation's contact: what is known is there at once, and read anew.
import { signal, type Signal } from "@preact/signals";
import { useEffect, useMemo } from "preact/hooks";
import type { PersonPage } from "../shared/types.gen.ts";
import { useDesk } from "./desk.ts";

/** Whoever goes through the list with a key does not ask for everybody on the way. */
const REST_MS = 100;

const MOST = 100;

function remember(people: Map<string, PersonPage>, page: PersonPage, id: string): void {
  if (people.size >= MOST) people.clear();
  people.set(id, page);
}

export type Known = PersonPage | "failed" | null;

export function usePerson(id: string): Signal<Known> {
  const { api, model } = useDesk();
  const known = useMemo(() => signal<Known>(model.people.get(id) ?? null), [id]);
  const changes = model.contacts.value[id];
  useEffect(() => {
    let gone = false;
    const ask = async () => {
      const found = await api.person(id).catch(() => null);
      if (gone) return;
      if (found) remember(model.people, found, id);
      known.value = found ?? known.value ?? "failed";
    };
    const timer = setTimeout(() => void ask(), REST_MS);
    return () => {
      gone = true;
      clearTimeout(timer);
    };
  }, [id, changes]);
  return known;
}

/** The contact's own page; the path of the inbox ends in `inbox/`. */
export function pageOf(base: string, id: string): string {
  return `${base.replace(/inbox\/$/, "")}contacts/${id}/`;
}
