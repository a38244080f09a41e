// Reads one JSON value from standard input and answers with another.
import { readFileSync } from "node:fs";

export const given = JSON.parse(readFileSync(0, "utf8"));
export const answer = (value) => process.stdout.write(JSON.stringify(value));
