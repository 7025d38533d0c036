import { ArrowLeft } from "lucide";
import { Icon } from "../shared/Icon.tsx";
import { useDesk } from "./desk.ts";

/** On a narrow screen, where the conversation covers the list. */
export function Back() {
  const { actions } = useDesk();
  return (
    <button type="button" class="tool inbox-head__back" aria-label="Back to the list" onClick={() => actions.open(null)}>
      <Icon of={ArrowLeft} />
    </button>
  );
}
