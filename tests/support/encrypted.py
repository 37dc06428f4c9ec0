"""Encrypted conferences for tests, and the search for words of a conference in every byte of a folder."""

from __future__ import annotations

import functools
import unicodedata
from collections.abc import Iterable, Iterator
from pathlib import Path

import pytest

from app.commands import queue, setup
from app.conference import Conference, Spare
from app.domain.facts import Facts
from app.domain.text import fold
from db import keys
from db.keys import FileKey
from tests.support.clock import FakeClock
from tests.support.folders import contents

PASSWORD = "Sông Đà 2023 mùa nước"
WORDS = ("Nguyễn Thị Kín Đáo", "thửa ruộng sau trạm xá", "0912 345 999")
"""A name, words of a question, a number: none of them may be read without the password."""


REAL_COST = keys._COST
CHEAP = 1 << 10
"""scrypt's n in tests that derive again and again; a child process derives at the real cost."""


@functools.cache
def file_key() -> FileKey:
    """At the cheap cost; who gives the password again sets keys._COST as cheap."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(keys, "_COST", CHEAP)
        return keys.new_key(PASSWORD)


def encrypted_conference(folder: Path, second: Path | None = None) -> Conference:
    """As a secretary has it after "Hội nghị mới" with a password; its key is remembered."""
    path = folder / "hoi-nghi.hoinghi"
    keys.remember(file_key())
    setup.create_conference_file(path, file_key())
    conference = opened(path, second)
    setup.create_conference(conference, Facts(name="Hội nghị đối thoại", province="Sơn La", code="ĐT2023"))
    return conference


def opened(path: Path, second: Path | None = None) -> Conference:
    return Conference(path, FakeClock(), operator="Thư ký", spare=Spare(second) if second else None)


def ask(conference: Conference) -> None:
    """A question with all of WORDS in it."""
    queue.register_question(conference, queue.NewQuestion(asker_name=WORDS[0], verbatim=f"{WORDS[1]}, {WORDS[2]}"))


def readable_in(folder: Path, words: Iterable[str] = WORDS) -> list[str]:
    """Files below folder in which one of words stands, in any encoding it may have been written in."""
    wanted = [(word, form) for word in words for form in _forms(word)]
    found = []
    for file, raw in contents(folder).items():
        found += sorted({f"{file.relative_to(folder)}: {word}" for word, form in wanted if form in raw})
    return found


def _forms(word: str) -> Iterator[bytes]:
    for text in {word, word.lower(), fold(word), unicodedata.normalize("NFD", word)}:
        yield text.encode()
        yield text.encode("utf-16-le")
        yield text.encode("unicode-escape")
        yield text.encode("ascii", "backslashreplace")
