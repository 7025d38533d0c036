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
  | "later"
  | "letter"
  | "assign"
  | "solve"
  | "snooze"
  | "tags"
  | "ticket"
  | "follow"
  | "link"
  | "macros"
  | "new"
  | "merge"
  | "pick"
  | "pickTo"
  | "pickAll"
  | "undo"
  | "side"
  | "viewMine"
  | "viewUnassigned"
  | "viewMentions"
  | "viewAll"
  | "lists"
  | "sort"
  | "goInbox"
  | "goContacts"
  | "goPrivacy"
  | "goSettings"
  | "palette"
  | "help";

export interface Key {
  action: Action;
  /** As `KeyboardEvent.key`; `mod+` is Ctrl, or Command on a Mac; `g i` is one after the other. */
  keys: string[];
  label: string;
  group: "Moving" | "Lists" | "Answering" | "Conversation" | "Several" | "Desk";
  /** Works while somebody writes in a field. */
  inFields?: true;
}

export const KEYMAP: readonly Key[] = [
  { action: "next", keys: ["j"], label: "Next conversation", group: "Moving" },
  { action: "previous", keys: ["k"], label: "Previous conversation", group: "Moving" },
  { action: "open", keys: ["Enter"], label: "Open conversation", group: "Moving" },
  { action: "back", keys: ["Escape"], label: "Back, close", group: "Moving", inFields: true },
  { action: "search", keys: ["/"], label: "Search", group: "Moving" },
  { action: "viewMine", keys: ["1"], label: "Mine", group: "Lists" },
  { action: "viewUnassigned", keys: ["2"], label: "Unassigned", group: "Lists" },
  { action: "viewAll", keys: ["3"], label: "All", group: "Lists" },
  { action: "viewMentions", keys: ["4"], label: "Mentions", group: "Lists" },
  { action: "lists", keys: ["l"], label: "More lists", group: "Lists" },
  { action: "sort", keys: ["o"], label: "Newest, longest waiting or due first", group: "Lists" },
  { action: "reply", keys: ["r"], label: "Reply", group: "Answering" },
  { action: "note", keys: ["n"], label: "Note", group: "Answering" },
  { action: "send", keys: ["mod+Enter"], label: "Send", group: "Answering", inFields: true },
  { action: "later", keys: ["d"], label: "Send later", group: "Answering" },
  { action: "letter", keys: ["c"], label: "Subject, copy and quoting of a mail", group: "Answering" },
  { action: "assign", keys: ["a"], label: "Assign", group: "Conversation" },
  { action: "solve", keys: ["e"], label: "Solve, reopen", group: "Conversation" },
  { action: "snooze", keys: ["s"], label: "Snooze", group: "Conversation" },
  { action: "tags", keys: ["t"], label: "Tags", group: "Conversation" },
  { action: "ticket", keys: ["m"], label: "Make it a ticket", group: "Conversation" },
  { action: "follow", keys: ["f"], label: "Follow, stop following", group: "Conversation" },
  { action: "link", keys: ["L"], label: "Link with another", group: "Conversation" },
  { action: "merge", keys: ["M"], label: "Merge into another", group: "Conversation" },
  { action: "macros", keys: ["w"], label: "Use a macro", group: "Conversation" },
  { action: "side", keys: ["i"], label: "Details", group: "Conversation" },
  { action: "undo", keys: ["z"], label: "Undo sending or the last change", group: "Conversation" },
  { action: "pick", keys: ["x"], label: "Select", group: "Several" },
  { action: "pickTo", keys: ["X"], label: "Select up to here", group: "Several" },
  { action: "pickAll", keys: ["A"], label: "Select all", group: "Several" },
  { action: "new", keys: ["C"], label: "New ticket for somebody", group: "Desk" },
  { action: "palette", keys: ["mod+k"], label: "All commands", group: "Desk", inFields: true },
  { action: "goInbox", keys: ["g i"], label: "Go to the inbox", group: "Desk" },
  { action: "goContacts", keys: ["g c"], label: "Go to contacts", group: "Desk" },
  { action: "goPrivacy", keys: ["g p"], label: "Go to privacy", group: "Desk" },
  { action: "goSettings", keys: ["g s"], label: "Go to settings", group: "Desk" },
  { action: "help", keys: ["?"], label: "Keys", group: "Desk" },
];

interface Pressed {
  key: string;
  ctrlKey: boolean;
  metaKey: boolean;
  altKey: boolean;
}

/** The keys after which another one is waited for. */
export const FIRST: ReadonlySet<string> = new Set(KEYMAP.flatMap((entry) => entry.keys).filter((key) => key[1] === " ").map((key) => key[0]!));

/** The action of a key press, perhaps after a first one; single keys do nothing while somebody writes. */
export function actionFor(pressed: Pressed, inField: boolean, first = ""): Action | null {
  const mod = pressed.ctrlKey || pressed.metaKey;
  const name = `${first && `${first} `}${mod ? "mod+" : ""}${pressed.key}`;
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
  if (plain.length === 1 && plain !== plain.toLowerCase()) return `⇧ ${plain}`;
  const shown = SHOWN[plain] ?? (plain.length === 1 || plain[1] === " " ? plain.toUpperCase() : plain);
  return key.startsWith("mod+") ? `${MAC ? "⌘" : "Ctrl"} ${shown}` : shown;
}

export function titleOf(action: Action): string {
  const entry = KEYMAP.find((one) => one.action === action)!;
  return `${entry.label} (${keyLabel(action)})`;
}
