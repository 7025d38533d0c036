// Builds everything the browser gets into src/ictdesk/static/build, and the manifest that names it.
import { createHash } from "node:crypto";
import { mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { basename, extname, join } from "node:path";
import tailwind from "@tailwindcss/vite";
import { build, type InlineConfig, type Rolldown } from "vite";
import { LOCALES } from "../widget/locale.ts";
import { FRONTEND, OUT, SERVED } from "./paths.ts";
import { sprite } from "./sprite.ts";

const manifest: Record<string, string> = {};

const shared = (): InlineConfig => ({
  configFile: false,
  root: FRONTEND,
  base: "./",
  logLevel: "warn",
  publicDir: false,
  oxc: { jsx: { runtime: "automatic", importSource: "preact" } },
});

/** Runs one build and notes under which name each of its files can be found. */
async function bundle(config: InlineConfig, logical: (file: string) => string | undefined): Promise<void> {
  const result = (await build({ ...shared(), ...config })) as Rolldown.RolldownOutput | Rolldown.RolldownOutput[];
  for (const { output } of [result].flat()) {
    for (const { fileName } of output) {
      const name = logical(fileName);
      if (name) manifest[name] = fileName;
    }
  }
}

const options = (input: Record<string, string>, output: Rolldown.OutputOptions): InlineConfig["build"] => ({
  outDir: OUT,
  emptyOutDir: false,
  target: "es2022",
  modulePreload: false,
  cssMinify: "lightningcss",
  cssTarget: ["chrome123", "firefox121", "safari17.5"],
  assetsInlineLimit: 0,
  rolldownOptions: { ...(Object.keys(input).length && { input }), output, preserveEntrySignatures: "strict" },
});

const unhashed = (file: string): string => basename(file).replace(/-[\w-]{8}(\.\w+)$/, "$1");

/** As a library, because only then does Vite leave its preloader out of the bundle. */
async function chat(): Promise<void> {
  const entry = { chat: join(FRONTEND, "widget/main.tsx"), ...words((locale) => join(FRONTEND, `widget/lang/${locale}.ts`)) };
  const names = { entryFileNames: "[name]-[hash].js", minify: true, comments: false };
  const lib = { entry, formats: ["es" as const] };
  await bundle({ build: { ...options({}, names), lib } }, unhashed);
}

function words(of: (locale: string) => string): Record<string, string> {
  return Object.fromEntries(LOCALES.map((locale) => [`words-${locale}`, of(locale)]));
}

async function loader(): Promise<void> {
  const files = LOCALES.map((locale) => [locale, `${SERVED}${manifest[`words-${locale}.js`]}`]);
  const define = {
    __CHAT__: JSON.stringify(SERVED + manifest["chat.js"]),
    __WORDS__: JSON.stringify(Object.fromEntries(files)),
  };
  const lib = { entry: { widget: join(FRONTEND, "widget/loader.ts") }, formats: ["iife" as const], name: "ICTDesk" };
  await bundle({ define, build: { ...options({}, { entryFileNames: "widget.js", comments: false }), lib } }, unhashed);
}

const hashed = { entryFileNames: "[name]-[hash].js", assetFileNames: "[name]-[hash][extname]" };

async function inbox(): Promise<void> {
  await bundle({ build: options({ inbox: join(FRONTEND, "inbox/main.tsx") }, hashed) }, unhashed);
}

async function styles(): Promise<void> {
  await bundle({ plugins: [tailwind()], build: options({ desk: join(FRONTEND, "styles/desk.css") }, hashed) }, unhashed);
}

/** The public pages: no framework, so that a page stays small. */
async function site(): Promise<void> {
  await bundle({ build: options({ site: join(FRONTEND, "styles/site.css") }, hashed) }, unhashed);
  await bundle({ build: options({ choice: join(FRONTEND, "site/choice.ts") }, hashed) }, unhashed);
}

/** A classic script, so that the theme is there before the first paint. */
async function desk(): Promise<void> {
  const lib = { entry: { desk: join(FRONTEND, "styles/desk.ts") }, formats: ["iife" as const], name: "ICTDeskPage" };
  await bundle({ build: { ...options({}, { entryFileNames: "[name]-[hash].js", comments: false }), lib } }, unhashed);
}

/** A file that is served as it is, under a name that changes with its content. */
function keep(name: string, content: Buffer | string): void {
  const hash = createHash("sha256").update(content).digest("base64url").slice(0, 8);
  const file = `${basename(name, extname(name))}-${hash}${extname(name)}`;
  writeFileSync(join(OUT, file), content);
  manifest[name] = file;
}

rmSync(OUT, { recursive: true, force: true });
mkdirSync(OUT, { recursive: true });
await chat();
await loader();
await inbox();
await styles();
await site();
await desk();
keep("htmx.js", readFileSync(join(FRONTEND, "node_modules/htmx.org/dist/htmx.min.js")));
keep("mark.svg", readFileSync(join(FRONTEND, "styles/mark.svg")));
keep("icons.svg", sprite());
const sorted = Object.fromEntries(Object.entries(manifest).sort(([a], [b]) => (a < b ? -1 : 1)));
writeFileSync(join(OUT, "manifest.json"), `${JSON.stringify(sorted, null, 1)}\n`);
