"""The minutes: as blocks from the Sơn La dialogue and from small reports, and the PDF of it read back."""

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from app.documents import pdf
from app.documents.blocks import Block, Heading, LetterHead, Paragraph, SignatureArea, Title
from app.documents.minutes import minutes_document
from app.domain.answer import AnswerKind
from app.domain.facts import Facts
from app.domain.paper import PaperKind, Recipient, Side, SignatureBlock
from app.domain.petition import ReplyMode
from app.domain.question import QuestionKind, QuestionState
from app.domain.report import (
    ConferenceReport,
    ReportAnswer,
    ReportPerson,
    ReportPetition,
    ReportQuestion,
)
from tests.support import reports
from tests.support.paper_checker import check
from tests.support.pdf_measure import letters_of

ASKER = ReportPerson("Đoàn viên", "Lò Văn Phú", "", "Tỉnh đoàn")
CHAIR = ReportPerson("đồng chí", "Hoàng Quốc Khánh", "Chủ tịch UBND tỉnh")


def texts(blocks: tuple[Block, ...]) -> list[str]:
    return [block.text for block in blocks if isinstance(block, Paragraph | Heading)]


def of(*questions: ReportQuestion, **fields: object) -> list[str]:
    """Texts of the minutes of a conference with these questions."""
    report = ConferenceReport(facts=Facts(name="Hội nghị"), chair=CHAIR, questions=questions)
    return texts(minutes_document(replace(report, **fields)).blocks)  # type: ignore[arg-type]


def question(**fields: object) -> ReportQuestion:
    given = {"id": 7, "number": 7, "state": QuestionState.FINISHED, "asker": ASKER, "verbatim": "Khi nào?"} | fields
    return ReportQuestion(**given)  # type: ignore[arg-type]


def test_the_head_has_no_place_and_date_and_an_open_number() -> None:
    head, title = minutes_document(reports.son_la()).blocks[:2]
    assert head == LetterHead((), ("ỦY BAN NHÂN DÂN", "TỈNH SƠN LA"), "Số:          /BB-UBND", "")
    assert title == Title("BIÊN BẢN", "Hội nghị đối thoại giữa Chủ tịch UBND tỉnh với Thanh niên năm 2023")


@pytest.mark.parametrize(
    ("organ", "symbol", "gaps"),
    [
        ("", "BB-UBND", False),
        ("UBND tỉnh Sơn La", "BB-UBND", False),
        ("Ủy ban nhân dân xã Mường La", "BB-UBND", False),
        ("Văn phòng", "BB-VPUBND", False),
        ("Văn phòng UBND tỉnh Sơn La", "BB-VPUBND", False),
        ("Sở Nội vụ", "BB-……", True),
    ],
)
def test_the_symbol_names_who_issues_the_minutes(organ: str, symbol: str, gaps: bool) -> None:
    report = reports.son_la()
    document = minutes_document(replace(report, facts=replace(report.facts, organ=organ)))
    head = document.blocks[0]
    assert isinstance(head, LetterHead)
    assert head.number.split("/", 1)[1] == symbol
    assert ("symbol" in {gap.key for gap in document.gaps}) is gaps
    own = replace(report.facts, organ=organ, minutes_symbol="BB-SNV")
    said = minutes_document(replace(report, facts=own)).blocks[0]
    assert isinstance(said, LetterHead)
    assert said.number.endswith("/BB-SNV")


def test_sections_come_in_the_order_of_the_conference() -> None:
    blocks = minutes_document(reports.son_la()).blocks
    sections = [block.text for block in blocks if isinstance(block, Heading) and block.level == 1]
    assert sections == [
        "I. KHAI MẠC",
        "II. THÔNG TIN, BÁO CÁO TẠI HỘI NGHỊ",
        "III. NỘI DUNG ĐỐI THOẠI",
        "IV. KẾT LUẬN CỦA CHỦ TRÌ",
        "V. CÁC Ý KIẾN ĐÃ TIẾP NHẬN, CHƯA NÊU TẠI HỘI NGHỊ",
    ]


def test_a_question_with_its_answer_and_commitments() -> None:
    said = texts(minutes_document(reports.son_la()).blocks)
    start = next(place for place, text in enumerate(said) if text.startswith("1. Câu hỏi số 01"))
    asked, answered, promised, *promises = said[start + 1 : start + 8]
    assert asked == (
        "Đoàn viên Lò Văn Phú, Trưởng Ban Tổ chức xây dựng đoàn, Tỉnh đoàn Sơn La, hỏi: "
        "Giải pháp của tỉnh thực hiện chuyển đổi số trong quản lý cán bộ, công chức, viên chức trên địa bàn?"
    )
    assert answered.startswith("Ông Trần Bình Minh, Phó Giám đốc Sở Nội vụ, trả lời: Ngành đang tham mưu")
    assert promised == "Nội dung cam kết, thời hạn thực hiện:"
    assert [promise[:2] for promise in promises] == ["a)", "b)", "c)", "d)"]
    assert promises[1] == (
        "b) hoàn thành việc cập nhật 109 trường dữ liệu của cán bộ, công chức, viên chức; "
        "thời hạn: trước ngày 30/5/2023;"
    )
    assert promises[3].endswith("; hoàn thành trong quý III/2023.")


