import { ShieldCheck, ShieldX } from "lucide";
import { Icon } from "../shared/Icon.tsx";
import type { HeldShape, PersonPage } from "../shared/types.gen.ts";
import { Purge } from "./Purge.tsx";
import { Restrict } from "./Restrict.tsx";
import { whole } from "./times.ts";

const NAMES: Record<HeldShape["kind"], string> = {
  conversations: "Conversations",
  messages: "Messages",
  notes: "Notes",
  files: "Files",
  addresses: "Addresses",
  attributes: "Attributes",
};

/** What is known and held, and for members of the privacy office the way to erase it. */
export function PrivacyCard({ page }: { page: PersonPage }) {
  const { privacy } = page;
  const held = privacy.held.filter((one) => one.count > 0);
  const ruled = held.some((one) => one.until);
  return (
    <section class="inbox-card" aria-labelledby="privacy">
      <h2 id="privacy">Privacy</h2>
      <p class={`inbox-contact__line ${privacy.restricted ? "inbox-privacy--restricted" : ""}`}>
        <Icon of={privacy.restricted ? ShieldX : ShieldCheck} />
        {privacy.restricted ? `Restricted by ${privacy.restricted}: kept, and otherwise left alone` : "Not restricted"}
      </p>
      <Restrict key={`${page.contact.id}:restrict`} page={page} />
      <dl class="inbox-facts inbox-facts--wide">
        <dt>Notice seen</dt>
        <dd>{privacy.notice_version ? `version ${privacy.notice_version}` : "none"}</dd>
        {privacy.gpc && (
          <>
            <dt title="Global Privacy Control, a wish that the browser sends">GPC</dt>
            <dd>no selling, no sharing</dd>
          </>
        )}
        {privacy.objects.length > 0 && (
          <>
            <dt title="Art. 21 GDPR">Objects to</dt>
            <dd>{privacy.objects.map((one) => (one === "marketing" ? "marketing" : "uses by interest")).join(", ")}</dd>
          </>
        )}
        {privacy.consents.map((one) => (
          <>
            <dt title="Art. 7 GDPR">{one.name}</dt>
            <dd>{one.may ? "agreed" : "not agreed"}</dd>
          </>
        ))}
        {held.map((one) => (
          <>
            <dt>{NAMES[one.kind]}</dt>
            <dd>
              {one.count}
              {one.until && <span title={whole(one.until)}> until {new Date(one.until).toLocaleDateString()}</span>}
            </dd>
          </>
        ))}
        {privacy.keys > 1 && (
          <>
            <dt title="Merged contacts keep their own keys">Keys</dt>
            <dd>{privacy.keys}</dd>
          </>
        )}
        <dt>Kept until</dt>
        <dd>{ruled ? "see above" : "no rule yet"}</dd>
      </dl>
      <Purge key={page.contact.id} contact={page.contact.id} name={page.contact.name} />
    </section>
  );
}
