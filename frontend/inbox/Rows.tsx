import { useLayoutEffect, useRef, useState } from "preact/hooks";
import { useDesk } from "./desk.ts";
import { Empty } from "./Empty.tsx";
import { Row } from "./Row.tsx";

const ROW = 64;
const SPARE = 8;

interface Shown {
  from: number;
  to: number;
}

/** Only the rows in sight, and a few on both sides, are in the page: ten thousand scroll like ten. */
function useShown(length: number) {
  const box = useRef<HTMLDivElement>(null);
  const [shown, setShown] = useState<Shown>({ from: 0, to: 30 });
  const measure = () => {
    const { scrollTop = 0, clientHeight = 0 } = box.current ?? {};
    const from = Math.max(0, Math.floor(scrollTop / ROW) - SPARE);
    const to = Math.ceil((scrollTop + clientHeight) / ROW) + SPARE;
    setShown((old) => (old.from === from && old.to === to ? old : { from, to }));
  };
  useLayoutEffect(() => {
    measure();
    const observer = new ResizeObserver(measure);
    observer.observe(box.current!);
    return () => observer.disconnect();
  }, []);
  useLayoutEffect(measure, [length]);
  return { box, shown, measure };
}

function useFollow(box: { current: HTMLDivElement | null }, at: number): void {
  useLayoutEffect(() => {
    const view = box.current;
    if (!view || at < 0) return;
    const top = at * ROW;
    if (top < view.scrollTop) view.scrollTop = top;
    else if (top + ROW > view.scrollTop + view.clientHeight) view.scrollTop = top + ROW - view.clientHeight;
  }, [at]);
}

export function Rows() {
  const { model, actions } = useDesk();
  const rows = model.rows.value;
  const selected = model.selected.value;
  const { box, shown, measure } = useShown(rows.length);
  useFollow(box, rows.findIndex((row) => row.id === selected));
  const nearEnd = shown.to >= rows.length;
  useLayoutEffect(() => {
    if (nearEnd && !model.page.value?.failed) void actions.fetchRows();
  }, [nearEnd, rows.length, model.filter.value]);
  return (
    <div class="inbox-rows" ref={box} onScroll={measure}>
      <ul class="inbox-rows__all" style={{ height: `${rows.length * ROW}px` }}>
        {rows.slice(shown.from, shown.to).map((row, index) => (
          <Row
            key={row.id}
            row={row}
            top={(shown.from + index) * ROW}
            place={shown.from + index + 1}
            of={rows.length}
            selected={row.id === selected}
            found={model.found.value?.items[shown.from + index]?.message}
          />
        ))}
      </ul>
      <Empty />
    </div>
  );
}
