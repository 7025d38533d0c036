// The page of one's notifications: the same choice as the bell in the inbox, kept on this device.
type Wish = Record<string, boolean>;

function read(key: string): Wish {
  try {
    return JSON.parse(localStorage.getItem(key) ?? "{}") as Wish;
  } catch {
    return {};
  }
}

/** Asks the browser only on the click of who wants it. */
async function allowed(): Promise<boolean> {
  if (typeof Notification === "undefined") return false;
  return (await Notification.requestPermission()) === "granted";
}

async function choose(box: HTMLInputElement, form: HTMLElement): Promise<void> {
  const what = box.dataset.notifyWish ?? "";
  const refused = what === "shown" && box.checked && !(await allowed());
  form.querySelector<HTMLElement>("[data-notify-problem]")!.hidden = !refused;
  if (refused) box.checked = false;
  const key = form.dataset.notify ?? "";
  localStorage.setItem(key, JSON.stringify({ ...read(key), [what]: box.checked }));
}

addEventListener("DOMContentLoaded", () => {
  const form = document.querySelector<HTMLElement>("[data-notify]");
  if (!form) return;
  const wish = read(form.dataset.notify ?? "");
  for (const box of form.querySelectorAll<HTMLInputElement>("[data-notify-wish]")) {
    box.checked = wish[box.dataset.notifyWish ?? ""] === true;
    box.addEventListener("change", () => void choose(box, form));
  }
});
