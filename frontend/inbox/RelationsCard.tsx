import { GitMerge, Link2, X } from "lucide";
import type { ComponentChildren } from "preact";
import { Icon } from "../shared/Icon.tsx";
import type { ConversationForAgent, MergedShape, OtherShape, TicketPage } from "../shared/types.gen.ts";
import { may, useDesk } from "./desk.ts";
import { titleOf } from "./keymap.ts";
import { KINDS, nameOf, useRelations } from "./relations.ts";
import { ValuesCard } from "./ValuesCard.tsx";

function Other({ other, label, children }: { other: OtherShape; label: string; children?: ComponentChildren }) {
  const { actions } = useDesk();
  return (
    <li class="inbox-related">
      <button type="button" class="inbox-earlier__one" onClick={() => actions.open(other.id)} title={`${nameOf(other)}, ${other.status.name}`}>
        <i class={`dot dot--${other.status.category}`} />
        <span class="inbox-related__kind">{label}</span>
        <span class="inbox-earlier__text" dir="auto">
          {nameOf(other)}
        </span>
      </button>
      {children}
    </li>
  );
}

function Merged({ row, one, label }: { row: ConversationForAgent; one: MergedShape; label: string }) {
  const { model, relations } = useDesk();
  const undo = one.undo_until && may(model, "conversation.status") && may(model, "conversation.tag");
  return (
    <Other other={one.other} label={label}>
      {undo && (
        <button type="button" class="link inbox-related__undo" onClick={() => void relations.unmerge(row.id, one)}>
          Undo
        </button>
      )}
    </Other>
  );
}

function Relations({ row, known }: { row: ConversationForAgent; known: TicketPage["relations"] | "failed" }) {
  const { model, relations } = useDesk();
  if (known === "failed") {
    return (
      <section class="inbox-card" aria-labelledby="relations">
        <h2 id="relations">Belongs together</h2>
        <p class="inbox-card__none">
          Could not be loaded.{" "}
          <button type="button" class="link" onClick={() => void relations.ask(row.id)}>
            Try again
          </button>
        </p>
      </section>
    );
  }
  const mayLink = may(model, "conversation.tag");
  const mayMerge = mayLink && may(model, "conversation.status") && !known.merged_into;
  const labels = new Map(KINDS);
  const any = known.links.length > 0 || known.merged.length > 0 || known.merged_into;
  if (!any && !mayLink) return null;
  const to = (page: "link" | "merge") => () => {
    model.palette.value = page;
  };
  return (
    <section class="inbox-card" aria-labelledby="relations">
      <h2 id="relations">Belongs together</h2>
      {any && (
        <ul class="inbox-earlier">
          {known.merged_into && <Merged row={row} one={known.merged_into} label="Goes on in" />}
          {known.merged.map((one) => (
            <Merged key={one.id} row={row} one={one} label="Merged" />
          ))}
          {known.links.map((one) => (
            <Other key={one.id} other={one.other} label={labels.get(one.kind) ?? one.kind}>
              {mayLink && (
                <button type="button" class="tool" aria-label={`Take the link with ${nameOf(one.other)} away`} title="Take this link away" onClick={() => void relations.unlink(row, one)}>
                  <Icon of={X} />
                </button>
              )}
            </Other>
          ))}
        </ul>
      )}
      <p class="inbox-related__do">
        {mayLink && (
          <button type="button" class="button" title={titleOf("link")} onClick={to("link")}>
            <Icon of={Link2} />
            Link
          </button>
        )}
        {mayMerge && (
          <button type="button" class="button" title={titleOf("merge")} onClick={to("merge")}>
            <Icon of={GitMerge} />
            Merge
          </button>
        )}
      </p>
    </section>
  );
}

/** The fields of a ticket, what it is linked with, where it goes on, and what goes on in it. */
export function RelationsCard({ row }: { row: ConversationForAgent }) {
  const { model, relations } = useDesk();
  const known = useRelations(row).value;
  if (!known) return null;
  const fields = known === "failed" ? [] : known.fields;
  return (
    <>
      <ValuesCard
        name="field"
        title="Fields"
        values={fields}
        allowed={may(model, "conversation.tag")}
        mark={(one) => (one.required && one.value === null ? " (needed)" : "")}
        save={(values) => relations.write(row.id, values)}
      />
      <Relations row={row} known={known === "failed" ? known : known.relations} />
    </>
  );
}
