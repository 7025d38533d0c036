// The one question that a workspace may put to its visitors. Its code comes alone, and only where something is asked;
// the chat goes on whether it is answered or not.
import type { ConsentAnswered, ConsentAsked, VisitorContact } from "../shared/types.gen.ts";
import type { Chat } from "./chat.ts";

function part<K extends keyof HTMLElementTagNameMap>(
  tag: K,
  given: Partial<HTMLElementTagNameMap[K]>,
  ...inside: (Node | string)[]
): HTMLElementTagNameMap[K] {
  const made = Object.assign(document.createElement(tag), given);
  made.append(...inside);
  return made;
}

/** Two buttons of one kind: a no is as near as a yes, and neither is chosen beforehand. */
function card(question: ConsentAsked, answered: (agrees: boolean) => Promise<string>, away: () => void): HTMLElement {
  const said = part("p", { role: "status", tabIndex: -1 });
  const answer = (agrees: boolean) => async () => {
    for (const one of buttons) one.disabled = true;
    said.textContent = await answered(agrees);
    made.replaceChildren(said);
    made.append(close);
    said.focus();
  };
  const button = (text: string, agrees: boolean) =>
    part("button", { type: "button", className: "button", onclick: answer(agrees) }, text);
  const buttons = [button(question.no, false), button(question.yes, true)];
  const close = part("button", { type: "button", className: "link", onclick: away }, question.close);
  const notice = part("a", { href: question.notice, target: "_blank", rel: "noopener noreferrer" }, question.more);
  const text = part("p", { lang: question.language, dir: "auto" }, question.text);
  const made = part("section", { className: "before" }, text, part("p", {}, notice), part("p", { className: "card__foot" }, ...buttons));
  made.ariaLabel = question.heading;
  made.style.paddingInline = "12px";
  return made;
}

/** After each drawing: looks once whenever the visitor has said who they are, and keeps the card where it belongs. */
export function watch(chat: Chat): void {
  let looked: VisitorContact | null = null;
  let shown: HTMLElement | undefined;
  const answered = (question: ConsentAsked) => (agrees: boolean) =>
    chat.rt
      .call<ConsentAnswered>("POST", "consent", { agrees, version: question.version, language: question.language })
      .then(({ said }) => said, () => question.failed);
  const away = () => {
    shown?.parentElement?.querySelector("textarea")?.focus();
    shown?.remove();
    shown = undefined;
  };
  const look = async () => {
    const { question } = await chat.rt.call<ConsentAnswered>("GET", "consent");
    shown?.remove();
    shown = question ? card(question, answered(question), away) : undefined;
    chat.see({});
  };
  chat.asked = (panel) => {
    const { contact } = chat;
    const due = chat.config?.asks === "start" ? chat.data.conversation : chat.data.conversation?.open === false;
    if (due && contact?.email && contact !== looked) {
      looked = contact;
      look().catch(() => undefined);
    }
    const log = panel.querySelector(".talk .typing");
    if (shown && log && !shown.isConnected) log.after(shown);
  };
  chat.see({});
}
