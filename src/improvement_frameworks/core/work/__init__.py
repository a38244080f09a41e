"""What is done with records: merging, carrying over, suggesting, comparing codes, masking."""
