"""The Sơn La conference replayed: complete minutes from acts, lists and the words spoken, nothing else typed."""

import re
from collections.abc import Generator
from pathlib import Path

import pytest

from app.conference import Conference
from app.documents.blocks import Heading, Paragraph
from app.documents.conclusion_notice import conclusion_notice
from app.documents.minutes import minutes_document, minutes_sentences
from app.documents.sentences import Sentence
from app.queries.gaps import gaps
from app.queries.report import conference_report
from app.queries.sentence_events import events_of_sentence
from tests.support.reports import source
from tests.support.son_la import replay, spoken, typed_by_hand


@pytest.fixture(scope="module")
def conference(tmp_path_factory: pytest.TempPathFactory) -> Generator[Conference]:
    opened = replay(Path(tmp_path_factory.mktemp("son-la")))
    yield opened
    opened.close()


def lines(conference: Conference) -> list[str]:
    document = minutes_document(conference_report(conference.db))
    return [block.text for block in document.blocks if isinstance(block, Paragraph)]


def test_nothing_but_the_words_spoken_is_typed(conference: Conference) -> None:
    assert typed_by_hand(conference) == spoken()
    assert conference_report(conference.db).sentences == {}


def test_the_minutes_are_complete(conference: Conference) -> None:
    report = conference_report(conference.db)
    assert [gap.key for gap in minutes_document(report).gaps] == ["recipients"]
    assert [gap.key for gap in conclusion_notice(report).gaps] == ["part_c"]
    assert gaps(conference.db) == ()
    assert not any("……" in line for line in lines(conference))


def test_each_question_and_answer_is_told_with_its_hour_and_its_people(conference: Conference) -> None:
    told = lines(conference)
    for item in source("son_la_2023")["qa"]:
        asked = next(line for line in told if line.endswith(f" hỏi: {item['question']}"))
        assert re.match(r"Hồi \d\d giờ \d\d phút, ", asked)
        assert item["asker"]["name"] in asked
        answered = next(line for line in told if line.endswith(f" trả lời: {item['answer']}"))
        assert re.match(r"Hồi \d\d giờ \d\d phút, ", answered)
        assert f"{item['respondent']['name']}, {item['respondent']['title']}" in answered


def test_every_printed_sentence_leads_to_its_acts(conference: Conference) -> None:
    told = minutes_sentences(conference_report(conference.db))
    keys = [one.key for one in told if isinstance(one, Sentence)]
    assert len(keys) == len(set(keys)) > 40
    assert [key for key in keys if not events_of_sentence(conference.db, key)] == []


def test_the_five_deadlines_stand_in_them(conference: Conference) -> None:
    text = "\n".join(lines(conference))
    wanted = [promise for item in source("son_la_2023")["qa"] for promise in item["commitments"]]
    assert len(wanted) == 5
    for promise in wanted:
        assert promise["due_text"].removeprefix("hoàn thành ").lower() in text.lower()
    stored = conference.db.execute("SELECT due_on FROM commitment ORDER BY id").fetchall()
    assert sorted(row[0] for row in stored) == sorted(promise["due"] for promise in wanted)


def test_questions_carry_their_numbers_and_promises_their_codes(conference: Conference) -> None:
    """The code of a question would say its number twice, and push the symbol of a decree over the end of a line."""
    document = minutes_document(conference_report(conference.db))
    headings = [block.text for block in document.blocks if isinstance(block, Heading)]
    assert any(text.startswith("1. Câu hỏi số 01: ") for text in headings)
    text = "".join(lines(conference))
    assert [code for code in ("(ĐT2023-01.1);", "(ĐT2023-01.4).", "(ĐT2023-05.1).") if code not in text] == []
