// The open chat without its looks: what it knows, and what a visitor can do with it.
import { TypingSignal } from "../shared/compose.ts";
import { Files } from "../shared/files.ts";
import { uuid } from "../shared/ids.ts";
import { Refused } from "../shared/problems.ts";
import { type Entry, Queue } from "../shared/queue.ts";
import type { Link } from "../shared/socket.ts";
import { applyVisitor, emptyVisitor, inOrder, type VisitorState } from "../shared/state.ts";
import type { AttachmentShape, MessageForVisitor, ToVisitor, VisitorContact, VisitorEvent, WidgetConfig } from "../shared/types.gen.ts";
import { upload } from "../shared/upload.ts";
import type { Boot } from "./boot.ts";
import { Live } from "./live.ts";
import { Memory } from "./memory.ts";
import { Rt } from "./rt.ts";
import { openSession } from "./session.ts";

/** What the visitor sees and has typed, apart from the conversation itself. */
export interface Ui {
  settings: boolean;
  text: string;
  wrong: string;
  /** The reader has scrolled up, away from the newest message. */
  up: boolean;
  /** A file is being held over the chat. */
  over: boolean;
  /** About the fields for name and address. */
  said: string;
  /** Asked whether to end the chat. */
  sure: boolean;
}

const freshUi = (): Ui => ({ settings: false, text: "", wrong: "", up: false, over: false, said: "", sure: false });

export type Phase = "idle" | "loading" | "ready" | "failed" | "blocked";

const TYPING_FADES_MS = 8_000;
/** A server that refuses every token must not be asked for new ones in a loop. */
const RENEW_MS = 60_000;

export class Chat {
  phase: Phase = "idle";
  config: WidgetConfig | null = null;
  contact: VisitorContact | null = null;
  /** Asked for before the first message and sent with it. */
  claims = { name: "", email: "" };
  data: VisitorState = emptyVisitor();
  link: Link = "connecting";
  /** A break is only worth words when it lasts. */
  broken = false;
  ended = false;
  typing = "";
  online = 0;
  shown = true;
  ui = freshUi();
  /** Shows a question of consent where there is one. */
  asked?: (panel: HTMLElement) => void;
  readonly typist = new TypingSignal((on) => this.#tell(on));
  readonly files: Files;
  readonly memory: Memory;
  readonly rt: Rt;
  readonly queue: Queue;
  #live: Live | null = null;
  #renewed = 0;
  /** Who they are was said while the first message was on its way. */
  #late = false;
  #fade: ReturnType<typeof setTimeout> | undefined;
  readonly #boot: Boot;
  readonly #changed: () => void;

  constructor(boot: Boot, changed: () => void) {
    this.#boot = boot;
    this.#changed = changed;
    this.memory = new Memory(boot.key);
    this.rt = new Rt(boot.base);
    this.queue = new Queue({ keep: this.memory.queue, deliver: (entry) => this.#deliver(entry), onChange: changed });
    this.files = new Files(
      (file, progress, signal) =>
        upload({ url: `${this.rt.base}files`, headers: this.rt.headers, withCookies: false }, file, progress, signal),
      0,
      [],
      changed,
    );
    addEventListener("online", () => this.reconnect());
    addEventListener("offline", () => this.#live?.socket.lose());
    addEventListener("visibilitychange", () => document.hidden || this.#live?.socket.connect());
  }

  get messages(): MessageForVisitor[] {
    return inOrder(this.data.messages);
  }

  /** What was written and has not come back as a message yet. */
  get pending(): Entry[] {
    const arrived = new Set(Object.values(this.data.messages).map((message) => message.client_id));
    return this.queue.entries.filter((entry) => !arrived.has(entry.client_id));
  }

  get unseen(): number {
    const read = this.data.conversation?.contact_read_seq ?? 0;
    return Object.values(this.data.messages).filter((one) => one.author === "agent" && one.seq > read).length;
  }

  get begun(): boolean {
    return this.data.conversation !== null || this.queue.entries.length > 0;
  }

  async start(): Promise<void> {
    this.#set({ phase: "loading" });
    try {
      const { session, ended } = await openSession(this.rt, this.memory, this.#boot.key, this.#boot.identity);
      this.config = session.config;
      this.contact = session.contact;
      this.data = { ...emptyVisitor(), conversation: session.conversation };
      if (session.config.asks) import("./ask.ts").then((ask) => ask.watch(this), String);
      this.files.limits(session.config.file_limit, session.config.file_types);
      this.#set({ phase: "ready", ended });
      this.#connect(session.conversation ? "0" : session.cursor);
      this.queue.hurry();
    } catch (error) {
      const final = error instanceof Refused && !error.passing;
      this.#set({ phase: final ? "blocked" : "failed" });
    }
  }

  /** False when there are too many unsent messages already. */
  say(body: string): boolean {
    const added = this.queue.add({
      client_id: uuid(),
      conversation: "",
      body,
      note: false,
      attachments: this.files.ready ? this.files.take() : [],
      at: Date.now(),
    });
    if (added) this.ended = false;
    return added;
  }

  /** Opens the settings with what is known of the visitor. */
  introduceAgain(): void {
    if (this.contact) this.claims = { name: this.contact.name, email: this.contact.email };
    this.see({ settings: true, said: "", sure: false });
  }

  /** Changes what is seen. */
  see(part: Partial<Ui>): void {
    this.ui = { ...this.ui, ...part };
    this.#changed();
  }

  #tell(on: boolean): void {
    if (this.data.conversation) this.#live?.socket.send({ t: "typing", on });
  }

  /** Called whenever the newest message is in sight. */
  saw(): void {
    const { conversation } = this.data;
    const last = this.messages.at(-1)?.seq ?? 0;
    if (!conversation || !this.shown || document.hidden || last <= conversation.contact_read_seq) return;
    if (this.#live?.socket.send({ t: "read", seq: last })) {
      this.data = { ...this.data, conversation: { ...conversation, contact_read_seq: last } };
      this.#changed();
    }
  }

  async introduce(name: string, email: string): Promise<void> {
    this.claims = { name, email };
    if (this.contact) this.contact = await this.rt.contact(this.claims);
    else this.#late = this.begun;
    this.#changed();
  }

  remember(on: boolean): void {
    this.memory.keep(this.rt.token, on);
    this.#changed();
  }

  async end(): Promise<void> {
    this.#live?.stop();
    await this.rt.end().catch(() => undefined);
    this.rt.token = "";
    this.memory.forget();
    this.queue.clear();
    this.claims = { name: "", email: "" };
    this.data = emptyVisitor();
    this.ui = freshUi();
    this.#set({ phase: "idle", ended: false, typing: "" });
  }

  /** Puts fresh addresses in the place of expired ones. */
  async refresh(messageId: string, fileId: string): Promise<AttachmentShape | null> {
    const fresh = await this.rt.file(fileId).catch(() => null);
    const message = this.data.messages[messageId];
    if (!fresh || !message) return null;
    const attachments = message.attachments.map((file) => (file.id === fileId ? fresh : file));
    this.#event({ message: { ...message, attachments } });
    return fresh;
  }

  reconnect(): void {
    this.#live?.socket.connect();
    this.queue.hurry();
  }

  #connect(cursor: string): void {
    this.#live?.stop();
    this.#live = new Live({
      rt: this.rt,
      cursor,
      onEvent: (event) => this.#event(event),
      onFrame: (frame) => this.#frame(frame),
      onLink: (link, code) => this.#linked(link, code),
      onAfresh: async () => {
        const session = await this.rt.resume();
        this.data = { messages: {}, conversation: session.conversation };
      },
    });
    this.#live.socket.connect();
  }

  #linked(link: Link, code: number): void {
    this.#set({ link, broken: link === "online" ? false : this.broken || link === "waiting" });
    if (link === "online") this.queue.hurry();
    if (link === "stopped" && code === 4401) void this.#renew();
    else if (link === "stopped" && code) this.#set({ phase: "blocked" });
  }

  #event(event: VisitorEvent): void {
    this.data = applyVisitor(this.data, event);
    if (event.message?.client_id) this.queue.remove(event.message.client_id);
    if (event.message?.author === "agent") this.typing = "";
    this.#changed();
  }

