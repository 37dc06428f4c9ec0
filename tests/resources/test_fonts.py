"""Every letter of Vietnamese and every sign we print is drawn by the fonts of the screen and of the paper."""

import unicodedata
from pathlib import Path

import fontpkg_be_vietnam_pro
import pytest
from reportlab.pdfbase.ttfonts import TTFontFile

from resources import path

VOWELS = "aăâeêioôơuưy"
TONES = ("", "\N{COMBINING GRAVE ACCENT}", "\N{COMBINING HOOK ABOVE}", "\N{COMBINING TILDE}",
         "\N{COMBINING ACUTE ACCENT}", "\N{COMBINING DOT BELOW}")  # fmt: skip
SIGNS = "“”‘’–—…₫°±×"
PAPER = sorted(path("fonts").glob("Tinos-*.ttf"))
SCREEN = [
    Path(fontpkg_be_vietnam_pro.__file__).parent / "files" / f"BeVietnamPro-{face}.ttf"
    for face in ("Regular", "Medium", "SemiBold", "Bold", "Italic", "BoldItalic")
]


def vietnamese_letters() -> set[str]:
    """The 134 letters that ASCII lacks, both cases, as one code point each (NFC)."""
    syllables = {unicodedata.normalize("NFC", vowel + tone) for vowel in VOWELS for tone in TONES} | {"đ"}
    return {letter for letter in syllables | {s.upper() for s in syllables} if not letter.isascii()}


def test_there_are_134_letters_and_four_faces_of_paper() -> None:
    assert len(vietnamese_letters()) == 134
    assert all(len(letter) == 1 for letter in vietnamese_letters())
    assert [face.stem for face in PAPER] == [
        "Tinos-Bold",
        "Tinos-BoldItalic",
        "Tinos-Italic",
        "Tinos-Regular",
    ]


@pytest.mark.parametrize("face", PAPER + SCREEN, ids=lambda face: face.stem)
def test_no_letter_or_sign_is_missing(face: Path) -> None:
    glyphs = TTFontFile(str(face)).charToGlyph
    assert {character for character in vietnamese_letters() | set(SIGNS) if ord(character) not in glyphs} == set()


def test_a_font_without_vietnamese_is_found_out() -> None:
    import reportlab

    vera = Path(reportlab.__file__).parent / "fonts" / "Vera.ttf"
    glyphs = TTFontFile(str(vera)).charToGlyph
    assert sum(ord(letter) not in glyphs for letter in vietnamese_letters()) > 50
