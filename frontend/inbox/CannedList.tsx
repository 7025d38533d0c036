import { may, useDesk } from "./desk.ts";
import type { Canned } from "./useCanned.ts";

function Nothing({ canned }: { canned: Canned }) {
  const { model } = useDesk();
  if (canned.failed) return <p class="inbox-canned__none">Canned replies could not be read. Type on, or try again later.</p>;
  if (!canned.empty) return <p class="inbox-canned__none">No canned reply fits. Keep typing to write it yourself.</p>;
  return (
    <p class="inbox-canned__none">
      There are no canned replies yet.{" "}
      {may(model, "workspace.manage") && (
        <a class="link" href={`${model.first.urls.base.replace(/inbox\/$/, "")}settings/canned/`}>
          Write one
        </a>
      )}
    </p>
  );
}

/** The list above the field; the field keeps the focus and says which one is meant. */
export function CannedList({ canned }: { canned: Canned }) {
  if (!canned.open) return null;
  return (
    <div class="inbox-canned">
      <ul id="canned" role="listbox" aria-label="Canned replies">
        {canned.replies.map((reply, index) => (
          <li
            key={reply.id}
            id={`canned-${index}`}
            role="option"
            aria-selected={index === canned.at}
            class={`inbox-canned__one ${index === canned.at ? "inbox-canned__one--at" : ""}`}
            onPointerMove={() => canned.point(index)}
            onPointerDown={(event) => {
              event.preventDefault();
              canned.choose(reply);
            }}
          >
            <b>{reply.title}</b>
            <code>/{reply.shortcut}</code>
            <span dir="auto">{canned.words(reply)}</span>
          </li>
        ))}
      </ul>
      {!canned.replies.length && <Nothing canned={canned} />}
    </div>
  );
}
