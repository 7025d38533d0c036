// What server-rendered pages need beside the theme: copying a text, and a word when a passkey did not work.
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