def test_the_site_stands_only_where_it_is_known_and_the_others_are_gaps() -> None:
    document = minutes_document(reports.son_la())
    asked = [text for text in texts(document.blocks) if "điểm cầu UBND thành phố Sơn La), hỏi:" in text]
    assert len(asked) == 1
    missing = [gap.key for gap in document.gaps if gap.key.endswith("/site")]
    assert missing == [f"question/{number}/site" for number in (1, 2, 4, 5, 6, 7)]


def test_what_nobody_knows_is_dots_and_a_gap() -> None:
    document = minutes_document(reports.son_la())
    said = texts(document.blocks)
    assert "Thời gian bắt đầu: ….. giờ ….. phút, chiều ngày 22 tháng 3 năm 2023." in said
    assert "Thư ký (người ghi biên bản): ……………………" in said
    assert "Hội nghị kết thúc vào ….. giờ ….. phút, ngày 22 tháng 3 năm 2023./." in said
    keys = {gap.key for gap in document.gaps}
    assert {"opened_at", "ended_at", "place", "secretary", "signer/left"} <= keys
    assert "signer/right" not in keys


def test_every_gap_of_an_empty_conference_is_listed() -> None:
    document = minutes_document(ConferenceReport())
    assert [gap.key for gap in document.gaps] == [
        "held_on",
        "opened_at",
        "place",
        "theme",
        "present",
        "chair",
        "secretary",
        "conclusion",
        "ended_at",
        "signer/left",
        "signer/right",
        "recipients",
    ]
    assert all(gap.message for gap in document.gaps)


def test_clock_times_that_are_known_are_told() -> None:
    at = datetime(2023, 3, 22, 7, 5, tzinfo=UTC)
    facts = Facts(name="Hội nghị", held_on=date(2023, 3, 22), opened_at=at, ended_at=at.replace(hour=9))
    said = of(question(asked_at=at), facts=facts)
    assert "Thời gian bắt đầu: 14 giờ 05 phút, ngày 22 tháng 3 năm 2023." in said
    assert "Hồi 14 giờ 05 phút, đoàn viên Lò Văn Phú, Tỉnh đoàn, hỏi: Khi nào?" in said
    assert "Hội nghị kết thúc vào 16 giờ 05 phút, ngày 22 tháng 3 năm 2023./." in said


def test_an_evening_in_utc_is_the_next_day_in_viet_nam() -> None:
    facts = Facts(name="Hội nghị", held_on=date(2023, 3, 22), opened_at=datetime(2023, 3, 21, 23, 30, tzinfo=UTC))
    assert "Thời gian bắt đầu: 06 giờ 30 phút, ngày 22 tháng 3 năm 2023." in of(facts=facts)


def test_additions_follow_ups_doubles_and_the_chair() -> None:
    double = question(
        id=9, number=9, state=QuestionState.MERGED, asker=replace(ASKER, name="Lù Văn Phái"), verbatim="Bao giờ?"
    )
    further = question(id=8, number=8, kind=QuestionKind.FOLLOW_UP, verbatim="Còn nữa?")
    answers = (
        ReportAnswer(1, agency="Sở Nội vụ", respondent=ReportPerson("Ông", "Minh", "Giám đốc"), text="Sẽ làm."),
        ReportAnswer(2, AnswerKind.ADDITION, "Sở Tài chính", ReportPerson("Bà", "Châu", "Giám đốc"), "Có tiền."),
        ReportAnswer(3, AnswerKind.CHAIR, text="Làm ngay."),
    )
    said = of(question(answers=answers, follow_ups=(further,), doubles=(double,), chair_remarks="Chốt."), double)
    first = said.index("1. Câu hỏi số 07") + 1
    assert said[first : first + 7] == [
        "Đoàn viên Lò Văn Phú, Tỉnh đoàn, hỏi: Khi nào?",
        "Cùng nội dung với câu hỏi này: Câu hỏi số 09 (Đoàn viên Lù Văn Phái, Tỉnh đoàn): Bao giờ?",
        "Ông Minh, Giám đốc Sở Nội vụ, trả lời: Sẽ làm.",
        "Bà Châu, Giám đốc Sở Tài chính, bổ sung: Có tiền.",
        "Đồng chí Hoàng Quốc Khánh, Chủ tịch UBND tỉnh, trả lời: Làm ngay.",
        "Ý kiến của chủ trì: Chốt.",
        "Đoàn viên Lò Văn Phú, Tỉnh đoàn, hỏi thêm: Còn nữa?",
    ]
    assert "Ngoài các ý kiến trên: 01 ý kiến trùng nội dung đã gộp." in said


