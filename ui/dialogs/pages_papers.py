"""Pages of what goes on paper: the chair's directions, recipients, signatures, abbreviations, and charts."""

from __future__ import annotations

from collections.abc import Sequence

from app import labels
from app.commands import conclusions, entries
from app.conference import Conference, Database
from app.domain.changes import Table
from app.domain.conclusion import Conclusion, Part, Verb
from app.domain.conclusion import Section as NoticeSection
from app.domain.errors import Rule, RuleError
from app.domain.ids import NEW, AgencyId, ConclusionId
from app.domain.paper import Chart, ChartBar, PaperKind, Recipient, Side, SignatureBlock, TextModule
from app.queries import desk, lists
from ui.dialogs import options
from ui.dialogs.fields import Field, Kind, Option, Section, Values
from ui.dialogs.page_rows import columns
from ui.dialogs.pages import Page, PageColumn, PageKey
from ui.dialogs.pages_facts import due_fields
from ui.dialogs.pasted_tables import CHART_TABLE, CONCLUSION_TABLE, RECIPIENT_TABLE, SIGNATURE_TABLE, bar_of
from ui.dialogs.record_values import values_of, with_values
from ui.dialogs.sources import ListRow, RecordSource, found

_WITH_FOOT = [PaperKind.MINUTES, PaperKind.NOTICE, PaperKind.ANNEX, PaperKind.SLIP, PaperKind.REMINDER]
"""Papers that end with recipients and signatures."""
_PRESETS = (
    "TM. ỦY BAN NHÂN DÂN\nCHỦ TỊCH",
    "TM. ỦY BAN NHÂN DÂN\nKT. CHỦ TỊCH\nPHÓ CHỦ TỊCH",
    "CHỦ TỊCH",
    "TL. CHỦ TỊCH\nCHÁNH VĂN PHÒNG",
    "TL. CHỦ TỊCH\nGIÁM ĐỐC SỞ NỘI VỤ",
    "TL. CHỦ TỊCH\nKT. CHÁNH VĂN PHÒNG\nPHÓ CHÁNH VĂN PHÒNG",
    "CHÁNH VĂN PHÒNG",
    "KT. CHÁNH VĂN PHÒNG\nPHÓ CHÁNH VĂN PHÒNG",
    "Q. GIÁM ĐỐC",
    "TUQ. CHỦ TỊCH\nCHÁNH VĂN PHÒNG",
    "CHỦ TỌA",
    "CHỦ TRÌ",
    "THƯ KÝ",
)
"""The cases of Article 13 and Annex I of Decree 30/2020, and the two sides of the minutes."""


def _presets(_db: Database) -> Sequence[Option]:
    return [Option(lines, " / ".join(lines.split("\n"))) for lines in _PRESETS]


def _fill_lines(_db: Database, lines: object) -> Values:
    return {"lines": lines}


class ConclusionSource:
    """The chair's directions in the order of the notice."""

    def rows(self, db: Database) -> Sequence[ListRow]:
        names = {agency.id: agency.short_name or agency.name for agency in desk.agencies(db)}
        rows: list[ListRow] = []
        for task in desk.conclusions(db):
            leads = ", ".join(names[agency] for agency in desk.conclusion_agencies(db, task.id, Part.LEAD))
            verb = "" if task.verb is Verb.NONE else labels.word(task.verb)
            given_to = " ".join(part for part in (verb, leads or task.lead_text) if part)
            cells = (labels.word(task.section), given_to, task.text, task.due.text)
            rows.append(ListRow(task.id, cells))
        return rows

    def read(self, db: Database, row_id: int) -> Values:
        agencies = {part.value: tuple(desk.conclusion_agencies(db, row_id, part)) for part in (Part.LEAD, Part.SUPPORT)}
        return values_of(found(desk.conclusions(db), row_id)) | agencies

    def blank(self, db: Database) -> Values:
        return values_of(Conclusion()) | {Part.LEAD.value: (), Part.SUPPORT.value: ()}

    def store(self, conference: Conference, row_id: int, values: Values) -> int:
        task = found(desk.conclusions(conference.db), row_id) if row_id else Conclusion()
        ready = with_values(task, values)
        if not ready.text.strip():
            raise RuleError(Rule.EMPTY_NAME)
        leads, supports = (_agency_ids(values[part.value]) for part in (Part.LEAD, Part.SUPPORT))
        if row_id == NEW:
            return conclusions.record_conclusion(conference, ready, leads, supports)
        conclusions.change_conclusion(conference, ready, leads, supports)
        return row_id

    def remove(self, conference: Conference, row_id: int) -> bool:
        conclusions.remove_conclusion(conference, ConclusionId(row_id))
        return True

    def move(self, conference: Conference, row_id: int, before_id: int | None) -> None:
        before = None if before_id is None else ConclusionId(before_id)
        conclusions.move_conclusion(conference, ConclusionId(row_id), before)


