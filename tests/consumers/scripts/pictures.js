// Takes pictures of pages that are opened from disk: wide and narrow, in the light and in the dark.
import { pathToFileURL } from "node:url";
import { chromium } from "playwright-core";
import { answer, given } from "./answer.js";

const browser = await chromium.launch({
  executablePath: given.browser,
  args: ["--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking"],
});
const taken = [];
for (const { file, out, width, height, dark, whole, scale } of given.pictures) {
  const context = await browser.newContext({
    colorScheme: dark ? "dark" : "light",
    viewport: { width, height: height || (width < 600 ? 800 : 900) },
    deviceScaleFactor: scale || 1,
  });
  const page = await context.newPage();
  await page.goto(pathToFileURL(file).href);
  await page.waitForTimeout(900); // until the menu of the site has come in
  await page.screenshot({ path: out, fullPage: whole });
  taken.push(out);
  await context.close();
}
await browser.close();
answer(taken);
