// The address says which list and which conversation: /desk/<slug>/inbox/[<view>/][c/<id>/][?status=…&tag=…]
import type { ListFilter } from "../shared/types.gen.ts";
import { listOf, VIEWS, type View } from "../shared/views.ts";

export interface Place {
  filter: ListFilter;
  openId: string | null;
}

const isView = (word: string | undefined): word is View => word === "followed" || VIEWS.some((view) => view === word);

export function parsePath(path: string, base: string, search = ""): Place {
  const words = path.slice(base.length).split("/").filter(Boolean);
  const view = isView(words[0]) ? (words.shift() as View) : "mine";
  const filter = { ...listOf(view, { status: "open" }), ...Object.fromEntries(new URLSearchParams(search)) };
  return { filter: filter as ListFilter, openId: words[0] === "c" ? (words[1] ?? null) : null };
}

/** What of a list is not as in the list of all that is open. */
export function queryOf(list: ListFilter): Record<string, string> {
  const plain = listOf("all");
  const said = Object.entries(list).filter(([key, value]) => value && value !== plain[key as keyof ListFilter]);
  return Object.fromEntries(said) as Record<string, string>;
}

export function pathOf({ filter, openId }: Place, base: string): string {
  const { view: _view, ...rest } = queryOf(filter);
  const query = new URLSearchParams(rest).toString();
  return `${base}${filter.view}/${openId ? `c/${openId}/` : ""}${query && `?${query}`}`;
}
