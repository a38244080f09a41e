"""Pages: the reference in Markdown; report, form, poster and check page in HTML, each one file."""

from __future__ import annotations

from improvement_frameworks.lazy import hand_on

TYPE_CHECKING = False  # that of typing, which is slow to import
if TYPE_CHECKING:
    from improvement_frameworks.pages.markdown import (
        Page as Page,
    )
    from improvement_frameworks.pages.reference import (
        build_pages as build_pages,
    )
    from improvement_frameworks.pages.reference import (
        write_pages as write_pages,
    )
else:
    __getattr__, __dir__, __all__ = hand_on(
        __name__,
        {
            "pages.markdown": "Page",
            "pages.reference": "build_pages write_pages",
        },
    )
