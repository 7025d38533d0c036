import { describe, expect, test } from "vitest";
import { apply, applyVisitor, emptyAgent, emptyVisitor, inOrder } from "../shared/state.ts";
import type { AgentEvent } from "../shared/types.gen.ts";
import { ADA, dice, message, row, said, shuffled } from "./world.ts";

/** A made-up history of three conversations: messages, edits, deletions, assignments, each with its row. */
function history(random: () => number): AgentEvent[] {
  const events: AgentEvent[] = [];
  const rows = ["c1", "c2", "c3"].map((id) => row({ id, last_seq: 0 }));
  const at = (n: number) => new Date(Date.UTC(2026, 0, 1, 8, 0, n)).toISOString();
  for (let n = 0; n < 40; n += 1) {
    const which = Math.floor(random() * 3);
    const old = rows[which]!;
    const dealt = random();
    const seq = dealt < 0.6 || old.last_seq === 0 ? old.last_seq + 1 : old.last_seq;
    const next = { ...old, version: old.version + 1, last_seq: seq, assignee: dealt > 0.9 ? ADA : old.assignee };
    rows[which] = next;
    const said = message({ id: `${next.id}-${seq}`, conversation_id: next.id, seq, body: `words ${seq}` });
    if (seq > old.last_seq) events.push({ kind: "message_appended", conversation: next, message: said });
    else if (dealt < 0.75) events.push({ kind: "message_edited", conversation: next, message: { ...said, body: `new ${n}`, edited_at: at(n) } });
    else if (dealt < 0.8) events.push({ kind: "message_deleted", conversation: next, message: { ...said, body: "", deleted: true } });
    else events.push({ kind: "conversation_changed", conversation: next });
  }
  return events;
}

const play = (events: AgentEvent[]) => events.reduce(apply, emptyAgent());

describe("the agent's reducer", () => {
  test("comes to the same end whatever the order and however often events repeat", () => {
    for (let seed = 1; seed <= 200; seed += 1) {
      const random = dice(seed);
      const events = history(random);
      const straight = play(events);
      expect(Object.keys(straight.conversations).length).toBeGreaterThan(1);
      const twice = [...events, ...events.filter(() => random() < 0.5)];
      expect(play(shuffled(twice, random))).toEqual(straight);
    }
  });

  test("keeps the higher version of a row and does not mix two versions", () => {
    const old = row({ version: 3, tags: ["billing"] });
    const fresh = row({ version: 4, assignee: ADA });
    expect(play([{ conversation: fresh }, { conversation: old }]).conversations.c1).toEqual(fresh);
  });

  test("keeps a deletion when the message itself comes late", () => {
    const state = play([{ message: message({ deleted: true, body: "" }) }, { message: message() }]);
    expect(state.messages.c1?.m1?.body).toBe("");
  });

  test("shows what a contact wrote under the name that they have now, whichever comes first", () => {
    const old = row({ version: 1, contact: { id: "p1", name: "Max" } });
    const fresh = row({ version: 2, contact: { id: "p1", name: "Maximilian" } });
    const wrote = message({ author: { kind: "contact", id: "p1", name: "Max" } });
    const answered = message({ id: "m2", seq: 2, author: { kind: "member", id: ADA.id, name: ADA.name } });
    for (const events of [[{ conversation: old, message: wrote }, { conversation: fresh }], [{ conversation: fresh }, { message: wrote }]]) {
      const { m1, m2 } = play([...events, { message: answered }]).messages.c1!;
      expect([m1!.author.name, m2!.author.name]).toEqual(["Maximilian", ADA.name]);
    }
  });

  test("leaves what it was given untouched", () => {
    const start = play([{ conversation: row(), message: message() }]);
    const copy = structuredClone(start);
    apply(start, { conversation: row({ version: 9 }), message: message({ id: "m2", seq: 2 }) });
    expect(start).toEqual(copy);
  });

  test("gives the same object back when an event changes nothing", () => {
    const start = play([{ conversation: row() }]);
    expect(apply(start, { conversation: row() })).toBe(start);
  });
});

describe("the visitor's reducer", () => {
  const conversation = { id: "c1", label: "Open", open: true, agent_name: null, contact_read_seq: 0, agent_read_seq: 2, last_seq: 3 };

  test("never takes a read mark back", () => {
    const state = applyVisitor({ conversation, messages: {} }, { conversation: { ...conversation, agent_read_seq: 1, last_seq: 2 } });
    expect(state.conversation).toMatchObject({ agent_read_seq: 2, last_seq: 3 });
  });

  test("shows messages in order of seq, each once", () => {
    const events = [said({ id: "b", seq: 2 }), said({ id: "a", seq: 1 }), said({ id: "b", seq: 2 })];
    const state = events.reduce((all, one) => applyVisitor(all, { kind: "message", message: one }), emptyVisitor());
    expect(inOrder(state.messages).map((one) => one.id)).toEqual(["a", "b"]);
  });
});
