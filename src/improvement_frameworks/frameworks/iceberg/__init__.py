"""The iceberg model: what lies under an event."""

from improvement_frameworks.frameworks.iceberg.record import Iceberg, IcebergEntry, Intervention

__all__ = ["Iceberg", "IcebergEntry", "Intervention"]
