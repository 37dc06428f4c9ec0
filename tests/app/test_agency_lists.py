"""The shipped lists of agencies: every body of every seed is found in the list of its place and year."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from app.commands import agency_lists as commands
from app.commands import setup
from app.domain.errors import Rule
from app.domain.facts import Facts, Level
from app.domain.roster import Agency, Rank
from app.domain.text import fold
from app.imports.matching import Agencies
from app.queries import desk
from app.queries.known import known
from app.reading import agency_lists, agency_words
from db import tables
from tests.support.conferences import new_conference, refused, state_of

SEEDS: Mapping[str, Any] = json.loads(
    (Path(__file__).resolve().parents[1] / "fixtures" / "seed_agencies.json").read_text(encoding="utf-8")
)


@pytest.mark.parametrize("place", [key for key in SEEDS if key != "_"])
def test_every_agency_of_the_seeds_is_resolved(place: str, tmp_path: Path) -> None:
    conference = new_conference(tmp_path)
    setup.change_facts(conference, Facts(name="Hội nghị", province=SEEDS[place]["province"]))
    commands.load_template(conference, place)
    names = {agency.id: agency.name for agency in desk.agencies(conference.db)}
    agencies = Agencies(known(conference.db))
    wanted = SEEDS[place]["names"]
    wrong = {written: names.get(agencies.find(written) or 0) for written, name in wanted.items()
             if names.get(agencies.find(written) or 0) != name}  # fmt: skip
    conference.close()
    assert len(wanted) > 10
    assert wrong == {}


def test_a_template_is_one_act_and_never_overwrites(tmp_path: Path) -> None:
    conference = new_conference(tmp_path)
    setup.add(conference, Agency(name="Sở KH&CN", rank=Rank.OTHER))
    before = state_of(conference.db)
    new = commands.new_names(conference.db, "province_before")
    count = commands.load_template(conference, "province_before")
    assert len(new) == count
    assert commands.new_names(conference.db, "province_before") == []
    names = [agency.name for agency in desk.agencies(conference.db)]
    assert len(names) == count + 1
    assert "Sở Khoa học và Công nghệ" not in names
    labour = tables.AGENCIES.first(conference.db, "code = 'SLDTBXH'")
    assert labour is not None
    assert labour.valid_to == date(2025, 6, 30)
    assert tables.AGENCIES.get(conference.db, labour.successor_id or 0).name == "Sở Nội vụ"
    assert tables.AGENCIES.first(conference.db, "name = 'Công an tỉnh'").rank is Rank.INDEPENDENT  # type: ignore[union-attr]
    assert refused(conference, commands.load_template, "province_before") is Rule.NOTHING_TO_IMPORT
    conference.undo()
    assert state_of(conference.db) == before
    conference.close()


def test_the_new_province_has_its_twelve_and_no_name_that_ended() -> None:
    now = agency_lists.template("province_now")
    names = {one.agency.name for one in now}
    twelve = (
        "Sở Nội vụ|Sở Tư pháp|Sở Tài chính|Sở Công Thương|Sở Nông nghiệp và Môi trường|Sở Xây dựng|"
        "Sở Khoa học và Công nghệ|Sở Văn hóa, Thể thao và Du lịch|Sở Giáo dục và Đào tạo|Sở Y tế|Thanh tra tỉnh|"
        "Văn phòng UBND tỉnh"
    )
    assert set(twelve.split("|")) <= names
    assert all(one.agency.valid_to is None for one in now)
    before = agency_lists.template("province_before")
    ended = [one for one in before if one.agency.valid_to is not None]
    assert len(ended) >= 10
    assert {one.successor for one in ended} <= names


def test_a_commune_has_its_own_words(tmp_path: Path) -> None:
    conference = new_conference(tmp_path)
    setup.change_facts(conference, Facts(name="Hội nghị", level=Level.COMMUNE, province="phường Tô Hiệu"))
    commands.load_template(conference, "commune_now")
    names = [agency.name for agency in desk.agencies(conference.db)]
    assert "Công an phường" in names
    assert not [name for name in names if "tỉnh" in name.casefold() or "{" in name]
    conference.close()


def test_every_spelling_belongs_to_one_agency_of_a_template() -> None:
    for key in agency_lists.titles():
        owners: dict[str, str] = {}
        for one in agency_lists.template(key):
            for name in (one.agency.name, *one.aliases):
                assert owners.setdefault(fold(name), one.agency.name) == one.agency.name, (key, name)


def test_departments_of_a_template_are_suggested_by_words() -> None:
    for key in ("province_now", "province_before"):
        for one in agency_lists.template(key):
            if one.agency.name.startswith("Sở "):
                assert agency_words.shipped_keywords(one.agency.name), one.agency.name
