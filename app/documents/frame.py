"""What stands around the text of every paper: letterhead, signatures, recipients. Unknown names are dots."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta

from app import places
from app.documents.blocks import Gap, LetterHead, Recipients, SignatureArea, Signer
from app.documents.wording import Wording, template, without_stop
from app.domain.dates import month_digits
from app.domain.facts import Issuer
from app.domain.paper import PaperKind, SignatureBlock
from app.domain.report import ConferenceReport

PUBLICATION = timedelta(days=10)
"""Law on Youth 2020, Article 10.3: the conclusion is public within ten days of the dialogue."""


def letter_head(words: Wording, symbol: str, issuer: Issuer, *, dated: bool) -> LetterHead:
    """Boxes 1-4 with number and day left open: both are given after signing (Decree 30, Article 15).

    symbol: empty for a paper that takes no number.
    """
    facts = words.report.facts
    committee = words("committee_words")
    authority = places.authority(facts) or words("blank_short")
    parent, organ = "", authority
    if issuer is Issuer.OFFICE:
        organ = facts.organ or words("office_upper")
        is_committee = organ.upper().startswith((committee, f"{words('committee_short')} "))
        parent = facts.parent_organ or ("" if is_committee else authority.replace(committee, words("committee_short")))
    return LetterHead(
        organ_lines(parent.upper(), committee) if parent else (),
        organ_lines(organ.upper(), committee),
        _letterhead(words, "number", symbol=symbol) if symbol else "",
        place_and_date(words) if dated else "",
        title=_letterhead(words, "title"),
        motto=_letterhead(words, "motto"),
        mark=_letterhead(words, "mark"),
    )


def _letterhead(words: Wording, key: str, **slots: str) -> str:
    """Words of the letterhead the office has chosen; empty where it has none."""
    chosen = words("letterhead")
    wanted = f"{chosen if f'{chosen}.title' in template('letterheads') else 'state'}.{key}"
    return Wording(words.report, "letterheads")(wanted, **slots) if wanted in template("letterheads") else ""


def letterhead_gaps(report: ConferenceReport) -> tuple[Gap, ...]:
    """A letterhead nobody has compared with its source yet says so beside the paper."""
    message = _letterhead(Wording(report, "common"), "unsourced")
    return (Gap("letterhead", message),) if message else ()


def organ_lines(organ: str, committee: str) -> tuple[str, ...]:
    """Break "ỦY BAN NHÂN DÂN TỈNH LÀO CAI" before the place, as custom asks."""
    place = organ.removeprefix(committee).strip()
    return (committee, place) if place and place != organ else (organ,)


def place_and_date(words: Wording) -> str:
    """Place with the day left open; month and year too where the ten days of publication may leave them."""
    facts = words.report.facts
    month = year = words("blank_short")
    if facts.held_on is not None:
        latest = facts.held_on + PUBLICATION
        year = str(latest.year) if latest.year == facts.held_on.year else words("open_month")
        month = month_digits(latest.month) if latest.month == facts.held_on.month else words("open_month")
    place = facts.place_name or facts.province or words("blank_short")
    return words("place_and_date", place=place, month=month, year=year)


def signature_area(
    words: Wording, paper: PaperKind, default: Sequence[SignatureBlock]
) -> tuple[SignatureArea, tuple[str, ...]]:
    """Signers and recipients as the office set them; and the sides whose signer has no name yet."""
    blocks = words.report.signers_of(paper) or tuple(default)
    signers = tuple(Signer(tuple(block.lines.split("\n")), block.name or words("blank")) for block in blocks)
    nameless = tuple(block.side.value for block in blocks if not block.name)
    lines = words.report.recipients_of(paper) or (words("file_copy"),)
    if all(line.lstrip("- ").startswith(words("only_files")) for line in lines):
        lines = (words("first_recipient"), *lines)  # the form has somebody to send to before the files (form 1.9)
    return SignatureArea(signers, Recipients(words("recipients_label"), recipient_lines(lines))), nameless


def recipient_lines(lines: Sequence[str]) -> tuple[str, ...]:
    """A dash before each, a semicolon after it, a full stop after the last (Decree 30, Annex I, II.9.b)."""
    texts = [without_stop(line).removeprefix("-").strip() for line in lines]
    return tuple(f"- {text}{';' if place < len(texts) - 1 else '.'}" for place, text in enumerate(texts))
