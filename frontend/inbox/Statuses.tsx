import { AlarmClock, ArrowDownWideNarrow, Hourglass } from "lucide";
import { Icon, type IconNode } from "../shared/Icon.tsx";
import type { ListFilter } from "../shared/types.gen.ts";
import { CATEGORIES, nextSort, type StatusFilter } from "../shared/views.ts";
import { useDesk } from "./desk.ts";
import { keyLabel } from "./keymap.ts";

const STATUS_NAMES: Record<StatusFilter, string> = {
  open: "Open",
  waiting: "Waiting",
  snoozed: "Snoozed",
  solved: "Solved",
  any: "Any",
};

const SORTS: Record<ListFilter["sort"], [IconNode, string]> = {
  newest: [ArrowDownWideNarrow, "Newest first"],
  waiting: [Hourglass, "Longest waiting first"],
  due: [AlarmClock, "Due first"],
};

export function Statuses() {
  const { model, actions } = useDesk();
  const filter = model.filter.value;
  const [icon, order] = SORTS[filter.sort];
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
        title={`${order} (${keyLabel("sort")})`}
        aria-label={`Order: ${order}`}
        aria-pressed={filter.sort !== "newest"}
        onClick={() => actions.show({ ...filter, sort: nextSort(filter.sort) })}
      >
        <Icon of={icon} />
      </button>
    </div>
  );
}
