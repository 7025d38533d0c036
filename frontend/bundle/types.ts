// Writes shared/types.gen.ts from the Python shapes; with --check only compares.
import { execFileSync } from "node:child_process";
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { compile } from "json-schema-to-typescript";

const root = fileURLToPath(new URL("../../", import.meta.url));
const target = fileURLToPath(new URL("../shared/types.gen.ts", import.meta.url));
const own = `${root}.venv/bin/python`;
const python = process.env.PYTHON ?? (existsSync(own) ? own : "python3");

type Schema = { [key: string]: unknown };

function closed(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(closed);
  if (typeof value !== "object" || value === null) return value;
  const copy: Schema = {};
  for (const [key, part] of Object.entries(value)) {
    if (key === "title" || key === "maxItems" || key === "minItems") continue;
    copy[key] = closed(part);
  }
  if (copy.type === "object" && "properties" in copy) {
    copy.additionalProperties = false;
    requireTag(copy);
  }
  return copy;
}

/** A frame's tag is always there, whatever the struct says of its other fields. */
function requireTag(shape: Schema): void {
  const properties = shape.properties as Schema;
  if (!("t" in properties)) return;
  const required = new Set((shape.required as string[] | undefined) ?? []);
  shape.required = [...required.add("t")];
}

const text = execFileSync(python, ["-m", "ictdesk.project.frontend_types"], {
  cwd: root,
  env: { ...process.env, PYTHONPATH: `${root}src` },
  encoding: "utf8",
});
const written = await compile(closed(JSON.parse(text)) as Schema, "Unused", {
  bannerComment: "// Generated from the Python shapes by `npm run types`. Do not edit.",
  unreachableDefinitions: true,
  additionalProperties: false,
});
const code = written
  .replace(/export (interface Unused \{[^}]*\}|type Unused = [^;]*;)\n?/, "")
  .replace(/\/\*\*\n \* This interface was referenced by[^/]*\*\/\n/g, "")
  .replace(/ \*\n \* This interface was referenced by[^/]*\*\//g, " */");

if (process.argv.includes("--check")) {
  const same = existsSync(target) && readFileSync(target, "utf8") === code;
  if (!same) {
    console.error("shared/types.gen.ts differs from the Python shapes: run `npm run types`");
    process.exitCode = 1;
  }
} else writeFileSync(target, code);
