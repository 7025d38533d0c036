import { BadgeCheck, Mail } from "lucide";
import { useEffect, useState } from "preact/hooks";
import { Icon } from "../shared/Icon.tsx";
import type { ContactShape, IdentityShape, PersonShape } from "../shared/types.gen.ts";
import { useDesk } from "./desk.ts";
import { Person } from "./Person.tsx";
import { whole } from "./times.ts";

function Address({ identity }: { identity: IdentityShape }) {
  return (
    <p class="inbox-contact__line">
      <Icon of={identity.verified ? BadgeCheck : Mail} />
      <span class="inbox-contact__mail" title={identity.value}>
        {identity.value}
      </span>
      <span
        class="inbox-contact__proof"
        title={identity.verified ? "The person has proved that this is their address." : "Typed by the person, not proved."}
      >
        {identity.verified ? "verified" : "not verified"}
      </span>
    </p>
  );
}

function Known({ contact }: { contact: ContactShape }) {
  const mails = contact.identities.filter((identity) => identity.kind === "email" && identity.current);
  return (
    <>
      {mails.length ? (
        mails.map((identity) => <Address key={identity.id} identity={identity} />)
      ) : (
        <p class="inbox-contact__line">No e-mail address known</p>
      )}
      <p class="inbox-contact__line" title={whole(contact.created_at)}>
        First wrote {new Date(contact.created_at).toLocaleDateString(undefined, { dateStyle: "medium" })}
      </p>
    </>
  );
}

export function ContactCard({ person }: { person: PersonShape }) {
  const { api, model } = useDesk();
  const [contact, setContact] = useState<ContactShape | "failed" | null>(null);
  useEffect(() => {
    let gone = false;
    api.contact(person.id).then(
      (found) => gone || setContact(found),
      () => gone || setContact("failed"),
    );
    return () => {
      gone = true;
    };
  }, [person.id, model.contacts.value[person.id]]);
  return (
    <section class="inbox-card inbox-contact" aria-label="Contact">
      <header class="inbox-contact__head">
        <Person name={person.name || "Visitor"} size="l" />
        <h2 dir="auto">{person.name || "Visitor"}</h2>
      </header>
      <div class="inbox-contact__lines">
        {contact === "failed" ? (
          <p class="inbox-contact__line">The details could not be read.</p>
        ) : (
          contact && <Known contact={contact} />
        )}
      </div>
    </section>
  );
}
