"""The administrative unit that holds the conference: its kind as papers name it, its bare name, its committee."""

from __future__ import annotations

from app.domain.facts import Facts, Level
from app.domain.text import fold

_COMMITTEE = "Ủy ban nhân dân"
_USUAL = {Level.PROVINCE: "tỉnh", Level.DISTRICT: "huyện", Level.COMMUNE: "xã"}
_KINDS = {
    Level.PROVINCE: ("tỉnh", "thành phố"),
    Level.DISTRICT: ("huyện", "thị xã", "thành phố", "quận"),
    Level.COMMUNE: ("xã", "phường", "thị trấn", "đặc khu"),
}
_CITIES = frozenset({"ha noi", "hue", "hai phong", "da nang", "ho chi minh", "can tho"})
"""Cities under the central government (Resolution 202/2025/QH15)."""


def unit_kind(facts: Facts) -> str:
    """Say "tỉnh", "xã" …: as typed before the name ("phường Tô Hiệu"), else the usual one of the level."""
    typed = next((kind for kind in _KINDS[facts.level] if _begins(facts.province, kind)), "")
    if not typed and facts.level is Level.PROVINCE and fold(facts.province) in _CITIES:
        return "thành phố"
    return typed or _USUAL[facts.level]


def agency_unit(facts: Facts) -> str:
    """What a list of agencies is named after: "Công an phường" in a conference of one, else "Công an xã"."""
    return unit_kind(facts) if facts.level is Level.COMMUNE else _USUAL[Level.COMMUNE]


def unit_name(facts: Facts) -> str:
    """The name without its kind: "Suối Mơ" of "xã Suối Mơ"."""
    kind = unit_kind(facts)
    return facts.province[len(kind) :].strip() if _begins(facts.province, kind) else facts.province


def authority(facts: Facts) -> str:
    """The body that holds the conference, in capitals, for the cover; empty where the place is not known."""
    return f"{_COMMITTEE} {unit_kind(facts)} {unit_name(facts)}".upper() if facts.province else ""


def holder(facts: Facts) -> str:
    """The body on the cover: an organ that is under no people's committee by its own name, else the committee."""
    organs = fold(f"{facts.parent_organ} {facts.organ}")
    if not (facts.parent_organ and facts.organ) or "ubnd" in organs or fold(_COMMITTEE) in organs:
        return authority(facts)
    return f"{facts.organ} {facts.parent_organ}".upper()


def _begins(name: str, kind: str) -> bool:
    return name.casefold().startswith(f"{kind} ") and name[len(kind) :].strip()[:1].isupper()
