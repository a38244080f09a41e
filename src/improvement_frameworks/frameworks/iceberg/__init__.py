"""The iceberg model: what lies under an event."""

from .record import Iceberg, IcebergEntry, Intervention

__all__ = ["Iceberg", "IcebergEntry", "Intervention"]
