"""Where a sentence begins and ends in typed Vietnamese, for what is taken out of an answer."""

from __future__ import annotations

import re

_END = re.compile(
    r"[.!?…]+[\"”)]*\s+(?=[^\W\d_a-zàáảãạăằắẳẵặâầấẩẫậèéẻẽẹêềếểễệìíỉĩịòóỏõọôồốổỗộơờớởỡợùúủũụưừứửữựỳýỷỹỵđ])|\n+"
)
_SHORT = re.compile(r"(?:^|\s)(?:TP|Tp|Th|Đ/c|PGS|GS|TS|ThS|BS)\.$")
"""Abbreviations before a name: their full stop ends no sentence."""


def sentence_span(text: str, position: int) -> tuple[int, int]:
    """Start and end (code points) of the sentence around a position, without blanks at its ends."""
    start, end = 0, len(text)
    for match in _END.finditer(text):
        stop = match.end()
        if _SHORT.search(text[max(0, match.start() - 6) : match.start() + 1]):
            continue
        if stop <= position:
            start = stop
        else:
            end = match.start() + len(match.group().rstrip())
            break
    while start < end and text[start].isspace():
        start += 1
    return start, end
