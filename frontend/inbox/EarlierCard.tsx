import type { ConversationForAgent, PersonPage } from "../shared/types.gen.ts";
import { useDesk } from "./desk.ts";
import { ago, whole } from "./times.ts";

/** What the same person wrote about before; a click opens it here. */
export function EarlierCard({ row, page }: { row: ConversationForAgent; page: PersonPage }) {
  const { actions, model } = useDesk();
  const others = page.conversations.filter((one) => one.id !== row.id);
  return (
    <section class="inbox-card" aria-labelledby="earlier">
      <h2 id="earlier">Other conversations</h2>
      {others.length ? (
        <ul class="inbox-earlier">
          {others.map((one) => (
            <li key={one.id}>
              <button type="button" class="inbox-earlier__one" onClick={() => actions.open(one.id)}>
                <i class={`dot dot--${one.status.category}`} />
                <span class="inbox-earlier__text" dir="auto">
                  {one.subject || one.preview?.text || one.status.name}
                </span>
                <time dateTime={one.last_message_at} title={`${one.status.name}, ${whole(one.last_message_at)}`}>
                  {ago(one.last_message_at, model.now.value)}
                </time>
              </button>
            </li>
          ))}
        </ul>
      ) : (
        <p class="inbox-card__none">This is the first one.</p>
      )}
      {page.more && <p class="inbox-card__none">The newest ones are shown.</p>}
    </section>
  );
}
