import { Smile } from "lucide";
import type { ComponentType } from "preact";
import { useEffect, useRef, useState } from "preact/hooks";
import { Icon } from "../shared/Icon.tsx";
import type { EmojiProps } from "./EmojiPicker.tsx";

/** The pictures and their words are loaded when they are first asked for. */
export function EmojiButton({ onPick }: { onPick: (emoji: string) => void }) {
  const [Picker, setPicker] = useState<ComponentType<EmojiProps> | "failed" | null>(null);
  const [open, setOpen] = useState(false);
  const box = useRef<HTMLSpanElement>(null);
  useEffect(() => {
    if (!open) return;
    if (!Picker || Picker === "failed") {
      import("./EmojiPicker.tsx").then(
        (found) => setPicker(() => found.EmojiPicker),
        () => setPicker("failed"),
      );
    }
    const outside = (event: PointerEvent) => {
      if (!box.current?.contains(event.target as Node)) setOpen(false);
    };
    addEventListener("pointerdown", outside);
    return () => removeEventListener("pointerdown", outside);
  }, [open]);
  const close = () => {
    setOpen(false);
    document.getElementById("composer")?.focus();
  };
  return (
    <span class="inbox-emoji__place" ref={box}>
      <button type="button" class="tool" aria-label="Emoji" title="Emoji" aria-expanded={open} onClick={() => setOpen(!open)}>
        <Icon of={Smile} />
      </button>
      {open && Picker === "failed" && <p class="inbox-emoji">The emoji could not be loaded.</p>}
      {open && typeof Picker === "function" && (
        <Picker
          onClose={close}
          onPick={(emoji) => {
            setOpen(false);
            onPick(emoji);
          }}
        />
      )}
    </span>
  );
}
