"use strict";
// The form of one framework. It keeps the opened document as it is and changes only what it shows,
// so that nothing of a record is lost. Nothing is sent anywhere.
const spec = JSON.parse(document.getElementById("spec").textContent);
const $ = (selector, root = document) => root.querySelector(selector);
const $$ = (selector, root = document) => [...root.querySelectorAll(selector)];
const form = $("form"), status = $("#status"), undo = $("#undo"), keep = $("#keep");
const draft = "improvement-frameworks:" + spec.framework;
let given = {}, heads = [], changed = false, serial = 0, counter = 0, removed = null;

const make = (tag, set = {}, ...inner) => {
  const node = Object.assign(document.createElement(tag), set);
  node.append(...inner);
  return node;
};
const say = (words) => { status.textContent = words; };
const touch = () => {
  changed = true;
  need();
  if (keep.checked) store(JSON.stringify(collect()));
};
const store = (text) => {
  try {
    if (text) localStorage.setItem(draft, text); else localStorage.removeItem(draft);
  } catch { say("This browser does not keep drafts. Save a file instead."); }
};
// A blank card is left out, so nothing in it must be filled in.
const demand = (node) => {
  const filled = !isBlank(node);
  for (const one of node.fields) if (one.need) one.input.required = filled;
};
// A group such as the period is left out, or has what it needs.
const need = () => {
  for (const one of heads) {
    if (one.need) one.input.required = heads.some((other) => other.path[0] === one.path[0] && other.read() !== undefined);
  }
};
const option = ([value, textContent]) => make("option", { value, textContent });
// Texts grow with what is in them. Many are fitted at once: the page is laid out anew whenever a
// height is read after one was set.
function fit(areas) {
  for (const area of areas) area.style.height = "auto";
  const heights = areas.map((area) => area.scrollHeight + 2);
  areas.forEach((area, place) => { area.style.height = heights[place] + "px"; });
}
const unfitted = new Set();
function fitSoon(area) {
  if (!unfitted.size) requestAnimationFrame(() => { fit([...unfitted]); unfitted.clear(); });
  unfitted.add(area);
}

// --- One field: an input with its label; read() gives its value, or nothing if it is blank --------
function field(about, value) {
  const id = "f" + ++serial;
  const label = make("label", { htmlFor: id, textContent: about.t });
  let input, read, more = "";
  if (about.k === "code" || about.k === "yes") {
    input = make("select", {}, make("option"));
    const choices = about.k === "yes" ? [["true", "Yes"], ["false", "No"]] : about.o;
    input.append(...choices.map(option));
    input.value = value === undefined ? "" : String(value);
    read = () => input.value === "" ? undefined : about.k === "yes" ? input.value === "true" : input.value;
  } else if (about.k === "codes" || about.k === "links") {
    const group = make("fieldset", { className: "choices" }, make("legend", { textContent: about.t }));
    let taken = [...value ?? []];
    const fill = (choices) => {
      $$("label", group).forEach((one) => one.remove());
      for (const [code, words] of choices) {
        const box = make("input", { type: "checkbox", checked: taken.includes(code) });
        box.onchange = () => { taken = box.checked ? [...taken, code] : taken.filter((one) => one !== code); };
        group.append(make("label", {}, box, " " + words));
      }
    };
    if (about.k === "codes") fill(about.o);
    group.refill = about.k === "links" ? fill : undefined;
    return { node: group, name: about.n, read: () => taken.length ? taken : undefined };
  } else if (about.k === "link") {
    input = make("select");
    const offer = () => {
      const held = input.options.length ? input.value : value ?? "";
      const others = cards().filter((one) => one.item.id).map((one) => [one.item.id, titleOf(one)]);
      if (others.every(([id]) => id !== held)) others.unshift([held, held]);
      input.replaceChildren(make("option"), ...others.filter(([id]) => id).map(option));
      input.value = held;
    };
    input.onfocus = offer;
    offer();
    read = () => input.value || undefined;
  } else if (about.k === "tags") {
    label.append(", with ; between them");
    const text = (value ?? []).join("; ");
    input = make("input", { value: text });
    read = () => {
      const tags = [...new Set(input.value.trim().split(/\s*;\s*/))].filter(Boolean);
      return input.value === text ? value : tags[0] && tags;
    };
    more = make("select", { ariaLabel: "Add a tag" }, make("option"));
    for (const [label, name, codes] of spec.tags) {
      more.append(make("optgroup", { label }, ...codes.map((one) => make("option", {}, name + ":" + one))));
    }
    more.oninput = () => {
      input.value += (input.value && "; ") + more.value;
      more.value = "";
    };
  } else {
    input = about.k === "prose" ? make("textarea", { rows: 2 }) : make("input", {
      type: { date: "date", whole: "number" }[about.k] ?? "text",
    });
    if (about.m) input.maxLength = about.m;
    if (about.p) Object.assign(input, { pattern: about.p, title: about.h });
    if (about.k === "whole") { input.min = about.a; input.max = about.b; input.step = 1; }
    input.value = value === undefined ? "" : about.k === "who" ? roleOf(value) : value;
    input.dir = "auto";
    input.lang = spec.lang;
    read = (crowd) => {
      const text = about.k === "prose" ? input.value : input.value.trim();
      if (!text.trim()) return undefined;
      if (about.k === "who") return text === roleOf(value) ? value : crowd?.find(text) ?? text;
      return about.k === "whole" ? Number(text) : text;
    };
    if (about.k === "prose") {
      input.addEventListener("input", () => fit([input]));
      fitSoon(input);
    }
  }
  input.id = id;
  if (about.r) input.required = true;
  const node = make("div", { className: "field" }, label, input, more);
  return { node, name: about.n, read, input, need: about.r };
}

