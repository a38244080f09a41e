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
  // Pages are open too briefly for what is compiled with care or kept in little memory to pay.
  "--js-flags=--no-turbofan --min-semi-space-size=64",
];
const AXE = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
// A mode that differs from another of its width in colours only is looked at for these.
const COLOURS = { runOnly: ["color-contrast", "link-in-text-block"] };
export const MODES = [
  { colorScheme: "light", viewport: { width: 1280, height: 900 } },
  { colorScheme: "dark", viewport: { width: 1280, height: 900 }, axe: COLOURS },
  { colorScheme: "light", viewport: { width: 320, height: 640 } },
  { colorScheme: "dark", forcedColors: "active", viewport: { width: 320, height: 640 }, axe: COLOURS },
];

export const browser = await chromium.launch({ executablePath: given.browser, args: QUIET });
// All pages share one context, as the tabs of a window do: another one costs half a second.
const context = await browser.newContext({ acceptDownloads: true, viewport: MODES[0].viewport });

// What the pages that are open now complain of, and what they ask for.
let watched;
export const watch = () => (watched = { complaints: [], requests: [] });
watch();
context.on("page", (page) => {
  page.setDefaultTimeout(10_000);
  page.on("pageerror", (fault) => watched.complaints.push(String(fault)));
  page.on("console", (said) => {
    if (["error", "warning"].includes(said.type())) watched.complaints.push(said.text());
  });
  page.on("dialog", (dialog) => {
    if (dialog.type() === "beforeunload") return dialog.accept(); // words that nobody will miss
    watched.complaints.push(`dialog: ${dialog.message()}`);
    return dialog.dismiss();
  });
});
context.on("request", (request) => watched.requests.push(request.url()));

export const others = (watched, ...files) => {
  const own = files.map((file) => pathToFileURL(file).href);
  return watched.requests.filter((url) => !own.includes(url) && !url.startsWith("blob:"));
};
export const newPage = () => context.newPage();
export const visit = (page, file) => page.goto(pathToFileURL(file).href);
// A report lays out its records as they come into view; here all of them, to be looked at.
export const unroll = (page) => page.addStyleTag({ content: "article{content-visibility:visible!important}" });
export async function open(file) {
  const page = await newPage();
  await visit(page, file);
  return page;
}
export async function turn(page, { viewport, colorScheme, forcedColors = "none" }) {
  await page.setViewportSize(viewport);
  await page.emulateMedia({ colorScheme, forcedColors });
}
// What keeps somebody out of a page as it is now, in one of the modes.
export async function findViolations(page, mode) {
  if (!(await page.evaluate(() => "axe" in window))) await page.evaluate(AXE);
  const options = { resultTypes: ["violations"], ...mode.axe };
  const { violations } = await page.evaluate((wanted) => window.axe.run(document, wanted), options);
  return violations.flatMap(({ id, nodes }) =>
    nodes.slice(0, 1).map(({ html, failureSummary }) =>
      `${mode.colorScheme} ${mode.viewport.width} ${id}: ${html.slice(0, 160)} ${failureSummary}`,
    ),
  );
}
