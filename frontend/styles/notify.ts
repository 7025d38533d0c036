// The page of one's notifications: whether this browser may show them, and the button that asks it.
const state = (): string => (typeof Notification === "undefined" ? "denied" : Notification.permission);

addEventListener("DOMContentLoaded", () => {
  const place = document.querySelector<HTMLElement>("[data-notify]");
  if (!place) return;
  const show = () => {
    for (const one of place.querySelectorAll<HTMLElement>("[data-notify-state]")) one.hidden = one.dataset.notifyState !== state();
  };
  show();
  // The browser is asked only on the click of who wants it.
  place.querySelector("[data-notify-ask]")!.addEventListener("click", () => void Notification.requestPermission().then(show));
});
