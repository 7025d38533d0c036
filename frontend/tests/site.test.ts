import { expect, test } from "vitest";
import { today, visit } from "../site/visits.ts";

test("a browser counts once a day, and knows whether it was here on another day", () => {
  expect(visit(null, "2026-11-30")).toEqual({ back: false, day: "2026-11-30" });
  expect(visit("2026-11-30", "2026-11-30")).toBeUndefined();
  expect(visit("2026-11-29", "2026-11-30")).toEqual({ back: true, day: "2026-11-30" });
});

test("a day is one of UTC", () => {
  expect(today(new Date("2026-11-30T23:30:00-05:00"))).toBe("2026-12-01");
});
