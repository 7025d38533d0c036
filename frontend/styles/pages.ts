// What server-rendered pages need beside the theme: the menu at the page one is on, copying a text, and a word when a passkey did not work.
import "./notify.ts";

addEventListener("click", (event) => {
  const button = event.target instanceof Element ? event.target.closest<HTMLElement>("[data-copy]") : null;
  const text = document.getElementById(button?.dataset.copy ?? "")?.textContent;
  if (!button || !text) return;
  void navigator.clipboard.writeText(text).then(() => {
    button.textContent = button.dataset.copied ?? "";
  });
});

document.addEventListener("allauth.error", (event) => {
  const problem = document.getElementById("passkey_problem");
  if (!problem) return;
  event.preventDefault();
  problem.hidden = false;
});

// On a phone the settings' menu is one line: the page one is on must be in sight.
addEventListener("DOMContentLoaded", () => {
  const menu = document.querySelector<HTMLElement>(".settings__nav");
  const here = menu?.querySelector<HTMLElement>("[aria-current]");
  if (!menu || !here || menu.scrollWidth <= menu.clientWidth) return;
  const middle = here.getBoundingClientRect().left - menu.getBoundingClientRect().left + here.offsetWidth / 2;
  menu.scrollLeft += middle - menu.clientWidth / 2;
});
