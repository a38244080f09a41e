// Asks what VS Code asks its JSON language service: what may stand at the cursor, what the word
// under the cursor means, and what is wrong in a document. A bar in a text is the cursor.
import languageService from "vscode-json-languageservice";
import { answer, given } from "./answer.js";

const { getLanguageService, TextDocument } = languageService;
const words = (text) => (typeof text === "string" ? text : (text?.value ?? ""));

async function edit({ schema, complete, hover, check }) {
  const service = getLanguageService({ schemaRequestService: (uri) => Promise.reject(uri) });
  service.configure({ schemas: [{ uri: "file:///schema.json", fileMatch: ["*"], schema }] });
  const open = (text) => {
    const document = TextDocument.create("file:///record.json", "json", 1, text);
    return [document, service.parseJSONDocument(document)];
  };
  const openAtCursor = (text) => {
    const offset = text.indexOf("|");
    const [document, json] = open(text.slice(0, offset) + text.slice(offset + 1));
    return [document, document.positionAt(offset), json];
  };
  const completions = [];
  for (const text of complete) {
    const { items } = await service.doComplete(...openAtCursor(text));
    completions.push(items.map((item) => [item.label, words(item.documentation)]));
  }
  const hovers = [];
  for (const text of hover) {
    const found = await service.doHover(...openAtCursor(text));
    hovers.push(found ? found.contents.map(words).join("\n") : "");
  }
  const problems = [];
  for (const text of check) {
    const found = await service.doValidation(...open(text), undefined, schema);
    problems.push(found.map((one) => one.message));
  }
  return { completions, hovers, problems };
}

const said = {};
for (const [name, task] of Object.entries(given.tasks)) said[name] = await edit(task);
answer(said);
