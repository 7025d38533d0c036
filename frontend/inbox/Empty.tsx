// What stands where rows would: the next step, or what went wrong.
import { useDesk } from "./desk.ts";

const NOTHING: Record<string, [title: string, text: string]> = {
  mine: ["Nothing for you right now", "Take a conversation from Unassigned and it appears here."],
  unassigned: ["Everything has somebody", "New conversations appear here until somebody takes them."],
  mentions: ["Nobody has named you", "A colleague who writes @ and your name in a note brings the conversation here."],
  all: ["No conversations here", "Put the widget on a page and write the first message yourself."],
};

export function Empty() {
  const { model, actions } = useDesk();
  const found = model.found.value;
  const page = model.page.value;
  if (found) {
    if (found.failed) return <Words title="The search did not answer" text="Press Enter in the search box to try again." />;
    if (found.busy) return <p class="inbox-rows__more">Searching</p>;
    if (found.items.length) return null;
    return <Words title={`Nothing found for “${found.query}”`} text="Every word must be in one message. Try fewer or shorter words." />;
  }
  if (page?.failed) {
    return (
      <div class="empty">
        <h2>The list could not be read</h2>
        <button type="button" class="button" onClick={() => void actions.fetchRows()}>
          Try again
        </button>
      </div>
    );
  }
  if (!page || page.loading) return <p class="inbox-rows__more">Loading</p>;
  if (model.rows.value.length) return null;
  const { inbox, team, tag, assignee, field, status } = model.filter.value;
  if (inbox || team || tag || assignee || field || (status !== "open" && status !== "any")) {
    return <Words title="Nothing in this list" text="It fills by itself. Another status or another list may have what you look for." />;
  }
  const [title, text] = NOTHING[model.view.value]!;
  return <Words title={title} text={text} />;
}

function Words({ title, text }: { title: string; text: string }) {
  return (
    <div class="empty">
      <h2>{title}</h2>
      <p>{text}</p>
    </div>
  );
}
