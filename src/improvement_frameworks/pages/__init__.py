"""Pages: the reference in Markdown; report, form, poster and check page in HTML, each one file."""

from __future__ import annotations

from improvement_frameworks.lazy import hand_on

TYPE_CHECKING = False  # that of typing, which is slow to import
if TYPE_CHECKING:
    from improvement_frameworks.pages.site.markdown import (
        Page as Page,
    )
    from improvement_frameworks.pages.site.reference import (
        build_pages as build_pages,
        write_pages as write_pages,
    )
else:
    __getattr__, __dir__, __all__ = hand_on(
        __name__,
        {
            "pages.site.markdown": "Page",
            "pages.site.reference": "build_pages write_pages",
        },
    )
