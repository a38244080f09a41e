// Gives files to the check page, opened from disk, and saves what it gives back.
import { copyFileSync, mkdirSync, readFileSync } from "node:fs";
import { basename, dirname, join } from "node:path";
import { answer, given } from "./answer.js";
import { MODES, browser, findViolations, open, others, turn, unroll, watch } from "./browser.js";

const watched = watch();
async function says(words, within = page) {
  const place = within.locator("#status");
  try {
    await place.filter({ hasText: words }).waitFor({ timeout: 60_000 });
  } catch (fault) {
    throw new Error(`The page says: ${await place.textContent()}`, { cause: fault });
  }
}

// A form hands its record over, if the check page is beside it; if not, it says what to do, but only
// after some seconds, which pass while the check page loads.
async function fillForm(file) {
  const form = await open(file);
  await form.getByLabel("Title", { exact: true }).first().fill("Handed over");
  return form;
}
async function press(form) {
  const [opened] = await Promise.all([
    form.context().waitForEvent("page", async (one) => (await one.opener()) === form),
    form.getByRole("button", { name: "Check", exact: true }).click(),
  ]);
  return opened;
}
const alone = await fillForm(given.forms.alone), form = await fillForm(given.forms.beside);
const missing = await press(alone);
const told = says(/No check page was found/, alone);
const [nowhere, beside] = [given.forms.alone, given.forms.beside].map((file) => join(dirname(file), "check.html"));
copyFileSync(given.page, beside);
const page = await press(form);
page.setDefaultTimeout(120_000);
const status = page.locator("#status");

// While it loads, it says so, and takes files already: here, the record that the form hands over.
const loading = {
  bar: await page.getByRole("progressbar", { name: "Loading the check" }).count(),
  violations: await findViolations(page, MODES[0]),
};
await says(/^Checked/);
const handed = { status: await status.textContent(), text: await page.locator("#report").innerText() };
await told;
for (const one of [missing, alone, form]) await one.close();

async function give(files) {
  await page.locator("#choose").setInputFiles(files);
  await says(/^Checked/);
}
async function keep(folder) {
  mkdirSync(folder, { recursive: true });
  for (const link of await page.locator("#saves a").all()) {
    const [download] = await Promise.all([page.waitForEvent("download"), link.click()]);
    await download.saveAs(join(folder, download.suggestedFilename()));
  }
}
const said = {};
for (const { name, files, out } of given.batches) {
  await give(files);
  said[name] = await status.textContent();
  await keep(out);
}

// What it cannot read, it says before it reads anything.
await page.locator("#choose").setInputFiles({ name: "answers.parquet", mimeType: "", buffer: Buffer.from("PAR1") });
await says("No file was checked.");
const unread = await page.locator("#unread").innerText();

// Dropped, not chosen
const table = readFileSync(given.table).toString("base64");
const data = await page.evaluateHandle(([text, name]) => {
  const bytes = Uint8Array.from(atob(text), (one) => one.charCodeAt(0)), files = new DataTransfer();
  files.items.add(new File([bytes], name));
  return files;
}, [table, basename(given.table)]);
await page.locator("#drop").dispatchEvent("drop", { dataTransfer: data });
await says(/^Checked/);
await unroll(page);
const dropped = {
  status: await status.textContent(),
  focus: await page.evaluate(() => document.activeElement.textContent),
  text: await page.locator("#report").innerText(),
  saves: await page.locator("#saves a").allTextContents(),
};

// The same page as everybody meets it
const looks = { violations: [], overflow: [] };
for (const mode of MODES) {
  await turn(page, mode);
  looks.violations.push(...await findViolations(page, mode));
  const width = await page.evaluate(() => document.documentElement.scrollWidth);
  if (width > mode.viewport.width) looks.overflow.push(`${width} of ${mode.viewport.width}`);
  if (given.pictures) await page.screenshot({ path: join(given.pictures, `check ${mode.colorScheme} ${mode.viewport.width}.png`), fullPage: true });
}

// What asks for anything all the same is refused by the page's own policy.
const refused = await page.evaluate(async () => {
  const found = new Promise((done) => addEventListener("securitypolicyviolation", (event) => done(event.effectiveDirective)));
  await fetch("file:///etc/hostname").catch(() => null);
  return found;
});

await browser.close();
answer({
  loading,
  said,
  unread,
  dropped,
  looks,
  refused,
  handed,
  others: others(watched, ...Object.values(given.forms), nowhere, beside),
  complaints: watched.complaints,
});
