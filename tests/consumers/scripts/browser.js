// What the scripts share that open pages from disk in a real browser, as people do.
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { pathToFileURL } from "node:url";
import { chromium } from "playwright-core";
import { given } from "./answer.js";

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
const AXE = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
export const MODES = [
  { colorScheme: "light", viewport: { width: 1280, height: 900 } },
  { colorScheme: "dark", viewport: { width: 1280, height: 900 } },
  { colorScheme: "light", viewport: { width: 320, height: 640 } },
  { colorScheme: "dark", forcedColors: "active", viewport: { width: 320, height: 640 } },
];

export const browser = await chromium.launch({ executablePath: given.browser, args: QUIET });

export const watch = () => ({ complaints: [], requests: [] });
export const others = (watched, ...files) => {
  const own = files.map((file) => pathToFileURL(file).href);
  return watched.requests.filter((url) => !own.includes(url) && !url.startsWith("blob:"));
};
export async function open(file, settings, watched) {
  const context = await browser.newContext({ acceptDownloads: true, ...settings });
  context.on("page", (page) => {
    page.setDefaultTimeout(10_000);
    page.on("pageerror", (fault) => watched.complaints.push(String(fault)));
    page.on("console", (said) => {
      if (["error", "warning"].includes(said.type())) watched.complaints.push(said.text());
    });
    page.on("dialog", (dialog) => {
      watched.complaints.push(`dialog: ${dialog.message()}`);
      dialog.dismiss();
    });
  });
  context.on("request", (request) => watched.requests.push(request.url()));
  const page = await context.newPage();
  await page.goto(pathToFileURL(file).href);
  return page;
}
// What keeps somebody out of a page as it is now, in one of the modes.
export async function findViolations(page, mode) {
  await page.evaluate(AXE);
  const { violations } = await page.evaluate(() => window.axe.run(document, { resultTypes: ["violations"] }));
  return violations.map(({ id, nodes }) =>
    `${mode.colorScheme} ${mode.viewport.width} ${id}: ${nodes[0].html.slice(0, 160)} ${nodes[0].failureSummary}`,
  );
}
