// Tries Ajv on the conformance kit: npm install ajv, then node run.mjs in this folder.
// To try another validator, put it in the place of Ajv.

import { readFileSync } from "node:fs";
import Ajv2020 from "ajv/dist/2020.js";

const read = (file) => JSON.parse(readFileSync(new URL(file, import.meta.url), "utf8"));

const checks = new Map();
function accepts(framework, document) {
  if (!checks.has(framework)) {
    const ajv = new Ajv2020({ strict: true, formats: { date: true } });
    checks.set(framework, ajv.compile(read(`../${framework}.schema.json`)));
  }
  return checks.get(framework)(document);
}

let tried = 0;
let different = 0;
for (const vector of read("index.json").vectors) {
  // What only a rule refuses ("sense") is accepted by the schema.
  const acceptable = vector.valid || vector.layer === "sense";
  tried += 1;
  if (accepts(vector.framework, read(vector.file)) !== acceptable) {
    different += 1;
    console.log(`${acceptable ? "Refused" : "Accepted"}: ${vector.file}. ${vector.title}`);
  }
}
console.log(`${tried} vectors tried, ${different} with another verdict.`);
process.exitCode = tried > 0 && different === 0 ? 0 : 1;
