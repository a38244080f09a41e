// Writes the TypeScript types of schemas into a folder, as json-schema-to-typescript makes them
// without being told anything, and compiles the folder under --strict.
import { spawnSync } from "node:child_process";
import { readFileSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { compile } from "json-schema-to-typescript";
import { answer, given } from "./answer.js";

const types = {};
for (const [name, schema] of Object.entries(given.schemas)) {
  types[name] = await compile(schema, name);
  writeFileSync(join(given.folder, `${name}.ts`), types[name]);
}
for (const [name, text] of Object.entries(given.files)) {
  writeFileSync(join(given.folder, `${name}.ts`), text);
}
const tsc = createRequire(import.meta.url).resolve("typescript/package.json");
const bin = join(tsc, "..", JSON.parse(readFileSync(tsc, "utf8")).bin.tsc);
const options = ["--strict", "--noEmit", "--pretty", "false", "--ignoreConfig"];
const sources = [...Object.keys(types), ...Object.keys(given.files)].map((name) => `${name}.ts`);
const done = spawnSync(process.execPath, [bin, ...options, ...sources], { cwd: given.folder });
answer({ types, errors: `${done.stdout}${done.stderr}` });
