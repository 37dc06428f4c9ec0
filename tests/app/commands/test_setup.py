"""Making a conference and its lists: what a form may change, what order means, what cannot go."""

from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from app.commands import setup
from app.conference import Conference
from app.domain.answer import PreparedAnswer
from app.domain.changes import EventKind
from app.domain.errors import Rule, StorageError, Trouble
from app.domain.facts import Facts, Mode
from app.domain.ids import PersonId
from app.domain.paper import SignatureBlock
from app.domain.projection import HallState
from app.domain.roster import Agency, AgencyAlias, Person, PersonRole, Role, Site
from db import tables
from tests.support.clock import FakeClock
from tests.support.conferences import refused, with_question


def names(conference: Conference) -> list[str]:
    return [site.name for site in tables.SITES.all(conference.db, "position, id")]


def test_create_conference_file_never_replaces_one(tmp_path: Path) -> None:
    setup.create_conference_file(tmp_path / "a.hoinghi")
    before = (tmp_path / "a.hoinghi").read_bytes()
    with pytest.raises(StorageError) as caught:
        setup.create_conference_file(tmp_path / "a.hoinghi")
    assert caught.value.code is Trouble.EXISTS
    assert (tmp_path / "a.hoinghi").read_bytes() == before


def test_create_conference_begins_with_facts_an_empty_floor_and_a_covered_hall(tmp_path: Path) -> None:
    setup.create_conference_file(tmp_path / "a.hoinghi")
    conference = Conference(tmp_path / "a.hoinghi", FakeClock())
    setup.create_conference(conference, Facts(name="  Hội nghị \n đối thoại "))
    assert tables.FACTS.get(conference.db, 1).name == "Hội nghị đối thoại"
    assert tables.FLOOR.get(conference.db, 1).question_id is None
    assert tables.PROJECTION.get(conference.db, 1).state is HallState.COVERED
    assert conference.last_event() == 1
    conference.close()


def test_change_facts_keeps_mode_and_recorded_times(conference: Conference) -> None:
    form = tables.FACTS.get(conference.db, 1)
    setup.change_mode(conference, Mode.LIVE)
    live = tables.FACTS.get(conference.db, 1)
    setup.change_facts(conference, replace(form, theme="Khởi nghiệp"))
    assert tables.FACTS.get(conference.db, 1) == replace(live, theme="Khởi nghiệp")


def test_change_mode_notes_the_first_opening_and_the_last_end(conference: Conference, clock: FakeClock) -> None:
    opened = clock.now()
    setup.change_mode(conference, Mode.LIVE)
    clock.advance(60)
    setup.change_mode(conference, Mode.AFTER)
    assert tables.FACTS.get(conference.db, 1).ended_at == opened + timedelta(seconds=60)
    setup.change_mode(conference, Mode.LIVE)
    facts = tables.FACTS.get(conference.db, 1)
    assert (facts.mode, facts.opened_at, facts.ended_at) == (Mode.LIVE, opened, None)


def test_add_puts_a_row_at_the_end_of_its_list(conference: Conference) -> None:
    for name in ("Hội trường", "Bắc Yên", "Mộc Châu"):
        setup.add(conference, Site(name=name))
    assert names(conference) == ["Hội trường", "Bắc Yên", "Mộc Châu"]


def test_add_refuses_an_empty_name(conference: Conference) -> None:
    assert refused(conference, setup.add, Site(name=" \t ")) is Rule.EMPTY_NAME


def test_cleaned_collapses_spaces_but_keeps_the_lines_of_long_texts() -> None:
    block = setup.cleaned(SignatureBlock(lines="TM. ỦY BAN  NHÂN DÂN\nCHỦ TỊCH", name="Hoàng\u200b  Quốc\nKhánh"))
    assert block.lines.splitlines() == ["TM. ỦY BAN NHÂN DÂN", "CHỦ TỊCH"]
    assert block.name == "Hoàng Quốc Khánh"
    decomposed = "Ho\u00e0ng".replace("\u00e0", "a\u0300")
    assert setup.cleaned(Site(name=decomposed)).name == "Ho\u00e0ng"


def test_save_overwrites_the_row_and_refuses_one_that_is_gone(conference: Conference, ids: dict[str, int]) -> None:
    site = tables.SITES.get(conference.db, ids["bac_yen"])
    setup.save(conference, replace(site, contact_name="Anh Phú"))
    assert tables.SITES.get(conference.db, site.id).contact_name == "Anh Phú"
    setup.remove(conference, site)
    assert refused(conference, setup.save, site) is Rule.NOT_FOUND


