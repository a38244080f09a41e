// Takes pictures of pages that are opened from disk: wide and narrow, in the light and in the dark.
import { answer, given } from "./answer.js";
import { browser, newPage, turn, unroll, visit } from "./browser.js";

const page = await newPage();
const taken = [];
for (const { file, give, wait, taking } of given.pages) {
  await visit(page, file);
  await unroll(page);
  if (give) {
    await page.locator("#choose").setInputFiles(give);
    await page.locator("#status").filter({ hasText: /^Checked/ }).waitFor({ timeout: 120_000 });
  }
  if (wait) await page.waitForTimeout(wait); // until the menu of the site has come in
  for (const { out, width, height, dark, whole } of taking) {
    const viewport = { width, height: height || (width < 600 ? 800 : 900) };
    await turn(page, { viewport, colorScheme: dark ? "dark" : "light" });
    if (wait) await page.waitForTimeout(300); // until the site has changed its colours
    await page.screenshot({ path: out, fullPage: whole });
    taken.push(out);
  }
}
await browser.close();
answer(taken);
