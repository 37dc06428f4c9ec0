"""What the fields of the program offer, by the figures of product.md 5.2: doubles at F3, agencies at F4 and F2."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from app.commands import queue, setup
from app.conference import Conference
from app.domain.ids import AgencyId, QuestionId
from app.domain.roster import Agency
from app.queries import similar
from app.queries.likely_agencies import likely_agencies
from app.queries.similar import similar_questions
from tests.support.conferences import new_conference

SETS = Path(__file__).resolve().parents[2] / "fixtures" / "reading"


def labelled(name: str) -> Any:
    return json.loads((SETS / f"{name}.json").read_text(encoding="utf-8"))


def asked(conference: Conference, text: str, agency: int = 0) -> QuestionId:
    given = AgencyId(agency) if agency else None
    return queue.register_question(conference, queue.NewQuestion(verbatim=text, agency_id=given))


def test_four_of_five_doubles_are_among_the_first_three(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Also where only the nearest of many are compared in full."""
    data = labelled("doubles")
    conference = new_conference(tmp_path)
    ids = {question["id"]: asked(conference, question["text"]) for question in data["pool"]}
    both = [pair for one, other in data["pairs"] for pair in ((one, other), (other, one))]
    for weighed in (similar.WEIGHED, 40):
        monkeypatch.setattr(similar, "WEIGHED", weighed)
        firsts = {one: [s.id for s in similar_questions(conference.db, ids[one])[:3]] for one, _ in both}
        assert sum(ids[other] in firsts[one] for one, other in both) >= 0.8 * len(both)
    conference.close()


def test_what_is_not_alike_is_not_offered(tmp_path: Path) -> None:
    conference = new_conference(tmp_path)
    one = asked(conference, "Khi nào bản em có sóng điện thoại?")
    asked(conference, "Thủ tục vay vốn khởi nghiệp thế nào?")
    assert similar_questions(conference.db, one) == ()
    twin = asked(conference, "khi nao ban em co song dien thoai?")
    assert [found.id for found in similar_questions(conference.db, one)] == [twin]
    conference.close()


def test_seven_of_ten_first_suggestions_are_right_by_the_shipped_words(tmp_path: Path) -> None:
    questions = labelled("agency_questions")["questions"]
    conference = new_conference(tmp_path)
    names = sorted({name for question in questions for name in question["agencies"]})
    ids = {name: setup.add(conference, Agency(name=name)) for name in names}
    firsts = [likely_agencies(conference.db, question["text"])[:1] for question in questions]
    right = [{ids[name] for name in question["agencies"]} for question in questions]
    assert sum(set(first) <= names and bool(first) for first, names in zip(firsts, right, strict=True)) >= 0.7 * len(
        right
    )
    conference.close()


def test_words_of_the_office_stand_for_those_shipped(tmp_path: Path) -> None:
    conference = new_conference(tmp_path)
    health = setup.add(conference, Agency(name="Sở Y tế tỉnh Sơn La"))
    assert likely_agencies(conference.db, "Trạm y tế xã thiếu bác sĩ") == (health,)
    own = setup.add(conference, Agency(name="Trung tâm A", keywords="trạm y tế"))
    assert likely_agencies(conference.db, "Xây lại trạm y tế") == (health, own)
    assert likely_agencies(conference.db, "Xin chào các anh chị") == ()
    conference.close()


def test_who_was_given_the_like_before_is_offered(tmp_path: Path) -> None:
    """The question asked about does not speak for its own agency: that may be the mistake to be mended."""
    conference = new_conference(tmp_path)
    given = setup.add(conference, Agency(name="Ban Quản lý rừng"))
    first = asked(conference, "Xã em muốn mở lối mòn lên đỉnh núi", given)
    assert likely_agencies(conference.db, "Bản em cũng muốn mở lối mòn lên đỉnh núi") == (given,)
    assert likely_agencies(conference.db, "Xã em muốn mở lối mòn lên đỉnh núi", first) == ()
    conference.close()