def test_remove_takes_roles_and_other_names_along(conference: Conference, ids: dict[str, int]) -> None:
    setup.add(conference, AgencyAlias(agency_id=tables.AGENCIES.get(conference.db, ids["cat"]).id, alias="CA tỉnh"))
    setup.remove(conference, tables.AGENCIES.get(conference.db, ids["cat"]))
    setup.remove(conference, tables.PEOPLE.get(conference.db, ids["phu"]))
    assert tables.AGENCY_ALIASES.all(conference.db) == ()
    assert [role.person_id for role in tables.PERSON_ROLES.all(conference.db)] == [ids["chair"]]
    conference.undo()
    assert [role.person_id for role in tables.PERSON_ROLES.all(conference.db)] == [ids["chair"], ids["phu"]]


def test_remove_refuses_what_others_point_to(conference: Conference, ids: dict[str, int]) -> None:
    with_question(conference, agency=ids["snv"])
    assert refused(conference, setup.remove, tables.AGENCIES.get(conference.db, ids["snv"])) is Rule.IN_USE
    agency = tables.AGENCIES.get(conference.db, ids["cat"])
    setup.add(conference, PreparedAnswer(agency_id=agency.id, text="Đã chuẩn bị"))
    assert refused(conference, setup.remove, agency) is Rule.IN_USE


def test_place_before_changes_only_the_moved_row_while_there_is_room(conference: Conference) -> None:
    for name in "ABC":
        setup.add(conference, Site(name=name))
    before = tables.SITES.all(conference.db)
    with conference.record(EventKind.LIST_CHANGED) as tx:
        setup.place_before(tx.db, tables.SITES, before[2].id, before[1].id)
        tx.summary = "moved"
    assert names(conference) == ["A", "C", "B"]
    assert tables.SITES.all(conference.db)[:2] == before[:2]


def test_move_puts_a_row_before_another_and_finds_room_for_ever(conference: Conference) -> None:
    for name in "ABCD":
        setup.add(conference, Site(name=name))
    by_name = {site.name: site for site in tables.SITES.all(conference.db)}
    setup.move(conference, by_name["D"], by_name["B"])
    assert names(conference) == ["A", "D", "B", "C"]
    setup.move(conference, by_name["A"], None)
    assert names(conference) == ["D", "B", "C", "A"]
    for _ in range(30):  # the gap between two rows is halved until all are spaced anew
        first, second = names(conference)[:2]
        setup.move(conference, by_name[second], by_name[first])
        assert names(conference)[:2] == [second, first]
    assert len({site.position for site in tables.SITES.all(conference.db)}) == 4


def test_set_roles_keeps_the_order_of_roles_that_stay(conference: Conference, ids: dict[str, int]) -> None:
    phu, chair = PersonId(ids["phu"]), PersonId(ids["chair"])
    setup.set_roles(conference, chair, [Role.CHAIR, Role.HOST])
    setup.set_roles(conference, phu, [Role.HOST, Role.GUEST])
    setup.set_roles(conference, chair, [Role.HOST, Role.SECRETARY])
    hosts = tables.PERSON_ROLES.where(conference.db, "role = 'host'", (), "position, id")
    assert [row.person_id for row in hosts] == [chair, phu]
    roles = {row.role for row in tables.PERSON_ROLES.where(conference.db, "person_id = ?", [chair])}
    assert roles == {Role.HOST, Role.SECRETARY}


def test_add_person_is_one_event_with_its_roles(conference: Conference) -> None:
    before = conference.last_event()
    person_id = setup.add_person(conference, Person(name="Chá A Của"), [Role.GUEST, Role.DELEGATE])
    assert conference.last_event() == before + 1
    assert {row.role for row in tables.PERSON_ROLES.all(conference.db)} == {Role.GUEST, Role.DELEGATE}
    conference.undo()
    assert tables.PEOPLE.find(conference.db, person_id) is None


def test_write_roles_inside_a_command_belongs_to_its_event(conference: Conference, ids: dict[str, int]) -> None:
    with conference.record(EventKind.LIST_CHANGED) as tx:
        setup.write_roles(tx.db, PersonId(ids["phu"]), [Role.SECRETARY], 0)
        tx.summary = "roles"
    found = tables.PERSON_ROLES.where(conference.db, "person_id = ?", [ids["phu"]])
    assert [replace(row, id=0, position=0) for row in found] == [
        PersonRole(person_id=PersonId(ids["phu"]), role=Role.SECRETARY)
    ]


def test_agency_points_at_its_parent(conference: Conference, ids: dict[str, int]) -> None:
    parent = tables.AGENCIES.get(conference.db, ids["snv"])
    setup.add(conference, Agency(name="Phòng Cải cách hành chính", parent_id=parent.id))
    assert refused(conference, setup.remove, parent) is Rule.IN_USE
