// The one question of the site: may the browser remember the day of the visit. Loaded only where the operator switched it on.
import * as dialog from "vanilla-cookieconsent";
import "vanilla-cookieconsent/dist/css-components/base.css";
import "vanilla-cookieconsent/dist/css-components/consent-modal.css";
import { uuid } from "../shared/ids.ts";
import "./choice.css";
import { today, visit } from "./visits.ts";

type State = "given" | "refused" | "withdrawn";
type Place = "question" | "foot" | "gpc";

const NAME = "ictdesk:choice";
const VISITS = "ictdesk:visits";
const RETURNING = "returning";
const SIX_MONTHS = 182;
/** Stands where the dialog keeps an id of the browser: who said no has none. */
const NOBODY = "-";

const asked = document.getElementById("choice");
const foot = document.getElementById("choice_foot");
const said = asked?.dataset ?? {};
const gpc = said.gpc === "1" || (navigator as { globalPrivacyControl?: boolean }).globalPrivacyControl === true;
let place: Place = "question";

type Kept = { consentId?: string; categories?: string[] };
const kept = () => JSON.parse(localStorage.getItem(NAME) ?? "{}") as Kept;

/** The id under which a yes is on record; empty without one. */
function agreed(): string {
  const { consentId = NOBODY, categories = [] } = kept();
  return consentId !== NOBODY && categories.includes(RETURNING) ? consentId : "";
}

let yes = agreed();

async function post(path: string, fields: Record<string, string>): Promise<boolean> {
  try {
    return (await fetch(path, { method: "POST", body: new URLSearchParams(fields) })).ok;
  } catch {
    return false;
  }
}

function keep(state: State, browser: string): Promise<boolean> {
  return post("/choice", { state, version: said.version ?? "", place, ...(browser && { browser }) });
}

/** The dialog makes an id of its own with every answer; only ours is kept. */
function remember(id: string): void {
  yes = id;
  localStorage.setItem(NAME, JSON.stringify({ ...kept(), consentId: id || NOBODY }));
}

async function count(): Promise<void> {
  const next = visit(localStorage.getItem(VISITS), today());
  if (next && (await post("/choice/visit", { back: next.back ? "yes" : "no" }))) localStorage.setItem(VISITS, next.day);
}

/** Nobody is counted before their yes is on record: one that could not be kept is none, and is asked for again. */
async function agree(): Promise<void> {
  const id = yes || uuid();
  if (await keep("given", id)) {
    remember(id);
    await count();
  } else {
    dialog.reset(true);
  }
}

async function refuse(): Promise<void> {
  const before = yes;
  localStorage.removeItem(VISITS);
  remember("");
  await keep(before ? "withdrawn" : "refused", before);
}

async function answered(): Promise<void> {
  await (dialog.acceptedCategory(RETURNING) ? agree() : refuse());
  show();
}

/** One button takes either way back, with one click. */
function show(): void {
  if (!foot) return;
  foot.hidden = false;
  foot.textContent = (yes ? said.stop : said.start) ?? "";
}

const escaped = (text = ""): string => text.replace(/[&<>"]/g, (sign) => `&#${sign.charCodeAt(0)};`);

function choose(accepted: string[], where: Place): void {
  place = where;
  dialog.hide();
  dialog.acceptCategory(accepted);
}

foot?.addEventListener("click", () => choose(yes ? [] : [RETURNING], "foot"));

if (asked) {
  const hear = () => void answered();
  await dialog.run({
    autoShow: !gpc,
    hideFromBots: false,
    revision: Number(said.revision),
    cookie: { name: NAME, useLocalStorage: true, expiresAfterDays: SIX_MONTHS },
    guiOptions: { consentModal: { layout: "box", position: "bottom left", equalWeightButtons: true } },
    categories: { [RETURNING]: {} },
    onFirstConsent: hear,
    onChange: hear,
    language: {
      default: "en",
      translations: {
        en: {
          consentModal: {
            title: escaped(said.title),
            description: escaped(said.text),
            acceptAllBtn: escaped(said.yes),
            acceptNecessaryBtn: escaped(said.no),
          },
          preferencesModal: { sections: [] },
        },
      },
    },
  });
  if (gpc && !dialog.validConsent()) choose([], "gpc");
  else if (yes && dialog.validConsent()) void count();
  show();
}