// A person is written down by role; the same role is the same person.
const roleOf = (id) => {
  const person = (given.contributors ?? []).find((one) => one.id === id);
  return person ? person.role ?? person.name ?? person.id : id;
};

function button(words, hidden, run) {
  const node = make("button", { type: "button", textContent: words, onclick: run });
  if (hidden) node.append(make("span", { className: "sr", textContent: " " + hidden }));
  return node;
}

// A place is drawn with nothing in it: here it gets its list, and the button that adds to it.
for (const box of $$(".place")) {
  const more = { type: "button", className: "add", textContent: "Add", ariaLabel: "Add to " + box.dataset.label };
  box.append(make("ul", { className: "fg-cards" }), make("button", more));
}

// --- Cards: an entry of the record, or an item of another list -----------------------------------
function card(list, fields, item, place) {
  const node = make("li", { className: "card" });
  node.item = item;
  node.order = ++counter;
  const main = make("div"), more = make("details", {}, make("summary", { textContent: "More" }));
  node.fields = fields.map((about) => field(about, item[about.n]));
  node.fields.forEach((one, at) => (fields[at].top ? main : more).append(one.node));
  const tools = make("div", { className: "tools" });
  const name = "entry " + node.order;
  if (place && !spec.run) tools.append(mover(node, name));
  tools.append(
    button("Up", name, () => swap(node, node.previousElementSibling, tools.children[place && !spec.run ? 1 : 0])),
    button("Down", name, () => swap(node.nextElementSibling, node, tools.children[place && !spec.run ? 2 : 1])),
    button("Remove", name, () => remove(node)),
  );
  node.append(main, ...(more.children.length > 1 ? [more] : []), tools);
  more.addEventListener("toggle", () => {
    const links = node.fields.filter((one) => one.node.refill);
    const others = cards().filter((one) => one !== node && one.item.id);
    for (const one of links) one.node.refill(others.map((other) => [other.item.id, titleOf(other)]));
    fit($$("textarea", more));
  });
  list.append(node);
  demand(node);
  return node;
}
const titleOf = (node) => {
  const text = node.fields.find((one) => one.name === "text")?.read() ?? "";
  return node.item.id + (text ? ": " + (text.length > 60 ? text.slice(0, 59) + "…" : text) : "");
};
const cards = () => $$(".place .card").sort((one, other) => one.order - other.order);