class ChartSource(RecordSource):
    """Charts with their bars, one a line: label, a semicolon, the number as it is printed."""

    def __init__(self) -> None:
        super().__init__(
            lambda db: [view.chart for view in lists.charts(db)], Chart(), lambda chart: ListRow(chart.id, ())
        )

    def rows(self, db: Database) -> Sequence[ListRow]:
        return [
            ListRow(view.chart.id, (view.chart.title, view.chart.unit, str(len(view.bars)), view.chart.source))
            for view in lists.charts(db)
        ]

    def read(self, db: Database, row_id: int) -> Values:
        view = next((view for view in lists.charts(db) if view.chart.id == row_id), None)
        bars = "\n".join(f"{bar.label}; {bar.text}" for bar in view.bars) if view else ""
        return super().read(db, row_id) | {"bars": bars}

    def blank(self, db: Database) -> Values:
        return super().blank(db) | {"bars": ""}

    def store(self, conference: Conference, row_id: int, values: Values) -> int:
        chart = self._record(conference.db, row_id) if row_id else Chart()
        bars = [_bar(line) for line in str(values["bars"]).split("\n") if line.strip()]
        return entries.store_chart(conference, with_values(chart, values), bars)

    def remove(self, conference: Conference, row_id: int) -> bool:
        entries.remove_chart(conference, row_id)
        return True


def _agency_ids(value: object) -> list[AgencyId]:
    return [AgencyId(agency_id) for agency_id in value] if isinstance(value, tuple) else []


def _bar(line: str) -> ChartBar:
    """Label and number with a semicolon between, or as two cells of a spreadsheet are pasted."""
    label, _, number = line.rpartition("\t" if "\t" in line else ";")
    return bar_of(label, number)


CONCLUSIONS = Page(
    PageKey.CONCLUSIONS,
    "Kết luận",
    "nội dung kết luận",
    "gavel",
    ConclusionSource(),
    (
        Section(
            "",
            (
                Field("section", "Phần trong thông báo", Kind.CHOICE, options.words_of(list(NoticeSection)), width=6),
                Field("verb", "Hình thức giao", Kind.CHOICE, options.words_of(list(Verb)), width=6),
                Field(Part.LEAD.value, "Cơ quan chủ trì", Kind.CHOICES, options.agencies),
                Field("lead_text", "Hoặc ghi như đã nói", hint="Ví dụ: Các sở, ban, ngành của tỉnh"),
                Field(Part.SUPPORT.value, "Cơ quan phối hợp", Kind.CHOICES, options.agencies),
                Field("text", "Nội dung", Kind.TEXT, lines=5),
                *due_fields("Thời hạn (ghi như đã nói)"),
                Field("question_id", "Từ câu hỏi", Kind.CHOICE, options.questions, none_text="(không)"),
            ),
        ),
    ),
    (Table.CONCLUSION, Table.CONCLUSION_AGENCY, Table.AGENCY, Table.QUESTION),
    (
        PageColumn("Phần", 6),
        PageColumn("Giao cho", 6),
        PageColumn("Nội dung", 8),
        PageColumn("Thời hạn", 4),
    ),
    can_move=True,
    in_live=True,
    pasted=CONCLUSION_TABLE,
)

