import { expect, test } from "vitest";
import { tail } from "../inbox/model.ts";
import type { AgentState } from "../shared/state.ts";
import { isUnread, listOf, nextSort, publicPlaces, rowsOf } from "../shared/views.ts";
import { ADA, GRACE, message, row, STATUS } from "./world.ts";

const at = (hour: number) => `2026-01-01T0${hour}:00:00.000Z`;
const state: AgentState = {
  messages: {},
  conversations: {
    a: row({ id: "a", assignee: ADA, last_message_at: at(1) }),
    b: row({ id: "b", assignee: null, last_message_at: at(3) }),
    c: row({ id: "c", assignee: GRACE, last_message_at: at(2) }),
    d: row({ id: "d", assignee: ADA, status: STATUS.solved, last_message_at: at(4) }),
  },
};
type Ask = Parameters<typeof rowsOf> extends [unknown, ...infer Rest] ? Rest : never;
const ids = ({ conversations }: AgentState, ...ask: Ask) => rowsOf(conversations, ...ask).map((one) => one.id);

test("a view holds what belongs to it, newest first", () => {
  expect(ids(state, listOf("mine"), "ada")).toEqual(["a"]);
  expect(ids(state, listOf("unassigned"), "ada")).toEqual(["b"]);
  expect(ids(state, listOf("all", { status: "any" }), "ada")).toEqual(["d", "b", "c", "a"]);
  expect(ids(state, listOf("mine", { status: "solved" }), "ada")).toEqual(["d"]);
});

test("rows of one moment stand in the server's order", () => {
  const same = { ...state, conversations: { z: row({ id: "z" }), y: row({ id: "y" }) } };
  expect(ids(same, listOf("all"), "ada")).toEqual(["y", "z"]);
});

test("nothing is shown from below the last page that was fetched", () => {
  expect(ids(state, listOf("all", { status: "any" }), "ada", at(2))).toEqual(["d", "b", "c"]);
});

test("only what a visitor said makes a row unread", () => {
  const preview = { note: false, text: "", at: at(1) };
  expect(isUnread(row({ last_seq: 2, agent_read_seq: 1, preview: { ...preview, author: "contact" } }))).toBe(true);
  expect(isUnread(row({ last_seq: 2, agent_read_seq: 1, preview: { ...preview, author: "member" } }))).toBe(false);
  expect(isUnread(row({ last_seq: 2, agent_read_seq: 2, preview: { ...preview, author: "contact" } }))).toBe(false);
});

test("a thread with a hole shows only what is above it", () => {
  const messages = [2, 3, 7, 8].map((seq) => message({ id: `m${seq}`, seq }));
  expect(tail(messages).map((one) => one.seq)).toEqual([7, 8]);
  expect(tail([])).toEqual([]);
});

test("public messages are counted as the visitor counts them, notes are not", () => {
  const kinds = ["public", "note", "public", "note", "public"] as const;
  const messages = kinds.map((kind, index) => message({ id: `m${index}`, seq: 8 + index, kind }));
  const places = publicPlaces(messages, row({ last_seq: 12, last_public_seq: 6 }));
  expect(Object.fromEntries(places)).toEqual({ m4: 6, m2: 5, m0: 4 });
});

test("a list is narrowed by inbox, team, tag, assignee and by whom a note names", () => {
  const odd = row({ id: "z", inbox_id: "i2", team_id: "t1", tags: ["vip"], choices: ["size:a:b"], assignee: GRACE, mentioned: ["ada"], status: STATUS.solved });
  const more = { ...state, conversations: { ...state.conversations, z: odd } };
  const any = { status: "any" } as const;
  for (const part of [{ inbox: "i2" }, { team: "t1" }, { tag: "vip" }, { field: "size:a:b" }, { assignee: "grace", tag: "vip" }]) {
    expect(ids(more, listOf("all", { ...any, ...part }), "ada")).toEqual(["z"]);
  }
  expect(ids(more, listOf("mentions"), "ada")).toEqual(["z"]);
  expect(ids(more, listOf("mentions"), "grace")).toEqual([]);
});

test("who waits longest stands first, and who does not wait after them", () => {
  const waits = (id: string, hour: number) => row({ id, waiting_since: at(hour), last_message_at: at(9) });
  const done = (id: string, hour: number) => row({ id, last_message_at: at(hour) });
  const all = { messages: {}, conversations: { b: waits("b", 5), a: waits("a", 2), d: done("d", 8), c: done("c", 1) } };
  const waiting = listOf("all", { sort: "waiting" });
  expect(ids(all, waiting, "ada")).toEqual(["a", "b", "c", "d"]);
  expect(ids(all, waiting, "ada", at(5))).toEqual(["a", "b"]);
});

test("tickets are sorted by when they are due, what is due never comes last", () => {
  const ticket = (number: number, due_at: string | null) => ({ number, due_at, due_for: null, type: null, merged_into: null });
  const rows = {
    late: row({ id: "late", ticket: ticket(1, at(5)) }),
    never: row({ id: "never", ticket: ticket(2, null) }),
    soon: row({ id: "soon", ticket: ticket(3, at(4)) }),
    talk: row({ id: "talk" }),
  };
  const all = { ...state, conversations: rows };
  expect(ids(all, listOf("all", { kind: "ticket", sort: "due" }), "ada")).toEqual(["soon", "late", "never"]);
  expect(ids(all, listOf("all", { kind: "talk" }), "ada")).toEqual(["talk"]);
  expect(["newest", "waiting", "due"].map((sort) => nextSort(sort as "due"))).toEqual(["waiting", "due", "newest"]);
});
