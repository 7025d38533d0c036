// Waits for the answer to a frame that was sent over a socket.
import { fromFrame, Refused, unreachable } from "./problems.ts";
import type { AckFrame, ErrorFrame } from "./types.gen.ts";

const ACK_MS = 10_000;

interface Pending {
  done: (ack: AckFrame) => void;
  fail: (error: Error) => void;
  timer: ReturnType<typeof setTimeout>;
}

export class Acks {
  readonly #pending = new Map<string, Pending>();

  /** Resolves with the acknowledgement; throws `Refused` when it is refused or does not come in time. */
  wait(clientId: string): Promise<AckFrame> {
    return new Promise((done, fail) => {
      const timer = setTimeout(() => this.#settle(clientId)?.fail(unreachable()), ACK_MS);
      this.#pending.set(clientId, { done, fail, timer });
    });
  }

  /** As `wait`, but says false when nobody answered: then the other way may be tried. */
  async came(clientId: string): Promise<boolean> {
    try {
      await this.wait(clientId);
      return true;
    } catch (error) {
      if (error instanceof Refused && error.status !== 0) throw error;
      return false;
    }
  }

  acknowledged(ack: AckFrame): void {
    this.#settle(ack.client_id)?.done(ack);
  }

  refused(error: ErrorFrame): void {
    this.#settle(error.client_id ?? "")?.fail(fromFrame(error.code ?? "bad_request", error.detail));
  }

  /** The path broke: nobody knows whether it arrived, so each is tried again with the same client id. */
  lost(): void {
    for (const id of [...this.#pending.keys()]) this.#settle(id)?.fail(unreachable());
  }

  #settle(clientId: string): Pending | undefined {
    const found = this.#pending.get(clientId);
    if (found) clearTimeout(found.timer);
    this.#pending.delete(clientId);
    return found;
  }
}
