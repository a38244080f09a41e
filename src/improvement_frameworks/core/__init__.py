"""The language in which every framework is written."""
