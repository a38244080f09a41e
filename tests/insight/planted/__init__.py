"""What is planted for each framework's insights: a module a framework, each with its ``BED``."""
