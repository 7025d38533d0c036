import { FileText } from "lucide";
import { Icon } from "./Icon.tsx";
import { size } from "./size.ts";
import { isOld, mayAsk } from "./stale.ts";
import type { AttachmentShape } from "./types.gen.ts";

interface Props {
  files: AttachmentShape[];
  locale: string;
  /** Gets a file with fresh addresses and shows it from then on. */
  fresh?: (id: string) => Promise<AttachmentShape | null>;
}

type FileProps = Pick<Props, "fresh"> & { file: AttachmentShape };

/** An address that may have expired is replaced before it is followed. */
function follow({ file, fresh }: FileProps) {
  isOld(file.url);
  return async (event: MouseEvent) => {
    if (!fresh || !isOld(file.url)) return;
    event.preventDefault();
    const found = await fresh(file.id);
    if (found) location.assign(found.url);
  };
}

function Picture({ file, fresh }: FileProps) {
  return (
    <a class="picture" href={file.url} target="_blank" rel="noopener noreferrer" onClick={follow({ file, fresh })}>
      <img
        src={file.preview_url ?? undefined}
        alt={file.name}
        width={file.width ?? undefined}
        height={file.height ?? undefined}
        decoding="async"
        onError={() => mayAsk(file.id) && fresh?.(file.id)}
      />
    </a>
  );
}

export function Attachments({ files, locale, fresh }: Props) {
  if (!files.length) return null;
  return (
    <ul class="files">
      {files.map((file) => (
        <li key={file.id}>
          {file.preview_url ? (
            <Picture file={file} fresh={fresh} />
          ) : (
            <a class="file" href={file.url} target="_blank" rel="noopener noreferrer" onClick={follow({ file, fresh })}>
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
