// What belongs to lists: snoozing, naming colleagues, changes of several, warnings, notifications.
import { describe, expect, test } from "vitest";
import { isChange, partOf } from "../inbox/change.ts";
import { warning } from "../inbox/collision.ts";
import { askedAt, matching, mentionsIn } from "../inbox/mentions.ts";
import { momentOf, presets, wall } from "../inbox/snooze.ts";
import { waitingFor, worthTelling } from "../inbox/worth.ts";
import { ADA, GRACE, message, row, STATUS } from "./world.ts";

describe("snoozing", () => {
  const zone = "Asia/Karachi"; // UTC+5 all the year
  const until = (now: string, id: string, at = zone) => presets(Date.parse(now), at).find((one) => one.id === id)?.until;

  test("mornings are the workspace's, wherever the agent sits", () => {
    expect(until("2026-01-07T10:00:00Z", "tomorrow")).toBe("2026-01-08T04:00:00.000Z");
    expect(until("2026-01-07T20:30:00Z", "tomorrow")).toBe("2026-01-09T04:00:00.000Z"); // there it is the 8th already
    expect(until("2026-01-07T10:00:00Z", "monday")).toBe("2026-01-12T04:00:00.000Z");
    expect(until("2026-01-07T10:00:00Z", "answer")).toBeNull();
  });

  test("the evening is offered while it is to come, and Monday not twice", () => {
    expect(until("2026-01-07T10:00:00Z", "evening")).toBe("2026-01-07T13:00:00.000Z");
    expect(until("2026-01-07T14:00:00Z", "evening")).toBeUndefined();
    expect(until("2026-01-11T10:00:00Z", "monday")).toBeUndefined(); // a Sunday: that is tomorrow
  });

  test("nine stays nine when the clocks change", () => {
    expect(until("2026-03-28T12:00:00Z", "tomorrow", "Europe/Berlin")).toBe("2026-03-29T07:00:00.000Z");
    expect(until("2026-10-24T12:00:00Z", "tomorrow", "Europe/Berlin")).toBe("2026-10-25T08:00:00.000Z");
    const skipped = momentOf({ year: 2026, month: 3, day: 29, hour: 2, minute: 30 }, "Europe/Berlin");
    expect(wall(skipped, "Europe/Berlin").hour).not.toBe(2);
  });
});

describe("naming colleagues", () => {
  const members = [ADA, GRACE, { id: "ann", name: "Ann" }, { id: "annlee", name: "Ann Lee" }];

  test("names are found whole, and the longer one is meant", () => {
    expect(mentionsIn("@Ada Okafor, ask @Ann Lee", members)).toEqual(["ada", "annlee"]);
    expect(mentionsIn("mail ada@Ann and @Annabel", members)).toEqual([]);
    expect(mentionsIn("nobody", members)).toEqual([]);
  });

  test("what is typed after an @ is looked up, and nothing else", () => {
    expect(askedAt("Hi @gra", 7)).toEqual({ from: 3, word: "gra" });
    expect(askedAt("mail@example", 12)).toBeNull();
    expect(askedAt("@", 1)).toEqual({ from: 0, word: "" });
    expect(matching(members, "lin").map((one) => one.id)).toEqual(["grace"]);
  });
});

describe("a change of several", () => {
  const first = { statuses: Object.values(STATUS), members: [{ ...ADA, role: "agent" }], me: { ...GRACE, role: "agent", can: [], notify: { shown: false, heard: false, events: [], chosen: false } } };

  test("shows what it will make of a row, and leaves out rows that are so already", () => {
    const open = row({ tags: ["b"], waiting_since: "2026-01-01T08:00:00.000Z" });
    expect(partOf(open, { do: "solve" }, first)).toMatchObject({ status: STATUS.solved, waiting_since: null });
    expect(partOf(open, { do: "tag", tags: ["a"] }, first)).toEqual({ tags: ["a", "b"] });
    expect(partOf(open, { do: "assign", member_id: "grace" }, first)).toEqual({ assignee: GRACE });
    expect(isChange(open, { do: "untag", tags: ["a"] }, first)).toBe(false);
    expect(isChange(open, { do: "untag", tags: ["b"] }, first)).toBe(true);
    expect(isChange(row({ status: STATUS.solved }), { do: "solve" }, first)).toBe(false);
  });
});

describe("before two answer", () => {
  const began = Date.parse("2026-01-01T08:00:00Z");
  const now = began + 30_000;
  const by = (author: typeof ADA, part = {}) =>
    message({ author: { kind: "member", ...author }, at: "2026-01-01T08:00:10.000Z", ...part });

  test("whoever answered since is named, with how long ago", () => {
    expect(warning([by(ADA)], [], began, "grace", now)).toBe("Ada Okafor answered 20 s ago. Send anyway?");
  });

  test("nobody is warned of oneself, of notes, or of what was there before", () => {
    const early = by(ADA, { at: "2026-01-01T07:59:00.000Z" });
    expect(warning([by(GRACE), by(ADA, { kind: "note" }), early], [], began, "grace", now)).toBe("");
  });

  test("whoever types is named", () => {
    const typing = [{ name: "Ada", kind: "member" as const, until: now + 1 }, { name: "Max", kind: "contact" as const, until: now + 1 }];
    expect(warning([], typing, began, "grace", now)).toBe("Ada is writing an answer. Send anyway?");
  });
});

describe("what is worth a notification", () => {
  const event = (part: object) => ({ id: "e", kind: "message_appended", cursor: "", conversation: row(part), message: message() });

  test("a visitor in one's own or nobody's conversation, and a mention", () => {
    expect(worthTelling(event({ assignee: ADA }), undefined, "ada")).toEqual({ event: "mine", words: "Max Weber wrote" });
    expect(worthTelling(event({}), undefined, "ada")).toEqual({ event: "unassigned", words: "Max Weber wrote" });
    expect(worthTelling(event({ assignee: GRACE }), undefined, "ada")).toBeNull();
    const named = { ...event({}), message: message({ kind: "note", author: { kind: "member", ...GRACE }, mentions: ["ada"] }) };
    expect(worthTelling(named, undefined, "ada")).toEqual({ event: "mention", words: "Grace Lindqvist mentioned you" });
    expect(worthTelling(named, undefined, "grace")).toBeNull();
  });

  test("what was given to one, but not what one has already", () => {
    const given = { ...event({ assignee: ADA }), kind: "conversation_changed" };
    expect(worthTelling(given, row(), "ada")).toEqual({ event: "assigned", words: "Max Weber was assigned to you" });
    expect(worthTelling(given, row({ assignee: ADA }), "ada")).toBeNull();
  });

  test("the tab counts what is unread of one's own, and mentions", () => {
    const unread = { last_seq: 3, agent_read_seq: 2, preview: { author: "contact" as const, note: false, text: "", at: "" } };
    const rows = [row({ ...unread, assignee: ADA }), row({ ...unread, assignee: GRACE }), row({ unseen_by: ["ada"] }), row({ assignee: ADA })];
    expect(waitingFor(rows, "ada")).toBe(2);
  });
});
