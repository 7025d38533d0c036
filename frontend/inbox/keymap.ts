// The one table of keys: it feeds the listener, the help dialog and the labels of the buttons.
export type Action =
  | "next"
  | "previous"
  | "open"
  | "back"
  | "search"
  | "reply"
  | "note"
  | "send"
  | "assign"
  | "solve"
  | "tags"
  | "side"
  | "viewMine"
  | "viewUnassigned"
  | "viewAll"
  | "help";

export interface Key {
  action: Action;
  /** As `KeyboardEvent.key`; `mod+` is Ctrl, or Command on a Mac. */
  keys: string[];
  label: string;
  group: "Moving" | "Answering" | "Conversation" | "Desk";
  /** Works while somebody writes in a field. */
  inFields?: true;
}

export const KEYMAP: readonly Key[] = [
  { action: "next", keys: ["j"], label: "Next conversation", group: "Moving" },
  { action: "previous", keys: ["k"], label: "Previous conversation", group: "Moving" },
  { action: "open", keys: ["Enter"], label: "Open conversation", group: "Moving" },
  { action: "back", keys: ["Escape"], label: "Back, close", group: "Moving", inFields: true },
  { action: "search", keys: ["/"], label: "Search", group: "Moving" },
  { action: "viewMine", keys: ["1"], label: "Mine", group: "Moving" },
  { action: "viewUnassigned", keys: ["2"], label: "Unassigned", group: "Moving" },
  { action: "viewAll", keys: ["3"], label: "All", group: "Moving" },
  { action: "reply", keys: ["r"], label: "Reply", group: "Answering" },
  { action: "note", keys: ["n"], label: "Note", group: "Answering" },
  { action: "send", keys: ["mod+Enter"], label: "Send", group: "Answering", inFields: true },
  { action: "assign", keys: ["a"], label: "Assign", group: "Conversation" },
  { action: "solve", keys: ["e"], label: "Solve, reopen", group: "Conversation" },
  { action: "tags", keys: ["t"], label: "Tags", group: "Conversation" },
  { action: "side", keys: ["i"], label: "Details", group: "Conversation" },
  { action: "help", keys: ["?"], label: "Keys", group: "Desk" },
];

interface Pressed {
  key: string;
  ctrlKey: boolean;
  metaKey: boolean;
  altKey: boolean;
}

/** The action of a key press; single keys do nothing while somebody writes. */
export function actionFor(pressed: Pressed, inField: boolean): Action | null {
  const mod = pressed.ctrlKey || pressed.metaKey;
  const name = `${mod ? "mod+" : ""}${pressed.key}`;
  if (pressed.altKey) return null;
  const found = KEYMAP.find((entry) => entry.keys.includes(name));
  return found && (!inField || found.inFields) ? found.action : null;
}

const MAC = typeof navigator !== "undefined" && /Mac|iP(hone|ad)/.test(navigator.platform);
const SHOWN: Record<string, string> = { Enter: "↵", Escape: "Esc" };

/** How a key is written on its button: `Ctrl ↵`, `J`. */
export function keyLabel(action: Action): string {
  const key = KEYMAP.find((entry) => entry.action === action)!.keys[0]!;
  const plain = key.replace("mod+", "");
  const shown = SHOWN[plain] ?? (plain.length === 1 ? plain.toUpperCase() : plain);
  return key.startsWith("mod+") ? `${MAC ? "⌘" : "Ctrl"} ${shown}` : shown;
}

export function titleOf(action: Action): string {
  const entry = KEYMAP.find((one) => one.action === action)!;
  return `${entry.label} (${keyLabel(action)})`;
}
