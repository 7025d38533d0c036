import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { FRONTEND } from "../bundle/paths.ts";

const FOLDERS = ["shared", "widget", "inbox", "styles", "bundle", "tests"];

const files = FOLDERS.flatMap((folder) =>
  readdirSync(join(FRONTEND, folder), { recursive: true, encoding: "utf8" })
    .filter((file) => /\.(tsx?|css)$/.test(file) && !file.endsWith(".gen.ts"))
    .map((file) => ({ file: `${folder}/${file}`, lines: readFileSync(join(FRONTEND, folder, file), "utf8").split("\n").length - 1 })),
);

test("files stay small", () => {
  const sorted = files.map((one) => one.lines).sort((a, b) => a - b);
  expect(files.filter((one) => one.lines > 400)).toEqual([]);
  expect(files.filter((one) => one.file.endsWith(".tsx") && one.lines > 150)).toEqual([]);
  expect(sorted[Math.floor(sorted.length / 2)]).toBeLessThanOrEqual(80);
});

test("no file is named after nothing", () => {
  expect(files.filter((one) => /(utils?|helpers?|common|misc)\./i.test(one.file))).toEqual([]);
});

test("nothing is typed as any", () => {
  for (const { file } of files.filter((one) => one.file.endsWith("x") || one.file.endsWith(".ts"))) {
    if (file === "tests/sizes.test.ts") continue;
    expect(readFileSync(join(FRONTEND, file), "utf8"), file).not.toMatch(/(:|as|<)\s*any\b/);
  }
});
