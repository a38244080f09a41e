// Says how long Node searches a text for a pattern, in milliseconds of its own time.
// It reads [[pattern, text], ...] and writes [milliseconds, ...].
import { readFileSync } from "node:fs";

// The shortest time of three, so that what else the machine does weighs little.
function measure(pattern, text) {
  const times = [];
  for (let turn = 0; turn < 3; turn += 1) {
    const start = process.cpuUsage();
    pattern.test(text);
    const { user, system } = process.cpuUsage(start);
    times.push((user + system) / 1_000);
  }
  return Math.min(...times);
}

const pairs = JSON.parse(readFileSync(0, "utf8"));
const times = pairs.map(([pattern, text]) => measure(new RegExp(pattern, "u"), text));
process.stdout.write(JSON.stringify(times));
