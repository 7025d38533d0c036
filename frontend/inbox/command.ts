// One entry of the palette.
import type { IconNode } from "../shared/Icon.tsx";
import type { Desk } from "./desk.ts";
import type { PalettePage } from "./model.ts";

export interface Command {
  id: string;
  group: string;
  label: string;
  also?: string;
  key?: string;
  icon?: IconNode;
  /** Shown at the end: a count, a time. */
  end?: string;
  chosen?: boolean;
  /** Leads to another page of the palette instead of closing it. */
  leads?: boolean;
  run: () => void;
}

/** Leads to another page of the palette. */
export const to = (desk: Desk, page: PalettePage) => () => {
  desk.model.palette.value = page;
};
