"""The ten tasks of the Lào Cai notice composed from verb, lead, supports, task and deadline, and put in order."""

from collections.abc import Generator
from pathlib import Path

import pytest

from app.commands import conclusions, minutes
from app.conference import Conference
from app.documents.blocks import Paragraph
from app.documents.conclusion_notice import conclusion_notice
from app.queries.report import conference_report
from tests.support.conferences import new_conference
from tests.support.lao_cai import enter_facts, enter_tasks, tasks
from tests.support.reports import IN_FULL, source


@pytest.fixture
def conference(tmp_path: Path) -> Generator[Conference]:
    conference = new_conference(tmp_path)
    yield conference
    conference.close()


def numbered(conference: Conference) -> list[str]:
    """The lines of sections 2 and 3 without the leading sentence of section 2."""
    blocks = conclusion_notice(conference_report(conference.db)).blocks
    said = [block.text for block in blocks if isinstance(block, Paragraph)]
    return [text for text in said if text.startswith(("2.", "3."))][1:]


def issued() -> list[str]:
    return [task["raw"].replace("*", "") for task in source("lao_cai_2024_notice")["tasks"]]


def squeezed(text: str) -> str:
    return "".join(text.split())


def test_the_ten_tasks_are_those_that_were_issued_in_their_order(conference: Conference) -> None:
    enter_facts(conference)
    enter_tasks(conference, tasks())
    assert [squeezed(text) for text in numbered(conference)] == [squeezed(text) for text in issued()]


def test_nothing_that_verb_bodies_or_deadline_say_is_stored_in_a_text() -> None:
    for task, line in zip(tasks(), issued(), strict=True):
        framed = task["verb"] != "none" or task["lead_text"] or task["due"]
        assert squeezed(str(task["text"])) in squeezed(line)
        assert len(str(task["text"])) < len(line)
        for said in (*task["leads"], task["lead_text"], task["due"]):  # type: ignore[misc]
            assert not said or str(said) not in str(task["text"])[:60], f"{task['no']} says {said} in its text"
        assert framed or task["no"] in {"2.1", "2.3", "2.4", "2.5"}


def test_they_number_themselves_whatever_the_order_of_entry_and_can_be_moved(conference: Conference) -> None:
    entered = tasks()
    minutes.change_pattern(conference, *IN_FULL)
    ids = enter_tasks(conference, reversed(entered))
    sections = [line.split(" ")[0] for line in numbered(conference)]
    assert sections == ["2.1.", "2.2.", "2.3.", "2.4.", "2.5.", "2.6.", "2.7.", "2.8.", "2.9.", "3."]
    of = dict(zip([str(task["no"]) for task in reversed(entered)], ids, strict=True))
    for no in ("2.1", "2.2", "2.3", "2.4", "2.5", "2.6", "2.7", "2.8", "2.9"):
        conclusions.move_conclusion(conference, of[no], None)
    assert [squeezed(text) for text in numbered(conference)] == [squeezed(text) for text in issued()]
    conference.undo()
    assert squeezed(numbered(conference)[-2]) != squeezed(issued()[-2])
