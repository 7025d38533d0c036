// The live side of an open chat: the socket, the acknowledgements, and looking by HTTP where no socket gets through.
import { Acks } from "../shared/acks.ts";
import { type Link, Socket } from "../shared/socket.ts";
import type { ToVisitor, VisitorEvent, VisitorFrame } from "../shared/types.gen.ts";
import type { Rt } from "./rt.ts";

const LOOK_MS = 8_000;
const SOCKETLESS_AFTER = 3;

export interface LiveOptions {
  rt: Rt;
  cursor: string;
  onEvent: (event: VisitorEvent) => void;
  onFrame: (frame: ToVisitor) => void;
  onLink: (link: Link, code: number) => void;
  onAfresh: () => Promise<void>;
}

export class Live {
  readonly acks = new Acks();
  readonly socket: Socket<ToVisitor, VisitorFrame>;
  #breaks = 0;
  #timer: ReturnType<typeof setInterval> | undefined;
  readonly #options: LiveOptions;

  constructor(options: LiveOptions) {
    this.#options = options;
    this.socket = new Socket({
      url: `${options.rt.base.replace(/^http/, "ws")}socket`,
      cursor: options.cursor,
      hello: (after) => ({ t: "hello", token: options.rt.token, after: after ?? "0" }),
      onFrame: (frame) => this.#frame(frame),
      onLink: (link, code) => this.#moved(link, code),
      onResync: () => this.#afresh(),
    });
  }

  stop(): void {
    clearInterval(this.#timer);
    this.acks.lost();
    this.socket.stop();
  }

  #frame(frame: ToVisitor): void {
    if (frame.t === "event") this.#options.onEvent(frame.event);
    else if (frame.t === "ack") this.acks.acknowledged(frame);
    else if (frame.t === "error") this.acks.refused(frame);
    this.#options.onFrame(frame);
  }

  #moved(link: Link, code: number): void {
    if (link !== "online") this.acks.lost();
    if (link === "waiting") this.#breaks += 1;
    if (link === "online" || link === "stopped") {
      this.#breaks = 0;
      clearInterval(this.#timer);
      this.#timer = undefined;
    } else if (this.#breaks === SOCKETLESS_AFTER) {
      this.#timer ??= setInterval(() => void this.#look().catch(() => undefined), LOOK_MS);
    }
    this.#options.onLink(link, code);
  }

  async #afresh(): Promise<void> {
    await this.#options.onAfresh();
    this.socket.cursor = "0";
    await this.#look();
  }

  /** Reads the events since the cursor by HTTP, page by page. */
  async #look(): Promise<void> {
    for (let more = true; more; ) {
      const page = await this.#options.rt.events(this.socket.cursor ?? "0");
      for (const event of page.events) this.#options.onEvent(event);
      this.socket.cursor = page.cursor;
      more = page.more;
    }
  }
}