RECIPIENTS = Page(
    PageKey.RECIPIENTS,
    "Nơi nhận",
    "nơi nhận",
    "email-outline",
    RecordSource(
        lists.recipients,
        Recipient(),
        lambda row: ListRow(row.id, (labels.word(row.paper), row.text), group=row.paper.value),
        needed="text",
    ),
    (
        Section(
            "",
            (
                Field("paper", "Văn bản", Kind.CHOICE, options.words_of(_WITH_FOOT), stays=True),
                Field("text", "Một dòng nơi nhận", Kind.TEXT, lines=2, hint="Ví dụ: Lưu: VT, NC"),
            ),
        ),
    ),
    (Table.RECIPIENT,),
    (PageColumn("Văn bản", 3), PageColumn("Nơi nhận", 8)),
    can_move=True,
    pasted=RECIPIENT_TABLE,
    advice="Dấu gạch đầu dòng và dấu chấm phẩy được thêm khi in.",
)

SIGNATURES = Page(
    PageKey.SIGNATURES,
    "Khối chữ ký",
    "khối chữ ký",
    "draw",
    RecordSource(
        lists.signature_blocks,
        SignatureBlock(),
        lambda row: ListRow(
            row.id, (labels.word(row.paper), labels.word(row.side), " / ".join(row.lines.split("\n")), row.name)
        ),
        needed="lines",
    ),
    (
        Section(
            "",
            (
                Field("paper", "Văn bản", Kind.CHOICE, options.words_of(_WITH_FOOT), width=7, stays=True),
                Field("side", "Vị trí", Kind.CHOICE, options.words_of(list(Side)), width=5),
                Field("preset", "Lấy theo mẫu", Kind.PRESET, _presets, fills=_fill_lines),
                Field("lines", "Quyền hạn, chức vụ (mỗi dòng một ý)", Kind.TEXT, lines=4),
                Field("name", "Họ và tên người ký", hint="Để trống nếu chưa rõ"),
            ),
        ),
    ),
    (Table.SIGNATURE_BLOCK,),
    (
        PageColumn("Văn bản", 7),
        PageColumn("Vị trí", 4),
        PageColumn("Quyền hạn, chức vụ", 8),
        PageColumn("Họ và tên", 5),
    ),
    pasted=SIGNATURE_TABLE,
)

MODULES = Page(
    PageKey.MODULES,
    "Cụm từ viết tắt",
    "cụm từ viết tắt",
    "text-short",
    RecordSource(
        lists.text_modules,
        TextModule(),
        lambda row: ListRow(row.id, (row.abbreviation, row.text)),
        needed="abbreviation",
    ),
    (
        Section(
            "",
            (
                Field("abbreviation", "Gõ tắt", hint="Ví dụ: đvtn"),
                Field("text", "Thành", Kind.TEXT, lines=4, hint="Ví dụ: đoàn viên, thanh niên"),
            ),
        ),
    ),
    (Table.TEXT_MODULE,),
    (PageColumn("Gõ tắt", 2), PageColumn("Thành", 8)),
    pasted=columns(TextModule(), abbreviation="Gõ tắt", text="Thành"),
)

CHARTS = Page(
    PageKey.CHARTS,
    "Biểu đồ",
    "biểu đồ",
    "chart-bar",
    ChartSource(),
    (
        Section(
            "",
            (
                Field("title", "Tên biểu đồ"),
                Field("unit", "Đơn vị tính", width=6, hint="Ví dụ: %"),
                Field("source", "Nguồn số liệu", width=6),
                Field("bars", "Số liệu, mỗi dòng: nhãn; số", Kind.TEXT, lines=7, hint="Ví dụ: Năm {year}; 12,5"),
            ),
        ),
    ),
    (Table.CHART, Table.CHART_BAR),
    (PageColumn("Biểu đồ", 6), PageColumn("Đơn vị tính", 3), PageColumn("Số cột", 2), PageColumn("Nguồn", 4)),
    can_move=True,
    pasted=CHART_TABLE,
)
