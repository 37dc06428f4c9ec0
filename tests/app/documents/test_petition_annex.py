"""The annex: rows by topic, deadlines at their petitions, every question accounted for, and its PDF."""

from dataclasses import replace

from app.documents import pdf
from app.documents.blocks import AnnexHead, Paragraph, Row, RowKind, Table
from app.documents.petition_annex import petition_annex
from app.documents.wording import small
from app.domain.due import Due
from app.domain.petition import ReplyMode
from app.domain.question import QuestionState
from app.domain.report import ConferenceReport, ReportPetition, ReportQuestion
from tests.support import reports
from tests.support.paper_checker import check_annex
from tests.support.pdf_measure import letters_of, measure


def rows(report: ConferenceReport, kind: RowKind = RowKind.PLAIN) -> list[tuple[str, ...]]:
    table = petition_annex(report).blocks[1]
    assert isinstance(table, Table)
    return [row.cells for row in table.rows if row.kind is kind]


def with_modes(*modes: ReplyMode, topics: str = "AB") -> ConferenceReport:
    return ConferenceReport(
        questions=tuple(
            ReportQuestion(
                id=n,
                number=n,
                state=QuestionState.FINISHED,
                topic=topics[n % len(topics)],
                verbatim=f"Nội dung {n}",
                petitions=(ReportPetition(n, lead_agency="Sở Nội vụ", reply_mode=mode),),
            )
            for n, mode in enumerate(modes, 1)
        )
    )


def test_the_head_points_to_the_notice() -> None:
    head = petition_annex(reports.son_la()).blocks[0]
    assert head == AnnexHead(
        "Phụ lục",
        "TỔNG HỢP CÁC Ý KIẾN, KIẾN NGHỊ CỦA THANH NIÊN\n"
        "TẠI HỘI NGHỊ ĐỐI THOẠI GIỮA CHỦ TỊCH UBND TỈNH VỚI THANH NIÊN NĂM 2023",
        "(Kèm theo Thông báo số ……/TB-VPUBND ngày …… tháng …… năm 2023 của Văn phòng UBND tỉnh Sơn La)",
    )
    own = replace(reports.son_la(), phrases={"annex.label": "Phụ biểu"})
    assert petition_annex(own).blocks[0].label == "Phụ biểu"  # type: ignore[union-attr]


def test_a_column_nobody_has_a_word_in_is_left_out() -> None:
    titles = [column.title for column in petition_annex(reports.son_la()).blocks[1].columns]  # type: ignore[union-attr]
    assert "Cơ quan phối hợp" not in titles
    table = petition_annex(reports.sixty_questions()).blocks[1]
    assert "Cơ quan phối hợp" in [column.title for column in table.columns]  # type: ignore[union-attr]


def test_seven_rows_with_the_five_deadlines_at_their_petitions() -> None:
    table = rows(reports.son_la())
    assert [row[0] for row in table] == [str(n) for n in range(1, 8)]
    source = reports.source("son_la_2023")
    for row, item in zip(table, source["qa"], strict=True):
        assert row[1] == item["question"]  # as it was typed, capital or not
        assert item["asker"]["name"] in row[2]
        assert row[3] == item["respondent"]["agency"]
        assert row[-2] == "Đã trả lời trực tiếp"
        assert [small(promise["due_text"]) in row[-1] for promise in item["commitments"]] == [True] * len(
            item["commitments"]
        )
    assert sum(line.startswith("- ") for row in table for line in row[-1].split("\n")) == 5


def test_groups_have_roman_numbers_and_counts_and_rows_run_through() -> None:
    report = with_modes(*[ReplyMode.ORAL] * 5)
    assert rows(report, RowKind.GROUP) == [("I", "B (03 nội dung)"), ("II", "A (02 nội dung)")]
    assert [row[0] for row in rows(report)] == ["1", "2", "3", "4", "5"]
    assert [row[1][-1] for row in rows(report)] == ["1", "3", "5", "2", "4"]
    assert rows(report, RowKind.TOTAL) == [("Tổng cộng: 05 nội dung kiến nghị của 05 lượt ý kiến.",)]


