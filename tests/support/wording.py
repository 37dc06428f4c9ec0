"""Letters every paper must hold, and texts people might type to break one."""

from __future__ import annotations

import unicodedata

VOWELS = "aăâeêioôơuưy"
TONES = ("", "\u0300", "\u0309", "\u0303", "\u0301", "\u0323")
SMALL_LETTERS = "".join(unicodedata.normalize("NFC", vowel + tone) for vowel in VOWELS for tone in TONES) + "đ"
LETTERS = SMALL_LETTERS + SMALL_LETTERS.upper()
"""The 134 letters with a mark, both cases, and the 12 bare vowels among them, both cases: 146."""

HOSTILE = (
    "<b>x",
    "x</para>y",
    "a<br>b",
    "&#7;",
    "&amp; R&D AT&T &lt;",
    "<Họ tên>",
    "<script>alert(1)</script>",
    "<img src='/etc/passwd'>",
    "<font color=red>",
    "<a href='file:///etc/passwd'>x</a>",
    "]]>",
    "<!--",
    "%PDF-1.4 (x) Tj \\) endstream",
    "\\\\(((",
    "{name} %s %(x)s $x",
    "'\"`´",
    "=HYPERLINK(1)",
    "A" * 3000,
    "https://" + "x/" * 400,
    "0" * 500,
    "👍👩‍👩‍👧 ☑",
    "שלום \u202eabc\u202c مرحبا",
    "a\x00b\x07c\x1b[31m",
    "x\ud800y",
    "a" + "\u0301" * 60,
    "\ufeff\u200b\u00ad",
    " ",
    "\n\n\n",
)
