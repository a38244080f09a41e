"""What people collect: records, entries, the nouns in them, and their types."""