// A place is chosen, then a button moves: with the arrow keys a list changes at every step.
function mover(node, name) {
  const id = "f" + ++serial;
  const select = make("select", { id });
  const label = make("label", { htmlFor: id, textContent: "Move to" });
  const places = $$(".place:not(#rest)");
  select.append(make("option"), ...places.map((box, at) => option([at, box.dataset.label])));
  const move = () => {
    if (!select.value) return select.focus();
    const box = places[Number(select.value)];
    $("ul", box).append(node);
    node.moved = true;
    select.value = "";
    $("textarea,input", node).focus();
    say("Moved to " + box.dataset.label + ".");
    touch();
    count();
  };
  return make("span", {}, label, select, button("Move", name, move));
}
function swap(lower, upper, focus) {
  if (!lower || !upper) return;
  upper.before(lower);
  [lower.order, upper.order] = [upper.order, lower.order];
  focus.focus();
  touch();
}
function remove(node) {
  removed = { node, list: node.parentElement, next: node.nextElementSibling };
  const add = $(".add", node.closest(".place, .list"));
  node.remove();
  undo.hidden = false;
  say("Removed.");
  add.focus();
  touch();
  count();
}
undo.onclick = () => {
  removed.list.insertBefore(removed.node, removed.next?.isConnected ? removed.next : null);
  $("textarea,input,select", removed.node).focus();
  undo.hidden = true;
  say("Put back.");
  touch();
  count();
};
function freeId() {
  const taken = new Set(cards().map((one) => one.item.id));
  let number = 1;
  while (taken.has("e" + number)) number += 1;
  return "e" + number;
}
function add(box) {
  const node = card($("ul", box), spec.entry, { id: freeId() }, box);
  node.moved = true;
  $("textarea,input,select", node).focus();
  touch();
  count();
}
function count() {
  for (const box of $$(".place")) box.classList.toggle("empty", !$(".card", box));
}

// --- From the page to the document, and back -----------------------------------------------------
// A card is blank if nothing is written in it and it keeps nothing that the form does not show.
const isBlank = (node) => {
  const shown = new Set(["id", spec.part, ...node.fields.map((one) => one.name)]);
  return !node.fields.some((one) => one.read() !== undefined)
    && !Object.keys(node.item).some((name) => !shown.has(name));
};
function put(target, path, value) {
  const [name, ...rest] = path;
  if (rest.length) {
    target[name] = put({ ...target[name] }, rest, value);
    if (!Object.keys(target[name]).length) delete target[name];
  } else if (value === undefined) delete target[name];
  else target[name] = value;
  return target;
}
function people() {
  const known = structuredClone(given.contributors ?? []);
  const taken = new Set(known.map((one) => one.id));
  return {
    known,
    find(role) {
      const same = known.find((one) => (one.role ?? one.name ?? one.id) === role);
      if (same) return same.id;
      let number = 1;
      while (taken.has("c" + number)) number += 1;
      taken.add("c" + number);
      known.push({ id: "c" + number, role });
      return "c" + number;
    },
  };
}
function readCard(node, crowd) {
  const item = { ...node.item };
  for (const one of node.fields) put(item, [one.name], one.read(crowd));
  const box = node.closest(".place");
  if (box && node.moved && !spec.run) {
    const part = box.dataset.part || undefined;
    const rest = spec.plural ? (item[spec.part] ?? []).slice(1).filter((one) => one !== part) : [];
    put(item, [spec.part], spec.plural ? (part ? [part, ...rest] : undefined) : part);
    if (spec.column && part) put(item, [spec.column], box.dataset.column);
  }
  return item;
}
function collect() {
  const record = { framework: spec.framework, schema_version: spec.version, ...structuredClone(given) };
  if (spec.lang) record.language ??= spec.lang;
  const crowd = people();
  for (const { path, read } of heads) put(record, path, read(crowd));
  const entries = cards().filter((node) => !isBlank(node)).map((node) => readCard(node, crowd));
  delete record.entries;
  if (crowd.known.length) record.contributors = crowd.known;
  for (const list of $$(".list")) {
    const items = $$(".card", list).filter((node) => !isBlank(node)).map((node) => readCard(node, crowd));
    put(record, [list.dataset.name], items.length ? items : undefined);
  }
  record.entries = entries;
  return record;
}
function show(record) {
  given = record;
  counter = 0;
  $$(".card").forEach((node) => node.remove());
  heads = spec.head.map((about) => {
    const holder = document.getElementById("h-" + about.path.join("-"));
    const value = about.path.reduce((at, name) => at?.[name], record);
    const made = field(about, value);
    holder.replaceChildren(...made.node.childNodes);
    return { path: about.path, read: made.read, need: about.need, input: made.input };
  });
  for (const entry of record.entries ?? []) {
    const named = spec.plural ? entry[spec.part]?.[0] : entry[spec.part];
    const wanted = $$(".place").find((box) => spec.run || (box.dataset.part === (named ?? "") &&
      (!spec.column || box.dataset.column === (entry[spec.column] ?? ""))));
    card($("ul", wanted ?? rest()), spec.entry, entry, true);
  }
  for (const list of $$(".list")) {
    const about = spec.lists.find((one) => one.n === list.dataset.name);
    for (const item of record[about.n] ?? []) card($("ul", list), about.fields, item);
  }
  count();
  need();
}
// A box for entries of parts that this form does not draw; they stay as they are.
function rest() {
  const box = $("#rest");
  box.hidden = false;
  return box;
}

