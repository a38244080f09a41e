// Runs the library, away from the page, so that the page stays quick. It starts from what the page
// holds: all that Pyodide would fetch is answered from there.
let python;

// Five signs of Base 85 are four bytes. A quotation mark is written for the sign that begins tags.
const SIGNS = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz!#$%&()*+-;'=>?@^_`{|}~";
function decode(text) {
  const values = new Uint8Array(128);
  for (let value = 0; value < SIGNS.length; value += 1) values[SIGNS.charCodeAt(value)] = value;
  const filled = text.padEnd(Math.ceil(text.length / 5) * 5, "~");
  const bytes = new DataView(new ArrayBuffer((filled.length / 5) * 4));
  for (let at = 0, to = 0; at < filled.length; to += 4) {
    let four = 0;
    for (const end = at + 5; at < end; at += 1) four = four * 85 + values[filled.charCodeAt(at)];
    bytes.setUint32(to, four);
  }
  return new Uint8Array(bytes.buffer, 0, Math.floor((text.length * 4) / 5));
}
function unpack(engine) {
  const all = self.fzstd.decompress(decode(engine)), files = new Map();
  let at = all.indexOf(10) + 1;
  const sizes = JSON.parse(new TextDecoder().decode(all.subarray(0, at)));
  for (const [name, size] of Object.entries(sizes)) files.set(name, all.subarray(at, at += size));
  return files;
}
async function start(engine) {
  const files = unpack(engine);
  postMessage({ step: 0.2 });
  self.fetch = async (address) => {
    const name = String(address).split("/").pop();
    const type = name.endsWith(".wasm") ? "application/wasm" : "application/octet-stream";
    return new Response(files.get(name), { headers: { "Content-Type": type } });
  };
  const load = (name) => import(URL.createObjectURL(new Blob([files.get(name)], { type: "text/javascript" })));
  const { loadPyodide } = await load("pyodide.mjs");
  const { default: createPyodideModule } = await load("pyodide.asm.mjs");
  postMessage({ step: 0.3 });
  const info = { abi_version: "2026_0", arch: "wasm32", platform: "emscripten_5_0_3", python: "3.14.2" };
  python = await loadPyodide({
    indexURL: "file:///engine/",
    createPyodideModule,
    lockFileContents: { info, packages: {} },
  });
  postMessage({ step: 0.6 });
  const site = python.runPython("import sys; sys.path[-1]");
  for (const [name, data] of files) {
    if (!name.startsWith("site-packages/")) continue;
    const place = site + name.slice("site-packages".length);
    python.FS.mkdirTree(place.slice(0, place.lastIndexOf("/")));
    python.FS.writeFile(place, data);
  }
  python.runPython("from improvement_frameworks.pages.dropped import check_dropped");
  postMessage({ step: 1, ready: true });
}
const KINDS = {
  html: ["text/html", "Report"],
  zip: ["application/zip", "Records"],
  xlsx: ["application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", "Marked copy"],
  xlsm: ["application/vnd.ms-excel.sheet.macroEnabled.12", "Marked copy"],
};
function check(files) {
  const { FS } = python;
  python.runPython("import shutil; [shutil.rmtree(one, ignore_errors=True) for one in ('/given', '/made')]");
  FS.mkdirTree("/given");
  for (const { name, data } of files) {
    const place = "/given/" + name;
    FS.mkdirTree(place.slice(0, place.lastIndexOf("/")));
    FS.writeFile(place, data);
  }
  const outcome = JSON.parse(python.runPython(
    "import json, pathlib; json.dumps(check_dropped(pathlib.Path('/given'), pathlib.Path('/made')))"
  ));
  const made = outcome.files.map((name) => {
    const [type, kind] = KINDS[name.split(".").pop()];
    return { name, type, label: kind + ": " + name, data: FS.readFile("/made/" + name) };
  });
  postMessage({ outcome, files: made });
}
self.onmessage = async ({ data }) => {
  try {
    if (data.engine) await start(data.engine); else check(data.files);
  } catch (fault) {
    postMessage({ failed: String(fault).trim().split("\n").pop() });
  }
};
