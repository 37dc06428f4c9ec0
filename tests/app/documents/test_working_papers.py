"""The papers of the house: programme, script, annexes apart, slips, statistics, logs, portal, press, paper twin."""

from collections import Counter
from collections.abc import Callable
from dataclasses import replace
from html.parser import HTMLParser
from io import BytesIO
from zipfile import ZipFile

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pypdf import PdfReader
from python_calamine import CalamineWorkbook

from app.documents import docx, html, pdf, xlsx
from app.documents.annexes import annexes_document
from app.documents.blocks import BarChart, Cards, Document, Heading, Paragraph, Part, Row, RowKind, Table, Title, plain
from app.documents.closing_card import reconciliation
from app.documents.logs import event_log, hall_log
from app.documents.paper_twin import paper_twin
from app.documents.petition_annex import petition_annex
from app.documents.petition_lines import answered, demands, passed_on, unanswered
from app.documents.portal import portal_document
from app.documents.press import press_summary
from app.documents.programme import programme_document, timed_items
from app.documents.running_script import running_script
from app.documents.slips import matters_by_agency, slips_document
from app.documents.statistics_report import statistics_report
from app.documents.wording import Wording
from app.domain.agenda import AgendaKind, AgendaStatus
from app.domain.facts import Facts
from app.domain.petition import ReplyMode
from app.domain.projection import HallState
from app.domain.question import QuestionState
from app.domain.report import (
    ConferenceReport,
    ReportAgendaItem,
    ReportAnswer,
    ReportHallMoment,
    ReportPerson,
    ReportPetition,
    ReportPrepared,
    ReportQuestion,
)
from app.domain.scene import QuestionCard
from tests.support import reports
from tests.support.hard_texts import LONG, one_of_each, with_text
from tests.support.pdf_measure import letters_of, measure
from tests.support.word_file import letters_of as word_letters
from tests.support.word_file import opened, squeezed
from tests.support.wording import HOSTILE

SIXTY = reports.sixty_questions()
SON_LA = reports.son_la()


def texts(document: Document) -> list[str]:
    return [block.text for block in document.blocks if isinstance(block, Paragraph | Heading)]


def tables(document: Document) -> list[Table]:
    return [block for block in document.blocks if isinstance(block, Table)]


def plain_rows(table: Table) -> list[tuple[str, ...]]:
    return [row.cells for row in table.rows if row.kind is RowKind.PLAIN]


def item(title: str, start: str = "", minutes: int = 0, **fields: object) -> ReportAgendaItem:
    return ReportAgendaItem(title=title, planned_start=start, planned_minutes=minutes, **fields)  # type: ignore[arg-type]


def test_an_item_without_a_start_begins_when_the_one_before_ends() -> None:
    skipped = item("Bỏ", "09:00", 60, status=AgendaStatus.SKIPPED)
    agenda = (item("Một", "08:00", 15), item("Hai", minutes=30), skipped, item("Ba"), item("Bốn"), item("Năm", "10:05"))
    report = ConferenceReport(facts=Facts(name="Hội nghị"), agenda=agenda)
    assert [(t.item.title, t.start, t.end) for t in timed_items(report)] == [
        ("Một", 480, 495),
        ("Hai", 495, 525),
        ("Ba", 525, None),
        ("Bốn", None, None),
        ("Năm", 605, None),
    ]
    rows = plain_rows(tables(programme_document(report))[0])
    assert [row[0] for row in rows] == ["08 giờ 00 - 08 giờ 15", "08 giờ 15 - 08 giờ 45", "08 giờ 45", "", "10 giờ 05"]


def test_the_programme_names_what_is_missing() -> None:
    report = ConferenceReport(facts=Facts(name="Hội nghị"), agenda=(item("Khai mạc", id=4),))
    assert [gap.key for gap in programme_document(report).gaps] == ["held_on", "place", "agenda/4/time", "agenda/4/who"]
    assert "items" in {gap.key for gap in programme_document(ConferenceReport()).gaps}


