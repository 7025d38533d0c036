import { Bookmark, Ellipsis, X } from "lucide";
import { Icon } from "../shared/Icon.tsx";
import { useDesk } from "./desk.ts";
import { CHANNEL } from "./Row.tsx";
import { isNarrow, shownView, viewCommands } from "./savedViews.ts";

const KINDS = { any: "", ticket: "Tickets", talk: "Not tickets" };

function fieldSaid(fields: readonly { key: string; label: string }[], said: string): string {
  const [key, choice] = [said.slice(0, said.indexOf(":")), said.slice(said.indexOf(":") + 1)];
  return `${fields.find((one) => one.key === key)?.label ?? key}: ${choice}`;
}

/** What the list is narrowed to, each part with a way out, and its name if it has one. */
export function Narrowed() {
  const desk = useDesk();
  const { model, actions } = desk;
  const filter = model.filter.value;
  const known = shownView(desk);
  if (model.found.value || (!known && !isNarrow(desk))) return null;
  const { inboxes, teams, members, ticket_types, choice_fields } = model.first;
  const named = (all: readonly { id: string; name: string }[], id: string) => all.find((one) => one.id === id)?.name ?? "deleted";
  const parts = [
    ["view", filter.view === "followed" && "Followed", "all"],
    ["kind", KINDS[filter.kind], "any"],
    ["channel", filter.channel && CHANNEL[filter.channel][1]],
    ["type", filter.type && `Type: ${named(ticket_types, filter.type)}`],
    ["field", filter.field && fieldSaid(choice_fields, filter.field)],
    ["priority", filter.priority && `Priority: ${filter.priority}`],
    ["inbox", filter.inbox && `Inbox: ${named(inboxes, filter.inbox)}`],
    ["team", filter.team && `Team: ${named(teams, filter.team)}`],
    ["tag", filter.tag && `Tag: ${filter.tag}`],
    ["assignee", filter.assignee && `Of ${named(members, filter.assignee)}`],
  ] as const;
  const open = () => {
    model.palette.value = known ? "view" : "name";
  };
  return (
    <div class="inbox-narrow">
      {known && (
        <span class="inbox-narrow__name">
          <Icon of={Bookmark} />
          {known.name}
        </span>
      )}
      {parts.map(
        ([key, label, wide = null]) =>
          label && (
            <button
              key={key}
              type="button"
              class="inbox-narrow__part"
              aria-label={`${label}: remove`}
              onClick={() => actions.show({ ...filter, [key]: wide })}
            >
              <span>{label}</span>
              <Icon of={X} />
            </button>
          ),
      )}
      {(!known || viewCommands(desk).length > 0) && (
        <button type="button" class={known ? "tool" : "link"} aria-label={known ? "Change this view" : undefined} onClick={open}>
          {known ? <Icon of={Ellipsis} /> : "Save view"}
        </button>
      )}
    </div>
  );
}
