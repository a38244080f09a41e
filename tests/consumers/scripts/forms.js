// Fills in forms as a person would, in a real browser: finds each field by its label, writes or
// chooses by the words that are shown, and says what the page shows and what it would save.
import { fileURLToPath } from "node:url";
import { build } from "esbuild";
import { chromium } from "playwright-core";
import { answer, given } from "./answer.js";

const PAGE = '<!doctype html><html lang="en"><body><div id="form"></div></body></html>';
// Without these, the browser looks for its maker's hosts, and cannot run as root.
const QUIET = [
  "--no-sandbox",
  "--disable-gpu",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
];

const bundle = await build({
  entryPoints: [fileURLToPath(new URL(`${given.library}.jsx`, import.meta.url))],
  bundle: true,
  write: false,
  jsx: "automatic",
  define: { "process.env.NODE_ENV": '"production"' },
});

async function fill(field, value) {
  const kind = await field.evaluate((element) => element.tagName);
  if (kind === "SELECT") {
    await field.selectOption([value].flat().map((label) => ({ label })));
  } else {
    await field.fill(value);
  }
}

async function fillIn(page, { schema, header, entry }) {
  await page.setContent(PAGE);
  await page.addScriptTag({ content: bundle.outputFiles[0].text });
  await page.evaluate((wanted) => window.mount(wanted), schema);
  const form = page.locator("#form");
  for (const [label, value] of Object.entries(header)) {
    await fill(form.getByLabel(label, { exact: true }).first(), value);
  }
  const add =
    given.library === "rjsf"
      ? page.locator("#root_entries").getByRole("button").last()
      : form.getByRole("button", { name: `Add to ${schema.properties.entries.items.title}` });
  await add.click();
  for (const [label, value] of Object.entries(entry)) {
    await fill(form.getByLabel(label, { exact: true }).last(), value);
  }
  const words = (selector) =>
    form.locator(selector).evaluateAll((all) => all.map((one) => one.label ?? one.textContent));
  const shown = { labels: await words("label, legend, th"), options: await words("option") };
  if (given.library === "rjsf") {
    await form.getByRole("button", { name: "Submit" }).click();
  }
  const done = page.waitForFunction(() => window.saved, undefined, { timeout: 10_000 });
  const saved = await done.then((handle) => handle.jsonValue()).catch(() => null);
  if (given.pictures) {
    await page.screenshot({ path: `${given.pictures}/${given.library}-${schema.title}.png`, fullPage: true });
  }
  return { ...shown, saved, problems: saved ? [] : await page.evaluate(() => window.problems) };
}

const browser = await chromium.launch({ executablePath: given.browser, args: QUIET });
const filled = {};
for (const [framework, task] of Object.entries(given.tasks)) {
  const page = await browser.newPage();
  const complaints = [];
  page.on("pageerror", (fault) => complaints.push(String(fault)));
  page.on("console", (said) => {
    if (["error", "warning"].includes(said.type())) complaints.push(said.text());
  });
  filled[framework] = { ...(await fillIn(page, task)), complaints };
  await page.close();
}
await browser.close();
answer(filled);
