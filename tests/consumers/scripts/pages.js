// Opens pages from disk in a real browser, as people do: fills in forms, saves and opens files,
// looks for what a person with a narrow window, a keyboard or a screen reader would meet.
import { mkdtempSync, readFileSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { answer, given } from "./answer.js";
import { MODES, browser, findViolations, newPage, open, others, turn, visit, watch } from "./browser.js";

const require = createRequire(import.meta.url);
const MERMAID = readFileSync(require.resolve("mermaid/dist/mermaid.min.js"), "utf8");
const folder = mkdtempSync(join(tmpdir(), "pages-"));

async function save(page, press = () => page.getByRole("button", { name: "Save", exact: true }).click()) {
  const [download] = await Promise.all([page.waitForEvent("download"), press()]);
  const path = join(folder, `${Math.random()}.json`);
  await download.saveAs(path);
  return { path, text: readFileSync(path, "utf8"), name: download.suggestedFilename() };
}
async function load(page, path) {
  await page.locator("#open").setInputFiles(path);
  await page.getByText(/^Opened /).waitFor();
}
async function complete(page) {
  // What must be chosen is chosen; what must be written was written before.
  for (const select of await page.locator("select:required").all()) {
    if (!(await select.inputValue())) await select.selectOption({ index: 1 });
  }
}

async function fill(form) {
  const watched = watch();
  const page = await open(form.file);
  const seen = new Set();
  const words = [];
  for (const place of await page.locator(".place:not([hidden])").all()) {
    const part = await place.getAttribute("data-part");
    if (seen.has(part)) continue;
    seen.add(part);
    await place.locator(".add").click();
    const text = `Said about ${part}: “quoted” ñ 🙂 مرحبا <b>&amp;</b>\nand a second line`;
    for (const area of await place.locator(".card").last().locator("textarea:visible").all()) {
      await area.fill(text);
    }
    words.push(text);
    await place.getByLabel("Who (role)").last().fill(seen.size % 2 ? "ward nurse" : "patient");
  }
  await complete(page);
  await page.getByLabel("Title", { exact: true }).first().fill("Filled in by hand");
  await page.getByLabel("Recorded on").fill("2020-07-16");
  await page.getByLabel("Purpose: question").fill("What should we keep?");
  const saved = await save(page);
  await load(page, saved.path);
  const again = await save(page);
  // A rich record, some fields of which the form does not show
  const example = join(folder, `${form.id}-example.json`);
  writeFileSync(example, JSON.stringify(form.example));
  await load(page, example);
  const kept = await save(page);
  // Remove, and put back
  const before = await page.locator(".place .card").count();
  await page.locator(".place .card").first().getByRole("button", { name: /^Remove/ }).click();
  const without = await page.locator(".place .card").count();
  await page.getByRole("button", { name: "Undo" }).click();
  const restored = await save(page);
  await page.close();
  return {
    saved: saved.text,
    name: saved.name,
    again: again.text,
    kept: kept.text,
    restored: restored.text,
    removed: before - without,
    words,
    others: others(watched, form.file),
    complaints: watched.complaints,
  };
}

// With the keyboard alone: reach a button by Tab, press it, write, and save with Enter.
async function keyboard(form) {
  const page = await open(form.file);
  const reach = async (name) => {
    for (let step = 0; step < 300; step += 1) {
      await page.keyboard.press("Tab");
      const here = await page.evaluate(() => {
        const { ariaLabel, labels, textContent } = document.activeElement;
        return ariaLabel || labels?.[0]?.textContent || textContent;
      });
      if (here === name) return;
    }
    throw new Error(`the keyboard never reaches ${name}`);
  };
  await reach("Title");
  await page.keyboard.type("By keyboard");
  await reach(`Add to ${form.first}`);
  await page.keyboard.press("Enter");
  await page.keyboard.type("Written without a mouse.");
  await reach("Move to");
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("ArrowDown"); // past the place in which it lies
  await reach("Move entry 1");
  await page.keyboard.press("Enter");
  await reach("Save");
  const saved = await save(page, () => page.keyboard.press("Enter"));
  await page.close();
  return { text: saved.text };
}

async function look(one) {
  const found = { violations: [], overflow: [] };
  await turn(shown, MODES[one.modes[0]]);
  await visit(shown, one.file);
  if (one.open) {
    await shown.evaluate(() => {
      const places = [...document.querySelectorAll(".place:not([hidden]) > .add")].slice(0, 2);
      for (const add of [...places, ...document.querySelectorAll(".list > .add")]) add.click();
      for (const fold of document.querySelectorAll("details")) fold.open = true;
    });
  }
  for (const mode of one.modes.map((place) => MODES[place])) {
    await turn(shown, mode);
    const width = await shown.evaluate(() => document.documentElement.scrollWidth);
    if (width > mode.viewport.width) found.overflow.push(`${one.name}: ${width} of ${mode.viewport.width}`);
    if (one.axe) found.violations.push(...await findViolations(shown, mode));
    if (given.pictures) {
      const name = `${one.name} ${mode.colorScheme} ${mode.viewport.width}.png`;
      await shown.screenshot({ path: join(given.pictures, name), fullPage: true });
    }
  }
  return found;
}

async function read(one) {
  const watched = watch();
  await turn(shown, MODES[0]);
  await visit(shown, one.file);
  const text = await shown.evaluate(() => document.body.innerText);
  const ran = await shown.evaluate(() => window.ran ?? null);
  const pdf = await shown.pdf({ format: one.format ?? "A4", printBackground: true, preferCSSPageSize: Boolean(one.css) });
  const pages = pdf.toString("latin1").match(/\/Type\s*\/Page\b(?!s)/g).length;
  return { text, ran, pages, others: others(watched, one.file), complaints: watched.complaints };
}

const each = async (list, run) => {
  const found = {};
  for (const one of list) found[one.name ?? one.id] = await run(one);
  return found;
};
const shown = await newPage(); // what is only looked at shares one page
await shown.addScriptTag({ content: MERMAID });
const mermaid = {};
for (const [name, text] of Object.entries(given.mermaid)) {
  mermaid[name] = await shown.evaluate(async (source) => {
    try {
      await window.mermaid.parse(source);
      return "";
    } catch (fault) {
      return String(fault);
    }
  }, text);
}
const result = {
  forms: await each(given.forms, fill),
  keyboard: await keyboard(given.forms[0]),
  looks: await each(given.looks, look),
  reads: await each(given.reads, read),
  mermaid,
};
await browser.close();
answer(result);
