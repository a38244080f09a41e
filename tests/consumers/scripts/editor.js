// Asks what VS Code asks its JSON language service: what may stand at the cursor, what the word
// under the cursor means, and what is wrong in a document. A bar in a text is the cursor.
import languageService from "vscode-json-languageservice";
import { answer, given } from "./answer.js";

const { getLanguageService, TextDocument } = languageService;
const service = getLanguageService({ schemaRequestService: (uri) => Promise.reject(uri) });
const uri = "file:///schema.json";
service.configure({ schemas: [{ uri, fileMatch: ["*"], schema: given.schema }] });

function open(text) {
  const document = TextDocument.create("file:///record.json", "json", 1, text);
  return [document, service.parseJSONDocument(document)];
}

function openAtCursor(text) {
  const offset = text.indexOf("|");
  const [document, json] = open(text.slice(0, offset) + text.slice(offset + 1));
  return [document, document.positionAt(offset), json];
}

const words = (text) => (typeof text === "string" ? text : (text?.value ?? ""));

const completions = [];
for (const text of given.complete) {
  const { items } = await service.doComplete(...openAtCursor(text));
  completions.push(items.map((item) => [item.label, words(item.documentation)]));
}
const hovers = [];
for (const text of given.hover) {
  const hover = await service.doHover(...openAtCursor(text));
  hovers.push(hover ? hover.contents.map(words).join("\n") : "");
}
const problems = [];
for (const text of given.check) {
  const found = await service.doValidation(...open(text), undefined, given.schema);
  problems.push(found.map((one) => one.message));
}
answer({ completions, hovers, problems });