def test_written_replies_name_agency_support_and_deadline() -> None:
    petition = ReportPetition(1, "", "Sở Nội vụ", ("Sở Tài chính", "Tỉnh đoàn"), ReplyMode.WRITTEN)
    said = of(question(petitions=(petition,)))
    assert (
        "Hình thức giải quyết: Trả lời bằng văn bản; cơ quan chủ trì: Sở Nội vụ; "
        "cơ quan phối hợp: Sở Tài chính, Tỉnh đoàn."
    ) in said


def test_no_question_is_lost() -> None:
    states = {
        QuestionState.RECEIVED: "Câu hỏi số 01",
        QuestionState.NOT_REACHED: "Câu hỏi số 02",
        QuestionState.OFF_TOPIC: "Câu hỏi số 03",
        QuestionState.ASKING: "Câu hỏi số 04",
        QuestionState.WITHDRAWN: "01 ý kiến rút hoặc vắng mặt",
        QuestionState.LEFT_OUT: "01 ý kiến không đưa vào",
    }
    questions = [question(id=n, number=n, state=state) for n, state in enumerate(states, 1)]
    said = "\n".join(of(*questions))
    assert all(words in said for words in states.values())


def test_a_sentence_rewritten_by_hand_stands_as_it_is() -> None:
    answer = ReportAnswer(3, agency="Sở Nội vụ", respondent=ASKER, text="Sẽ làm.")
    said = of(question(answers=(answer,)), sentences={"question/7/asked": "Ông A hỏi.", "answer/3": "Sở đáp."})
    assert {"Ông A hỏi.", "Sở đáp."} <= set(said)
    assert not any("Khi nào?" in text or "Sẽ làm." in text for text in said)


def test_an_office_can_put_its_own_words() -> None:
    assert "Đề tài: “……………………”." in of(phrases={"minutes.theme": "Đề tài: "})


def test_secretary_left_chair_right_recipients_below() -> None:
    report = replace(reports.son_la(), secretaries=(ReportPerson("Ông", "Nguyễn Văn Nam", "Chuyên viên", "Sở Nội vụ"),))
    area = minutes_document(report).blocks[-1]
    assert isinstance(area, SignatureArea)
    assert [(signer.lines, signer.name) for signer in area.signers] == [
        (("THƯ KÝ",), "Nguyễn Văn Nam"),
        (("CHỦ TỌA",), "Hoàng Quốc Khánh"),
    ]
    assert area.recipients is not None
    assert area.recipients.lines == ("- ……………………;", "- Lưu: VT, hồ sơ.")


def test_signature_blocks_and_recipients_of_the_office_come_first() -> None:
    blocks = (
        SignatureBlock(paper=PaperKind.MINUTES, side=Side.RIGHT, lines="CHỦ TRÌ", name="Trần B"),
        SignatureBlock(paper=PaperKind.MINUTES, side=Side.LEFT, lines="THƯ KÝ", name="Lê A"),
    )
    recipients = tuple(
        Recipient(paper=PaperKind.MINUTES, position=place, text=text)
        for place, text in enumerate(("Sở Nội vụ", "- Tỉnh đoàn;", "Lưu: VT."))
    )
    area = minutes_document(replace(reports.son_la(), signature_blocks=blocks, recipients=recipients)).blocks[-1]
    assert isinstance(area, SignatureArea)
    assert [signer.name for signer in area.signers] == ["Lê A", "Trần B"]
    assert area.recipients is not None
    assert area.recipients.lines == ("- Sở Nội vụ;", "- Tỉnh đoàn;", "- Lưu: VT.")


def test_the_pdf_holds_every_word_of_the_article_and_keeps_the_form() -> None:
    data = pdf.render(minutes_document(reports.son_la()))
    assert check(data) == {}
    letters, source = letters_of(data), reports.source("son_la_2023")
    wanted = [source["theme"], source["occasion"], source["opening_speech"]["text"], "Chá A Của"]
    wanted += [source["chair"]["name"], source["chair"]["title"]]
    for item in source["qa"]:
        wanted += [item["question"], item["answer"], item["asker"]["name"], item["asker"]["unit"]]
        wanted += [item["respondent"]["name"], item["respondent"]["agency"]]
    missing = [text for text in wanted if "".join(text.split()) not in letters]
    assert missing == []
