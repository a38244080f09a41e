// Says how many faults the validators in JavaScript find in documents: the two classes of Ajv in
// strict mode, those that form builders bring, and zod. Each compiles a schema before it is asked,
// and throws if that is not a schema or is one that it does not fully understand.
import { createAjv } from "@jsonforms/core";
import rjsf from "@rjsf/validator-ajv8";
import { Ajv } from "ajv";
import { Ajv2020 } from "ajv/dist/2020.js";
import addFormats from "ajv-formats";
import { z } from "zod";
import { answer, given } from "./answer.js";

// Code that Ajv does not make shorter gives the same verdicts and is made in half the time.
const code = { optimize: false };
const strict = { strict: true, allErrors: true, code };
const count = (check) => (document) => (check(document) ? 0 : check.errors.length);
const withAjv = (schema) => count(addFormats(new Ajv(strict)).compile(schema));
const withAjv2020 = (schema) => count(addFormats(new Ajv2020(strict)).compile(schema));
const withJsonForms = (schema) => count(createAjv({ code }).compile(schema));
const withRjsf = (schema) => (document) => rjsf.validateFormData(document, schema).errors.length;
const withZod = (schema) => {
  const type = z.fromJSONSchema(schema);
  return (document) => type.safeParse(document).error?.issues.length ?? 0;
};

const makers = {
  canonical: { "Ajv 2020": withAjv2020, zod: withZod },
  "draft-07": { Ajv: withAjv, zod: withZod },
  form: { Ajv: withAjv, zod: withZod },
};
const builders = { rjsf: withRjsf, "JSON Forms": withJsonForms };

const ask = ({ schemas, documents, hasForm }) => {
  const faults = {};
  for (const [profile, schema] of Object.entries(schemas)) {
    const asked = { ...makers[profile], ...(hasForm && profile === "form" ? builders : {}) };
    for (const [name, make] of Object.entries(asked)) {
      faults[`${name}, ${profile}`] = documents.map(make(schema));
    }
  }
  return faults;
};
answer(Object.fromEntries(Object.entries(given.tasks).map(([name, task]) => [name, ask(task)])));
