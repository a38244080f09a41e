"""Completes words on the command line."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from click import Context, Parameter
    from click.shell_completion import CompletionItem


def complete_framework(
    _context: Context, _parameter: Parameter, incomplete: str
) -> list[CompletionItem]:
    """Offer the frameworks that begin with what was typed."""
    from click.shell_completion import CompletionItem

    from improvement_frameworks.core.registry import framework_ids

    return [CompletionItem(name) for name in framework_ids() if name.startswith(incomplete)]
