// What every composer does with its text field, whatever it looks like.

/** The field is as high as its text, up to its CSS max-height. */
export function grow(field: HTMLTextAreaElement | null): void {
  if (!field) return;
  field.style.height = "auto";
  field.style.height = `${field.scrollHeight}px`;
}

export function bytes(text: string): number {
  return new TextEncoder().encode(text).length;
}

export function pasted(event: ClipboardEvent): File[] {
  return Array.from(event.clipboardData?.files ?? []);
}

export function dropped(event: DragEvent): File[] {
  return Array.from(event.dataTransfer?.files ?? []);
}

export function carriesFiles(event: DragEvent): boolean {
  return event.dataTransfer?.types.includes("Files") ?? false;
}

/** Enter that ends a word in an input method is not a wish to send. */
export function sends(event: KeyboardEvent, withModifier: boolean): boolean {
  if (event.key !== "Enter" || event.isComposing) return false;
  return withModifier ? event.metaKey || event.ctrlKey : !event.shiftKey && !event.altKey;
}

const TYPING_MS = 3_000;
const STILL_MS = 5_000;

/** Tells that somebody types: at most every three seconds, and that they stopped. */
export class TypingSignal {
  #last = 0;
  #timer: ReturnType<typeof setTimeout> | undefined;
  readonly #tell: (on: boolean) => void;

  constructor(tell: (on: boolean) => void) {
    this.#tell = tell;
  }

  touched(now = Date.now()): void {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.stop(), STILL_MS);
    if (now - this.#last < TYPING_MS) return;
    this.#last = now;
    this.#tell(true);
  }

  stop(): void {
    clearTimeout(this.#timer);
    if (this.#last) this.#tell(false);
    this.#last = 0;
  }
}
