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

/** What of the list is in sight, in pixels. */
interface Sight {
  top: number;
  height: number;
}

/** Only the rows in sight, and a few on both sides, are in the page: ten thousand scroll like ten. */
function useShown(length: number) {
  const box = useRef<HTMLDivElement>(null);
  const seen = useRef<Sight>({ top: 0, height: 0 });
  const [shown, setShown] = useState<Shown>({ from: 0, to: 30 });
  const measure = () => {
    const { scrollTop = 0, clientHeight = 0 } = box.current ?? {};
    seen.current = { top: scrollTop, height: clientHeight };
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
  return { box, seen, shown, measure };
}

/** Asks what was measured last, not the page: asking it would have it laid out once more for each key. */
function useFollow(box: { current: HTMLDivElement | null }, seen: { current: Sight }, at: number): void {
  useLayoutEffect(() => {
    const view = box.current;
    if (!view || at < 0) return;
    const { top, height } = seen.current;
    const place = at * ROW;
    const to = place < top ? place : Math.max(top, place + ROW - height);
    if (to === top) return;
    view.scrollTop = to;
    seen.current = { top: to, height };
  }, [at]);
}

export function Rows() {
  const { model, actions } = useDesk();
  const rows = model.rows.value;
  const [selected, openId, picked] = [model.selected.value, model.openId.value, model.picked.value];
  const { box, seen, shown, measure } = useShown(rows.length);
  useFollow(box, seen, rows.findIndex((row) => row.id === selected));
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
            picked={picked.has(row.id)}
            open={row.id === openId}
            found={model.found.value?.items[shown.from + index]?.message}
          />
        ))}
      </ul>
      <Empty />
    </div>
  );
}
