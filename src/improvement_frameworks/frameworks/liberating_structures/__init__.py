"""Liberating Structures: a menu of ways to arrange a conversation, and plans made from them."""
