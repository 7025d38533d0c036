import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { type Link, Socket } from "../shared/socket.ts";
import type { AgentFrame, ToAgent } from "../shared/types.gen.ts";
import { row } from "./world.ts";
import { Wire } from "./wire.ts";

function made(cursor: string | null = "c0", onResync: () => Promise<void> = async () => undefined) {
  const wires: Wire[] = [];
  const links: [Link, number][] = [];
  const frames: ToAgent[] = [];
  const socket = new Socket<ToAgent, AgentFrame>({
    url: "ws://desk/rt/v1/socket",
    cursor,
    hello: (after) => ({ t: "hello", workspace: "acme", after }),
    onFrame: (frame) => frames.push(frame),
    onLink: (link, code) => links.push([link, code]),
    onResync,
    open: () => {
      const wire = new Wire();
      wires.push(wire);
      return wire;
    },
    random: () => 1,
  });
  const online = (n = 0, resync = false) => {
    wires[n]!.opens();
    wires[n]!.says({ t: "ready", cursor: "c9", resync });
  };
  return { socket, wires, links, frames, online };
}

const event = (cursor: string) => ({ t: "event", event: { kind: "conversation_changed", cursor, conversation: row() } });

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

describe("hello and resume", () => {
  test("says hello with the cursor and is online when the server is ready", () => {
    const { socket, wires, links, online } = made();
    socket.connect();
    online();
    expect(wires[0]!.sent[0]).toEqual({ t: "hello", workspace: "acme", after: "c0" });
    expect(links.map(([link]) => link)).toEqual(["connecting", "online"]);
  });

  test("comes back with the cursor of the last event that was applied, not with that of ready", () => {
    const { socket, wires, online } = made();
    socket.connect();
    online();
    wires[0]!.says(event("c4"));
    wires[0]!.breaks();
    vi.advanceTimersByTime(500);
    wires[1]!.opens();
    expect(wires[1]!.sent[0]).toMatchObject({ after: "c4" });
  });

  test("a break right after ready loses nothing: what ready promised did not come yet", () => {
    const { socket, wires, online } = made();
    socket.connect();
    online();
    wires[0]!.breaks();
    vi.advanceTimersByTime(500);
    wires[1]!.opens();
    expect(wires[1]!.sent[0]).toMatchObject({ after: "c0" });
  });

  test("a first hello without a cursor takes the server's", () => {
    const { socket, online } = made(null);
    socket.connect();
    online();
    expect(socket.cursor).toBe("c9");
  });

  test("on resync it fetches afresh first and delivers what came meanwhile after it", async () => {
    let done = () => {};
    const { socket, wires, frames, links, online } = made("old", () => new Promise((resolve) => (done = resolve)));
    socket.connect();
    online(0, true);
    wires[0]!.says(event("c10"));
    expect(frames).toEqual([]);
    expect(links.at(-1)?.[0]).toBe("connecting");
    done();
    await vi.advanceTimersByTimeAsync(0);
    expect(frames.length).toBe(1);
    expect(socket.cursor).toBe("c10");
    expect(links.at(-1)?.[0]).toBe("online");
  });

  test("a resync that fails is tried again, with the old cursor", async () => {
    const { socket, wires, online } = made("old", () => Promise.reject(new Error("no")));
    socket.connect();
    online(0, true);
    await vi.advanceTimersByTimeAsync(500);
    wires[1]!.opens();
    expect(wires[1]!.sent[0]).toMatchObject({ after: "old" });
  });
});

describe("a dead path", () => {
  test("is pinged every 20 s and given up within 30 s of silence", () => {
    const { socket, wires, links, online } = made();
    socket.connect();
    online();
    vi.advanceTimersByTime(20_000);
    expect(wires[0]!.sent.at(-1)).toEqual({ t: "ping" });
    vi.advanceTimersByTime(8_000);
    expect(links.at(-1)?.[0]).toBe("waiting");
    expect(wires[0]!.readyState).toBe(3);
  });

  test("lives as long as it answers", () => {
    const { socket, wires, links, online } = made();
    socket.connect();
    online();
    for (let n = 0; n < 5; n += 1) {
      vi.advanceTimersByTime(21_000);
      wires[0]!.says({ t: "pong" });
    }
    expect(links.at(-1)?.[0]).toBe("online");
  });

  test("a server that never says ready is given up", () => {
    const { socket, wires, links } = made();
    socket.connect();
    wires[0]!.opens();
    vi.advanceTimersByTime(10_000);
    expect(links.at(-1)?.[0]).toBe("waiting");
  });
});

describe("coming back", () => {
  test("waits longer each time, and short again after a success", () => {
    const { socket, wires, online } = made();
    socket.connect();
    const waits = [500, 1000, 2000, 4000];
    waits.forEach((wait, n) => {
      wires[n]!.breaks();
      vi.advanceTimersByTime(wait - 1);
      expect(wires.length).toBe(n + 1);
      vi.advanceTimersByTime(1);
      expect(wires.length).toBe(n + 2);
    });
    online(4);
    wires[4]!.breaks();
    vi.advanceTimersByTime(500);
    expect(wires.length).toBe(6);
  });

  test("respects what bye asks for", () => {
    const { socket, wires, online } = made();
    socket.connect();
    online();
    wires[0]!.says({ t: "bye", code: "restart", retry_ms: 7000 });
    wires[0]!.breaks(1012);
    vi.advanceTimersByTime(6_999);
    expect(wires.length).toBe(1);
    vi.advanceTimersByTime(1);
    expect(wires.length).toBe(2);
  });

  test.each([4401, 4403, 4404])("does not come back after %i", (code) => {
    const { socket, wires, links, online } = made();
    socket.connect();
    online();
    wires[0]!.breaks(code);
    vi.advanceTimersByTime(600_000);
    expect(wires.length).toBe(1);
    expect(links.at(-1)).toEqual(["stopped", code]);
  });

  test("takes its time after too many frames, and comes straight back when it read too slowly", () => {
    const { socket, wires, online } = made();
    socket.connect();
    online();
    wires[0]!.breaks(4429);
    vi.advanceTimersByTime(4_999);
    expect(wires.length).toBe(1);
    vi.advanceTimersByTime(1);
    online(1);
    wires[1]!.breaks(4409);
    vi.advanceTimersByTime(500);
    expect(wires.length).toBe(3);
  });

  test("does not wait when the network is back", () => {
    const { socket, wires } = made();
    socket.connect();
    wires[0]!.breaks();
    socket.connect();
    expect(wires.length).toBe(2);
  });
});

test("sends only while online", () => {
  const { socket, wires, online } = made();
  socket.connect();
  wires[0]!.opens();
  expect(socket.send({ t: "typing", conversation: "c1", on: true })).toBe(false);
  online();
  expect(socket.send({ t: "typing", conversation: "c1", on: true })).toBe(true);
  socket.stop();
  expect(socket.send({ t: "typing", conversation: "c1", on: true })).toBe(false);
});
