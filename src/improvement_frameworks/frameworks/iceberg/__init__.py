"""The iceberg model: what lies under an event."""
