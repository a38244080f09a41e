// Goes through a file of JSON Lines with Ajv and prints what a contender prints.
const fs = require("node:fs");
const readline = require("node:readline");
const Ajv = require("ajv/dist/2020");

async function main(schemaFile, file) {
  const schema = JSON.parse(fs.readFileSync(schemaFile, "utf8"));
  const check = new Ajv({ allErrors: true, validateFormats: false }).compile(schema);
  let bad = 0;
  let errors = 0;
  const start = process.hrtime.bigint();
  for await (const line of readline.createInterface({ input: fs.createReadStream(file) })) {
    if (!check(JSON.parse(line))) {
      bad += 1;
      errors += check.errors.length;
    }
  }
  const seconds = Number(process.hrtime.bigint() - start) / 1e9;
  const memory = process.resourceUsage().maxRSS / 1024;
  console.log(JSON.stringify({ seconds, memory, bad, errors }));
}

main(process.argv[2], process.argv[3]);
