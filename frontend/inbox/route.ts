// The address says which view and which conversation: /desk/<slug>/inbox/[<view>/][c/<id>/]
import { VIEWS, type View } from "../shared/views.ts";

export interface Place {
  view: View;
  openId: string | null;
}

const isView = (word: string | undefined): word is View => VIEWS.some((view) => view === word);

export function parsePath(path: string, base: string): Place {
  const words = path.slice(base.length).split("/").filter(Boolean);
  const view = isView(words[0]) ? (words.shift() as View) : "mine";
  return { view, openId: words[0] === "c" ? (words[1] ?? null) : null };
}

export function pathOf({ view, openId }: Place, base: string): string {
  return `${base}${view}/${openId ? `c/${openId}/` : ""}`;
}
