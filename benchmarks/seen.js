// Opens the check page from disk and says how long it takes: node seen.js PAGE BROWSER FILE...
const { createRequire } = require("node:module");
const { pathToFileURL } = require("node:url");
const consumers = createRequire(pathToFileURL(`${__dirname}/../tests/consumers/package.json`));
const { chromium } = consumers("playwright-core");

const [page, browser, ...files] = process.argv.slice(2);
const QUIET = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update", "--disable-sync"];

(async () => {
  const program = await chromium.launch({ executablePath: browser, args: QUIET });
  const sheet = await program.newPage();
  const says = (words) => sheet.locator("#status").filter({ hasText: words }).waitFor({ timeout: 300_000 });
  const start = performance.now();
  await sheet.goto(pathToFileURL(page).href);
  await says("Ready.");
  const facts = { seconds: (performance.now() - start) / 1000 };
  for (const file of files) {
    const begin = performance.now();
    await sheet.locator("#choose").setInputFiles(file);
    await says(/^Checked/);
    facts[file.split("/").pop()] = (performance.now() - begin) / 1000;
  }
  await program.close();
  console.log(JSON.stringify(facts));
})();
