// Opens pages of the built site from disk: looks with axe, measures widths, searches.
import { answer, given } from "./answer.js";
import { MODES, browser, findViolations, newPage, turn, visit, watch } from "./browser.js";

const WAYS = [MODES[0], MODES[1], { ...MODES[2], forcedColors: "active" }];
const found = { violations: [], wide: [], search: [] };
const watched = watch();
const page = await newPage();
for (const file of given.pages) {
  await turn(page, MODES[0]);
  await visit(page, file);
  for (const mode of WAYS) {
    await turn(page, mode);
    const scheme = mode.colorScheme === "dark" ? "slate" : "default";
    await page.locator(`body[data-md-color-scheme=${scheme}]`).waitFor();
    const violations = await findViolations(page, mode);
    found.violations.push(...violations.map((words) => `${file} ${words}`));
    const over = await page.evaluate(() =>
      [...document.querySelectorAll("table, figure")]
        .filter((one) => one.getBoundingClientRect().right > innerWidth + 1)
        .map((one) => one.outerHTML.slice(0, 120)),
    );
    const width = await page.evaluate(() => document.documentElement.scrollWidth);
    if (width > mode.viewport.width) found.wide.push([file, mode.viewport.width, `the page: ${width}`]);
    found.wide.push(...over.map((html) => [file, mode.viewport.width, html]));
  }
}
await turn(page, MODES[0]);
await visit(page, given.pages[0]);
await page.locator("[data-md-component=search-query]").fill(given.wanted);
await page.locator(".md-search-result__link").first().waitFor({ timeout: 20_000 });
found.search = await page.locator(".md-search-result__link").evaluateAll((all) => all.map((a) => a.href));
await browser.close();
answer({ ...found, requests: watched.requests.filter((url) => !/^(file|data|blob|about):/.test(url)) });