  #frame(frame: ToVisitor): void {
    if (frame.t === "presence") this.#set({ online: frame.online });
    if (frame.t !== "typing" || frame.kind !== "member") return;
    clearTimeout(this.#fade);
    this.#set({ typing: frame.on ? frame.name : "" });
    this.#fade = setTimeout(() => this.#set({ typing: "" }), TYPING_FADES_MS);
  }

  async #deliver(entry: Entry): Promise<void> {
    const attachments = entry.attachments.map((file) => file.id);
    const frame = { t: "send" as const, client_id: entry.client_id, body: entry.body, attachments };
    // The first message goes by HTTP: only there can a name and an address go with it.
    if (this.data.conversation && this.#live?.socket.send(frame) && (await this.#live.acks.came(entry.client_id))) return;
    try {
      await this.rt.say({ client_id: entry.client_id, body: entry.body, attachments, ...this.#claimed() });
      this.contact ??= { id: "", ...this.claims };
      if (this.#late) await this.introduce(this.claims.name, this.claims.email);
      this.#late = false;
      // A socket that said hello before there was a conversation hears nothing of it: it says hello again.
      if (!this.data.conversation) this.#connect("0");
    } catch (error) {
      if (error instanceof Refused && error.status === 401) await this.#renew();
      throw error;
    }
  }

  #claimed(): { name?: string; email?: string } {
    const { name, email } = this.claims;
    return { ...(name && { name }), ...(email && { email }) };
  }

  /** The token is over: a new session, and what is still unsent goes there. */
  async #renew(): Promise<void> {
    if (Date.now() - this.#renewed < RENEW_MS) return;
    this.#renewed = Date.now();
    await this.start();
  }

  #set(part: Partial<Pick<Chat, "phase" | "link" | "broken" | "ended" | "typing" | "online">>): void {
    Object.assign(this, part);
    this.#changed();
  }
}
