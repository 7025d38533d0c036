// Mounts the open chat in the launcher's shadow root.
import { render } from "preact";
import { grow } from "../shared/compose.ts";
import { brand } from "../shared/contrast.ts";
import parts from "../styles/parts.css?inline";
import tokens from "../styles/tokens.css?inline";
import { App } from "./App.tsx";
import type { Boot, Chat as Handle } from "./boot.ts";
import { Chat } from "./chat.ts";
import compose from "./compose.css?inline";
import log from "./log.css?inline";
import panel from "./panel.css?inline";
import { keepEnd } from "./Log.tsx";
import { fill, speak, t } from "./words.ts";

class Panel implements Handle {
  readonly #panel = document.createElement("section");
  readonly #chat: Chat;
  readonly #boot: Boot;
  #drawing = false;
  /** The focus is owed to the first field, as soon as there is one. */
  #owed = false;
  #page = false;

  constructor(boot: Boot) {
    this.#boot = boot;
    this.#panel.className = "panel";
    boot.root.prepend(this.#panel);
    this.#panel.addEventListener("keydown", (event) => this.#key(event));
    this.#chat = new Chat(boot, () => this.#changed());
    this.#show(true);
  }

  toggle(): void {
    this.#show(!this.#chat.shown);
  }

  #show(on: boolean): void {
    const { launcher, root } = this.#boot;
    this.#chat.shown = on;
    this.#panel.hidden = !on;
    (root.host as HTMLElement).dataset.open = on ? "yes" : "no";
    launcher.ariaExpanded = String(on);
    if (on && this.#chat.phase === "idle") void this.#chat.start();
    this.#owed = on;
    this.#draw();
    if (!on) launcher.focus();
    else if (this.#owed) this.#panel.querySelector<HTMLElement>(".head__button:last-child")?.focus();
  }

  #key(event: KeyboardEvent): void {
    if (event.key === "Escape" && !event.defaultPrevented) this.#show(false);
    if (event.key === "Tab" && matchMedia("(max-width: 480px)").matches) this.#hold(event);
  }

  /** On a narrow screen the chat covers the page: the tab key stays inside. */
  #hold(event: KeyboardEvent): void {
    const all = [...this.#panel.querySelectorAll<HTMLElement>("a[href], button, input, textarea, [tabindex='0']")].filter(
      (one) => one.offsetParent !== null && !(one as HTMLButtonElement).disabled,
    );
    const [first, last] = [all[0], all.at(-1)];
    const now = this.#boot.root.activeElement;
    if (event.shiftKey ? now !== first : now !== last) return;
    event.preventDefault();
    (event.shiftKey ? last : first)?.focus();
  }

  #changed(): void {
    if (this.#drawing) return;
    this.#drawing = true;
    queueMicrotask(() => {
      this.#drawing = false;
      this.#draw();
    });
  }

  #draw(): void {
    const { launcher } = this.#boot;
    const unseen = this.#chat.shown ? 0 : this.#chat.unseen;
    launcher.dataset.unseen = unseen ? String(Math.min(unseen, 99)) : "";
    launcher.ariaLabel = this.#chat.shown ? t.close : unseen ? `${t.title}: ${fill(t.newMessage, { count: unseen })}` : t.title;
    this.#paint();
    render(<App chat={this.#chat} onClose={() => this.#show(false)} />, this.#panel);
    grow(this.#panel.querySelector("textarea"));
    this.#chat.asked?.(this.#panel);
    keepEnd(this.#panel, this.#chat);
    this.#focus();
  }

  #focus(): void {
    const { settings } = this.#chat.ui;
    if (this.#page !== settings) this.#owed = true;
    this.#page = settings;
    const first = this.#panel.querySelector<HTMLElement>("[data-first]");
    if (!this.#owed || !first || !this.#chat.shown) return;
    this.#owed = false;
    first.focus();
  }

  #paint(): void {
    const { config } = this.#chat;
    if (!config) return;
    const own = brand(config.color);
    const host = this.#boot.root.host as HTMLElement;
    host.style.setProperty("--brand", own.fill);
    host.style.setProperty("--on-brand", own.on);
    host.style.setProperty("--brand-ink", `light-dark(${own.onLight}, ${own.onDark})`);
    this.#panel.setAttribute("aria-label", `${t.title}: ${config.workspace}`);
    this.#panel.setAttribute("role", "dialog");
  }
}

export function mount(boot: Boot): Handle {
  const sheets = [tokens, parts, panel, log, compose].map((text) => {
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(text);
    return sheet;
  });
  speak(boot.locale, boot.words);
  boot.root.adoptedStyleSheets = [...boot.root.adoptedStyleSheets, ...sheets];
  return new Panel(boot);
}
