"""What is printed across a paper that is no final one, and where a row goes on."""

from __future__ import annotations

CONTINUED = "(tiếp)"
"""Under the number of a row that began on the page before."""

_DRAFT, _REHEARSAL = "DỰ THẢO", "DIỄN TẬP"


def mark(*, draft: bool, rehearsal: bool) -> str:
    """Both words, one, or nothing."""
    return " - ".join(word for word, wanted in ((_REHEARSAL, rehearsal), (_DRAFT, draft)) if wanted)
