import { ImageDown, X } from "lucide";
import { useEffect, useRef, useState } from "preact/hooks";
import { Icon } from "../shared/Icon.tsx";
import type { MailIn } from "../shared/types.gen.ts";

/** The mail as its sender made it, in a frame that may do nothing. Pictures of others wait until they are asked for. */
export function Original({ mail, onClose }: { mail: MailIn; onClose: () => void }) {
  const box = useRef<HTMLDialogElement>(null);
  const [pictures, setPictures] = useState(false);
  useEffect(() => box.current?.showModal(), []);
  const address = pictures ? mail.original_with_pictures : mail.original;
  return (
    <dialog ref={box} class="inbox-original" aria-label="Original mail" onClose={onClose}>
      <header class="inbox-original__head">
        <h2>Original mail</h2>
        <button type="button" class="button" disabled={pictures} onClick={() => setPictures(true)}>
          <Icon of={ImageDown} />
          {pictures ? "Pictures loaded by the desk" : "Load pictures"}
        </button>
        <button type="button" class="tool" aria-label="Close" title="Close" onClick={() => box.current?.close()}>
          <Icon of={X} />
        </button>
      </header>
      {!pictures && <p class="inbox-original__hint">Pictures on other machines are not loaded: they would tell the sender that you read this.</p>}
      <iframe
        key={String(pictures)}
        class="inbox-original__page"
        title="Original mail"
        src={address ?? undefined}
        sandbox="allow-popups allow-popups-to-escape-sandbox"
        referrerpolicy="no-referrer"
      />
    </dialog>
  );
}
