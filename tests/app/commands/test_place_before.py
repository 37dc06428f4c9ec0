"""Places in an ordered list: any moves give the order a plain list would have, mostly by changing one row."""

import tempfile
from dataclasses import replace
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from app.commands import setup
from app.domain.changes import EventKind, Table
from app.domain.roster import Site
from db import tables
from tests.support.conferences import new_conference


@given(
    st.lists(st.tuples(st.integers(0, 5), st.integers(0, 6)), max_size=25),
    st.lists(st.sampled_from([-3, 0, 1, 2, 70, 1024]), min_size=6, max_size=6),
)
@settings(max_examples=40)
def test_place_before_orders_as_a_plain_list_does(moves, positions):
    """From any positions: crowded, equal, below nothing."""
    with tempfile.TemporaryDirectory() as folder:
        conference = new_conference(Path(folder))
        try:
            ids = [setup.add(conference, Site(name=f"Điểm cầu {number}")) for number in range(6)]
            for site_id, position in zip(ids, positions, strict=True):
                setup.save(conference, replace(tables.SITES.get(conference.db, site_id), position=position))
            wanted = [site.id for site in tables.SITES.all(conference.db, "position, id")]
            for which, before in moves:
                moved = wanted[which]
                rest = [site_id for site_id in wanted if site_id != moved]
                with conference.record(EventKind.LIST_CHANGED) as tx:
                    setup.place_before(tx.db, tables.SITES, moved, rest[before] if before < len(rest) else None)
                    tx.summary = "x"
                rest.insert(before, moved)
                wanted = rest
                assert [site.id for site in tables.SITES.all(conference.db, "position, id")] == wanted
        finally:
            conference.close()


def test_a_move_between_two_rows_with_room_changes_only_the_moved_one(tmp_path):
    conference = new_conference(tmp_path)
    ids = [setup.add(conference, Site(name=f"Điểm cầu {number}")) for number in range(4)]
    heard = []
    conference.subscribe(heard.append)
    setup.move(conference, Site(id=ids[3]), Site(id=ids[1]))
    assert heard[0].rows == {(Table.SITE, ids[3])}
    conference.close()


def test_forty_moves_to_the_top_change_only_the_moved_rows(tmp_path):
    conference = new_conference(tmp_path)
    ids = [setup.add(conference, Site(name=f"Điểm cầu {number}")) for number in range(4)]
    heard = []
    conference.subscribe(heard.append)
    for _ in range(40):
        first, *_, last = [site.id for site in tables.SITES.all(conference.db, "position, id")]
        setup.move(conference, Site(id=last), Site(id=first))
    assert all(len(changes.rows) == 1 for changes in heard)
    assert {site.id for site in tables.SITES.all(conference.db)} == set(ids)
    conference.close()


def test_sixty_moves_into_one_gap_in_the_middle_of_two_thousand_rows_touch_few(tmp_path):
    conference = new_conference(tmp_path)
    with conference.record(EventKind.LIST_CHANGED) as tx:
        sites = [Site(id=number, name=f"Điểm cầu {number}", position=number * 1024) for number in range(1, 2001)]
        tables.SITES.add_all(tx.db, sites)
        tx.summary = "x"
    wanted = [site.id for site in sites]
    heard = []
    conference.subscribe(heard.append)
    for _ in range(60):
        last = wanted.pop()
        setup.move(conference, Site(id=last), Site(id=1000))
        wanted.insert(wanted.index(1000), last)
    assert [site.id for site in tables.SITES.all(conference.db, "position, id")] == wanted
    touched = [len(changes.rows) for changes in heard]
    assert max(touched) <= 20
    assert sum(touched) <= 60 * 3
    conference.close()
