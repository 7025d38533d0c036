// What the side panel shows of the open conversation's contact: what is known is there at once, and read anew.
import { signal, type Signal } from "@preact/signals";
import { useEffect } from "preact/hooks";
import type { PersonPage } from "../shared/types.gen.ts";
import { useDesk } from "./desk.ts";
import type { Model } from "./model.ts";

/** Whoever goes through the list with a key does not ask for everybody on the way. */
const REST_MS = 100;

const MOST = 100;

export type Known = PersonPage | "failed" | null;

/** The one place where what is known of a person stands. */
export function personOf({ people }: Pick<Model, "people">, id: string): Signal<Known> {
  const found = people.get(id);
  if (found) return found;
  if (people.size >= MOST) people.clear();
  const made = signal<Known>(null);
  people.set(id, made);
  return made;
}

export function usePerson(id: string): Signal<Known> {
  const { api, model } = useDesk();
  const known = personOf(model, id);
  const changes = model.contacts.value[id];
  useEffect(() => {
    let gone = false;
    const ask = async () => {
      const found = await api.person(id).catch(() => null);
      if (!gone) known.value = found ?? known.value ?? "failed";
    };
    const timer = setTimeout(() => void ask(), REST_MS);
    return () => {
      gone = true;
      clearTimeout(timer);
    };
  }, [known, changes]);
  return known;
}

/** The contact's own page; the path of the inbox ends in `inbox/`. */
export function pageOf(base: string, id: string): string {
  return `${base.replace(/inbox\/$/, "")}contacts/${id}/`;
}

/** Where a message that asks about somebody's data becomes a case. */
export function caseOf(base: string, message: string): string {
  return `${base.replace(/inbox\/$/, "")}privacy/new/?message=${message}`;
}
