import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { Acks } from "../shared/acks.ts";
import { Refused, unreachable } from "../shared/problems.ts";
import { type Entry, KEPT_MS, type Keep, MOST, Queue } from "../shared/queue.ts";

function memory(start: string | null = null): Keep & { text: string | null } {
  return {
    text: start,
    read() {
      return this.text;
    },
    write(text) {
      this.text = text;
    },
  };
}

const entry = (n: number) => ({ client_id: `x${n}`, conversation: "c1", body: `words ${n}`, note: false, attachments: [], at: Date.now() });

function made(deliver: (entry: Entry) => Promise<void>, keep = memory()) {
  const queue = new Queue({ keep, deliver, onChange: () => undefined });
  return { queue, keep, states: () => queue.entries.map((one) => one.state) };
}

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

test("delivers in order, one at a time", async () => {
  const order: string[] = [];
  let busy = 0;
  const { queue, states } = made(async (one) => {
    busy += 1;
    expect(busy).toBe(1);
    await new Promise((resolve) => setTimeout(resolve, 10));
    order.push(one.client_id);
    busy -= 1;
  });
  for (const n of [1, 2, 3]) queue.add(entry(n));
  await vi.advanceTimersByTimeAsync(100);
  expect(order).toEqual(["x1", "x2", "x3"]);
  expect(states()).toEqual(["sent", "sent", "sent"]);
});

test("repeats what got no answer, with the same client id, before what came after it", async () => {
  const tries: string[] = [];
  let down = true;
  const { queue } = made(async (one) => {
    tries.push(one.client_id);
    if (down) throw unreachable();
  });
  queue.add(entry(1));
  queue.add(entry(2));
  await vi.advanceTimersByTimeAsync(600);
  down = false;
  await vi.advanceTimersByTimeAsync(60_000);
  expect(tries.filter((id) => id === "x1").length).toBeGreaterThan(1);
  expect(tries.lastIndexOf("x1")).toBeLessThan(tries.indexOf("x2"));
});

test("what is refused for good stops alone", async () => {
  const { queue, states } = made(async (one) => {
    if (one.client_id === "x1") throw new Refused("invalid", 422);
  });
  queue.add(entry(1));
  queue.add(entry(2));
  await vi.advanceTimersByTimeAsync(10);
  expect(states()).toEqual(["refused", "sent"]);
  expect(queue.entries[0]!.code).toBe("invalid");
});

test("waits as long as the server asks", async () => {
  let tries = 0;
  const { queue } = made(async () => {
    tries += 1;
    throw new Refused("too_many_requests", 429, "", 20_000);
  });
  queue.add(entry(1));
  await vi.advanceTimersByTimeAsync(19_000);
  expect(tries).toBe(1);
  await vi.advanceTimersByTimeAsync(2_000);
  expect(tries).toBe(2);
});

test("holds fifty and refuses the next, so that the words stay in the field", () => {
  const { queue } = made(() => Promise.reject(unreachable()));
  for (let n = 0; n < MOST; n += 1) expect(queue.add(entry(n))).toBe(true);
  expect(queue.add(entry(99))).toBe(false);
});

test("survives a reload, but not for more than a day", () => {
  const keep = memory();
  const { queue } = made(() => new Promise(() => undefined), keep);
  queue.add({ ...entry(1), at: Date.now() - KEPT_MS });
  queue.add(entry(2));
  const later = made(() => new Promise(() => undefined), memory(keep.text));
  expect(later.queue.entries.map((one) => one.client_id)).toEqual(["x2"]);
  expect(later.states()).toEqual(["waiting"]);
});

test("starts empty when what was kept cannot be read", () => {
  expect(made(async () => undefined, memory("{not json")).queue.entries).toEqual([]);
});

test("an acknowledgement that does not come in time is a failure that may be repeated", async () => {
  const acks = new Acks();
  const waiting = acks.wait("x1").catch((error: unknown) => error);
  await vi.advanceTimersByTimeAsync(10_000);
  expect(await waiting).toMatchObject({ code: "unreachable", passing: true });
});

test("a break of the path fails every pending send; a refusal only its own", async () => {
  const acks = new Acks();
  const [one, two] = ["x1", "x2"].map((id) => acks.wait(id).catch((error: unknown) => error));
  acks.refused({ t: "error", code: "too_large", client_id: "x1" });
  expect(await one).toMatchObject({ code: "too_large", passing: false });
  acks.lost();
  expect(await two).toMatchObject({ passing: true });
});
