"""Conventions of lists, deadlines and agencies that a reader of printed pages asked for, each on one small paper."""

from dataclasses import replace
from datetime import date

import pytest

from app.documents import pdf
from app.documents.blocks import Document, Heading, Paragraph, RowKind, SignatureArea, Table
from app.documents.closing_card import closing_card, proposed_sentence, sites_not_heard
from app.documents.conclusion_notice import conclusion_notice
from app.documents.duties import duties_document
from app.documents.minutes import minutes_document
from app.documents.paper_twin import paper_twin
from app.documents.petition_annex import petition_annex
from app.documents.portal import portal_document
from app.documents.press import press_summary
from app.documents.programme import programme_document
from app.documents.slips import slips_document
from app.documents.statistics_report import statistics_report
from app.domain.conclusion import Section, Verb
from app.domain.due import Due
from app.domain.facts import Facts, MeetingForm
from app.domain.petition import ReplyMode
from app.domain.question import QuestionState
from app.domain.report import (
    ConferenceReport,
    ReportAnswer,
    ReportCommitment,
    ReportConclusion,
    ReportPetition,
    ReportQuestion,
)
from tests.support import reports
from tests.support.pdf_measure import letters_of, measure

DAY = date(2023, 3, 22)
CULTURE = "Sở Văn hóa, Thể thao và Du lịch"


def texts(document: Document) -> list[str]:
    return [block.text for block in document.blocks if isinstance(block, Paragraph | Heading)]


def rows(document: Document, table: int = 0) -> list[tuple[str, ...]]:
    found = [block for block in document.blocks if isinstance(block, Table)][table]
    return [row.cells for row in found.rows if row.kind is RowKind.PLAIN]


def of(*petitions: ReportPetition, **fields: object) -> ConferenceReport:
    asked = ReportQuestion(id=1, number=1, state=QuestionState.FINISHED, verbatim="Khi nào?", petitions=petitions)
    return ConferenceReport(
        facts=Facts(name="Hội nghị", held_on=DAY),
        questions=(replace(asked, **fields),),  # type: ignore[arg-type]
    )


def written(number: int, text: str = "", *, due: str = "", lead: str = "Sở A") -> ReportPetition:
    return ReportPetition(number, text, lead, (), ReplyMode.WRITTEN, Due(due))


@pytest.mark.parametrize(
    ("due", "promised", "earliest"),
    [
        ("trước ngày 30/5/2023", Due("Đến năm 2025", date(2025, 12, 31)), "trước ngày 30/5/2023"),
        ("trước ngày 30/5/2023", Due("15/7/2023", date(2023, 7, 15)), "trước ngày 30/5/2023"),
        ("sớm nhất có thể", Due("quý III/2023"), "quý III/2023"),
        ("sớm nhất có thể", Due(), "sớm nhất có thể"),
    ],
)
def test_the_cover_list_gives_the_earliest_deadline_of_all(due: str, promised: Due, earliest: str) -> None:
    report = of(written(1, due=due), commitments=(ReportCommitment(1, "Sở A", "Sẽ làm.", promised),))
    assert rows(slips_document(report))[0][4] == earliest


def test_what_no_agency_has_is_told_below_the_cover_list_and_is_a_gap() -> None:
    promises = (ReportCommitment(1, "", "Sẽ làm."), ReportCommitment(2, "Sở B", "Sẽ xem."))
    document = slips_document(of(written(1, lead=""), written(2, due="30/5/2023"), commitments=promises, code="ĐT-01"))
    nobodys = "02 nội dung chưa xác định cơ quan chủ trì, chưa có trong phiếu nào: ĐT-01\u00a0(1), ĐT-01.1."
    assert nobodys in texts(document)
    assert {"question/1/agency", "question/1/commitment"} <= {gap.key for gap in document.gaps}
    assert not any("chưa xác định" in text for text in texts(slips_document(of(written(1)))))


def test_a_slip_asks_for_replies_by_the_deadlines_it_has() -> None:
    def closing(*petitions: ReportPetition) -> str:
        return next(text for text in texts(slips_document(of(*petitions))) if text.startswith("Đề nghị Sở A"))

    assert "văn bản theo thời hạn nêu trên, đồng gửi" in closing(written(1, due="30/5/2023"))
    assert "văn bản theo thời hạn nêu trên; nội dung chưa ghi thời hạn" in closing(written(1, due="30/5"), written(2))
    assert "văn bản trong thời gian sớm nhất, đồng gửi" in closing(written(1))


