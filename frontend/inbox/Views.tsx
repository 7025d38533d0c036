import { AtSign, ListTree } from "lucide";
import { Icon } from "../shared/Icon.tsx";
import { listOf, VIEWS } from "../shared/views.ts";
import { useDesk } from "./desk.ts";
import { titleOf } from "./keymap.ts";
import { isNarrow } from "./savedViews.ts";

const VIEW_NAMES: Record<(typeof VIEWS)[number], string> = { mine: "Mine", unassigned: "Unassigned", mentions: "Mentions", all: "All" };
const VIEW_KEYS = { mine: "viewMine", unassigned: "viewUnassigned", mentions: "viewMentions", all: "viewAll" } as const;

const short = (count: number): string =>
  count < 1000 ? String(count) : new Intl.NumberFormat(undefined, { notation: "compact" }).format(count);

export function Views() {
  const desk = useDesk();
  const { model, actions } = desk;
  const counts = model.counts.value;
  const { id } = model.first.me;
  const numbers = { mine: counts.members[id] ?? 0, unassigned: counts.unassigned, mentions: counts.mentions[id] ?? 0, all: counts.all };
  const plain = !model.found.value && !isNarrow(desk);
  return (
    <nav class="inbox-views" aria-label="Views">
      {VIEWS.map((view) => (
        <button
          key={view}
          type="button"
          class="inbox-views__view"
          title={titleOf(VIEW_KEYS[view])}
          aria-current={plain && model.filter.value.view === view ? "page" : undefined}
          onClick={() => actions.show(listOf(view, { sort: model.filter.value.sort }))}
        >
          {view === "mentions" ? <Icon of={AtSign} /> : VIEW_NAMES[view]}
          {view === "mentions" && <span class="hidden">Mentions</span>}
          {(view !== "mentions" || numbers[view] > 0) && <span class="inbox-count">{short(numbers[view])}</span>}
        </button>
      ))}
      <button
        type="button"
        class="tool inbox-views__more"
        title={titleOf("lists")}
        aria-label="More lists"
        onClick={() => {
          model.palette.value = "lists";
        }}
      >
        <Icon of={ListTree} />
      </button>
    </nav>
  );
}
