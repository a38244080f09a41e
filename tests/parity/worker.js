// Gives the verdicts of validators in Node: each line is a request, and each answer is one line.
//   {"name": "iceberg", "schemas": {"canonical": {...}, "draft-07": {...}, "form": {...}}}
//     -> {"engines": ["ajv", ...]}
//   {"name": "iceberg", "texts": ["{...}", ...]}
//     -> {"verdicts": ["AAAAAAAAA", ...]}: for each text a letter for each engine
// A accepts, R refuses, B breaks down on the document, U cannot read the text as JSON.

import { createInterface } from "node:readline";

import "@hyperjump/json-schema/draft-07";
import {
  registerSchema,
  setShouldValidateFormat,
  unregisterSchema,
  validate,
} from "@hyperjump/json-schema/draft-2020-12";
import "@hyperjump/json-schema/formats";
import Ajv from "ajv";
import Ajv2020 from "ajv/dist/2020.js";
import addFormats from "ajv-formats";

// Code that Ajv does not make shorter gives the same verdicts and is made in half the time.
const STRICT = { strict: true, strictNumbers: true, code: { optimize: false } };

function compileAjv(Class, schema, withFormats) {
  // Strict Ajv refuses a format that it does not know, so "date" is declared as one to pass over.
  const ajv = new Class(withFormats ? STRICT : { ...STRICT, formats: { date: true } });
  return (withFormats ? addFormats(ajv) : ajv).compile(schema);
}

async function compileHyperjump(schema, withFormats) {
  registerSchema(schema);
  const check = await validate(schema.$id);
  unregisterSchema(schema.$id); // so that another schema may have this name
  return (value) => {
    setShouldValidateFormat(withFormats);
    return check(value).valid;
  };
}

async function compile(schemas) {
  const { canonical, "draft-07": draft07, form } = schemas;
  return {
    ajv: compileAjv(Ajv2020, canonical, false),
    "ajv formats": compileAjv(Ajv2020, canonical, true),
    "ajv draft-07": compileAjv(Ajv, draft07, false),
    "ajv draft-07 formats": compileAjv(Ajv, draft07, true),
    "ajv form": compileAjv(Ajv, form, false),
    "ajv form formats": compileAjv(Ajv, form, true),
    hyperjump: await compileHyperjump(canonical, false),
    "hyperjump formats": await compileHyperjump(canonical, true),
    "hyperjump draft-07": await compileHyperjump(draft07, false),
  };
}

function judge(check, value) {
  try {
    return check(value) ? "A" : "R";
  } catch {
    return "B";
  }
}

function judgeText(checks, text) {
  let value;
  try {
    value = JSON.parse(text);
  } catch {
    return "U".repeat(checks.length);
  }
  return checks.map((check) => judge(check, value)).join("");
}

const compiled = new Map();

async function answer(request) {
  if ("schemas" in request) {
    const engines = await compile(request.schemas);
    compiled.set(request.name, Object.values(engines));
    return { engines: Object.keys(engines) };
  }
  const checks = compiled.get(request.name);
  return { verdicts: request.texts.map((text) => judgeText(checks, text)) };
}

for await (const line of createInterface({ input: process.stdin })) {
  let said;
  try {
    said = await answer(JSON.parse(line));
  } catch (fault) {
    said = { fault: String(fault) };
  }
  process.stdout.write(`${JSON.stringify(said)}\n`);
}
