// A custom attribute between the field where it is typed and the API that checks it.
import type { ValueShape } from "../shared/types.gen.ts";
import { day } from "./times.ts";

export type Value = ValueShape["value"];

export function written(value: Value): string {
  return value === null ? "" : String(value);
}

/** A value as people read it. */
export function shown({ kind, value }: Pick<ValueShape, "kind" | "value">): string {
  if (value === null) return "not known";
  if (kind === "flag") return value ? "yes" : "no";
  if (kind === "date") return day(`${value}T00:00`);
  return kind === "number" ? value.toLocaleString() : String(value);
}

/** What was typed, as the kind wants it; a number that is none goes as it is, and is refused with a reason. */
export function typed({ kind }: Pick<ValueShape, "kind">, text: string): Value {
  const plain = text.trim();
  if (!plain) return null;
  if (kind === "flag") return plain === "true";
  const number = Number(plain.replace(",", "."));
  return kind === "number" && Number.isFinite(number) ? number : plain;
}