// --- The buttons ---------------------------------------------------------------------------------
// Choosing a file or keeping a draft changes nothing of the record.
form.addEventListener("input", ({ target }) => {
  if (target.closest(".bar,.note")) return;
  const node = target.closest(".card");
  if (node) demand(node);
  touch();
});
const write = (record) => JSON.stringify(record, null, 2) + "\n";
const nameOf = (record) => {
  const name = record.title.toLowerCase().replace(/[^a-z0-9]+/g, "-").replace(/^-+|-+$/g, "").slice(0, 60);
  return (name || spec.framework) + ".json";
};
form.addEventListener("submit", (event) => {
  event.preventDefault();
  const record = collect();
  const file = new Blob([write(record)], { type: "application/json" });
  const link = make("a", { href: URL.createObjectURL(file), download: nameOf(record) });
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 60000);
  changed = false;
  say("Saved on this computer as " + link.download + ". Entries: " + record.entries.length + ".");
});
// A field that must be filled in may be folded away.
form.addEventListener("invalid", (event) => {
  for (let at = event.target.closest("details"); at; at = at.parentElement.closest("details")) at.open = true;
}, true);
$("#open").addEventListener("change", async (event) => {
  const file = event.target.files[0];
  event.target.value = "";
  if (!file || (changed && !confirm("Open another file? What you have not saved will be lost."))) return;
  let record;
  try { record = JSON.parse(await file.text()); } catch { return say("This file is not a saved form. Choose a file that ends in .json."); }
  if (record?.framework !== spec.framework || !Array.isArray(record.entries)) {
    return say("This file is not a record of: " + spec.title + ". Choose another file.");
  }
  show(record);
  changed = false;
  say("Opened " + file.name + ". Entries: " + record.entries.length + ".");
});
// The check page lies beside the form if somebody has put it there. It says when it takes a record.
$("#check").addEventListener("click", () => {
  if (!form.reportValidity()) return;
  const record = collect(), page = window.open("check.html");
  const late = setTimeout(() => say("No check page was found beside this form. Save the record, then drop the file on the check page."), 5000);
  addEventListener("message", function hand(event) {
    if (event.source !== page || event.data?.check !== "ready") return;
    removeEventListener("message", hand);
    clearTimeout(late);
    page.postMessage({ record: write(record), name: nameOf(record) }, "*");
    say("The check page has the record.");
  });
});
$("#print").addEventListener("click", () => { fit($$("textarea")); print(); });
for (const node of $$(".place > .add")) node.addEventListener("click", () => add(node.parentElement));
for (const node of $$(".list > .add")) {
  node.addEventListener("click", () => {
    const list = node.parentElement;
    const about = spec.lists.find((one) => one.n === list.dataset.name);
    $("textarea,input,select", card($("ul", list), about.fields, {})).focus();
    touch();
  });
}
keep.addEventListener("change", () => store(keep.checked ? JSON.stringify(collect()) : ""));
addEventListener("beforeunload", (event) => { if (changed && !keep.checked) event.preventDefault(); });
let kept = null;
try { kept = localStorage.getItem(draft); } catch { /* a browser that keeps nothing */ }
keep.checked = Boolean(kept);
show(kept ? JSON.parse(kept) : {});
