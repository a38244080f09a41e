// Runs compile.py in Pyodide: node compile.mjs FOLDER
import { readFileSync } from "node:fs";
import { dirname } from "node:path";
import { fileURLToPath } from "node:url";
import { loadPyodide } from "pyodide";

const home = dirname(fileURLToPath(import.meta.resolve("pyodide")));
const python = await loadPyodide({ indexURL: home });
python.FS.mkdirTree("/given");
python.FS.mount(python.FS.filesystems.NODEFS, { root: process.argv[2] }, "/given");
python.runPython(readFileSync(new URL("compile.py", import.meta.url), "utf8"));
python.globals.get("compile_tree")("/given");
