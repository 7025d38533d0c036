import { X } from "lucide";
import { useEffect, useRef } from "preact/hooks";
import { Icon } from "../shared/Icon.tsx";
import { useDesk } from "./desk.ts";
import { KEYMAP, keyLabel } from "./keymap.ts";
import { isThere } from "./keys.ts";

const GROUPS = [...new Set(KEYMAP.map((key) => key.group))];

export function Help() {
  const desk = useDesk();
  const { model } = desk;
  const dialog = useRef<HTMLDialogElement>(null);
  const open = model.help.value;
  useEffect(() => {
    if (open) dialog.current?.showModal();
  }, [open]);
  if (!open) return null;
  const close = () => {
    model.help.value = false;
  };
  return (
    <dialog class="inbox-help" ref={dialog} aria-labelledby="help-title" onClose={close}>
      <header class="inbox-help__head">
        <h2 id="help-title">Keys</h2>
        <button type="button" class="tool" aria-label="Close" onClick={() => dialog.current?.close()}>
          <Icon of={X} />
        </button>
      </header>
      <div class="inbox-help__groups">
        {GROUPS.map((group) => (
          <section key={group}>
            <h3>{group}</h3>
            <dl>
              {KEYMAP.filter((key) => key.group === group && isThere(desk, key.action)).map((key) => (
                <div key={key.action} class="inbox-help__key">
                  <dt>{key.label}</dt>
                  <dd>
                    <kbd>{keyLabel(key.action)}</kbd>
                  </dd>
                </div>
              ))}
            </dl>
          </section>
        ))}
      </div>
    </dialog>
  );
}
