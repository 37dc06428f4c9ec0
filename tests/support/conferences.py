"""Real conferences on real files for tests."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

from app.commands import queue, setup
from app.conference import Conference
from app.domain.changes import Table
from app.domain.errors import Rule, RuleError
from app.domain.facts import Facts
from app.domain.ids import AgencyId, QuestionId
from app.domain.roster import Agency, Person, Role, Site, SiteKind
from db.database import Database
from db.recorder import EventRecord
from tests.support.clock import FakeClock


def new_conference(folder: Path, clock: FakeClock | None = None, name: str = "hoi-nghi.hoinghi") -> Conference:
    """A conference with its first event, as a secretary has it after "Hội nghị mới"."""
    path = folder / name
    put_file(path, _empty_file())
    conference = Conference(path, clock or FakeClock(), operator="Thư ký")
    setup.create_conference(conference, Facts(name="Hội nghị đối thoại", province="Sơn La", code="ĐT2023"))
    return conference


@cache
def _empty_file() -> bytes:
    """Made once: what is in a new file is the same for every conference."""
    with TemporaryDirectory() as folder:
        path = Path(folder) / "moi.hoinghi"
        setup.create_conference_file(path)
        return path.read_bytes()


def caught_records(conference: Conference) -> list[EventRecord]:
    """What the memory hands on from now on, caught on its way to the file."""
    caught: list[EventRecord] = []
    submit = conference.follower.submit

    def catch(record: EventRecord) -> None:
        caught.append(record)
        submit(record)

    conference.follower.submit = catch  # type: ignore[method-assign]
    return caught


def put_file(path: Path, content: bytes) -> None:
    """A conference file as the program leaves it: owner only."""
    path.touch(mode=0o600, exist_ok=False)
    path.write_bytes(content)


def with_people(conference: Conference) -> dict[str, int]:
    """Two agencies, two sites, a chair and an asker; returns their ids by short names."""
    return {
        "snv": setup.add(conference, Agency(name="Sở Nội vụ", short_name="SNV")),
        "cat": setup.add(conference, Agency(name="Công an tỉnh", short_name="CAT")),
        "hall": setup.add(conference, Site(name="Điểm cầu UBND tỉnh", kind=SiteKind.MAIN)),
        "bac_yen": setup.add(conference, Site(name="Điểm cầu UBND huyện Bắc Yên")),
        "chair": setup.add_person(
            conference, Person(name="Hoàng Quốc Khánh", title="Chủ tịch UBND tỉnh"), [Role.CHAIR]
        ),
        "phu": setup.add_person(conference, Person(name="Lò Văn Phú", unit="Tỉnh đoàn Sơn La"), [Role.DELEGATE]),
    }


def with_question(conference: Conference, approved: bool = True, agency: int | None = None) -> QuestionId:
    question_id = queue.register_question(
        conference,
        queue.NewQuestion(
            asker_name="Quàng Văn Tuấn",
            unit="Trường Đại học Tây Bắc",
            verbatim="Giải pháp quản lý mạng xã hội?",
            agency_id=AgencyId(agency) if agency else None,
        ),
    )
    if approved:
        queue.approve(conference, question_id)
    return question_id


def state_of(db: Database, without_hall: bool = True) -> dict[str, list[tuple[object, ...]]]:
    """Every recorded row, for comparing whole states; the hall's row is left out where undo must not touch it."""
    skipped = {Table.PROJECTION} if without_hall else set()
    return {
        table.value: db.execute(f"SELECT * FROM {table.value} ORDER BY id").fetchall()
        for table in Table
        if table not in skipped
    }


def digest_of_state(db: Database) -> str:
    """All recorded rows as one number, for comparing across processes."""
    return hashlib.sha256(repr(state_of(db, without_hall=False)).encode()).hexdigest()


def refused(conference: Conference, command: Callable[..., object], *arguments: object) -> Rule:
    """The rule that a command is refused by; nothing may have changed."""
    before = state_of(conference.db, without_hall=False)
    try:
        command(conference, *arguments)
    except RuleError as error:
        assert state_of(conference.db, without_hall=False) == before
        return error.code
    raise AssertionError("the command was not refused")
