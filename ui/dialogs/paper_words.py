"""What the papers' window says of a paper: not made yet, made, made under another name, with a warning, failed."""

from __future__ import annotations

from app import labels
from app.documents.catalogue import CATALOGUE
from app.documents.made_papers import Aside, MadePaper
from app.domain.clock import local
from app.domain.paper import IssuedDocument, PaperKind
from ui.dialogs.paper_list import PaperRow

_ASIDE = {
    Aside.HELD: "“{usual}” đang mở ở phần mềm khác, đã ghi thành “{name}”.",
    Aside.EDITED: "“{usual}” đã được sửa tay nên giữ nguyên, bản mới ghi thành “{name}”.",
}


def row_of(kind: PaperKind, last: IssuedDocument | None) -> PaperRow:
    """What became of it when it was made last, and up to which act of the log it shows the conference."""
    title = labels.word(kind)
    if last is None or last.issued_at is None:
        return PaperRow(kind, title, f"Chưa xuất · {CATALOGUE[kind].file_name}", "file-document-outline")
    version = "bản chính thức" if last.is_final else "dự thảo"
    what = "" if CATALOGUE[kind].is_working else f", {version}"
    at = f"{local(last.issued_at):%H:%M}"
    words = f"Đã xuất lần {last.version} lúc {at}{what}, đến thao tác {last.up_to_event} · {last.file_name}"
    return PaperRow(kind, title, words, "check-circle-outline")


def row_under_way(kind: PaperKind) -> PaperRow:
    return PaperRow(kind, labels.word(kind), "Đang tạo…", "timer-sand")


def row_failed(kind: PaperKind, sentence: str) -> PaperRow:
    return PaperRow(kind, labels.word(kind), sentence, "alert-outline", is_wrong=True)


def row_to_look_at(paper: MadePaper) -> PaperRow | None:
    """A finished paper that somebody should look at: files under other names, letters, private details."""
    aside = [file for file in paper.files if file.aside is not Aside.NO]
    if aside:
        told = " ".join(_ASIDE[file.aside].format(usual=file.usual, name=file.name) for file in aside)
        return PaperRow(paper.paper, labels.word(paper.paper), told, "content-copy", is_wrong=True)
    return row_failed(paper.paper, paper.warning) if paper.warning else None
