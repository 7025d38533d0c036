// One socket client for visitor and agent: hello, resume by cursor, ping, coming back after any break.
import { backoff } from "./backoff.ts";
import type { AgentFrame, ToAgent, ToVisitor, VisitorFrame } from "./types.gen.ts";

export type Link = "connecting" | "online" | "waiting" | "stopped";

const PING_MS = 20_000;
/** A path that answers nothing for this long after a ping is dead: 20 s + 8 s is below the server's own 30 s. */
const ANSWER_MS = 8_000;
const HELLO_MS = 10_000;
/** Coming back cannot help: nobody is signed in, the page may not, the workspace is not there. */
const FINAL = new Set([4401, 4403, 4404]);
/** The server was asked too much: come back later than usual. */
const HASTE = 4429;
const HASTE_MS = 5_000;

type Incoming = ToAgent | ToVisitor;
type Outgoing = AgentFrame | VisitorFrame;

export interface SocketWire {
  readonly readyState: number;
  onopen: ((event: never) => void) | null;
  onmessage: ((event: never) => void) | null;
  onclose: ((event: never) => void) | null;
  send(text: string): void;
  close(code?: number): void;
}

export interface SocketOptions<In extends Incoming, Out extends Outgoing> {
  url: string;
  cursor: string | null;
  hello: (after: string | null) => Out;
  onFrame: (frame: In) => void;
  onLink: (link: Link, code: number) => void;
  /** Fetch everything afresh; the live events wait until it is done. */
  onResync: () => Promise<void>;
  open?: (url: string) => SocketWire;
  random?: () => number;
}

export class Socket<In extends Incoming, Out extends Outgoing> {
  cursor: string | null;
  link: Link = "waiting";
  #wire: SocketWire | null = null;
  #tries = 0;
  #least = 0;
  #held: In[] | null = null;
  #timer: ReturnType<typeof setTimeout> | undefined;
  readonly #options: SocketOptions<In, Out>;

  constructor(options: SocketOptions<In, Out>) {
    this.#options = options;
    this.cursor = options.cursor;
  }

  /** Connects now, whatever it was waiting for: at the start, when the network or the page comes back. */
  connect(): void {
    if (this.#wire || this.link === "stopped") return;
    this.#move("connecting");
    const wire = (this.#options.open ?? ((url) => new WebSocket(url)))(this.#options.url);
    this.#wire = wire;
    wire.onopen = () => {
      wire.send(JSON.stringify(this.#options.hello(this.cursor)));
      this.#expect(HELLO_MS);
    };
    wire.onmessage = (event: MessageEvent<string>) => this.#receive(wire, event.data);
    wire.onclose = (event: CloseEvent) => this.#closed(wire, event.code);
    this.#expect(HELLO_MS);
  }

  stop(): void {
    this.#move("stopped");
    this.#drop();
  }

  /** The network says that it is gone: no need to wait until the path proves dead. */
  lose(): void {
    this.#closed(this.#wire, 0);
  }

  /** Whether the frame went out; what may not be lost is repeated by whoever sends it until it is acknowledged. */
  send(frame: Out): boolean {
    if (this.link !== "online" || this.#wire?.readyState !== 1) return false;
    this.#wire.send(JSON.stringify(frame));
    return true;
  }

  #receive(wire: SocketWire, text: string): void {
    if (wire !== this.#wire) return;
    this.#rest();
    const frame = JSON.parse(text) as In;
    if (frame.t === "ready") this.#ready(frame.cursor, frame.resync);
    else if (frame.t === "bye") this.#least = frame.retry_ms;
    else if (this.#held) this.#held.push(frame);
    else this.#deliver(frame);
  }

  #deliver(frame: In): void {
    this.#options.onFrame(frame);
    if (frame.t === "event" && frame.event.cursor) this.cursor = frame.event.cursor;
  }

  #ready(cursor: string, resync: boolean): void {
    this.#tries = 0;
    this.#least = 0;
    if (!resync) {
      // Only a first hello takes the server's cursor: after a break the missed events still have to come.
      this.cursor ??= cursor;
      this.#move("online");
      return;
    }
    const wire = this.#wire;
    this.#held = [];
    this.#options.onResync().then(
      () => this.#resynced(wire, cursor),
      () => wire === this.#wire && this.#closed(wire, 0),
    );
  }

  #resynced(wire: SocketWire | null, cursor: string): void {
    if (wire !== this.#wire || !this.#held) return;
    this.cursor = cursor;
    const held = this.#held;
    this.#held = null;
    for (const frame of held) this.#deliver(frame);
    this.#move("online");
  }

  #closed(wire: SocketWire | null, code: number): void {
    if (!wire || wire !== this.#wire) return;
    this.#drop();
    if (this.link === "stopped") return;
    if (FINAL.has(code)) return this.#move("stopped", code);
    if (code === HASTE) this.#least = Math.max(this.#least, HASTE_MS);
    const wait = Math.max(this.#least, backoff(this.#tries, this.#options.random));
    this.#tries += 1;
    this.#move("waiting", code);
    this.#timer = setTimeout(() => this.connect(), wait);
  }

  /** A sign of life: the next ping is due in 20 s. */
  #rest(): void {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.#ping(), PING_MS);
  }

  #ping(): void {
    if (this.#wire?.readyState === 1) this.#wire.send('{"t":"ping"}');
    this.#expect(ANSWER_MS);
  }

  /** A dead path never tells that it is: without an answer in time it is given up here. */
  #expect(ms: number): void {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.#closed(this.#wire, 0), ms);
  }

  #drop(): void {
    clearTimeout(this.#timer);
    const wire = this.#wire;
    this.#wire = null;
    this.#held = null;
    if (!wire) return;
    wire.onopen = wire.onmessage = wire.onclose = null;
    wire.close();
  }

  #move(link: Link, code = 0): void {
    if (link === this.link) return;
    this.link = link;
    this.#options.onLink(link, code);
  }
}