def test_the_script_holds_every_question_by_topic_with_its_prepared_answer() -> None:
    said = texts(running_script(SIXTY))
    for question in SIXTY.questions:
        assert any(text.startswith(f"{question.code}: ") for text in said)
    assert sum(text.startswith("Nội dung chuẩn bị: ") for text in said) == 60
    assert sum("chưa có văn bản chuẩn bị" in text for text in said) == 15
    topics = [text for text in said if text.endswith("câu hỏi)")]
    assert [text[:3] for text in topics] == ["A. ", "B. ", "C. ", "D. "]


def test_the_script_gives_texts_of_the_host_and_the_dialogue_once() -> None:
    agenda = (
        item("Khai mạc", "08:00", 10, script="Kính thưa Hội nghị!", kind=AgendaKind.OPENING),
        item("Đối thoại", kind=AgendaKind.DIALOGUE),
        item("Đối thoại tiếp", kind=AgendaKind.DIALOGUE),
    )
    prepared = (ReportPrepared("Sở Nội vụ", ReportPerson("Ông", "Minh", "Giám đốc"), "Đang làm."),)
    question = ReportQuestion(id=1, number=1, verbatim="Khi nào?", prepared=prepared, state=QuestionState.WAITING)
    said = texts(running_script(ConferenceReport(agenda=agenda, questions=(question,))))
    assert "Lời dẫn: Kính thưa Hội nghị!" in said
    assert "Dự kiến trả lời: Ông Minh, Giám đốc Sở Nội vụ." in said
    assert said.count("Câu hỏi: Khi nào?") == 1


def test_every_petition_stands_in_exactly_one_of_the_three_annexes() -> None:
    of = demands(SIXTY)
    parts = (passed_on(of), answered(of), unanswered(of))
    assert sum(map(len, parts)) == len(of)
    assert Counter(id(p) for part in parts for _, p in part) == Counter(id(p) for _, p in of)
    document = annexes_document(SIXTY)
    assert [len(plain_rows(table)) for table in tables(document)] == [len(part) for part in parts]
    assert [block.label for block in document.blocks if hasattr(block, "label")] == [
        "Phụ lục I",
        "Phụ lục II",
        "Phụ lục III",
    ]


def test_a_single_annex_has_no_number_and_totals_agree() -> None:
    question = ReportQuestion(
        id=1, number=1, state=QuestionState.FINISHED, petitions=(ReportPetition(1, reply_mode=ReplyMode.ORAL),)
    )
    document = annexes_document(ConferenceReport(questions=(question,)))
    assert [block.label for block in document.blocks if hasattr(block, "label")] == ["Phụ lục"]
    total = [row.cells[0] for table in tables(document) for row in table.rows if row.kind is RowKind.TOTAL]
    assert total == ["Tổng cộng: 01 nội dung."]


def test_slips_name_every_matter_of_their_agency_once() -> None:
    matters = matters_by_agency(SIXTY)
    document = slips_document(SIXTY)
    cover, *slips = tables(document)
    assert len(slips) == len(matters) == len(plain_rows(cover)) == 8
    for (agency, of), slip, line in zip(matters.items(), slips, plain_rows(cover), strict=True):
        assert [row[1] for row in plain_rows(slip)] == [matter.code for matter in of]
        assert (line[1], line[2]) == (agency, f"{len(of):02d}")
        assert len({matter.code for matter in of}) == len(of)
    on_slips = {m.code for of in matters.values() for m in of}
    promises = {f"{q.code}.{c.number}" for q in SIXTY.questions for c in q.commitments if c.agency}
    assert promises <= on_slips


def test_what_was_answered_at_once_is_on_no_slip() -> None:
    petitions = (ReportPetition(1, "Một", "Sở A", reply_mode=ReplyMode.ORAL), ReportPetition(2, "Hai", "Sở B"))
    question = ReportQuestion(id=1, number=1, state=QuestionState.FINISHED, petitions=petitions)
    assert list(matters_by_agency(ConferenceReport(questions=(question,)))) == ["Sở B"]


def test_all_figures_of_the_statistics_add_up() -> None:
    document = statistics_report(SIXTY)
    charts = [block for block in document.blocks if isinstance(block, BarChart)]
    of_questions = [chart for chart in charts if chart.title == "Số ý kiến"]
    assert [sum(bar.value for bar in chart.bars) for chart in of_questions] == [60] * 5
    petitions = next(chart for chart in charts if "kiến nghị" in chart.title)
    assert sum(bar.value for bar in petitions.bars) == len(demands(SIXTY)) == 120
    for chart, table in zip(charts, tables(document), strict=True):
        assert [bar.label for bar in chart.bars] == [row[1] for row in plain_rows(table)][: len(chart.bars)]
    for table in tables(document)[:2]:
        listed = [number for row in plain_rows(table) for number in row[4].split(", ")]
        assert sorted(listed) == [f"{n:02d}" for n in range(1, 61)]


