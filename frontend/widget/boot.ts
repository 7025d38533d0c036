import type { Words } from "./lang/en.ts";
import type { Locale } from "./locale.ts";

// What the loader hands over to the open chat.
export interface Boot {
  /** Address of the desk, with a last slash. */
  base: string;
  key: string;
  /** Who the visitor is, signed by the website. */
  identity?: string | undefined;
  locale: Locale;
  words: Words;
  root: ShadowRoot;
  launcher: HTMLButtonElement;
}

export interface Chat {
  toggle(): void;
}

export type Mount = (boot: Boot) => Chat;
