"""The notice: the order of the Lào Cai notice, the four parts of Article 11, both issuers, and its PDF."""

from dataclasses import replace
from datetime import date

import pytest

from app.documents import pdf
from app.documents.blocks import LetterHead, Paragraph, SignatureArea, Signer, Title
from app.documents.conclusion_notice import conclusion_notice
from app.documents.tasks import task_text
from app.documents.wording import Wording
from app.domain.conclusion import Section, Verb
from app.domain.due import Due
from app.domain.facts import Facts, Issuer
from app.domain.petition import ReplyMode
from app.domain.question import QuestionState
from app.domain.report import ConferenceReport, ReportConclusion, ReportPetition, ReportQuestion
from tests.support import reports
from tests.support.paper_checker import check
from tests.support.pdf_measure import letters_of


def texts(report: ConferenceReport) -> list[str]:
    return [block.text for block in conclusion_notice(report).blocks if isinstance(block, Paragraph)]


def squeezed(text: str) -> str:
    return "".join(text.split())


def numbered(task: dict[str, str]) -> str:
    """A task with its number, without the asterisks that marked italics in the source."""
    return task["raw"].replace("*", "")


def in_full() -> ConferenceReport:
    """As the office of Lào Cai writes: every text in full each time."""
    return replace(reports.lao_cai(), phrases=dict([reports.IN_FULL]))


def test_the_head_of_the_office() -> None:
    head, title = conclusion_notice(reports.lao_cai()).blocks[:2]
    assert head == LetterHead(
        ("UBND TỈNH LÀO CAI",),
        ("VĂN PHÒNG",),
        "Số:          /TB-VPUBND",
        "Lào Cai, ngày      tháng 4 năm 2024",
    )
    assert title == Title("THÔNG BÁO", reports.source("lao_cai_2024_notice")["subject"])


def test_the_head_of_the_committee() -> None:
    report = reports.lao_cai()
    facts = replace(report.facts, notice_issuer=Issuer.COMMITTEE, parent_organ="", organ="")
    document = conclusion_notice(replace(report, facts=facts, signature_blocks=()))
    assert document.blocks[0] == LetterHead(
        (), ("ỦY BAN NHÂN DÂN", "TỈNH LÀO CAI"), "Số:          /TB-UBND", "Lào Cai, ngày      tháng 4 năm 2024"
    )
    area = document.blocks[-1]
    assert isinstance(area, SignatureArea)
    assert area.signers == (Signer(("TL. CHỦ TỊCH", "CHÁNH VĂN PHÒNG"), "……………………"),)
    assert "signer" in {gap.key for gap in document.gaps}
    assert texts(replace(report, facts=facts))[-1].endswith(
        "UBND tỉnh thông báo đến các cơ quan, đơn vị, địa phương biết, tổ chức thực hiện./."
    )


@pytest.mark.parametrize(
    ("held", "wanted"),
    [
        (date(2024, 4, 4), "Lào Cai, ngày      tháng 4 năm 2024"),
        (date(2023, 3, 22), "Lào Cai, ngày      tháng      năm 2023"),
        (date(2024, 12, 25), "Lào Cai, ngày      tháng      năm     "),
        (date(2024, 2, 1), "Lào Cai, ngày      tháng 02 năm 2024"),
    ],
)
def test_the_month_is_left_open_where_publication_may_fall_into_the_next(held: date, wanted: str) -> None:
    report = reports.lao_cai()
    head = conclusion_notice(replace(report, facts=replace(report.facts, held_on=held))).blocks[0]
    assert isinstance(head, LetterHead)
    assert head.place_and_date == wanted


def test_the_opening_is_that_of_the_real_notice() -> None:
    source = reports.source("lao_cai_2024_notice")
    ours, theirs = texts(reports.lao_cai())[0], source["opening_paragraphs"][0]["text"]
    assert ours.startswith(
        "Ngày 04/4/2024, UBND tỉnh tổ chức hội nghị đối thoại giữa Chủ tịch UBND tỉnh với thanh niên"
    )
    for part in (source["event"]["theme"], "Đồng chí Trịnh Xuân Trường, Chủ tịch UBND tỉnh chủ trì hội nghị"):
        assert part in ours
        assert part in theirs
    assert texts(reports.lao_cai())[1] == source["opening_paragraphs"][1]["text"]


def test_tasks_keep_their_order_words_and_numbers() -> None:
    source = reports.source("lao_cai_2024_notice")
    said = texts(in_full())
    tasks = [text for text in said if text.startswith(("2.", "3. "))][1:]
    assert [squeezed(text) for text in tasks] == [squeezed(numbered(task)) for task in source["tasks"]]
    assert source["section_2_lead"]["text"] in said


