// A page with a form made by react-jsonschema-form. Nothing is chosen before somebody chooses it,
// an object that nobody filled in stays absent, and the browser does not ask for what it requires.
import Form from "@rjsf/core";
import validator from "@rjsf/validator-ajv8";
import { createRoot } from "react-dom/client";

const defaults = { constAsDefaults: "skipOneOf", emptyObjectFields: "populateRequiredDefaults" };

window.mount = (schema) => {
  const save = ({ formData }) => (window.saved = formData);
  const tell = (problems) => (window.problems = problems.map((one) => one.stack));
  const form = (
    <Form
      schema={schema}
      validator={validator}
      experimental_defaultFormStateBehavior={defaults}
      noHtml5Validate
      onSubmit={save}
      onError={tell}
    />
  );
  createRoot(document.getElementById("form")).render(form);
};
