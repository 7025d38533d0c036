import { BadgeCheck, Mail } from "lucide";
import { useEffect, useState } from "preact/hooks";
import { Icon } from "../shared/Icon.tsx";
import type { PersonShape } from "../shared/types.gen.ts";
import type { Contact, Identity } from "./api.ts";
import { useDesk } from "./desk.ts";
import { Person } from "./Person.tsx";
import { whole } from "./times.ts";

/** The addresses of a contact, whichever way the API tells of them. */
function addresses(contact: Contact): Identity[] {
  const known = contact.identities?.filter((identity) => identity.kind === "email") ?? [];
  if (known.length || !contact.email) return known;
  return [{ kind: "email", value: contact.email, verified: contact.email_verified ?? false }];
}

function Address({ identity }: { identity: Identity }) {
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

function Known({ contact }: { contact: Contact }) {
  const mails = addresses(contact);
  return (
    <>
      {mails.length ? (
        mails.map((identity) => <Address key={identity.value} identity={identity} />)
      ) : (
        <p class="inbox-contact__line">No e-mail address known</p>
      )}
      {contact.created_at && (
        <p class="inbox-contact__line" title={whole(contact.created_at)}>
          First wrote {new Date(contact.created_at).toLocaleDateString(undefined, { dateStyle: "medium" })}
        </p>
      )}
    </>
  );
}

export function ContactCard({ person }: { person: PersonShape }) {
  const { api } = useDesk();
  const [contact, setContact] = useState<Contact | "failed" | null>(null);
  useEffect(() => {
    let gone = false;
    api.contact(person.id).then(
      (found) => gone || setContact(found),
      () => gone || setContact("failed"),
    );
    return () => {
      gone = true;
    };
  }, [person.id]);
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