def test_the_sum_line_is_the_sum() -> None:
    line = reconciliation(Wording(SIXTY, "statistics"))
    total, _, parts = line.removeprefix("Tổng ").partition(" ý kiến = ")
    assert int(total) == sum(int(part.split()[0]) for part in parts.split(" + ")) == 60


def test_every_bar_has_its_number_and_fits_the_page() -> None:
    for page in measure(pdf.render(statistics_report(SIXTY))):
        assert all(line.right < page.width - 15 * 72 / 25.4 + 1 for line in page.lines)
    letters = letters_of(pdf.render(statistics_report(SIXTY)))
    for chart in (b for b in statistics_report(SIXTY).blocks if isinstance(b, BarChart)):
        for bar in chart.bars:
            assert squeezed(f"{bar.label}{bar.text}") in letters


def test_logs_show_every_act_in_order_and_the_hall_only_its_own() -> None:
    rows = plain_rows(tables(event_log(SIXTY))[0])
    assert [row[0] for row in rows] == [str(n) for n in range(1, 121)]
    assert rows[0][1] == "14:00:40"
    assert [row[0] for row in rows if row[4] == "Đã hoàn tác"] == [str(n) for n in range(10, 121, 10)]


def test_the_journal_of_the_hall_shows_each_picture_with_its_times() -> None:
    [table] = tables(hall_log(SIXTY))
    rows = [row.cells for row in table.rows]
    assert [row[0] for row in rows] == [str(n) for n in range(1, 41)]
    assert rows[0][2] == "14:01:00\nđến 14:02:00"
    shown = "Câu 01 – Việc làm cho thanh niên ở xã\nTrang chiếu 2/2"
    assert [row[3] for row in rows[:3]] == [shown, f"{shown}\nGiữ hình", "Bìa hội nghị che màn chiếu"]
    assert [bool(row.picture) for row in table.rows[:4]] == [True, True, False, True]
    bare = (ReportHallMoment(SIXTY.hall[0].at, None, "", state) for state in (HallState.LIVE, HallState.HELD))
    untaken = tables(hall_log(replace(SIXTY, hall=tuple(bare))))[0].rows
    assert [row.cells[3] for row in untaken] == ["Bìa hội nghị", "Bìa hội nghị\nGiữ hình"], "opened, nothing taken"
    held = replace(SIXTY, hall=(replace(SIXTY.hall[0], until=None),))
    assert tables(hall_log(held))[0].rows[0].cells[2] == "14:01:00"


def test_a_log_that_does_not_begin_at_the_beginning_says_so() -> None:
    later = replace(SIXTY, log=SIXTY.log[30:])
    told = "Các thao tác trước số 31 nằm trong tệp hội nghị, không in ở đây."
    for paper in (event_log, hall_log):
        assert any(text.endswith(told) for text in texts(paper(later)))
        assert not any(told[:20] in text for text in texts(paper(SIXTY)))


def test_its_thumbnails_stand_in_every_format_each_stored_once() -> None:
    document = hall_log(SIXTY)
    pages = PdfReader(BytesIO(pdf.render(document))).pages
    assert sum(len(page.images) for page in pages) >= 11
    assert letters_of(pdf.render(document)).count("Trangchiếu2/2") == 20
    with ZipFile(BytesIO(docx.render(document))) as word:
        assert sum(name.startswith("word/media/") for name in word.namelist()) == 11
        assert word.read("word/document.xml").count(b"<w:drawing>") == 30
    with ZipFile(BytesIO(xlsx.render(document))) as book:
        assert sum(name.startswith("xl/media/") for name in book.namelist()) == 11


def test_a_log_without_names_has_no_column_for_them() -> None:
    nameless = replace(SIXTY, log=tuple(replace(line, operator="") for line in SIXTY.log))
    assert [len(tables(event_log(report))[0].columns) for report in (SIXTY, nameless)] == [5, 4]


