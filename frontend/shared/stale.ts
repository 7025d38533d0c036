// Signed addresses of files expire after an hour. A fresh one is asked for when an old one is about to be used,
// and once when a picture fails; a page that forbids our pictures must not be the start of a loop.
const USABLE_MS = 50 * 60_000;

const since = new Map<string, number>();
const asked = new Map<string, number>();

/** Notes when an address was first seen here, and says whether it may have expired. */
export function isOld(url: string, now = Date.now()): boolean {
  const first = since.get(url) ?? now;
  since.set(url, first);
  return now - first > USABLE_MS;
}

/** Whether a fresh address may be asked for: once in fifty minutes for each file. */
export function mayAsk(id: string, now = Date.now()): boolean {
  if (now - (asked.get(id) ?? -Infinity) < USABLE_MS) return false;
  asked.set(id, now);
  return true;
}
