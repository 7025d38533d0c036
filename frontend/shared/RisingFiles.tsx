import { Paperclip, X } from "lucide";
import type { Files } from "./files.ts";
import { Icon } from "./Icon.tsx";
import { size } from "./size.ts";

interface Props {
  files: Files;
  locale: string;
  /** Sentences by problem code; `remove` labels the button. */
  why: (code: string) => string;
  remove: string;
}

export function RisingFiles({ files, locale, why, remove }: Props) {
  if (!files.items.length) return null;
  return (
    <ul class="files files--rising" aria-live="polite">
      {files.items.map((item) => (
        <li key={item.key} class={`file ${item.code ? "file--refused" : ""}`}>
          <Icon of={Paperclip} />
          <span class="file__name">{item.name}</span>
          {item.done || item.code ? (
            <span class="file__size">{size(item.size, locale)}</span>
          ) : (
            <progress max={1} value={item.share} aria-label={item.name} />
          )}
          <button type="button" class="file__drop" aria-label={`${remove}: ${item.name}`} onClick={() => files.remove(item.key)}>
            <Icon of={X} />
          </button>
          {item.code && <span class="file__why">{why(item.code)}</span>}
        </li>
      ))}
    </ul>
  );
}
