// Fills in forms as a person would, in a real browser: finds each field by its label, writes or
// chooses by the words that are shown, and says what the page shows and what it would save.
import { fileURLToPath } from "node:url";
import { build } from "esbuild";
import { answer, given } from "./answer.js";
import { browser, newPage, watch } from "./browser.js";

const PAGE = '<!doctype html><html lang="en"><body><div id="form"></div></body></html>';
const bundle = await build({
  entryPoints: [fileURLToPath(new URL(`${given.toolkit}.jsx`, import.meta.url))],
  bundle: true,
  write: false,
  jsx: "automatic",
  define: { "process.env.NODE_ENV": '"production"' },
});

async function fill(page, which, label, value) {
  let field = page.getByLabel(label, { exact: true })[which]();
  if (Array.isArray(value) && given.toolkit === "jsonforms") {
    // A list of codes is a table here, with a row for each; this test chooses only one.
    const add = page.getByRole("button", { name: `Add to ${label}`, exact: true });
    await add.click();
    field = page.locator(".array-table-layout", { has: add }).locator("tbody select");
  }
  if ((await field.evaluate((element) => element.tagName)) === "SELECT") {
    await field.selectOption([value].flat().map((one) => ({ label: one })));
  } else {
    await field.fill(value);
  }
}

async function fillIn(page, { schema, header, entry }) {
  await page.setContent(PAGE);
  await page.addScriptTag({ content: bundle.outputFiles[0].text });
  await page.evaluate((wanted) => window.mount(wanted), schema);
  for (const [label, value] of Object.entries(header)) {
    await fill(page, "first", label, value);
  }
  const add =
    given.toolkit === "rjsf"
      ? page.locator("#root_entries").getByRole("button").last()
      : page.getByRole("button", { name: `Add to ${schema.properties.entries.items.title}` });
  await add.click();
  for (const [label, value] of Object.entries(entry)) {
    await fill(page, "last", label, value);
  }
  const words = (selector) =>
    page.locator(selector).evaluateAll((all) => all.map((one) => one.label ?? one.textContent));
  const shown = { labels: await words("label, legend, th"), options: await words("option") };
  if (given.toolkit === "rjsf") {
    await page.getByRole("button", { name: "Submit" }).click();
  }
  const done = page.waitForFunction(() => window.saved, undefined, { timeout: 10_000 });
  const saved = await done.then((handle) => handle.jsonValue()).catch(() => null);
  if (given.pictures) {
    const path = `${given.pictures}/${given.toolkit} ${schema.title}.png`;
    await page.screenshot({ path, fullPage: true });
  }
  return { ...shown, saved, problems: saved ? [] : await page.evaluate(() => window.problems) };
}

const filled = {};
for (const [framework, task] of Object.entries(given.tasks)) {
  const { complaints } = watch();
  const page = await newPage();
  filled[framework] = { ...(await fillIn(page, task)), complaints };
  await page.close();
}
await browser.close();
answer(filled);
