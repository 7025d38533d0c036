const FIRST_MS = 500;
const LONGEST_MS = 30_000;

/** How long to wait before the next try: doubles each time, half of it by chance so that a crowd spreads out. */
export function backoff(tries: number, random: () => number = Math.random): number {
  const whole = Math.min(LONGEST_MS, FIRST_MS * 2 ** Math.min(tries, 16));
  return Math.round(whole / 2 + (whole / 2) * random());
}
