import { Check, ChevronRight } from "lucide";
import { Icon } from "../shared/Icon.tsx";
import type { Command } from "./command.ts";

interface Props {
  one: Command;
  at: number;
  index: number;
  choose: () => void;
  point: () => void;
}

/** One command in the palette. */
export function Choice({ one, at, index, choose, point }: Props) {
  return (
    <li
      id={`command-${index}`}
      role="option"
      class={`inbox-palette__one ${index === at ? "inbox-palette__one--at" : ""}`}
      aria-selected={index === at}
      onPointerMove={point}
      onClick={choose}
    >
      {one.icon && <Icon of={one.icon} class="inbox-menu__icon" />}
      <span class="inbox-menu__label">{one.label}</span>
      {one.end && <span class="inbox-palette__end">{one.end}</span>}
      {one.chosen && (
        <>
          <Icon of={Check} />
          <span class="hidden">, chosen</span>
        </>
      )}
      {one.key && <kbd>{one.key}</kbd>}
      {one.leads && <Icon of={ChevronRight} />}
    </li>
  );
}