def test_an_answered_demand_has_no_deadline_of_a_reply() -> None:
    petitions = [ReportPetition(n, "x", "Sở A", (), mode, Due("30/5")) for n, mode in enumerate(ReplyMode, 1)]
    told = [row[-1] for row in rows(petition_annex(of(*petitions)))]
    answered = {ReplyMode.ORAL, ReplyMode.NOTED}
    assert told == ["" if mode in answered else "Thời hạn trả lời: 30/5" for mode in ReplyMode]


def test_the_agency_in_charge_does_not_support_itself_and_commas_in_names_part_nothing() -> None:
    petition = ReportPetition(1, "", "Sở A", ("Sở A", CULTURE, "Sở B"), ReplyMode.WRITTEN)
    assert rows(petition_annex(of(petition)))[0][4] == f"{CULTURE}; Sở B"
    assert any(f"cơ quan phối hợp: {CULTURE}; Sở B." in text for text in texts(minutes_document(of(petition))))
    alone = replace(petition, supporting=("Sở A",))
    assert not any("phối hợp" in text for text in texts(minutes_document(of(alone))))


def test_each_of_several_demands_is_a_point_of_its_own() -> None:
    report = of(written(4, "Một", due="30/5"), written(5, "Hai"), ReportPetition(6, "Ba", reply_mode=ReplyMode.ORAL))
    said = texts(minutes_document(report))
    first = said.index("Hình thức giải quyết:")
    assert said[first + 1 : first + 3] == [
        "a) Một: Trả lời bằng văn bản; cơ quan chủ trì: Sở A; thời hạn: 30/5;",
        "b) Hai: Trả lời bằng văn bản; cơ quan chủ trì: Sở A.",
    ]
    by_hand = replace(report, sentences={"question/1/handed_on": "Chuyển hết cho Sở A."})
    assert [text for text in texts(minutes_document(by_hand)) if "Sở A" in text] == ["Chuyển hết cho Sở A."]


def test_a_list_of_one_has_neither_letter_nor_number() -> None:
    task = ReportConclusion(id=1, section=Section.GENERAL, text="Làm ngay.")
    report = replace(of(commitments=(ReportCommitment(1, "Sở A", "Sẽ làm."),)), conclusions=(task,))
    assert {"Sở A: Sẽ làm.", "Làm ngay."} <= set(texts(minutes_document(report)))
    assert "Làm ngay." in texts(conclusion_notice(report))


def test_statuses_after_the_first_begin_small() -> None:
    report = of(written(1), ReportPetition(2, reply_mode=ReplyMode.TRANSFERRED), state=QuestionState.NOT_REACHED)
    said = texts(minutes_document(report))
    assert any("(Trả lời bằng văn bản; chuyển cơ quan có thẩm quyền)" in text for text in said)
    assert "Có 01 ý kiến đã tiếp nhận nhưng chưa nêu tại Hội nghị:" in said


def test_recipients_never_begin_with_the_files() -> None:
    def first(document: Document) -> str:
        area = next(block for block in document.blocks if isinstance(block, SignatureArea))
        assert area.recipients is not None
        return area.recipients.lines[0]

    assert first(slips_document(of(written(1)))) == "- Như trên;"
    for paper in (minutes_document, conclusion_notice, statistics_report):
        assert first(paper(of(written(1)))) == "- ……………………;"
        assert "recipients" in {gap.key for gap in paper(of(written(1))).gaps}


def test_a_table_without_rows_is_a_sentence() -> None:
    for paper in (duties_document, programme_document, slips_document):
        document = paper(ConferenceReport())
        assert not any(isinstance(block, Table) for block in document.blocks)
        assert texts(document)[-1].startswith(("Chưa có", "Chương trình chưa có"))


def test_the_press_text_asks_once_for_all_that_was_asked_for() -> None:
    tasks = [(Verb.REQUEST, "Tỉnh Đoàn làm."), (Verb.REQUEST, "các sở xem."), (Verb.ASSIGN, "Sở A viết.")]
    conclusions = tuple(ReportConclusion(id=n, verb=verb, text=text) for n, (verb, text) in enumerate(tasks, 1))
    said = texts(press_summary(ConferenceReport(conclusions=conclusions)))
    assert said[-2:] == [
        "Kết luận Hội nghị, đồng chí chủ trì đề nghị: Tỉnh Đoàn làm.",
        "Đồng chí chủ trì cũng đề nghị: Các sở xem; giao: Sở A viết.",
    ]


def test_on_the_portal_a_question_stays_with_its_answer() -> None:
    blocks = portal_document(reports.son_la()).blocks
    asked = [b for b in blocks if isinstance(b, Paragraph) and b.text.startswith(("Người hỏi: ", "Câu hỏi: "))]
    assert len(asked) == 14
    assert all(block.keep_with_next for block in asked)


