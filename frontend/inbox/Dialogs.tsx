// Pages of the palette that are fetched when one of them is first opened.
import { FindOther } from "./FindOther.tsx";
import { MacroList } from "./MacroList.tsx";
import { MacroView } from "./MacroView.tsx";
import { NewTicketView } from "./NewTicketView.tsx";
import { SplitView } from "./SplitView.tsx";

export type DialogPage = "link" | "merge" | "split" | "macros" | "macro" | "new";

export function Dialog({ page }: { page: DialogPage }) {
  if (page === "split") return <SplitView />;
  if (page === "macros") return <MacroList />;
  if (page === "macro") return <MacroView />;
  if (page === "new") return <NewTicketView />;
  return <FindOther key={page} page={page} />;
}
