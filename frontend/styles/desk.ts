// The little that server-rendered pages need: the theme before the first paint, and menus that close by themselves.
import "./pages.ts";

const NAME = "ictdesk:theme";
const THEMES = ["auto", "light", "dark"] as const;
type Theme = (typeof THEMES)[number];

const SAID: Record<Theme, string> = { auto: "Theme: as the system", light: "Theme: light", dark: "Theme: dark" };

function theme(): Theme {
  const kept = localStorage.getItem(NAME);
  return THEMES.find((one) => one === kept) ?? "auto";
}

function paint(chosen: Theme): void {
  const page = document.documentElement;
  if (chosen === "auto") delete page.dataset.theme;
  else page.dataset.theme = chosen;
  for (const button of document.querySelectorAll<HTMLElement>("[data-theme-switch]")) {
    button.title = SAID[chosen];
    button.ariaLabel = SAID[chosen];
  }
}

function next(): void {
  const chosen = THEMES[(THEMES.indexOf(theme()) + 1) % THEMES.length]!;
  localStorage.setItem(NAME, chosen);
  paint(chosen);
}

function closeMenus(event: Event): void {
  for (const menu of document.querySelectorAll<HTMLDetailsElement>("details[data-menu][open]")) {
    const inside = event.target instanceof Node && menu.contains(event.target);
    if (event instanceof KeyboardEvent ? event.key === "Escape" : !inside) menu.open = false;
  }
}

paint(theme());
addEventListener("DOMContentLoaded", () => paint(theme()));
addEventListener("pointerdown", closeMenus);
addEventListener("keydown", closeMenus);
addEventListener("desk:theme", (event) => {
  const chosen = THEMES.find((one) => one === (event as CustomEvent<unknown>).detail);
  if (!chosen) return;
  localStorage.setItem(NAME, chosen);
  paint(chosen);
});
addEventListener("click", (event) => {
  if (event.target instanceof Element && event.target.closest("[data-theme-switch]")) next();
});
