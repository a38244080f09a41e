// Compiles Vega-Lite charts and builds their scenes, as a chart program does.
import { parse, View } from "vega";
import { compile } from "vega-lite";
import { answer, given } from "./answer.js";

const found = {};
for (const [name, chart] of Object.entries(given.charts)) {
  const warnings = [];
  const say = (...words) => {
    warnings.push(words.join(" "));
    return logger;
  };
  const logger = { level: () => logger, error: say, warn: say, info: () => logger, debug: () => logger };
  const { spec } = compile(chart, { logger });
  const view = await new View(parse(spec)).runAsync();
  const svg = await view.toSVG();
  found[name] = { warnings, svg };
}
answer(found);
