// What nobody waits for is done when what they wait for is on the screen.

/** Runs something once the frame that is being made is shown; at once where no frame is made. */
export function afterPaint(run: () => void): void {
  if (typeof document === "undefined" || document.hidden) run();
  else requestAnimationFrame(() => setTimeout(run));
}
