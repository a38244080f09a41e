"""Hypothesis strategies for everything that a model declares.

Every value is built to be right, so that no draw is ever rejected: texts begin with a character
that is not blank, days are counted from the first one, lists lose what stands twice in them.
"""

from __future__ import annotations

from importlib.util import find_spec

from improvement_frameworks.core.errors import MissingExtraError

if find_spec("hypothesis") is None:
    raise MissingExtraError("Drawing records", "testing")