def test_a_question_of_three_petitions_has_three_rows_and_counts_once() -> None:
    petitions = tuple(
        ReportPetition(n, f"Kiến nghị {n}", f"Sở {n}", (), ReplyMode.WRITTEN, Due("trước ngày 30/5/2023"))
        for n in range(1, 4)
    )
    question = ReportQuestion(id=1, number=1, state=QuestionState.FINISHED, petitions=petitions)
    report = ConferenceReport(questions=(question,))
    assert [(row[1], row[3], row[-1]) for row in rows(report)] == [
        (f"Kiến nghị {n}", f"Sở {n}", "Thời hạn trả lời: trước ngày 30/5/2023") for n in range(1, 4)
    ]
    assert rows(report, RowKind.TOTAL) == [("Tổng cộng: 03 nội dung kiến nghị của 01 lượt ý kiến.",)]


def test_questions_without_a_row_are_told_below() -> None:
    asked, doubled = with_modes(ReplyMode.ORAL).questions[0], ReportQuestion(id=2, number=2, state=QuestionState.MERGED)
    report = ConferenceReport(
        questions=(replace(asked, doubles=(doubled,)), doubled, ReportQuestion(id=3, number=3, verbatim="x"))
    )
    below = [block.text for block in petition_annex(report).blocks if isinstance(block, Paragraph)]
    assert below == [
        "Ngoài ra có 01 ý kiến đã tiếp nhận, chưa nêu tại Hội nghị và chưa giao cơ quan trả lời: câu\u00a0số\u00a003.",
        "01 ý kiến trùng nội dung đã gộp vào các ý kiến nêu trên.",
    ]
    assert "Cùng nội dung: Câu\u00a0số\u00a002" in rows(report)[0][2]


def test_a_question_not_reached_but_handed_to_an_agency_has_a_row() -> None:
    question = replace(with_modes(ReplyMode.WRITTEN).questions[0], state=QuestionState.NOT_REACHED)
    assert len(rows(ConferenceReport(questions=(question,)))) == 1


def test_gaps_name_what_a_row_lacks() -> None:
    bare = ReportQuestion(id=4, number=4, state=QuestionState.FINISHED, petitions=(ReportPetition(1),))
    assert [gap.key for gap in petition_annex(ConferenceReport(questions=(bare,))).gaps] == [
        "question/4/text",
        "question/4/asker",
        "question/4/agency",
        "question/4/mode",
    ]
    late = with_modes(ReplyMode.WRITTEN)
    assert "question/1/due" in {gap.key for gap in petition_annex(late).gaps}
    assert [gap.key for gap in petition_annex(ConferenceReport()).gaps] == ["empty"]


def test_the_pdf_is_in_form_and_holds_names_and_deadlines() -> None:
    data = pdf.render(petition_annex(reports.son_la()))
    assert check_annex(data) == []
    letters = letters_of(data)
    for item in reports.source("son_la_2023")["qa"]:
        assert "".join(item["asker"]["name"].split()) in letters
        for promise in item["commitments"]:
            last_word = promise["due_text"].split()[-1]
            assert last_word in letters


def test_300_petitions_keep_the_form_on_every_page() -> None:
    one = with_modes(*[ReplyMode.ORAL] * 300, topics="ABCDE")
    questions = tuple(
        replace(q, verbatim=f"{q.verbatim} " + "giải pháp hỗ trợ thanh niên " * 12) for q in one.questions
    )
    data = pdf.render(petition_annex(replace(one, questions=questions)))
    assert check_annex(data) == []
    numbers = [int(line.text.split()[0]) for page in measure(data) for line in page.lines if "Sở Nội vụ" in line.text]
    assert numbers == list(range(1, 301))


def test_row_kinds() -> None:
    """GROUP rows carry a number and a title, TOTAL rows one text: what the setter relies on."""
    table = petition_annex(reports.son_la()).blocks[1]
    assert isinstance(table, Table)
    sizes = {RowKind.PLAIN: len(table.columns), RowKind.GROUP: 2, RowKind.TOTAL: 1}
    assert all(isinstance(row, Row) and len(row.cells) == sizes[row.kind] for row in table.rows)
