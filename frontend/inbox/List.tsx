import { CircleQuestionMark, Search, X } from "lucide";
import { Icon } from "../shared/Icon.tsx";
import { CATEGORIES, type StatusFilter, VIEWS, type View } from "../shared/views.ts";
import { useDesk } from "./desk.ts";
import { titleOf } from "./keymap.ts";
import { Rows } from "./Rows.tsx";

const VIEW_NAMES: Record<View, string> = { mine: "Mine", unassigned: "Unassigned", all: "All" };
const STATUS_NAMES: Record<StatusFilter, string> = {
  open: "Open",
  waiting: "Waiting",
  snoozed: "Snoozed",
  solved: "Solved",
  any: "Any",
};
const VIEW_KEYS = { mine: "viewMine", unassigned: "viewUnassigned", all: "viewAll" } as const;

const short = (count: number): string =>
  count < 1000 ? String(count) : new Intl.NumberFormat(undefined, { notation: "compact" }).format(count);

function Views() {
  const { model, actions } = useDesk();
  const counts = model.counts.value;
  const numbers = { mine: counts.members[model.first.me.id] ?? 0, unassigned: counts.unassigned, all: counts.all };
  return (
    <nav class="inbox-views" aria-label="Views">
      {VIEWS.map((view) => (
        <button
          key={view}
          type="button"
          class="inbox-views__view"
          title={titleOf(VIEW_KEYS[view])}
          aria-current={model.view.value === view && !model.found.value ? "page" : undefined}
          onClick={() => actions.show(view)}
        >
          {VIEW_NAMES[view]}
          <span class="inbox-count">{short(numbers[view])}</span>
        </button>
      ))}
      <button
        type="button"
        class="tool inbox-views__help"
        title={titleOf("help")}
        aria-label="Keys"
        onClick={() => {
          model.help.value = true;
        }}
      >
        <Icon of={CircleQuestionMark} />
      </button>
    </nav>
  );
}

function Statuses() {
  const { model, actions } = useDesk();
  return (
    <div class="inbox-statuses" role="group" aria-label="Status">
      {[...CATEGORIES, "any" as const].map((status) => (
        <button
          key={status}
          type="button"
          class="inbox-statuses__one"
          aria-pressed={model.status.value === status && !model.found.value}
          onClick={() => actions.show(model.view.value, status)}
        >
          {STATUS_NAMES[status]}
        </button>
      ))}
    </div>
  );
}

function SearchBox() {
  const { model, actions } = useDesk();
  const clear = () => {
    const field = document.getElementById("search") as HTMLInputElement;
    field.value = "";
    void actions.search("");
  };
  return (
    <form
      class="inbox-search"
      role="search"
      onSubmit={(event) => {
        event.preventDefault();
        void actions.search((document.getElementById("search") as HTMLInputElement).value);
      }}
    >
      <Icon of={Search} />
      <input
        id="search"
        type="search"
        placeholder="Search messages"
        aria-label="Search messages"
        title={titleOf("search")}
        autocomplete="off"
        onInput={(event) => event.currentTarget.value || void actions.search("")}
      />
      {model.found.value && (
        <button type="button" class="tool" aria-label="Clear search" onClick={clear}>
          <Icon of={X} />
        </button>
      )}
      <kbd aria-hidden="true">/</kbd>
    </form>
  );
}

function Connection() {
  const { model, live, outbox } = useDesk();
  if (!model.broken.value) return null;
  const waiting = model.entries.value.filter((entry) => entry.state !== "sent").length;
  const kept = waiting ? ` ${waiting} ${waiting === 1 ? "message waits" : "messages wait"} and will be sent.` : "";
  const stopped = model.link.value === "stopped";
  return (
    <p class="inbox-strip" role="status">
      <span>{stopped ? "You are signed out here. Reload the page." : `No connection, trying again.${kept}`}</span>
      <button
        type="button"
        class="link"
        onClick={() => {
          if (stopped) return location.reload();
          live.socket.connect();
          outbox.queue.hurry();
        }}
      >
        {stopped ? "Reload" : "Try now"}
      </button>
    </p>
  );
}

export function List() {
  return (
    <section class="inbox-list" aria-label="Conversations">
      <header class="inbox-list__head">
        <Views />
        <SearchBox />
        <Statuses />
      </header>
      <Connection />
      <Rows />
    </section>
  );
}
