"""What many records say together: collections, waves, and how insights are declared."""
