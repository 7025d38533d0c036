import { h } from "preact";

/** One Lucide icon as the package exports it; only those that are imported end up in a bundle. */
export type IconNode = [tag: string, attrs: Record<string, string | number | undefined>][];

export function Icon({ of, class: extra = "" }: { of: IconNode; class?: string }) {
  return (
    <svg class={`icon ${extra}`} viewBox="0 0 24 24" aria-hidden="true" focusable="false">
      {of.map(([tag, attrs]) => h(tag, attrs))}
    </svg>
  );
}
