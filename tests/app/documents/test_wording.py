"""Words of the papers: dates, lists of points, people, sites, and templates that offices may change."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date

import pytest

from app.documents.blocks import Document, LetterHead, Paragraph
from app.documents.catalogue import CATALOGUE
from app.documents.conclusion_notice import conclusion_notice
from app.documents.minutes import minutes_document
from app.documents.petition_annex import petition_annex
from app.documents.wording import Wording, capital, listed, point_letter, sentence, small, without_stop
from app.domain.facts import Facts, Issuer, Level
from app.domain.paper import PaperKind
from app.domain.report import ConferenceReport, ReportConclusion, ReportPerson
from tests.support import reports
from tests.support.word_file import source_letters

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


COMMUNE = replace(
    reports.lao_cai(),
    facts=Facts(
        name="Hội nghị đối thoại giữa Chủ tịch UBND xã Suối Mơ với thanh niên năm 2026",
        level=Level.COMMUNE,
        province="Suối Mơ",
        occasion="Tháng Thanh niên năm 2026",
        held_on=date(2026, 3, 5),
        organ="ỦY BAN NHÂN DÂN XÃ SUỐI MƠ",
        notice_issuer=Issuer.COMMITTEE,
    ),
    conclusions=(ReportConclusion(id=1, text="Rà soát đường liên bản."),),
)


@pytest.mark.parametrize("kind", CATALOGUE)
def test_papers_of_a_commune_do_not_speak_of_the_province(kind: PaperKind) -> None:
    """What stands in the names, words and titles somebody typed is theirs; a report with none has no "tỉnh"."""
    bare = replace(COMMUNE, chair=None, guests=(), participants=(), questions=(), recipients=(), signature_blocks=())
    for report in (bare, replace(bare, facts=replace(bare.facts, notice_issuer=Issuer.OFFICE))):
        texts = source_letters(CATALOGUE[kind].document(report))
        assert "tỉnh" not in texts
        assert "huyện" not in texts


def test_the_notice_of_a_commune_speaks_to_its_own_bodies() -> None:
    made = conclusion_notice(COMMUNE)
    text = "\n".join(block.text for block in made.blocks if isinstance(block, Paragraph))
    assert "nhân dịp tháng Thanh niên năm 2026, UBND xã tổ chức" in text
    assert "lãnh đạo các phòng, ban, ngành, đoàn thể thuộc UBND xã" in text
    assert "Yêu cầu các phòng, ban, ngành, đoàn thể xã; các thôn, bản, tổ dân phố tổ chức thực hiện" in text


@pytest.mark.parametrize("build", [minutes_document, conclusion_notice])
@pytest.mark.parametrize("issuer", Issuer)
def test_a_committee_stands_once_in_its_head(build: Callable[[ConferenceReport], Document], issuer: Issuer) -> None:
    head = build(replace(COMMUNE, facts=replace(COMMUNE.facts, notice_issuer=issuer))).blocks[0]
    assert isinstance(head, LetterHead)
    assert (head.parent, head.organ) == ((), ("ỦY BAN NHÂN DÂN", "XÃ SUỐI MƠ"))


@pytest.mark.parametrize(
    ("held_on", "wanted"),
    [(date(2024, 4, 4), "UBND các huyện, thị xã, thành phố"), (date(2026, 3, 5), "UBND các xã, phường")],
)
def test_districts_are_addressed_while_there_were_any(held_on: date, wanted: str) -> None:
    report = ConferenceReport(facts=Facts(held_on=held_on))
    assert wanted in Wording(report, "notice")("tasks_lead")


def test_a_deadline_in_mid_sentence_begins_small() -> None:
    assert WORDS.due("Đến năm 2025") == "; thời hạn: đến năm 2025"
    assert WORDS.due("Hoàn thành trước ngày 20/4/2023.") == "; hoàn thành trước ngày 20/4/2023"


def test_a_slot_without_text_stays_empty() -> None:
    words = Wording(ConferenceReport(phrases={"notice.subject": "a{name}b{lạ}"}), "notice")
    assert words("subject", name="") == "ab{lạ}"
