// Opens pages from disk in a real browser, as people do: fills in forms, saves and opens files,
// looks for what a person with a narrow window, a keyboard or a screen reader would meet.
import { mkdtempSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { answer, given } from "./answer.js";
import { MODES, browser, findViolations, newPage, open, others, turn, unroll, visit, watch } from "./browser.js";

const require = createRequire(import.meta.url);
const MERMAID = readFileSync(require.resolve("mermaid/dist/mermaid.min.js"), "utf8");
const FILL_FORM = readFileSync(new URL("fill_form.js", import.meta.url), "utf8");

// Runs what fill_form.js offers in the page that is shown.
const drive = (call) => shown.evaluate(`(() => { ${FILL_FORM} return ${call}; })()`);

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
  const [download] = await Promise.all([page.waitForEvent("download"), page.keyboard.press("Enter")]);
  const path = join(mkdtempSync(join(tmpdir(), "pages-")), "saved.json");
  await download.saveAs(path);
  await page.close();
  return { text: readFileSync(path, "utf8"), name: download.suggestedFilename() };
}

async function look(one) {
  const found = { violations: [], overflow: [] };
  const watched = watch();
  await turn(shown, MODES[one.modes[0]]);
  await visit(shown, one.file);
  await unroll(shown);
  if (one.example) await drive("unfoldForm(2)");
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
  if (one.example) {
    const filled = await drive(`fillForm(${JSON.stringify(one.example)})`);
    found.filled = { ...filled, others: others(watched, one.file), complaints: watched.complaints };
  }
  return found;
}

async function read(one) {
  const watched = watch();
  await turn(shown, MODES[0]);
  await visit(shown, one.file);
  await unroll(shown);
  const text = await shown.evaluate(() => document.body.innerText);
  const ran = await shown.evaluate(() => window.ran ?? null);
  const pages = {};
  for (const format of one.formats) {
    const pdf = await shown.pdf({ format, printBackground: true, preferCSSPageSize: Boolean(one.css) });
    pages[format] = pdf.toString("latin1").match(/\/Type\s*\/Page\b(?!s)/g).length;
  }
  return { text, ran, pages, others: others(watched, one.file), complaints: watched.complaints };
}

const each = async (list, run) => {
  const found = {};
  for (const one of list) found[one.name] = await run(one);
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
  keyboard: await keyboard(given.keyboard),
  looks: await each(given.looks, look),
  reads: await each(given.reads, read),
  mermaid,
};
await browser.close();
answer(result);
