// Opens pages of the built site from disk: looks with axe, measures widths, searches.
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { pathToFileURL } from "node:url";
import { chromium } from "playwright-core";
import { answer, given } from "./answer.js";

const AXE = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
const MODES = [
  { colorScheme: "light", viewport: { width: 1280, height: 900 } },
  { colorScheme: "dark", viewport: { width: 1280, height: 900 } },
  { colorScheme: "light", forcedColors: "active", viewport: { width: 360, height: 740 } },
];
const browser = await chromium.launch({
  executablePath: given.browser,
  args: ["--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking"],
});
const found = { violations: [], wide: [], requests: [], search: [] };
for (const mode of MODES) {
  const context = await browser.newContext(mode);
  const page = await context.newPage();
  page.on("request", (request) => {
    if (!/^(file|data|blob|about):/.test(request.url())) found.requests.push(request.url());
  });
  for (const file of given.pages) {
    await page.goto(pathToFileURL(file).href);
    await page.waitForTimeout(200);
    await page.evaluate(AXE);
    const seen = await page.evaluate(() => axe.run(document, { resultTypes: ["violations"] }));
    for (const { id, nodes } of seen.violations)
      for (const { html } of nodes.filter((node) => !given.frame.some(([rule, start]) => id === rule && node.html.startsWith(start))))
        found.violations.push([file, mode.forcedColors ?? mode.colorScheme, mode.viewport.width, id, html]);
    const over = await page.evaluate(() =>
      [...document.querySelectorAll("table, figure")]
        .filter((one) => one.getBoundingClientRect().right > innerWidth + 1)
        .map((one) => one.outerHTML.slice(0, 120)),
    );
    found.wide.push(...over.map((html) => [file, mode.viewport.width, html]));
  }
  await context.close();
}
const page = await browser.newPage({ viewport: { width: 1280, height: 900 } });
await page.goto(pathToFileURL(given.pages[0]).href);
await page.locator("[data-md-component=search-query]").fill(given.wanted);
await page.locator(".md-search-result__link").first().waitFor({ timeout: 20_000 });
found.search = await page.locator(".md-search-result__link").evaluateAll((all) => all.map((a) => a.href));
await browser.close();
answer(found);
