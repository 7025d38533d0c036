import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { describe, expect, test } from "vitest";
import { FRONTEND, OUT } from "../bundle/paths.ts";
import { LOCALES } from "../widget/locale.ts";

const manifest = existsSync(join(OUT, "manifest.json"))
  ? (JSON.parse(readFileSync(join(OUT, "manifest.json"), "utf8")) as Record<string, string>)
  : {};
const built = (name: string) => readFileSync(join(OUT, manifest[name] ?? `${name} is not built: npm run build`));
const packed = (...names: string[]) => names.reduce((sum, name) => sum + gzipSync(built(name), { level: 9 }).length, 0);

describe("budgets, after gzip", () => {
  test("the loader has at most 3 kB", () => expect(packed("widget.js")).toBeLessThanOrEqual(3_000));
  test("the open chat has at most 20 kB", () => expect(packed("chat.js")).toBeLessThanOrEqual(20_000));
  test("the inbox has at most 60 kB", () => expect(packed("inbox.js")).toBeLessThanOrEqual(60_000));
  test("the question of the site has at most 14 kB", () => expect(packed("choice.js", "choice.css")).toBeLessThanOrEqual(14_000));
  test("a language has at most 1.5 kB", () => {
    for (const locale of LOCALES) expect(packed(`words-${locale}.js`)).toBeLessThanOrEqual(1_500);
  });
});

describe("what is built", () => {
  test("the loader knows the chat by its name, and the chat needs no further file before somebody asks for their data or is asked", () => {
    expect(built("widget.js").toString()).toContain(manifest["chat.js"]);
    const chat = built("chat.js").toString();
    expect(chat.match(/import\s*\([^)]*\)/g)).toEqual(["data.js", "ask.js"].map((name) => expect.stringContaining(String(manifest[name]))));
    expect(chat).not.toMatch(/from\s*["'`]/);
  });

  test.each(["widget.js", "chat.js", "inbox.js", "inbox.css", "desk.css", "desk.js", "choice.css", "icons.svg"])("%s asks no other host", (name) => {
    const addresses = built(name).toString().match(/https?:\/\/[\w.-]+/g) ?? [];
    expect(addresses.filter((address) => !address.endsWith("www.w3.org") && !address.endsWith("tailwindcss.com"))).toEqual([]);
  });

  test.each(["widget.js", "chat.js", "inbox.js"])("%s makes no HTML out of text", (name) => {
    const code = built(name).toString();
    expect(code).not.toMatch(/insertAdjacentHTML|document\.write|\beval\(|new Function/);
  });

  test("no source of ours writes HTML", () => {
    const files = ["shared", "widget", "inbox", "site", "styles"].flatMap((folder) =>
      readdirSync(join(FRONTEND, folder), { recursive: true, encoding: "utf8" }).map((file) => join(FRONTEND, folder, file)),
    );
    const sources = files.filter((file) => /\.tsx?$/.test(file));
    expect(sources.length).toBeGreaterThan(50);
    for (const file of sources) expect(readFileSync(file, "utf8"), file).not.toMatch(/innerHTML|dangerouslySet/);
  });

  test("the lock records no address of a download", () => {
    expect(readFileSync(join(FRONTEND, "package-lock.json"), "utf8")).not.toContain('"resolved"');
  });
});
