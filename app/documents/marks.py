"""What is printed across a paper that is no final one."""

from __future__ import annotations

_DRAFT, _REHEARSAL = "DỰ THẢO", "DIỄN TẬP"


def mark(*, draft: bool, rehearsal: bool) -> str:
    """Both words, one, or nothing."""
    return " - ".join(word for word, wanted in ((_REHEARSAL, rehearsal), (_DRAFT, draft)) if wanted)