def test_the_press_text_has_the_shape_of_the_article() -> None:
    said = texts(press_summary(SON_LA))
    assert said[0].startswith("Kỷ niệm 92 năm Ngày thành lập Đoàn TNCS Hồ Chí Minh")
    assert "chiều 22/3/2023, đồng chí Hoàng Quốc Khánh, Phó Bí thư Tỉnh ủy, Chủ tịch UBND tỉnh chủ trì" in said[0]
    assert said[1].startswith("Dự Hội nghị có ")
    assert said[2].startswith("Phát biểu khai mạc Hội nghị, đồng chí Chủ tịch UBND tỉnh nhấn mạnh: ")
    assert said[3].startswith("Với chủ đề “Thanh niên Sơn La với chuyển đổi số”, ")
    assert "11 ý kiến về các nội dung: " in said[3]
    for asked, answer in zip(SON_LA.questions[:7], said[5:18:2], strict=True):
        assert answer.endswith(asked.answers[0].text)
        assert " trả lời: " in answer
    assert said[18].startswith("Kết luận Hội nghị, đồng chí Chủ tịch UBND tỉnh đề nghị: ")
    assert said[19].startswith("Đồng chí Chủ tịch UBND tỉnh cũng đề nghị: ")


class Page(HTMLParser):
    """Text and tags of a web page."""

    def __init__(self) -> None:
        super().__init__()
        self.text: list[str] = []
        self.tags: set[str] = set()

    def handle_data(self, data: str) -> None:
        self.text.append(data)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)


@pytest.mark.parametrize("text", HOSTILE)
def test_typed_text_on_the_web_page_is_text(text: str) -> None:
    page = Page()
    page.feed(html.render(Document("x", "y", (Part((plain(text),)),))))
    assert page.tags <= {"html", "head", "meta", "title", "body", "p", "br"}
    assert squeezed(docx.plain_text(text)) in squeezed("".join(page.text))


PRIVATE = "KÍN"


def private_question(number: int, card: QuestionCard | None, state: QuestionState) -> ReportQuestion:
    """Everything that is not public is marked."""
    return ReportQuestion(
        id=number,
        number=number,
        code=PRIVATE,
        state=state,
        asker=ReportPerson(PRIVATE, PRIVATE, PRIVATE, PRIVATE),
        gist=PRIVATE,
        verbatim=PRIVATE,
        short_text=PRIVATE,
        site=PRIVATE,
        topic=PRIVATE,
        petitions=(ReportPetition(number, PRIVATE, result_text=PRIVATE, reply_number=PRIVATE, note=PRIVATE),),
        answers=(ReportAnswer(number, agency="Sở Nội vụ", text="Đang làm."),),
        prepared=(ReportPrepared(PRIVATE, None, PRIVATE),),
        end_reason=PRIVATE,
        group=PRIVATE,
        public=card,
    )


CARDS = st.one_of(
    st.none(),
    st.builds(
        QuestionCard,
        number=st.integers(1, 99),
        topic=st.sampled_from(["", "Việc làm", "<b>"]),
        text=st.text(max_size=20),
        asker=st.sampled_from(["", "Phú", "&"]),
        unit=st.sampled_from(["", "Tỉnh đoàn"]),
        site=st.sampled_from(["", "Bắc Yên"]),
    ),
)


@settings(max_examples=100, deadline=None)
@given(st.lists(st.tuples(CARDS, st.sampled_from(list(QuestionState))), min_size=100, max_size=100))
def test_ten_thousand_records_publish_no_private_field(drawn: list[tuple[QuestionCard | None, QuestionState]]) -> None:
    questions = tuple(private_question(number, *given) for number, given in enumerate(drawn))
    report = ConferenceReport(facts=Facts(name="Hội nghị"), questions=questions)
    for document in (portal_document(report), press_summary(report)):
        assert PRIVATE not in html.render(document)
        assert PRIVATE not in "".join(texts(document))
    shown = sum(text.startswith("Câu số ") for text in texts(portal_document(report)))
    assert shown == sum(q.was_asked and q.public is not None for q in questions)


