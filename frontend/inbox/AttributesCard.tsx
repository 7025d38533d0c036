import type { Signal } from "@preact/signals";
import type { PersonPage } from "../shared/types.gen.ts";
import { may, useDesk } from "./desk.ts";
import type { Known } from "./person.ts";
import { ValuesCard } from "./ValuesCard.tsx";

/** What the workspace keeps of its contacts beside name and addresses. */
export function AttributesCard({ page, known }: { page: PersonPage; known: Signal<Known> }) {
  const { model, api } = useDesk();
  const save = async (values: Record<string, unknown>) => {
    known.value = await api.setAttributes(page.contact.id, values);
  };
  return <ValuesCard name="attribute" title="Attributes" values={page.attributes} allowed={may(model, "contact.edit")} save={save} />;
}
