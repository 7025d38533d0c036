import { MessageSquareQuote, Paperclip } from "lucide";
import { useRef } from "preact/hooks";
import type { Files } from "../shared/files.ts";
import { Icon } from "../shared/Icon.tsx";
import { EmojiButton } from "./EmojiButton.tsx";
import { UndoSwitch } from "./UndoSwitch.tsx";

interface ToolsProps {
  files: Files;
  seconds: number;
  onEmoji: (emoji: string) => void;
  onCanned: () => void;
}

export function Tools({ files, seconds, onEmoji, onCanned }: ToolsProps) {
  return (
    <span class="inbox-composer__tools">
      <Attach files={files} />
      <EmojiButton onPick={onEmoji} />
      <button type="button" class="tool" aria-label="Canned replies" title="Canned replies (/)" onClick={onCanned}>
        <Icon of={MessageSquareQuote} />
      </button>
      <UndoSwitch seconds={seconds} />
    </span>
  );
}

function Attach({ files }: { files: Files }) {
  const input = useRef<HTMLInputElement>(null);
  return (
    <>
      <button type="button" class="tool" aria-label="Attach a file" title="Attach a file" onClick={() => input.current?.click()}>
        <Icon of={Paperclip} />
      </button>
      <input
        ref={input}
        type="file"
        multiple
        hidden
        onChange={(event) => {
          files.add(event.currentTarget.files ?? []);
          event.currentTarget.value = "";
        }}
      />
    </>
  );
}
