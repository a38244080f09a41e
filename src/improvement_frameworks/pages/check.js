"use strict";
// The check page. Files go to a worker, in which the library runs; what it says comes back as the
// page of a report. Nothing is sent anywhere.
const $ = (selector) => document.querySelector(selector);
const unreadable = JSON.parse($("#unreadable").textContent);
const status = $("#status"), bar = $("#bar"), drop = $("#drop"), choose = $("#choose");
let ready = false, waiting = null, addresses = [];

const make = (tag, set = {}, ...inner) => {
  const node = Object.assign(document.createElement(tag), set);
  node.append(...inner);
  return node;
};
const say = (words) => { status.textContent = words; };

// --- The worker ----------------------------------------------------------------------------------
function begin() {
  const code = new Blob([JSON.parse($("#worker").textContent)], { type: "text/javascript" });
  const worker = new Worker(URL.createObjectURL(code));
  worker.onmessage = ({ data }) => {
    if (data.step) bar.value = data.step;
    if (data.ready) {
      ready = true;
      $("#loading").hidden = true;
      document.body.dataset.ready = Math.round(performance.now());
      if (waiting) send(); else say("Ready.");
    }
    if (data.outcome) show(data.outcome, data.files);
    if (data.failed) fail(data.failed);
  };
  worker.onerror = (event) => fail(event.message);
  worker.postMessage({ engine: $("#engine").textContent });
  return worker;
}
function fail(reason) {
  $("#loading").hidden = true;
  drop.removeAttribute("aria-busy");
  const words = ready
    ? "The check could not finish, because of an error in this page."
    : "The check could not start. Use a current version of Chrome, Edge, Firefox or Safari.";
  say(words + " Reason: " + (reason || "not known"));
}

// --- Files in ------------------------------------------------------------------------------------
const ending = (name) => /\.[^.]*$/.exec(name)?.[0].toLowerCase() ?? "";
async function take(given) {
  say("Reading.");
  const files = given.filter(({ name }) => !unreadable[ending(name)]);
  $("#unread").replaceChildren(...given.filter((one) => !files.includes(one)).map(
    ({ name }) => make("li", { textContent: name + ": " + unreadable[ending(name)] }),
  ));
  if (!files.length) return say("No file was checked.");
  try {
    waiting = await Promise.all(files.map(async ({ name, file }) => ({ name, data: new Uint8Array(await file.arrayBuffer()) })));
  } catch {
    return say("A file could not be opened. Close it in other programs, then choose it again.");
  }
  if (ready) send(); else say("The check starts as soon as it is loaded.");
}
function send() {
  say("Checking. Files: " + waiting.length + ".");
  drop.setAttribute("aria-busy", "true");
  worker.postMessage({ files: waiting }, waiting.map(({ data }) => data.buffer));
  waiting = null;
}
// A folder is read with all that is in it; its files are named from the folder on.
async function walk(entry, path = "") {
  if (entry.isFile) return [{ name: path + entry.name, file: await new Promise((done, fault) => entry.file(done, fault)) }];
  const reader = entry.createReader(), found = [];
  for (;;) {
    const some = await new Promise((done, fault) => reader.readEntries(done, fault));
    if (!some.length) break;
    for (const one of some) if (!one.name.startsWith(".")) found.push(...await walk(one, path + entry.name + "/"));
  }
  return found;
}
addEventListener("dragover", (event) => { event.preventDefault(); drop.classList.add("over"); });
addEventListener("dragleave", (event) => { if (!event.relatedTarget) drop.classList.remove("over"); });
addEventListener("drop", async (event) => {
  event.preventDefault();
  drop.classList.remove("over");
  const entries = [...event.dataTransfer.items].map((item) => item.webkitGetAsEntry?.());
  const plain = [...event.dataTransfer.files].map((file) => ({ name: file.name, file }));
  take(entries.length && entries.every(Boolean) ? (await Promise.all(entries.map((one) => walk(one)))).flat() : plain);
});
choose.addEventListener("change", () => {
  const files = [...choose.files].map((file) => ({ name: file.name, file }));
  choose.value = "";
  if (files.length) take(files);
});
// A form that opened this page may hand over its record.
addEventListener("message", (event) => {
  if (event.source !== window.opener || typeof event.data?.record !== "string") return;
  take([{ name: String(event.data.name || "record.json"), file: new Blob([event.data.record]) }]);
});

// --- The report ----------------------------------------------------------------------------------
function show(outcome, files) {
  drop.removeAttribute("aria-busy");
  document.body.classList.add("checked");
  addresses.forEach((one) => URL.revokeObjectURL(one));
  addresses = [];
  $("#saves").replaceChildren(...files.map(({ name, data, type, label }) => {
    const href = URL.createObjectURL(new Blob([data], { type }));
    addresses.push(href);
    return make("li", {}, make("a", { className: "button", href, download: name, textContent: label }));
  }));
  $("#take").hidden = false;
  const html = new TextDecoder().decode(files.find(({ name }) => name === "report.html").data);
  const page = new DOMParser().parseFromString(html, "text/html");
  $("#style")?.remove();
  document.head.prepend(make("style", { id: "style", textContent: page.querySelector("style").textContent }));
  const title = make("h2", { textContent: page.querySelector("h1").textContent, tabIndex: -1 });
  page.querySelector("h1").remove();
  $("#report").replaceChildren(title, ...page.querySelector("header").childNodes, page.querySelector("nav"), ...page.querySelector("main").childNodes);
  say("Checked. Errors: " + outcome.errors + ". Warnings: " + outcome.warnings + ". Records: " + outcome.records + ".");
  title.focus();
}

const worker = begin();
if (window.opener) window.opener.postMessage({ check: "ready" }, "*");
