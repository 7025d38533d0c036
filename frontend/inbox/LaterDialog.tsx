import type { ComponentType } from "preact";
import { useEffect, useState } from "preact/hooks";
import type { DialogPage } from "./Dialogs.tsx";

type Loaded = ComponentType<{ page: DialogPage }>;

let loaded: Loaded | undefined;

/** Shows a page once its code is here; says so when it cannot be fetched. */
export function LaterDialog({ page }: { page: DialogPage }) {
  const [Dialog, setDialog] = useState<Loaded | "failed" | undefined>(() => loaded);
  useEffect(() => {
    if (loaded) return;
    import("./Dialogs.tsx").then(
      (found) => {
        loaded = found.Dialog;
        setDialog(() => found.Dialog);
      },
      () => setDialog("failed"),
    );
  }, []);
  if (Dialog === "failed") return <p class="inbox-menu__none">This could not be loaded. Check the connection, close this and try again.</p>;
  return Dialog ? <Dialog page={page} /> : <p class="inbox-menu__none" aria-busy="true" />;
}