def test_the_portal_goes_out_as_page_and_word_file_with_the_same_letters() -> None:
    document = portal_document(SIXTY)
    page = Page()
    page.feed(html.render(document))
    written = word_letters(opened(docx.render(document)))
    assert squeezed("".join(page.text)).endswith(written)


def test_the_paper_twin_holds_a_card_for_each_question_and_room_to_write() -> None:
    document = paper_twin(SIXTY)
    cards = next(block for block in document.blocks if isinstance(block, Cards))
    assert [card.code for card in cards.cards] == [question.code for question in SIXTY.questions]
    titles = [block.kind for block in document.blocks if isinstance(block, Title)]
    assert titles == ["CHƯƠNG TRÌNH", "PHIẾU GHI NHANH", "BẢNG PHÍM TẮT", "KHI CÓ SỰ CỐ"]
    assert plain_rows(tables(document)[2]) == [(key.keys, key.text) for key in SIXTY.keys]
    assert "Bảng phím có trong phần mềm: nhấn F1." in texts(paper_twin(SON_LA))
    forms = Document("x", "y", (document.parts[2],))
    rows = [r for page in measure(pdf.render(forms)) for r in page.rules if not r.is_level and r.left < 90]
    assert all(rule.bottom - rule.top > 70 for rule in rows if rule.bottom - rule.top > 40)
    assert sum(rule.bottom - rule.top > 70 for rule in rows) == 19


def test_a_long_question_goes_on_in_the_next_card() -> None:
    question = ReportQuestion(id=1, number=1, code="ĐT-01", verbatim="giải pháp " * 400)
    twin = paper_twin(ConferenceReport(questions=(question,)))
    letters = letters_of(pdf.render(Document("x", "y", (twin.parts[1],))))
    assert letters.count("ĐT-01") >= 3
    assert letters.count("(tiếp)") == letters.count("ĐT-01") - 1
    assert letters.count("giảipháp") >= 395


ENDLESS = with_text(one_of_each(SON_LA), LONG.strip())


@pytest.mark.parametrize("report", [SIXTY, ENDLESS], ids=["sixty", "five thousand letters"])
@pytest.mark.parametrize("paper", [petition_annex, annexes_document, statistics_report])
def test_the_workbook_holds_every_cell_as_text(
    paper: Callable[[ConferenceReport], Document], report: ConferenceReport
) -> None:
    document = paper(report)
    book = CalamineWorkbook.from_filelike(BytesIO(xlsx.render(document)))
    found = [
        [str(cell) for cell in row] for name in book.sheet_names for row in book.get_sheet_by_name(name).to_python()
    ]
    wide = max(map(len, found))  # a cell of more letters than Excel holds goes on in the row below
    below = ["".join(row[place] for row in found if place < len(row)) for place in range(wide)]
    for table in tables(document):
        for row in table.rows:
            if row.kind is RowKind.PLAIN:
                held = any(shown[: len(row.cells)] == list(row.cells) for shown in found)
                assert held or all(cell in below[place] for place, cell in enumerate(row.cells)), row
    assert len(book.sheet_names) == len(
        [part for part in document.parts if any(isinstance(b, Table) for b in part.blocks)]
    )


@pytest.mark.parametrize("text", HOSTILE)
def test_typed_text_in_a_workbook_is_no_formula(text: str) -> None:
    table = Table(tables(statistics_report(SON_LA))[0].columns[:1], (Row((text,)), Row((f"={text}",)), Row(("@x",))))
    book = CalamineWorkbook.from_filelike(BytesIO(xlsx.render(Document("x", "y", (Part((table,)),)))))
    cells = [row[0] for row in book.get_sheet_by_index(0).to_python() if row]
    assert f"={docx.plain_text(text)}"[:32_000] in cells
    assert b"<f>" not in xlsx.render(Document("x", "y", (Part((table,)),)))


def test_an_annex_page_says_to_what_it_belongs() -> None:
    own = replace(SIXTY, facts=replace(SIXTY.facts, notice_symbol="TB-X"))
    heads = [block.attached for block in annexes_document(own).blocks if hasattr(block, "attached")]
    assert len(set(heads)) == 1
    assert heads[0].startswith(
        "(Kèm theo Thông báo số ……/TB-X ngày …… tháng …… năm 2023 của Văn phòng UBND tỉnh Sơn La"
    )
