import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { typed, written } from "../inbox/attributes.ts";
import { asked, filled, matching, placed } from "../inbox/canned.ts";
import { GROUPS, search } from "../inbox/emoji.ts";
import { Held, type HeldEntry, MAIL_MS, type Said, setUndoSend, WAIT_MS } from "../inbox/held.ts";

const reply = (shortcut: string, title: string, body = "") => ({ id: shortcut, shortcut, title, body });

describe("canned replies", () => {
  test.each([
    ["/", 1, { from: 0, to: 1, query: "" }],
    ["Hello /re", 9, { from: 6, to: 9, query: "re" }],
    ["line\n/grüße-1", 13, { from: 5, to: 13, query: "grüße-1" }],
    ["1/2", 3, null],
    ["https://x", 9, null],
    ["/refund now", 11, null],
  ])("%j at %d", (text, caret, found) => expect(asked(text, caret)).toEqual(found));

  test("a shortcut that begins with it comes before a text that holds it", () => {
    const all = [reply("hours", "Opening hours", "We refund nothing"), reply("refund", "Refund")];
    expect(matching(all, "Re").map((one) => one.id)).toEqual(["refund", "hours"]);
    expect(matching(all, "xyz")).toEqual([]);
    expect(matching(all, "", 1)).toHaveLength(1);
  });

  test("placeholders are filled, what is not known leaves no gap, what is no placeholder stays", () => {
    const values = { "contact.name": "", "agent.name": "Ada $1", "workspace.name": "Acme" };
    expect(filled("Hello {{contact.name}},\nI am {{ agent.name }} of {{workspace.name}} {{other}}", values)).toBe(
      "Hello,\nI am Ada $1 of Acme {{other}}",
    );
  });

  test("the words stand where the slash stood", () => {
    expect(placed("So /hi there", 3, 6, "hello")).toEqual({ text: "So hello there", caret: 8 });
  });
});

test("each emoji is there once, has words and is found by their beginnings", () => {
  const all = GROUPS.flatMap((group) => group.items);
  expect(new Set(all.map(([emoji]) => emoji)).size).toBe(all.length);
  expect(all.every(([emoji, words]) => emoji.length > 0 && words.length > 2)).toBe(true);
  expect(search("thu up")[0]![0]).toBe("👍");
  expect(search("zzz")).toEqual([]);
});

test.each([
  ["number", "3,5", 3.5],
  ["number", "many", "many"],
  ["flag", "false", false],
  ["text", "  Gold ", "Gold"],
  ["date", "", null],
] as const)("a %s typed as %j is %j", (kind, text, value) => {
  expect(typed({ kind }, text)).toBe(value);
  expect(written(null)).toBe("");
});

class Memory implements Storage {
  [name: string]: unknown;
  get length() {
    return Object.keys(this).length;
  }
  clear = undefined as never;
  key = undefined as never;
  getItem(name: string) {
    return (this[name] as string | undefined) ?? null;
  }
  setItem(name: string, text: string) {
    this[name] = text;
  }
  removeItem(name: string) {
    delete this[name];
  }
}

const said = (n: number): Said => ({ client_id: `x${n}`, conversation: "c1", body: `words ${n}`, note: false, attachments: [], at: Date.now() });

function made(store: Storage = new Memory(), full = false) {
  const out: Said[] = [];
  let shown: readonly HeldEntry[] = [];
  const held = new Held({
    prefix: "held:",
    store,
    out: (entry) => !full && out.push(entry) > 0,
    onChange: (entries) => {
      shown = entries;
    },
  });
  return { held, store, out, shown: () => shown.map((entry) => entry.client_id) };
}

describe("undo send", () => {
  beforeEach(() => void vi.useFakeTimers());
  afterEach(() => void vi.useRealTimers());

  test("waits five seconds in sight, then goes out, and is kept until it has arrived", () => {
    const { held, store, out, shown } = made();
    held.add(said(1));
    vi.advanceTimersByTime(WAIT_MS - 1);
    expect([shown(), out]).toEqual([["x1"], []]);
    vi.advanceTimersByTime(1);
    expect(shown()).toEqual([]);
    expect(out).toEqual([expect.objectContaining({ client_id: "x1", body: "words 1" })]);
    expect(store.getItem("held:x1")).not.toBeNull();
    held.forget("x1");
    expect(store.getItem("held:x1")).toBeNull();
  });

  test("an answer by mail waits ten seconds", () => {
    const { held, out } = made();
    held.add(said(1), MAIL_MS);
    vi.advanceTimersByTime(10_000 - 1);
    expect(out).toEqual([]);
    vi.advanceTimersByTime(1);
    expect(out).toHaveLength(1);
  });

  test("taken back it never goes out, and cannot be taken back twice", () => {
    const { held, store, out } = made();
    held.add(said(1));
    expect(held.undo("x1")?.body).toBe("words 1");
    vi.advanceTimersByTime(2 * WAIT_MS);
    expect([out, store.getItem("held:x1"), held.undo("x1")]).toEqual([[], null, null]);
  });

  test("a page that was closed meanwhile loses nothing: the next one sends it under the same id", () => {
    const first = made();
    first.held.add(said(1));
    vi.advanceTimersByTime(2_000);
    const soon = made(Object.assign(new Memory(), first.store));
    soon.held.resume();
    expect(soon.shown()).toEqual(["x1"]);
    vi.advanceTimersByTime(3_000);
    expect(soon.out.map((entry) => entry.client_id)).toEqual(["x1"]);
    const later = made(Object.assign(new Memory(), first.store));
    later.held.resume();
    expect(later.out.map((entry) => entry.client_id)).toEqual(["x1"]);
  });

  test("switched off it goes out at once", () => {
    const { held, store, out } = made();
    setUndoSend(false, store);
    held.add(said(1));
    expect(out).toHaveLength(1);
    setUndoSend(true, store);
    held.add(said(2));
    expect(out).toHaveLength(1);
  });

  test("a full queue lets it wait here, and what cannot be read is dropped", () => {
    const { held, shown, store } = made(new Memory(), true);
    store.setItem("held:broken", "{");
    held.resume();
    expect(store.getItem("held:broken")).toBeNull();
    held.add(said(1));
    vi.advanceTimersByTime(3 * WAIT_MS);
    expect(shown()).toEqual(["x1"]);
  });
});
