"""The ladder of inference: how reasoning climbs from observation to action."""
