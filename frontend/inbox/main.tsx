// The live inbox: the one island of the desk's pages.
import { render } from "preact";
import type { FirstPaint } from "../shared/types.gen.ts";
import { App } from "./App.tsx";
import { DeskContext, makeDesk } from "./desk.ts";
import "./inbox.css";
import { listen } from "./keys.ts";
import { sameList } from "../shared/views.ts";
import { parsePath } from "./route.ts";

const TICK_MS = 20_000;

function start(root: HTMLElement, text: string): void {
  const first = JSON.parse(text) as FirstPaint;
  const desk = makeDesk(first);
  const { actions, model } = desk;
  render(
    <DeskContext.Provider value={desk}>
      <App />
    </DeskContext.Provider>,
    root,
  );
  desk.drafts.sweep();
  desk.live.socket.connect();
  // A conversation in the address that the page does not carry is asked for, and said to be missing if it is.
  const place = parsePath(location.pathname, first.urls.base, location.search);
  if (!first.open && place.openId) actions.open(place.openId, false);
  listen(desk);
  setInterval(() => {
    model.now.value = Date.now();
  }, TICK_MS);
  addEventListener("popstate", () => {
    const place = parsePath(location.pathname, first.urls.base, location.search);
    if (!sameList(place.filter, model.filter.value)) {
      model.openId.value = place.openId;
      actions.show(place.filter);
    }
    actions.open(place.openId, false);
  });
}

const root = document.getElementById("inbox");
const data = document.getElementById("first-paint");
if (root && data) start(root, data.textContent);
