"""What an office brings to every conference: its name, symbols, signers, recipients, fixed phrases, abbreviations."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import field, replace

from app.domain.facts import Facts
from app.domain.paper import Recipient, SignatureBlock, TextModule
from app.domain.records import dataclass

OFFICE_FACTS = (
    "level", "province", "place_name", "parent_organ", "organ", "notice_issuer", "minutes_symbol", "notice_symbol",
    "ask_limit_s", "answer_limit_s", "conclude_limit_s", "hall_depth_dm", "picture_height_dm",
)  # fmt: skip
"""Facts that belong to the office and its hall, not to one conference."""


@dataclass(frozen=True, slots=True)
class OfficeProfile:
    """facts: only those of OFFICE_FACTS count. phrases: the office's own wording by template key."""

    facts: Facts = field(default_factory=Facts)
    recipients: tuple[Recipient, ...] = ()
    signatures: tuple[SignatureBlock, ...] = ()
    phrases: Mapping[str, str] = field(default_factory=dict)
    modules: tuple[TextModule, ...] = ()


def with_office(facts: Facts, office: Facts) -> Facts:
    """The facts of a conference with those of an office put in."""
    return replace(facts, **{name: getattr(office, name) for name in OFFICE_FACTS})
