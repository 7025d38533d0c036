import { BadgeCheck, Hash, Mail, Phone, UsersRound } from "lucide";
import { Icon } from "../shared/Icon.tsx";
import type { ContactShape, IdentityShape, PersonShape } from "../shared/types.gen.ts";
import { may, useDesk } from "./desk.ts";
import { Person } from "./Person.tsx";
import { type Known, pageOf } from "./person.ts";
import { day, whole } from "./times.ts";

const ICONS = { email: Mail, phone: Phone, external: Hash };

function Address({ identity }: { identity: IdentityShape }) {
  const icon = identity.verified ? BadgeCheck : (ICONS[identity.kind as keyof typeof ICONS] ?? Mail);
  const proof = identity.verified ? "verified" : "not verified";
  return (
    <p class={`inbox-contact__line ${identity.current ? "" : "inbox-contact__line--former"}`}>
      <Icon of={icon} />
      <span class="inbox-contact__mail" title={identity.value}>
        {identity.value}
      </span>
      <span
        class="inbox-contact__proof"
        title={identity.verified ? "The person has proved that this is their address." : "Typed by the person, not proved."}
      >
        {identity.current ? proof : "former"}
      </span>
    </p>
  );
}

function Lines({ contact }: { contact: ContactShape }) {
  return (
    <>
      {contact.identities.length ? (
        contact.identities.map((identity) => <Address key={identity.id} identity={identity} />)
      ) : (
        <p class="inbox-contact__line">No address known</p>
      )}
      <p class="inbox-contact__line" title={whole(contact.created_at)}>
        First wrote {day(contact.created_at)}
      </p>
    </>
  );
}

/** Goes to the newest address only, whoever asks for it. */
function Transcript() {
  const { model, actions } = useDesk();
  const row = model.open.value;
  if (!row || !may(model, "conversation.reply")) return null;
  return (
    <button type="button" class="link inbox-contact__act" onClick={() => void actions.transcript(row)}>
      Mail them a transcript
    </button>
  );
}

function Alike({ known, page }: { known: Known; page: string }) {
  const { model } = useDesk();
  const others = known && known !== "failed" ? known.alike : [];
  if (!others.length || !may(model, "contact.edit")) return null;
  return (
    <p class="inbox-contact__line">
      <Icon of={UsersRound} />
      <a class="link" href={`${page}merge/${others[0]!.id}/`}>
        {others.length === 1 ? `May be ${others[0]!.name || "a visitor"} too` : `May be one of ${others.length} others`}
      </a>
    </p>
  );
}

export function ContactCard({ person, known }: { person: PersonShape; known: Known }) {
  const { model } = useDesk();
  const page = pageOf(model.first.urls.base, person.id);
  return (
    <section class="inbox-card inbox-contact" aria-label="Contact">
      <header class="inbox-contact__head">
        <Person name={person.name || "Visitor"} size="l" />
        <h2 dir="auto">
          <a href={page} title="Open the contact's page">
            {person.name || "Visitor"}
          </a>
        </h2>
      </header>
      <div class="inbox-contact__lines">
        {known === "failed" ? (
          <p class="inbox-contact__line">The details could not be read.</p>
        ) : (
          known && <Lines contact={known.contact} />
        )}
        {known && known !== "failed" && known.contact.identities.some((one) => one.kind === "email" && one.current) && <Transcript />}
        <Alike known={known} page={page} />
      </div>
    </section>
  );
}
