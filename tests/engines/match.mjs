// Says for each line "PATTERN TEXT", both in base64, whether Node finds the pattern in the text.
// The first argument gives the flags: "u", as JSON Schema asks for, "v", or none.
import { createInterface } from "node:readline";

const decode = (word) => Buffer.from(word, "base64").toString();
const flags = process.argv[2] ?? "";
for await (const line of createInterface({ input: process.stdin })) {
  const [pattern, text] = line.split(" ").map(decode);
  process.stdout.write(new RegExp(pattern, flags).test(text) ? "A" : "R");
}
