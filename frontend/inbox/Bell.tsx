import { Bell as BellIcon, BellRing } from "lucide";
import { useState } from "preact/hooks";
import { Icon } from "../shared/Icon.tsx";
import { useDesk } from "./desk.ts";
import { Menu } from "./Menu.tsx";

/** How one is told that something came; the page of the settings says of what. */
export function Bell() {
  const { notifier, actions } = useDesk();
  const [open, setOpen] = useState(false);
  const { shown, heard } = notifier.wish.value;
  const choose = async (id: string) => {
    const wrong = await notifier.toggle(id as "shown" | "heard");
    if (wrong) actions.say(wrong, "failed");
  };
  return (
    <span class="inbox-menu__place">
      <button
        type="button"
        class="tool"
        title="Notifications"
        aria-label="Notifications"
        aria-haspopup="listbox"
        aria-expanded={open}
        onClick={() => setOpen(!open)}
      >
        <Icon of={shown || heard ? BellRing : BellIcon} />
      </button>
      {open && (
        <Menu
          label="Notifications"
          choices={[
            { id: "shown", label: "Show notifications", chosen: shown },
            { id: "heard", label: "Play a sound", chosen: heard },
          ]}
          onChoose={(id) => void choose(id)}
          onClose={() => setOpen(false)}
          many
        />
      )}
    </span>
  );
}
