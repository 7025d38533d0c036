import { FileText } from "lucide";
import { Icon } from "./Icon.tsx";
import { size } from "./size.ts";
import type { AttachmentShape } from "./types.gen.ts";

interface Props {
  files: AttachmentShape[];
  locale: string;
  /** Called when a signed address no longer works, so that a fresh one can be fetched. */
  onStale?: (id: string) => void;
}

function Picture({ file, onStale }: { file: AttachmentShape; onStale?: Props["onStale"] }) {
  return (
    <a class="picture" href={file.url} target="_blank" rel="noopener noreferrer">
      <img
        src={file.preview_url ?? undefined}
        alt={file.name}
        width={file.width ?? undefined}
        height={file.height ?? undefined}
        loading="lazy"
        decoding="async"
        onError={() => onStale?.(file.id)}
      />
    </a>
  );
}

export function Attachments({ files, locale, onStale }: Props) {
  if (!files.length) return null;
  return (
    <ul class="files">
      {files.map((file) => (
        <li key={file.id}>
          {file.preview_url ? (
            <Picture file={file} onStale={onStale} />
          ) : (
            <a class="file" href={file.url} target="_blank" rel="noopener noreferrer" download={file.name}>
              <Icon of={FileText} />
              <span class="file__name">{file.name}</span>
              <span class="file__size">{size(file.size, locale)}</span>
            </a>
          )}
        </li>
      ))}
    </ul>
  );
}
