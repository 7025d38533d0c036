// The one script of the page. Until the launcher is clicked it asks for nothing and stores nothing.
import type { Boot, Chat, Mount } from "./boot.ts";
import type { Words } from "./lang/en.ts";
import css from "./launcher.css?inline";
import { chosen, type Locale } from "./locale.ts";

declare const __CHAT__: string;
declare const __WORDS__: Record<Locale, string>;

const LABEL: Record<Locale, string> = {
  en: "Chat with us",
  de: "Chat öffnen",
  fr: "Ouvrir le chat",
  es: "Abrir el chat",
  ur: "ہم سے بات کریں",
};

const TROUBLE: Record<Locale, string> = {
  en: "The chat did not load. Please try again.",
  de: "Der Chat konnte nicht geladen werden. Bitte versuchen Sie es noch einmal.",
  fr: "Le chat ne s’est pas chargé. Veuillez réessayer.",
  es: "El chat no se ha cargado. Inténtelo de nuevo.",
  ur: "چیٹ لوڈ نہیں ہوئی۔ براہِ کرم دوبارہ کوشش کریں۔",
};

const SVG = "http://www.w3.org/2000/svg";
const BUBBLE =
  "M2.992 16.342a2 2 0 0 1 .094 1.167l-1.065 3.29a1 1 0 0 0 1.236 1.168l3.413-.998a2 2 0 0 1 1.099.092 10 10 0 1 0-4.777-4.719";

function picture(): SVGSVGElement {
  const svg = document.createElementNS(SVG, "svg");
  const path = document.createElementNS(SVG, "path");
  svg.setAttribute("viewBox", "0 0 24 24");
  svg.setAttribute("aria-hidden", "true");
  path.setAttribute("d", BUBBLE);
  svg.append(path);
  return svg;
}

function button(locale: Locale): HTMLButtonElement {
  const made = document.createElement("button");
  made.className = "launcher";
  made.type = "button";
  made.setAttribute("aria-label", LABEL[locale]);
  made.setAttribute("aria-expanded", "false");
  made.append(picture());
  return made;
}

function start(script: HTMLScriptElement): void {
  // A page that includes the script twice still gets one chat.
  if (document.querySelector("ictdesk-chat")) return;
  const { key = "", locale: wish, position, identity } = script.dataset;
  const locale = chosen([wish, document.documentElement.lang, navigator.language]);
  const host = document.createElement("ictdesk-chat");
  host.lang = locale;
  host.dir = locale === "ur" ? "rtl" : "ltr";
  host.dataset.side = position === "left" || position === "right" ? position : host.dir === "rtl" ? "left" : "right";
  const root = host.attachShadow({ mode: "open" });
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(css);
  root.adoptedStyleSheets = [sheet];
  const trouble = document.createElement("p");
  trouble.className = "trouble";
  trouble.setAttribute("role", "status");
  const launcher = button(locale);
  root.append(trouble, launcher);
  document.body.append(host);
  open({ base: new URL(".", script.src).href, key, identity, locale, root, launcher }, trouble, TROUBLE[locale]);
}

/** A browser remembers a module that failed under its address: the next try needs another one. */
async function fetched<M>(base: string, file: string, tries: number): Promise<M> {
  return (await import(/* @vite-ignore */ `${base}${file}${tries ? `?${tries}` : ""}`)) as M;
}

function open(boot: Omit<Boot, "words">, trouble: HTMLElement, sorry: string): void {
  const { base, launcher, locale } = boot;
  let chat: Chat | undefined;
  let tries = 0;
  launcher.addEventListener("click", async () => {
    if (chat) return chat.toggle();
    if (launcher.ariaBusy) return;
    trouble.textContent = "";
    launcher.ariaBusy = "true";
    try {
      const [module, { words }] = await Promise.all([
        fetched<{ mount: Mount }>(base, __CHAT__, tries),
        fetched<{ words: Words }>(base, __WORDS__[locale], tries),
      ]);
      chat = module.mount({ ...boot, words });
    } catch {
      tries += 1;
      trouble.textContent = sorry;
    }
    launcher.ariaBusy = null;
  });
}

const script = document.currentScript as HTMLScriptElement | null;
if (script?.dataset.key) {
  if (document.body) start(script);
  else addEventListener("DOMContentLoaded", () => start(script));
}
