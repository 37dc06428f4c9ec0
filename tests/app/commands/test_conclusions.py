"""The chair's directions: order, verbs, who leads and who supports, and legal texts stored once."""

from dataclasses import replace

from app.commands import conclusions
from app.conference import Conference
from app.domain.conclusion import Conclusion, LegalText, Part, Verb
from app.domain.errors import Rule
from app.domain.ids import AgencyId, ConclusionId
from db import tables
from tests.support.conferences import refused, state_of, with_question


def task(conference: Conference, text: str) -> ConclusionId:
    return conclusions.record_conclusion(conference, Conclusion(text=text, verb=Verb.ASSIGN))


def texts(conference: Conference) -> list[str]:
    return [found.text for found in tables.CONCLUSIONS.all(conference.db, "position, id")]


def agencies(conference: Conference, task_id: ConclusionId) -> list[tuple[int, Part]]:
    rows = tables.CONCLUSION_AGENCIES.where(conference.db, "conclusion_id = ?", [task_id], "position, id")
    return [(row.agency_id, row.part) for row in rows]


def test_record_conclusion_keeps_leads_before_supports(conference: Conference, ids: dict[str, int]) -> None:
    snv, cat = AgencyId(ids["snv"]), AgencyId(ids["cat"])
    first = conclusions.record_conclusion(conference, Conclusion(text="Rà soát"), [cat], [snv])
    assert agencies(conference, first) == [(cat, Part.LEAD), (snv, Part.SUPPORT)]
    task(conference, "Báo cáo")
    assert texts(conference) == ["Rà soát", "Báo cáo"]


def test_record_conclusion_needs_words(conference: Conference) -> None:
    assert refused(conference, conclusions.record_conclusion, Conclusion(text="  ")) is Rule.EMPTY_NAME


def test_change_conclusion_keeps_its_place_and_the_agencies_that_stay(
    conference: Conference, ids: dict[str, int]
) -> None:
    snv, cat = AgencyId(ids["snv"]), AgencyId(ids["cat"])
    first = conclusions.record_conclusion(conference, Conclusion(text="Rà soát"), [snv], [cat])
    kept = tables.CONCLUSION_AGENCIES.where(conference.db, "agency_id = ?", [cat])[0]
    stored = tables.CONCLUSIONS.get(conference.db, first)
    conclusions.change_conclusion(conference, replace(stored, text="Rà soát lại", position=5), [], [cat])
    assert tables.CONCLUSIONS.get(conference.db, first) == replace(stored, text="Rà soát lại")
    assert tables.CONCLUSION_AGENCIES.all(conference.db) == (replace(kept, position=1),)


def test_remove_conclusion_with_its_agencies_is_undone_whole(conference: Conference, ids: dict[str, int]) -> None:
    first = conclusions.record_conclusion(conference, Conclusion(text="Rà soát"), [AgencyId(ids["snv"])])
    before = state_of(conference.db)
    conclusions.remove_conclusion(conference, first)
    assert tables.CONCLUSION_AGENCIES.all(conference.db) == ()
    conference.undo()
    assert state_of(conference.db) == before


def test_move_conclusion_changes_the_order_of_the_notice(conference: Conference) -> None:
    first, _, third = (task(conference, text) for text in ("một", "hai", "ba"))
    conclusions.move_conclusion(conference, third, first)
    assert texts(conference) == ["ba", "một", "hai"]


def test_cite_stores_a_legal_text_once_and_each_place_once(conference: Conference) -> None:
    law = LegalText(full="Nghị định số 13/2021/NĐ-CP", number="13/2021/NĐ-CP")
    question_id = with_question(conference)
    conclusions.cite(conference, law)
    conclusions.cite(conference, law, question_id)
    before = conference.last_event()
    conclusions.cite(conference, replace(law, full=" Nghị định  số 13/2021/NĐ-CP"), question_id)
    assert conference.last_event() == before
    assert len(tables.LEGAL_TEXTS.all(conference.db)) == 1
    assert [row.question_id for row in tables.LEGAL_CITATIONS.all(conference.db)] == [None, question_id]
