"""Words of the papers: dates, lists of points, people, sites, and templates that offices may change."""

from collections.abc import Callable
from datetime import date

import pytest

from app.documents.blocks import Document
from app.documents.conclusion_notice import conclusion_notice
from app.documents.minutes import minutes_document
from app.documents.petition_annex import petition_annex
from app.documents.wording import Wording, capital, listed, point_letter, sentence, small, without_stop
from app.domain.report import ConferenceReport, ReportPerson
from tests.support import reports

WORDS = Wording(ConferenceReport(), "minutes")


@pytest.mark.parametrize(
    ("day", "wanted"),
    [
        (date(2024, 4, 4), "ngày 04 tháng 4 năm 2024"),
        (date(2020, 1, 5), "ngày 05 tháng 01 năm 2020"),
        (date(2019, 6, 29), "ngày 29 tháng 6 năm 2019"),
        (date(2025, 11, 21), "ngày 21 tháng 11 năm 2025"),
        (None, "ngày …… tháng …… năm ……"),
    ],
)
def test_administrative_dates(day: date | None, wanted: str) -> None:
    assert WORDS.date(day) == wanted


def test_points_follow_the_vietnamese_alphabet() -> None:
    wanted = ["a", "b", "c", "d", "đ", "e", "g", "h", "i", "k", "l", "m", "n", "o", "p", "q", "r", "s", "t", "u", "v"]
    assert [point_letter(place) for place in range(25)] == [*wanted, "x", "y", "aa", "ab"]


@pytest.mark.parametrize(
    ("person", "agency", "wanted"),
    [
        (
            ReportPerson("Ông", "Trần Bình Minh", "Phó Giám đốc"),
            "Sở Nội vụ",
            "Ông Trần Bình Minh, Phó Giám đốc Sở Nội vụ",
        ),
        (ReportPerson("Ông", "Minh", "Giám đốc Sở Nội vụ"), "Sở Nội vụ", "Ông Minh, Giám đốc Sở Nội vụ"),
        (ReportPerson("Ông", "Minh", ""), "Sở Nội vụ", "Ông Minh, Sở Nội vụ"),
        (ReportPerson("Đoàn viên", "Phú", "Bí thư", "Tỉnh đoàn"), "", "Đoàn viên Phú, Bí thư, Tỉnh đoàn"),
        (ReportPerson("", "", "", "Đoàn xã"), "", "Đoàn xã"),
        (ReportPerson(), "Sở Nội vụ", "Sở Nội vụ"),
        (None, "", ""),
    ],
)
def test_people_are_named_in_full(person: ReportPerson | None, agency: str, wanted: str) -> None:
    assert WORDS.person(person, agency) == wanted


def test_a_site_has_its_word_once() -> None:
    assert WORDS.site("Điểm cầu UBND tỉnh") == WORDS.site("UBND tỉnh") == "điểm cầu UBND tỉnh"


def test_a_deadline_is_led_in_as_it_was_said() -> None:
    assert WORDS.due("trước ngày 30/5/2023.") == "; thời hạn: trước ngày 30/5/2023"
    assert WORDS.due("Hoàn thành trong quý III/2023") == "; hoàn thành trong quý III/2023"


def test_typed_text_is_never_read_as_a_template() -> None:
    assert WORDS("asked", who="{who} {name}") == "{who} {name} hỏi: "
    own = Wording(ConferenceReport(phrases={"minutes.asked": "{who} {khác}: "}), "minutes")
    assert own("asked", who="A") == "A {khác}: "


def test_small_things() -> None:
    assert (capital("đoàn viên"), capital("")) == ("Đoàn viên", "")
    assert (small("Hội nghị"), small("UBND tỉnh")) == ("hội nghị", "UBND tỉnh")
    assert (sentence("Một"), sentence("Hai?"), sentence("Ba…")) == ("Một.", "Hai?", "Ba…")
    assert without_stop("Một;") == "Một"
    assert listed(["a", "", "b", "c"]) == "a; b; c"


@pytest.mark.parametrize("make", [minutes_document, conclusion_notice, petition_annex])
def test_no_slot_of_a_template_is_left_open(make: Callable[[ConferenceReport], Document]) -> None:
    for report in (reports.son_la(), reports.lao_cai(), reports.sixty_questions(), ConferenceReport()):
        document = make(report)
        assert "{" not in repr(document)
        assert "}" not in repr(document)
