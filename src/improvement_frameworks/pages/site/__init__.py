"""The pages of the site that follow from the declarations: frameworks, codes, schemas, the API."""
