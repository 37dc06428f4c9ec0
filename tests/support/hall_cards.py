"""One card of every kind with real and with unkindly long texts, for tests of the hall pictures."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

from app.domain.scene import (
    AgendaCard,
    AgendaRow,
    Bar,
    BreakCard,
    Card,
    ChartCard,
    ConclusionCard,
    CountdownCard,
    CoverCard,
    GiftCard,
    GiftRow,
    GroupRow,
    ImageCard,
    NoticeCard,
    QuestionCard,
    QuestionGroupCard,
    SpeakerCard,
    TaskRow,
    TestCard,
)

_QUESTIONS = Path(__file__).parents[1] / "fixtures" / "son_la_questions.json"
LATER = datetime(2023, 3, 22, 8, 30, tzinfo=UTC)
LONG_AGENCY = "Sở Lao động, Thương binh và Xã hội phối hợp với Sở Nông nghiệp và Phát triển nông thôn"
LONG_UNIT = "Chi đoàn Trung tâm Kỹ thuật tài nguyên và môi trường, Sở Tài nguyên và Môi trường"


def son_la() -> list[QuestionCard]:
    """The seven questions printed about the conference of 22/3/2023."""
    return [QuestionCard(**each) for each in json.loads(_QUESTIONS.read_text("utf-8"))]


def long_text(characters: int) -> str:
    """Real sentences of the seven questions, repeated up to a length."""
    text = " ".join(card.text[:1].upper() + card.text[1:] for card in son_la())
    return (text * (characters // len(text) + 1))[:characters].strip()


def all_cards() -> dict[str, Card]:
    """Every kind at least once; the names say what is hard about one."""
    questions = son_la()
    hard = QuestionCard(
        108,
        "Thực hiện Nghị định số 104/2022/NĐ-CP (bỏ sổ hộ khẩu giấy trong giải quyết thủ tục hành chính)",
        long_text(2000),
        "Thượng úy Nguyễn Thị Hoàng Phương Thảo",
        LONG_UNIT,
        "Điểm cầu UBND huyện Quỳnh Nhai",
        LONG_AGENCY,
        "Bà Cầm Thị Phong Lan Nguyễn Thị Bích Châu",
        "Phó Giám đốc phụ trách lĩnh vực giáo dục nghề nghiệp",
    )
    tasks = tuple(
        TaskRow(LONG_AGENCY, long_text(70 + 90 * n), "trước ngày 15/7/2023" if n % 2 else "") for n in range(6)
    )
    items = tuple(
        AgendaRow(f"{8 + n // 3:02d}:{n % 3 * 20:02d}", long_text(20 + 17 * n), LONG_AGENCY[: 12 * n], n < 4)
        for n in range(9)
    )
    return {
        "cover": CoverCard(
            "Hội nghị đối thoại giữa Chủ tịch UBND tỉnh với Thanh niên năm 2023",
            "Thanh niên Sơn La với chuyển đổi số",
            "Sơn La, ngày 22 tháng 3 năm 2023",
            "Ủy ban nhân dân tỉnh Sơn La",
        ),
        "cover long": CoverCard(
            "Hội nghị đối thoại trực tiếp, trực tuyến giữa Chủ tịch Ủy ban nhân dân tỉnh với cán bộ, đoàn viên, "
            "thanh niên các dân tộc trên địa bàn tỉnh năm 2024",
            "Thanh niên tiên phong chuyển đổi số, khởi nghiệp sáng tạo, phát triển kinh tế xanh và bền vững",
            "Điện Biên Phủ, ngày 04 tháng 4 năm 2024",
            "Ủy ban nhân dân tỉnh Điện Biên",
        ),
        **{f"question {card.number}": card for card in questions},
        "question hard": hard,
        "question short": QuestionCard(0, "", "Ẫ Ễ Ỗ Ắ ỵ ự ợ ỹ gỹ?", "Lò Văn Phú"),
        "question marks": QuestionCard(1, "ẪỄỖ", "ẪỄỖ ỵựợ " * 30, "ẪỄỖ ỵựợ", "ẪỄỖ ỵựợ", "ẪỄỖ", "ẪỄỖ", "ỵựợ", "ỵựợ"),
        "group": QuestionGroupCard(
            "Đào tạo nghề, giải quyết việc làm",
            tuple(GroupRow(q.number, q.text, q.asker, q.unit) for q in questions),
            "Sở Lao động, Thương binh và Xã hội",
            "Ông Nguyễn Mạnh Du",
            "Phó Giám đốc",
        ),
        "agenda": AgendaCard((*items[:2], *(replace(item, done=False) for item in items[2:4])), 2, "Chiều 22/3/2023"),
        "agenda long": AgendaCard(items, 7, "Sáng 22/3/2023"),
        "speaker": SpeakerCard("answers", "Ông Nguyễn Mạnh Du", "Phó Giám đốc", LONG_AGENCY, "", 4, ends_at=LATER),
        "speaker plain": SpeakerCard("chairs", "Đồng chí Hoàng Quốc Khánh", "Chủ tịch UBND tỉnh"),
        "countdown": CountdownCard("Hội nghị bắt đầu sau", LATER, "Thanh niên Sơn La với chuyển đổi số"),
        "break": BreakCard(LATER, "Mời đại biểu dùng trà tại sảnh"),
        "notice": NoticeCard("Đề nghị quý đại biểu chuyển điện thoại sang chế độ im lặng.", "Nội quy"),
        "conclusion": ConclusionCard(tasks),
        "chart": ChartCard(
            "Mạng xã hội được người dân sử dụng",
            tuple(Bar(name, value, f"{value}%".replace(".", ",")) for name, value in (("Zalo", 93.7), ("VTVGo", 17.1))),
            "Nguồn: Điều tra dư luận xã hội, Ban Tuyên giáo Tỉnh ủy Lào Cai, năm 2023",
        ),
        "chart amounts": ChartCard("Số vốn vay", tuple(Bar(LONG_UNIT, 10.0 * n, f"{n} tỷ đồng") for n in range(9))),
        "gift": GiftCard(
            tuple(
                GiftRow(f"Em Lò Thị Mai {family}", LONG_UNIT)
                for family in ("Hoa", "Lan", "Cúc", "Đào", "Huệ", "Sen", "Mơ", "Mận")
            ),
            "Học sinh vượt khó",
        ),
        "test": TestCard("Epson EB-2250U (HDMI-1)", 2),
        "image": ImageCard("00", caption="Bản đồ quy hoạch khu công nghiệp Mai Sơn"),
    }
