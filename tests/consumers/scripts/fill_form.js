// Runs in a page that holds a form, in any browser; it knows no framework.
"use strict";
const $ = (selector, root = document) => root.querySelector(selector);
const $$ = (selector, root = document) => [...root.querySelectorAll(selector)];
const later = () => new Promise((done) => setTimeout(done));

// Adds a blank card to each of some places and to each list, and unfolds everything.
async function unfoldForm(places) {
  const adds = $$(".place:not([hidden]) > .add").slice(0, places);
  for (const add of [...adds, ...$$(".list > .add")]) if (!$(".card", add.parentElement)) add.click();
  for (const fold of $$("details")) fold.open = true;
  await later(); // a card looks for what it can lead to when it is unfolded
}

// Fills in the form in a hurry and saves, fills in every field and saves, opens what was saved and an
// example, removes a card and puts it back. What a form saves is caught before it becomes a file;
// who calls this may save a file afterwards.
async function fillForm(example) {
  const typed = [];
  const enter = (input, value) => {
    input.value = value;
    for (const kind of ["input", "change"]) input.dispatchEvent(new Event(kind, { bubbles: true }));
    typed.push(input.value);
  };
  let days = 0;
  const fill = (input) => {
    const words = `Said ${typed.length}: “quoted” ñ 🙂 مرحبا <b>&amp;</b>`;
    if (input.type === "checkbox") {
      // The first choice of a list; what it stands for is not to be seen in the page.
      if (input === $("input", input.closest("fieldset"))) input.click();
    } else if (input.tagName === "SELECT") {
      input.focus(); // only then does it offer the entries that there are
      const [option] = $$("option[value]:not([value='']), optgroup option", input).slice(isYes(input) ? 1 : 0);
      const tags = $("input", input.closest(".field"));
      if (!option) return; // nothing that it could lead to
      enter(input, option.value);
      if (tags) typed.splice(-1, 1, tags.value); // a tag goes to the field beside it
    } else if ($("select", input.closest(".field"))) return; // tags are chosen beside it
    else if (input.type === "date") enter(input, `2020-07-${String((days += 1)).padStart(2, "0")}`);
    else if (input.type === "number") enter(input, String(Math.min(Number(input.min) + 1, input.max)));
    else if (input.pattern) enter(input, `said-${typed.length}`);
    else enter(input, input.tagName === "TEXTAREA" ? `${words}\nand a second line` : words);
  };
  const isYes = (select) => $("option[value=true]", select) !== null; // "No" asks for nothing more
  const controls = (root) => $$("input, select, textarea", root).filter((one) => !one.closest(".tools"));

  const caught = [];
  const { createObjectURL } = URL, { click } = HTMLAnchorElement.prototype;
  URL.createObjectURL = (file) => {
    caught.push(file);
    return "#";
  };
  HTMLAnchorElement.prototype.click = function () { caught.push(this.download); };
  const save = async () => {
    $("button[type=submit]").click();
    const wrong = $$("form :invalid:not(fieldset)").map((one) => one.labels?.[0]?.textContent);
    if (caught.length !== 2) throw new Error(`not saved: ${$("#status").textContent} ${wrong}`);
    const [file, name] = caught.splice(0);
    return { text: await file.text(), name };
  };
  const open = async (text) => {
    const files = new DataTransfer(), input = $("#open"), status = $("#status");
    files.items.add(new File([text], "again.json"));
    input.files = files.files;
    status.textContent = "";
    input.dispatchEvent(new Event("change"));
    for (let waited = 0; !status.textContent && waited < 1000; waited += 1) await later();
    if (!status.textContent.startsWith("Opened ")) throw new Error(status.textContent);
  };

  const hurry = (card) => {
    fill(controls(card)[0]);
    controls(card).filter((one) => one.required && !one.value).forEach(fill);
  };
  // What a hurried person writes: a title, and a card for each part; other cards stay blank
  const parts = new Map($$(".place:not([hidden])").map((one) => [one.dataset.part, one]).reverse());
  for (const place of parts.values()) {
    if (!$(".card", place)) $(".add", place).click();
    hurry($(".card", place));
  }
  fill($("#h-title input"));
  const short = await save();
  // Everything there is: a card in every place, and every field
  await unfoldForm(Infinity);
  const cards = $$(".place .card");
  cards.filter((one) => !controls(one)[0].value).forEach(hurry);
  const blank = [cards.at(-1), ...$$("[id^=h-], .list")].flatMap(controls);
  blank.filter((input) => !input.value || input.type === "checkbox").forEach(fill);
  const full = await save();
  const wide = document.documentElement.scrollWidth > innerWidth;
  await open(full.text);
  const again = await save();
  // A rich record, some fields of which the form does not show
  await open(JSON.stringify(example));
  const kept = await save();
  const before = $$(".place .card").length;
  $$(".place .card .tools button").find((one) => one.textContent.startsWith("Remove")).click();
  const removed = before - $$(".place .card").length;
  $("#undo").click();
  const restored = await save();
  URL.createObjectURL = createObjectURL;
  HTMLAnchorElement.prototype.click = click;
  const texts = { short: short.text, full: full.text, again: again.text, kept: kept.text, restored: restored.text };
  return { ...texts, name: short.name, typed, removed, wide };
}
