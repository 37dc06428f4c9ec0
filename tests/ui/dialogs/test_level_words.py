"""A conference of a xã: no label and no example of any form speaks of a province, its sở or its huyện."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtWidgets import QAbstractButton, QComboBox, QLabel, QLineEdit, QPlainTextEdit, QWidget

from app.commands import setup
from app.conference import Conference
from app.domain.clock import SystemClock
from app.domain.facts import Level
from app.queries import desk as lists
from tests.ui.dialogs.conftest import Office
from ui.demo.script_file import load
from ui.dialogs.all_pages import BY_KEY
from ui.dialogs.fields import fields_of
from ui.dialogs.level_words import level_words, of_its_year, of_level
from ui.dialogs.pages import PageKey
from ui.dialogs.papers_window import PapersWindow
from ui.dialogs.plan_window import PlanWindow
from ui.dialogs.setup_steps import STEPS
from ui.dialogs.setup_wizard import SetupWizard
from ui.rehearsal import prepare

PROVINCE = re.compile(r"\btỉnh\b|\bsở\b|\bhuyện\b|\bquận\b|VPUBND|\btỉnh ủy\b", re.IGNORECASE)
TYPED = re.compile(r"Sở Nội vụ|Công an tỉnh|Điểm cầu UBND (tỉnh|huyện Bắc Yên)")
"""Rows that the test's own conference holds."""


def words_of(widget: QWidget) -> Iterator[str]:
    for part in (widget, *widget.findChildren(QWidget)):
        if isinstance(part, QLabel | QAbstractButton):
            yield part.text()
        if isinstance(part, QLineEdit | QPlainTextEdit):
            yield part.placeholderText()
        if isinstance(part, QComboBox):
            yield part.currentText()
        yield part.accessibleName()
        yield part.toolTip()


def of_a_province(widget: QWidget) -> set[str]:
    return {words for words in words_of(widget) if PROVINCE.search(TYPED.sub("", words))}


@pytest.fixture
def commune(office):
    facts = lists.facts(office.conference.db)
    setup.change_facts(office.conference, replace(facts, level=Level.COMMUNE, province="xã Suối Mơ"))
    return office


def test_no_page_of_a_commune_speaks_of_a_province(commune) -> None:
    found = {}
    for key in BY_KEY:
        page = commune.page(key)
        page.start_new()
        found[key] = of_a_province(page)
    assert {key: words for key, words in found.items() if words} == {}


def test_no_window_of_a_commune_speaks_of_a_province(commune, qtbot, tmp_path: Path) -> None:
    wizard = SetupWizard(commune.desk, commune.keys)
    plan = PlanWindow(commune.desk, commune.keys)
    papers = PapersWindow(commune.desk, commune.keys, tmp_path / "mau.json")
    for window in (wizard, plan, papers, papers.office):
        qtbot.addWidget(window)
        window.open()
    for place in range(len(STEPS)):
        wizard._turn_to(place)
        assert of_a_province(wizard.forms[place]) == set()
    qtbot.waitUntil(lambda: bool(papers._gaps_head.text()))  # they are read in a thread
    assert [of_a_province(window) for window in (plan, papers)] == [set(), set()]
    for window in (wizard, plan, papers, papers.office):
        window.close()


def test_the_words_follow_the_level_while_it_is_chosen(office) -> None:
    form = office.page(PageKey.FACTS).form
    label = next(label for label in form.findChildren(QLabel) if label.buddy() is form.input_of("province"))
    assert label.text() == "Tỉnh, thành phố"
    for level, words in ((Level.COMMUNE, "Xã, phường, đặc khu"), (Level.DISTRICT, "Huyện, thị xã, quận")):
        form.fill({"level": level})
        assert (label.text(), form.input_of("province").accessibleName()) == (words, words)
    form.fill({"level": Level.PROVINCE})
    assert label.text() == "Tỉnh, thành phố"


def test_a_script_of_a_commune_names_its_fields_as_they_are_shown(tmp_path: Path) -> None:
    file = Path(__file__).parents[2] / "fixtures" / "scripts" / "xa_suoi_mo.json"
    path = prepare.from_script(load(file), tmp_path, SystemClock())
    conference = Conference(path, SystemClock())
    facts = lists.facts(conference.db)
    conference.close()
    assert (facts.level, facts.province) == (Level.COMMUNE, "Suối Mơ")


def test_every_word_of_the_table_is_used() -> None:
    fields = [field for page in BY_KEY.values() for field in fields_of(page.sections)]
    fields += [field for step in STEPS for field in fields_of(step.sections)]
    assert level_words() <= {words for field in fields for words in (field.label, field.hint)}
    assert all(of_level(words, Level.PROVINCE) == words for words in level_words())


def test_examples_are_of_the_conferences_year(office: Office) -> None:
    """None is written with a year of its own; without a day it is the year of what was done last."""
    fields = [field for page in BY_KEY.values() for field in fields_of(page.sections)]
    fields += [field for step in STEPS for field in fields_of(step.sections)]
    assert [field.hint for field in fields if re.search(r"20\d\d", field.hint) or field.hint[:1].islower()] == []
    db = office.conference.db
    assert of_its_year("Ví dụ: ĐT{year}", db) == f"Ví dụ: ĐT{office.conference.now().year}"
    setup.change_facts(office.conference, replace(lists.facts(db), held_on=date(2031, 3, 22)))
    assert of_its_year("Ví dụ: ĐT{year}", db) == "Ví dụ: ĐT2031"