def test_the_four_parts_and_the_open_ones_hold_every_question() -> None:
    modes = list(ReplyMode)
    questions = tuple(
        ReportQuestion(
            id=n,
            number=n,
            state=QuestionState.FINISHED,
            topic="Việc làm",
            petitions=(ReportPetition(n, lead_agency="Sở Nội vụ", reply_mode=mode, due=Due("trước ngày 30/5/2023")),),
        )
        for n, mode in enumerate(modes, 1)
    )
    said = texts(ConferenceReport(facts=Facts(name="Hội nghị"), questions=questions))
    part_a, part_b, part_c, still = (
        next(text for text in said if text.startswith(start)) for start in ("a) ", "b) ", "c) ", "Còn 01")
    )
    assert "06 nội dung" in part_a
    assert "Việc làm (câu\u00a0số\u00a001, 02, 03, 04, 05, 06)" in part_a
    assert part_b.endswith("Sở Nội vụ (câu\u00a0số\u00a002, 03).")
    assert part_c.endswith(
        "trả lời một phần, bổ sung bằng văn bản: Sở Nội vụ (câu\u00a0số\u00a004; "
        "thời hạn: trước ngày 30/5/2023); "
        "trả lời bằng văn bản: Sở Nội vụ (câu\u00a0số\u00a005; thời hạn: trước ngày 30/5/2023); "
        "chuyển cơ quan có thẩm quyền: Sở Nội vụ (câu\u00a0số\u00a006; thời hạn: trước ngày 30/5/2023)."
    )
    assert still.endswith("câu\u00a0số\u00a001.")


def test_empty_parts_say_so_and_are_gaps() -> None:
    document = conclusion_notice(ConferenceReport(facts=Facts(name="Hội nghị")))
    assert {"part_a", "part_b", "part_c", "part_d"} <= {gap.key for gap in document.gaps}
    said = [block.text for block in document.blocks if isinstance(block, Paragraph)]
    assert "c) Không có nội dung phải chuyển cơ quan, tổ chức, đơn vị xem xét, giải quyết." in said
    assert [gap.key for gap in conclusion_notice(reports.son_la()).gaps if gap.key.startswith("part")] == ["part_c"]


@pytest.mark.parametrize(
    ("task", "wanted"),
    [
        (ReportConclusion(text="Tăng cường giám sát"), "Tăng cường giám sát."),
        (
            ReportConclusion(
                verb=Verb.ASSIGN, leads=("Sở Nội vụ",), supports=("Tỉnh Đoàn",), text="theo dõi, đôn đốc."
            ),
            "Giao Sở Nội vụ: Chủ trì, phối hợp với Tỉnh Đoàn, theo dõi, đôn đốc.",
        ),
        (
            ReportConclusion(verb=Verb.ASSIGN, leads=("Sở Nội vụ",), text="Chủ trì xây dựng Đề án"),
            "Giao Sở Nội vụ: Chủ trì xây dựng Đề án.",
        ),
        (
            ReportConclusion(verb=Verb.REQUEST, lead_text="Các tổ chức Đoàn", text="đổi mới", due=Due("quý III/2023")),
            "Đề nghị các tổ chức Đoàn đổi mới (thời hạn: quý III/2023).",
        ),
        (
            ReportConclusion(verb=Verb.REQUEST, lead_text="Các sở", text="Các sở tạo điều kiện."),
            "Đề nghị: Các sở tạo điều kiện.",
        ),
        (
            ReportConclusion(
                verb=Verb.REQUEST,
                leads=("Tỉnh Đoàn",),
                text="Đề nghị Tỉnh Đoàn tiếp tục trong tháng 6/2024.",
                due=Due("trong tháng 6/2024"),
            ),
            "Đề nghị Tỉnh Đoàn tiếp tục trong tháng 6/2024.",
        ),
    ],
)
def test_a_task_is_framed_but_never_changed(task: ReportConclusion, wanted: str) -> None:
    assert task_text(Wording(ConferenceReport(), "notice"), task) == wanted


def test_general_tasks_come_before_those_of_agencies_and_requests_last() -> None:
    tasks = (
        ReportConclusion(section=Section.REQUEST, text="Ba"),
        ReportConclusion(section=Section.AGENCY, leads=("Sở A",), text="hai"),
        ReportConclusion(section=Section.GENERAL, text="Một"),
        ReportConclusion(section=Section.REQUEST, text="Bốn"),
    )
    said = texts(ConferenceReport(facts=Facts(name="Hội nghị"), conclusions=tasks))
    numbered = [text for text in said if text[0] in "23" and text[1:3] != ". "]
    assert numbered == ["2.1. Một.", "2.2. Sở A hai.", "3.1. Ba.", "3.2. Bốn."]


def test_the_pdf_holds_the_real_tasks_recipients_and_signature_and_keeps_the_form() -> None:
    data = pdf.render(conclusion_notice(in_full()))
    assert check(data) == {}
    letters, source = letters_of(data), reports.source("lao_cai_2024_notice")
    wanted = [numbered(task) for task in source["tasks"]] + [source["opening_paragraphs"][1]["text"]]
    wanted += [f"-{recipient}" for recipient in source["recipients"]] + list(source["signature"].values())
    assert [text for text in wanted if squeezed(text) not in letters] == []


def test_the_pdf_of_son_la_holds_the_count_and_the_four_tasks() -> None:
    data = pdf.render(conclusion_notice(reports.son_la()))
    assert check(data) == {}
    letters = letters_of(data)
    tasks = [task["text"] for task in reports.source("son_la_2023")["conclusion_tasks"]]
    assert squeezed("Hội nghị đã tiếp nhận 11 ý kiến") in letters
    assert [text for text in tasks if squeezed(text) not in letters] == []
