import { ArrowDownWideNarrow, Hourglass } from "lucide";
import { Icon } from "../shared/Icon.tsx";
import { CATEGORIES, type StatusFilter } from "../shared/views.ts";
import { useDesk } from "./desk.ts";
import { keyLabel } from "./keymap.ts";

const STATUS_NAMES: Record<StatusFilter, string> = {
  open: "Open",
  waiting: "Waiting",
  snoozed: "Snoozed",
  solved: "Solved",
  any: "Any",
};

export function Statuses() {
  const { model, actions } = useDesk();
  const filter = model.filter.value;
  const waiting = filter.sort === "waiting";
  return (
    <div class="inbox-statuses">
      <div class="inbox-statuses__all" role="group" aria-label="Status">
        {[...CATEGORIES, "any" as const].map((status) => (
          <button
            key={status}
            type="button"
            class="inbox-statuses__one"
            aria-pressed={filter.status === status && !model.found.value}
            onClick={() => actions.show({ ...filter, status })}
          >
            {STATUS_NAMES[status]}
          </button>
        ))}
      </div>
      <button
        type="button"
        class="tool inbox-statuses__sort"
        title={`${waiting ? "Longest waiting first" : "Newest first"} (${keyLabel("sort")})`}
        aria-label="Longest waiting first"
        aria-pressed={waiting}
        onClick={() => actions.show({ ...filter, sort: waiting ? "newest" : "waiting" })}
      >
        <Icon of={waiting ? Hourglass : ArrowDownWideNarrow} />
      </button>
    </div>
  );
}
