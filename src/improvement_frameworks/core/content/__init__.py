"""What a framework is: its parts, lists, sources and facts, read from its content.toml."""