def test_the_paper_set_is_numbered_through_and_each_card_says_of_what_it_is() -> None:
    document = paper_twin(reports.sixty_questions())
    pages = measure(pdf.render(document))
    assert [page.lines[0].text for page in pages[1:]] == [str(number) for number in range(2, len(pages) + 1)]
    letters = letters_of(pdf.render(replace(document, parts=document.parts[1:2])))
    assert letters.count("PHIẾUCÂUHỎI") == letters.count("HộinghịđốithoạigiữaChủtịchUBNDtỉnh") >= 60


def test_a_site_is_heard_with_and_without_the_words_that_call_it_one() -> None:
    assert "Điểm cầu UBND huyện Bắc Yên" not in sites_not_heard(reports.sixty_questions())


def test_the_proposed_sentence_counts_as_the_notice_does() -> None:
    modes = [ReplyMode.ORAL, ReplyMode.NOTED, ReplyMode.WRITTEN]
    petitions = [ReportPetition(n, "x", "Sở A", (), mode) for n, mode in enumerate(modes, 1)]
    for state in (QuestionState.FINISHED, QuestionState.NOT_REACHED):
        told = proposed_sentence(of(*petitions, state=state))
        assert "Có 02 nội dung đã được trao đổi" in told
        assert "01 nội dung được chuyển cơ quan" in told


def test_what_is_cut_on_the_closing_card_leaves_no_bracket_open() -> None:
    topic = "Thực hiện Nghị định số 104/2022/NĐ-CP (bỏ sổ hộ khẩu giấy trong TTHC)"
    said = texts(closing_card(of(topic=topic)))
    assert "Nhóm vấn đề: Thực hiện Nghị định số 104/2022/NĐ-CP … (01)." in said


@pytest.mark.parametrize(
    ("facts", "told"),
    [
        (Facts(held_on=DAY), "trong 10 ngày, chậm nhất thứ Bảy ngày 01/4/2023 (khoản 3"),
        (Facts(held_on=DAY, is_complex=True), "trong 15 ngày, chậm nhất ngày 06/4/2023 (khoản 3"),
        (Facts(), "trong 10 ngày (khoản 3"),
    ],
    ids=["usual", "complex", "no day"],
)
def test_the_closing_card_tells_until_when_the_conclusions_are_published(facts: Facts, told: str) -> None:
    assert told in texts(closing_card(replace(of(), facts=facts)))[-1]


def test_when_the_closing_card_is_full_what_was_promised_is_cut_last() -> None:
    said = "rà soát, cập nhật đủ các trường dữ liệu cán bộ, công chức, viên chức của tỉnh lên phần mềm dùng chung"
    task = ReportConclusion(id=1, text=said)
    promises = tuple(ReportCommitment(n, "Sở A", said, Due("trong quý III")) for n in range(1, 7))
    report = replace(of(commitments=promises), conclusions=(task,) * 6)
    lines = texts(closing_card(report))
    assert sum(said in line for line in lines) == len(promises)
    assert sum(line.endswith("…") for line in lines) == 6
    assert len(measure(pdf.render(closing_card(report)))) == 1
    fuller = texts(closing_card(replace(report, conclusions=(task,) * 11)))
    told = [said in line for line in fuller if "(trong quý III)" in line]
    assert told == [True] * 4 + [False] * 2, "as many as have room are whole, the first ones"


def test_the_closing_card_of_capitals_takes_one_page() -> None:
    said = "RÀ SOÁT, CẬP NHẬT ĐỦ CÁC TRƯỜNG DỮ LIỆU CÁN BỘ, CÔNG CHỨC, VIÊN CHỨC CỦA TỈNH LÊN PHẦN MỀM DÙNG CHUNG"
    promises = tuple(ReportCommitment(n, "SỞ NỘI VỤ", said, Due("trong quý III")) for n in range(1, 10))
    for tasks in range(1, 12):
        report = replace(of(commitments=promises), conclusions=(ReportConclusion(id=1, text=said),) * tasks)
        assert len(measure(pdf.render(closing_card(report)))) == 1


def test_a_conference_with_other_sites_is_not_only_in_person() -> None:
    """The minutes would name the sites, and say in the next line that all were in one hall."""
    for form in MeetingForm:
        report = replace(reports.son_la(), facts=replace(reports.son_la().facts, form=form))
        assert any(gap.key == "form" for gap in minutes_document(report).gaps) is (form is MeetingForm.IN_PERSON)


def test_mean_times_round_half_a_second_up() -> None:
    answers = tuple(ReportAnswer(n, agency="Sở A", text="x", spoken_s=60 + n) for n in (2, 3))
    tables = [b for b in statistics_report(of(written(1), answers=answers)).blocks if isinstance(b, Table)]
    assert tables[-1].rows[0].cells[-1] == "01 phút 03 giây"
