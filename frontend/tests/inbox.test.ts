import { describe, expect, test, vi } from "vitest";
import { TypingSignal } from "../shared/compose.ts";
import { grouped } from "../shared/groups.ts";
import { isOld, mayAsk } from "../shared/stale.ts";
import { actionFor, FIRST, KEYMAP } from "../inbox/keymap.ts";
import { doing } from "../inbox/keys.ts";
import { parsePath, pathOf } from "../inbox/route.ts";
import { listOf } from "../shared/views.ts";
import { ago, initials, left } from "../inbox/times.ts";
import type { Desk } from "../inbox/desk.ts";

const press = (key: string, part: Partial<KeyboardEvent> = {}) => ({ key, ctrlKey: false, metaKey: false, altKey: false, ...part });

describe("keys", () => {
  test("every action has a key, every key one action, and every action does something", () => {
    const keys = KEYMAP.flatMap((entry) => entry.keys);
    expect(new Set(keys).size).toBe(keys.length);
    const done = doing({ model: {}, actions: {} } as unknown as Desk);
    expect(Object.keys(done).sort()).toEqual(KEYMAP.map((entry) => entry.action).sort());
  });

  test("a letter does nothing while somebody writes, sending and leaving do", () => {
    expect(actionFor(press("e"), false)).toBe("solve");
    expect(actionFor(press("e"), true)).toBeNull();
    expect(actionFor(press("Enter", { ctrlKey: true }), true)).toBe("send");
    expect(actionFor(press("Enter", { metaKey: true }), true)).toBe("send");
    expect(actionFor(press("Escape"), true)).toBe("back");
    expect(actionFor(press("k", { ctrlKey: true }), true)).toBe("palette");
  });

  test("two keys one after the other go to a page", () => {
    expect(actionFor(press("g"), false)).toBeNull();
    expect(actionFor(press("c"), false, "g")).toBe("goContacts");
    expect(actionFor(press("p"), false)).toBeNull();
    expect([...FIRST]).toEqual(["g"]);
  });

  test("the browser's own keys stay the browser's", () => {
    for (const key of ["r", "n", "t", "a"]) expect(actionFor(press(key, { ctrlKey: true }), false)).toBeNull();
    expect(actionFor(press("e", { altKey: true }), false)).toBeNull();
  });
});

describe("the address", () => {
  const base = "/desk/acme/inbox/";

  test.each([
    [base, "", listOf("mine"), null],
    [`${base}all/`, "", listOf("all"), null],
    [`${base}c/abc/`, "", listOf("mine"), "abc"],
    [`${base}unassigned/c/abc/`, "?tag=vip&sort=waiting", listOf("unassigned", { tag: "vip", sort: "waiting" }), "abc"],
    [`${base}mentions/`, "?status=any", listOf("mentions"), null],
    [`${base}nonsense/`, "", listOf("mine"), null],
  ])("%s%s", (path, search, filter, openId) => expect(parsePath(path, base, search)).toEqual({ filter, openId }));

  test("comes back as it was written", () => {
    const narrow = listOf("all", { status: "solved", inbox: "i1", tag: "a b&c" });
    for (const place of [{ filter: listOf("all"), openId: "x" }, { filter: narrow, openId: null }, { filter: listOf("mentions"), openId: null }]) {
      const [path, search] = pathOf(place, base).split("?");
      expect(parsePath(path!, base, search)).toEqual(place);
    }
  });
});

test("messages are grouped by day, author and silence", () => {
  const at = (text: string, by: string) => ({ id: text, at: `${text}:00`, by });
  const all = [at("2026-01-01T09:00", "a"), at("2026-01-01T09:01", "a"), at("2026-01-01T09:02", "b"), at("2026-01-01T09:30", "b"), at("2026-01-02T09:30", "b")];
  const days = grouped(all, (one) => one.by);
  expect(days.map((day) => day.groups.map((group) => group.messages.length))).toEqual([[2, 1, 1], [1]]);
});

test("times are short, and initials are of the first and last name", () => {
  const now = Date.parse("2026-01-02T12:00:00Z");
  expect(ago("2026-01-02T11:59:30Z", now)).toBe("now");
  expect(ago("2026-01-02T11:56:00Z", now)).toBe("4m");
  expect(ago("2026-01-02T09:00:00Z", now)).toBe("3h");
  expect(ago("2026-01-01T09:00:00Z", now)).toBe("1d");
  expect(initials("Ada Maria Okafor")).toBe("AO");
  expect(initials("  ")).toBe("?");
});

test("typing is told at most every three seconds, and its end once", () => {
  vi.useFakeTimers();
  const told: boolean[] = [];
  const signal = new TypingSignal((on) => told.push(on));
  for (let n = 0; n < 20; n += 1) {
    signal.touched();
    vi.advanceTimersByTime(200);
  }
  expect(told).toEqual([true, true]);
  vi.advanceTimersByTime(5_000);
  signal.stop();
  expect(told).toEqual([true, true, false]);
  vi.useRealTimers();
});

test("an address is old after fifty minutes, and a failing picture asks once", () => {
  const start = 1_000_000;
  expect(isOld("https://desk/f/1", start)).toBe(false);
  expect(isOld("https://desk/f/1", start + 49 * 60_000)).toBe(false);
  expect(isOld("https://desk/f/1", start + 51 * 60_000)).toBe(true);
  expect([mayAsk("f1", start), mayAsk("f1", start + 1), mayAsk("f1", start + 51 * 60_000)]).toEqual([true, false, true]);
});

test("the time that a promise leaves is short, and late when it is over", () => {
  const now = Date.parse("2026-01-01T12:00:00Z");
  const said = (until: string) => left(until, now);
  expect(said("2026-01-01T12:29:30Z")).toEqual({ text: "29m left", state: "soon" });
  expect(said("2026-01-01T12:31:00Z")).toEqual({ text: "31m left", state: "far" });
  expect(said("2026-01-02T13:00:00Z").text).toBe("25h left");
  expect(said("2026-01-04T13:00:00Z").text).toBe("3d left");
  expect(said("2026-01-01T10:50:00Z")).toEqual({ text: "1h late", state: "late" });
});
