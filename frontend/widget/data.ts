// The visitor's own data: what is held, what they asked, and a form to ask more. Without the chat's framework, so that
// its code comes alone and only when somebody opens it.
import type { OwnCase, OwnData } from "../shared/types.gen.ts";
import type { Rt } from "./rt.ts";

type Part = Node | string;

/** Styles by property: a page's policy may forbid written ones, and the chat's own sheet stays small. */
function styled<E extends HTMLElement>(made: E, style: Partial<CSSStyleDeclaration>): E {
  Object.assign(made.style, style);
  return made;
}

function make<K extends keyof HTMLElementTagNameMap>(
  tag: K,
  given: Partial<HTMLElementTagNameMap[K]> = {},
  ...parts: Part[]
): HTMLElementTagNameMap[K] {
  const made = Object.assign(document.createElement(tag), given);
  made.append(...parts);
  return made;
}

const day = (at: string, locale: string): string =>
  new Date(at).toLocaleDateString(locale, { day: "numeric", month: "long", year: "numeric", timeZone: "UTC" });

function held(data: OwnData, locale: string): Node {
  if (!data.held.length) return make("p", {}, data.words.nothing);
  const rows = data.held.map((one) => make("li", {}, `${one.what}: ${one.count.toLocaleString(locale)}`));
  return styled(make("ul", {}, ...rows), { margin: "0", paddingInlineStart: "1.2em" });
}

function asked(one: OwnCase, due: string): Node {
  const letters = one.letters.map((letter) =>
    make("details", {}, make("summary", {}, letter.heading), styled(make("p", {}, letter.body), { whiteSpace: "pre-wrap" })),
  );
  const line = `${one.number}: ${one.rights.join(", ")}`;
  return make("div", {}, make("p", {}, make("b", {}, line)), make("p", {}, `${one.state}. ${due}`), ...letters);
}

function form(data: OwnData, send: (rights: string[], words: string) => Promise<void>): Node {
  const boxes = data.rights.map((right) => make("input", { type: "checkbox", value: right.key, name: "right" }));
  const choices = data.rights.map((right, at) => make("label", { className: "choice" }, boxes[at] as Node, make("span", {}, right.label)));
  const words = styled(make("textarea", { rows: 3, maxLength: 4000 }), { width: "100%" });
  const button = make("button", { type: "submit", className: "button", disabled: true }, data.words.send);
  const made = make("form", {}, make("h3", {}, data.words.ask), ...choices);
  made.append(make("label", { className: "field" }, data.words.more, words), make("p", { className: "card__foot" }, button));
  const chosen = () => boxes.filter((box) => box.checked).map((box) => box.value);
  made.onchange = () => {
    button.disabled = !chosen().length;
  };
  made.onsubmit = (event) => {
    event.preventDefault();
    button.disabled = true;
    void send(chosen(), words.value.trim());
  };
  return made;
}

/** Takes the place of the button. */
export async function show(button: Element, rt: Rt, locale: string, failed: string): Promise<void> {
  const place = button.parentElement as HTMLElement;
  const draw = (data: OwnData, said = "") => {
    const send = (rights: string[], words: string) =>
      rt.call<OwnData>("POST", "privacy", { rights, words }).then(
        (now) => draw(now, now.words.sent),
        (error: unknown) => draw(data, error instanceof Error && "code" in error ? error.message : failed),
      );
    const cases = data.cases.length
      ? [make("h3", {}, data.words.asked), ...data.cases.map((one) => asked(one, `${data.words.due} ${day(one.due_on, locale)}`))]
      : [];
    const mail = () =>
      rt.call("POST", "transcript").then(
        () => draw(data, data.words.mailed),
        (error: unknown) => draw(data, error instanceof Error && "code" in error ? error.message : failed),
      );
    const mailed = data.mail_to ? [make("p", {}, make("button", { type: "button", className: "button", onclick: mail }, data.words.mail))] : [];
    const status = make("p", { role: "status", tabIndex: -1 }, said);
    const page = make("a", { href: data.page, target: "_blank", rel: "noopener noreferrer" }, data.words.page);
    const notice = data.notice ? [make("p", {}, make("a", { href: data.notice, target: "_blank", rel: "noopener noreferrer" }, data.words.notice))] : [];
    const heading = styled(make("h3", { tabIndex: -1 }, data.words.held), { outline: "none" });
    const ask = data.held.length ? [form(data, send)] : [];
    place.replaceChildren(heading, held(data, locale), ...mailed, ...cases, status, ...ask, make("p", {}, page), ...notice);
    (said ? status : heading).focus();
  };
  await rt.call<OwnData>("GET", "privacy").then(draw, () => place.append(make("p", { role: "alert" }, failed)));
}
