import { describe, expect, test } from "vitest";
import { brand, parse, ratio } from "../shared/contrast.ts";
import { linkify } from "../shared/linkify.ts";
import { words as de } from "../widget/lang/de.ts";
import { words as en } from "../widget/lang/en.ts";
import { words as es } from "../widget/lang/es.ts";
import { words as fr } from "../widget/lang/fr.ts";
import { words as ur } from "../widget/lang/ur.ts";
import { chosen } from "../widget/locale.ts";
import { dice } from "./world.ts";

describe("links in words", () => {
  const links = (text: string) => linkify(text).flatMap((piece) => piece.href ?? []);

  test.each([
    ["see https://a.example/x.", "https://a.example/x"],
    ["(https://a.example/a_(b))", "https://a.example/a_(b)"],
    ["https://a.example/?q=1&r=ü, then", "https://a.example/?q=1&r=%C3%BC"],
    ["HTTP://A.EXAMPLE", "http://a.example/"],
  ])("%s", (text, href) => expect(links(text)).toEqual([href]));

  test.each(["javascript:alert(1)", "data:text/html,x", "ftp://a.example", "https://", "https://bank.example@evil.example/", "//a.example", "xhttps://a"])(
    "%s stays text",
    (text) => expect(links(text)).toEqual([]),
  );

  test("loses and adds no sign of the text", () => {
    const random = dice(7);
    const parts = ["https://a.example/(x)", " ", "<b>", "http://", ").", "é", "\n", "http://b.example?x=[1]", "'"];
    for (let n = 0; n < 500; n += 1) {
      const text = Array.from({ length: 8 }, () => parts[Math.floor(random() * parts.length)]).join("");
      expect(linkify(text).map((piece) => piece.text).join("")).toBe(text);
    }
  });
});

describe("a workspace's colour", () => {
  test("reaches 4.5:1 wherever it is put", () => {
    const random = dice(3);
    for (let n = 0; n < 500; n += 1) {
      const color = `#${Math.floor(random() * 0x1000000).toString(16).padStart(6, "0")}`;
      const made = brand(color);
      const pairs = [
        [made.fill, made.on],
        [made.onLight, "#ffffff"],
        [made.onDark, "#12171d"],
      ];
      for (const [a, b] of pairs) expect(ratio(parse(a!)!, parse(b!)!)).toBeGreaterThanOrEqual(4.5);
    }
  });

  test("stays itself when it is readable already, and is ours when it is none", () => {
    expect(brand("#0b7570").fill).toBe("#0b7570");
    expect(brand("red; background: url(x)").fill).toBe("#0b7a75");
  });
});

describe("languages", () => {
  test.each([
    [["de-AT", "fr", "en"], "de"],
    [[undefined, "", "ur-PK"], "ur"],
    [["xx", null, "es"], "es"],
    [["xx", undefined, undefined], "en"],
  ] as const)("%j gives %s", (wishes, locale) => expect(chosen(wishes)).toBe(locale));

  test.each(Object.entries({ de, fr, es, ur }))("%s has every sentence, with the same blanks, in its own words", (_, table) => {
    expect(Object.keys(table)).toEqual(Object.keys(en));
    const blanks = (text: string) => (text.match(/\{\w+\}/g) ?? []).sort();
    const same: string[] = [];
    for (const [name, text] of Object.entries(en)) {
      const other = table[name as keyof typeof en];
      expect(other.trim()).not.toBe("");
      expect(blanks(other)).toEqual(blanks(text));
      if (other === text) same.push(name);
    }
    expect(same.filter((name) => !["title", "agent", "messages"].includes(name))).toEqual([]);
  });
});
