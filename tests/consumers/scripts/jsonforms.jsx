// A page with a form made by JSON Forms. Its plain renderers show no object within an object, so
// the layout puts the fields of each into a group.
import { JsonForms } from "@jsonforms/react";
import { vanillaCells, vanillaRenderers } from "@jsonforms/vanilla-renderers";
import { createRoot } from "react-dom/client";

function arrange(schema, scope = "#") {
  const fields = Object.entries(schema.properties).filter(([name]) => name !== "extensions");
  return fields.map(([name, field]) => {
    const here = `${scope}/properties/${name}`;
    if (field.properties) {
      return { type: "Group", label: field.title, elements: arrange(field, here) };
    }
    const detail = field.items?.properties && {
      type: "VerticalLayout",
      elements: arrange(field.items),
    };
    return { type: "Control", scope: here, options: detail ? { detail } : {} };
  });
}

window.mount = (schema) => {
  const { framework, schema_version } = schema.properties;
  const keep = ({ data, errors }) => {
    window.problems = errors.map((one) => `${one.instancePath} ${one.message}`);
    window.saved = errors.length ? undefined : data;
  };
  const form = (
    <JsonForms
      schema={schema}
      uischema={{ type: "VerticalLayout", elements: arrange(schema) }}
      data={{ framework: framework.const, schema_version: schema_version.const, entries: [] }}
      renderers={vanillaRenderers}
      cells={vanillaCells}
      onChange={keep}
    />
  );
  createRoot(document.getElementById("form")).render(form);
};
