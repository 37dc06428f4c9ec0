"""The lists of agencies shipped with the program: templates to begin from, and every spelling met in papers."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import date
from functools import cache
from typing import Any

import resources
from app.domain.records import dataclass
from app.domain.roster import Agency, Rank
from app.domain.text import fold

DISTRICTS_ENDED = date(2025, 6, 30)
"""The last day of the districts; on the next one the provinces and the departments were new (Decree 150/2025)."""

USUAL_UNIT = "xã"


@dataclass(frozen=True, slots=True)
class ShippedAgency:
    """An agency of a template. successor, parent: by name; sets: the templates it stands in."""

    agency: Agency
    aliases: tuple[str, ...] = ()
    successor: str = ""
    parent: str = ""
    sets: frozenset[str] = frozenset()

    def named_for(self, unit: str) -> ShippedAgency:
        """Fill in the unit: "Công an phường"."""

        def put(text: str) -> str:
            return text.replace("{unit}", unit)

        agency = replace(self.agency, name=put(self.agency.name), short_name=put(self.agency.short_name))
        return replace(self, agency=agency, aliases=tuple(map(put, self.aliases)))


def titles() -> Mapping[str, str]:
    """Key of a template -> what people read, in the order they are offered."""
    found: dict[str, str] = _data()["sets"]
    return found


def template(key: str, unit: str = USUAL_UNIT) -> tuple[ShippedAgency, ...]:
    """The agencies of a template, in its order. KeyError for an unknown one."""
    if key not in titles():
        raise KeyError(key)
    return tuple(one.named_for(unit) for one in shipped() if key in one.sets)


@cache
def shipped() -> tuple[ShippedAgency, ...]:
    return tuple(_read())


def spellings() -> Iterator[tuple[str, ...]]:
    """All names of each agency, its own first."""
    for one in shipped():
        for unit in (USUAL_UNIT, "phường") if "{unit}" in one.agency.name else ("",):
            named = one.named_for(unit)
            yield (named.agency.name, *named.aliases)


@cache
def own_names() -> Mapping[str, str]:
    """Folded spelling -> the agency's own name."""
    return {fold(name): names[0] for names in spellings() for name in names}


def _read() -> Iterator[ShippedAgency]:
    for row in _data()["agency"]:
        agency = Agency(
            name=row["name"], short_name=row.get("short_name", ""), code=row["code"], rank=Rank(row["rank"]),
            valid_from=row.get("valid_from"), valid_to=row.get("valid_to"),
        )  # fmt: skip
        aliases, sets = tuple(row.get("aliases", ())), frozenset(row["sets"])
        yield ShippedAgency(agency, aliases, row.get("successor", ""), row.get("parent", ""), sets)


@cache
def _data() -> dict[str, Any]:
    return tomllib.loads(resources.path("templates/agencies.toml").read_text(encoding="utf-8"))
