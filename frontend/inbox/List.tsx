import { CircleQuestionMark, Command, Plus, Search, X } from "lucide";
import { Icon } from "../shared/Icon.tsx";
import { Bell } from "./Bell.tsx";
import { BulkBar } from "./BulkBar.tsx";
import { Connection } from "./Connection.tsx";
import { may, useDesk } from "./desk.ts";
import { titleOf } from "./keymap.ts";
import { Narrowed } from "./Narrowed.tsx";
import { Rows } from "./Rows.tsx";
import { Statuses } from "./Statuses.tsx";
import { Views } from "./Views.tsx";

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
        placeholder="Search"
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

function Tools() {
  const { model } = useDesk();
  return (
    <>
      {may(model, "conversation.start") && (
        <button
          type="button"
          class="tool"
          title={titleOf("new")}
          aria-label="New ticket"
          onClick={() => {
            model.palette.value = "new";
          }}
        >
          <Icon of={Plus} />
        </button>
      )}
      <button
        type="button"
        class="tool"
        title={titleOf("palette")}
        aria-label="All commands"
        onClick={() => {
          model.palette.value = "all";
        }}
      >
        <Icon of={Command} />
      </button>
      <Bell />
      <button
        type="button"
        class="tool"
        title={titleOf("help")}
        aria-label="Keys"
        onClick={() => {
          model.help.value = true;
        }}
      >
        <Icon of={CircleQuestionMark} />
      </button>
    </>
  );
}

export function List() {
  const { model } = useDesk();
  const picking = model.picked.value.size > 0;
  return (
    <section class={`inbox-list ${picking ? "inbox-list--picking" : ""}`} aria-label="Conversations">
      <header class="inbox-list__head">
        {picking ? <BulkBar /> : <Views />}
        <div class="inbox-find">
          <SearchBox />
          <Tools />
        </div>
        <Statuses />
        <Narrowed />
      </header>
      <Connection />
      <Rows />
    </section>
  );
}
