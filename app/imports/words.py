"""Sentences of an import: why a file was refused, what is wrong with a cell, what columns and kinds are called."""

from __future__ import annotations

from app.domain.dates import dotted
from app.domain.import_preview import (
    Field,
    ImportKind,
    ImportRefusedError,
    ImportRow,
    Legacy,
    Problem,
    ProblemKind,
    Refusal,
    RowState,
)

_REFUSALS = {
    Refusal.MISSING: "Không tìm thấy tệp “{file}”.",
    Refusal.NO_ACCESS: "Không được phép đọc tệp “{file}”.",
    Refusal.EMPTY: "“{file}” không có nội dung nào để nhập.",
    Refusal.TOO_LARGE: "Tệp “{file}” lớn hơn 20 MB. Hãy chia thành nhiều tệp.",
    Refusal.TOO_MANY_MEMBERS: "Tệp “{file}” có quá nhiều phần bên trong, không giống một bảng tính hay văn bản.",
    Refusal.TOO_DENSE: "Tệp “{file}” khi giải nén lớn bất thường nên không được mở.",
    Refusal.TOO_MANY_CELLS: "Trang trong “{file}” vượt quá 20.000 hàng hoặc 64 cột. Hãy xóa các ô thừa rồi lưu lại.",
    Refusal.LONG_CELL: "Ô {cell} trong “{file}” dài hơn 32.767 ký tự. Hãy rút ngắn ô này.",
    Refusal.BAD_NAMES: "Tệp “{file}” chứa đường dẫn không an toàn nên không được mở.",
    Refusal.WRONG_TYPE: "Nội dung của “{file}” không đúng với đuôi tên tệp. Hãy lưu lại đúng định dạng.",
    Refusal.UNKNOWN_TYPE: "Không đọc được loại tệp của “{file}”. Dùng .xlsx, .xls, .ods, .csv, .docx hoặc .txt.",
    Refusal.DAMAGED: "Tệp “{file}” bị hỏng, không đọc được. Hãy mở bằng Excel hoặc Word rồi lưu lại.",
    Refusal.ENTITIES: "Tệp “{file}” chứa khai báo XML không an toàn nên không được mở.",
    Refusal.MACROS: "Tệp “{file}” có macro. Hãy lưu lại thành .xlsx hoặc .docx không có macro.",
    Refusal.LINKS: "Tệp “{file}” có liên kết tới tệp khác. Hãy bỏ liên kết rồi lưu lại.",
    Refusal.PASSWORD: "Tệp “{file}” có mật khẩu. Hãy bỏ mật khẩu rồi lưu lại.",
    Refusal.NO_TABLE: "“{file}” không có bảng nào để nhập.",
    Refusal.NO_HEADER: "Không tìm thấy hàng tiêu đề trong “{file}”. Hãy ghép cột bằng tay.",
    Refusal.TOO_HEAVY: "Tệp “{file}” quá lớn hoặc bị hỏng, đọc nửa chừng thì dừng. Không có gì được nhập.",
}
_PROBLEMS = {
    ProblemKind.UNKNOWN_AGENCY: "Danh mục không có cơ quan “{text}”.",
    ProblemKind.UNKNOWN_QUESTION: "Không có câu hỏi số “{text}”.",
    ProblemKind.UNKNOWN_WORD: "Chưa hiểu “{text}”, ghi theo mặc định.",
    ProblemKind.MISSING: "Chưa có {field}.",
    ProblemKind.BAD_DAY: "“{text}” không phải là ngày. Ghi bằng số: ngày/tháng/năm.",
    ProblemKind.BAD_NUMBER: "“{text}” không phải là số hợp lệ.",
    ProblemKind.BAD_TIME: "“{text}” không phải là giờ. Ghi theo mẫu 08:30.",
    ProblemKind.FORMULA: "Ô chứa công thức “{text}”, không nhập được.",
    ProblemKind.LEGACY_TEXT: "Chữ trong ô gõ bằng phông cũ; đọc ra là “{text}”.",
}
_STATES = {
    RowState.ERROR: "Lỗi",
    RowState.DUPLICATE: "Trùng",
    RowState.UPDATE: "Cập nhật",
    RowState.NEW: "Mới",
}
_KINDS = {
    ImportKind.QUESTIONS: "câu hỏi",
    ImportKind.ROSTER: "danh sách đại biểu",
    ImportKind.AGENDA: "chương trình",
    ImportKind.AGENCIES: "danh mục cơ quan",
    ImportKind.ANSWERS: "văn bản chuẩn bị",
}
_UNITS = {
    ImportKind.QUESTIONS: "câu",
    ImportKind.ROSTER: "đại biểu",
    ImportKind.AGENDA: "mục",
    ImportKind.AGENCIES: "cơ quan",
    ImportKind.ANSWERS: "văn bản",
}
_FIELDS = {
    Field.NUMBER: "Câu hỏi số",
    Field.HONORIFIC: "Xưng hô",
    Field.NAME: "Họ và tên",
    Field.TITLE: "Chức vụ",
    Field.UNIT: "Đơn vị",
    Field.SITE: "Điểm cầu",
    Field.TOPIC: "Lĩnh vực",
    Field.TEXT: "Nội dung câu hỏi",
    Field.SHORT_TEXT: "Bản rút gọn",
    Field.AGENCY: "Cơ quan trả lời",
    Field.SUPPORTS: "Cơ quan phối hợp",
    Field.CHANNEL: "Hình thức tiếp nhận",
    Field.ROLE: "Vai trò",
    Field.GROUP: "Nhóm thanh niên",
    Field.BIRTH_YEAR: "Năm sinh",
    Field.PHONE: "Điện thoại",
    Field.EMAIL: "Thư điện tử",
    Field.NOTE: "Ghi chú",
    Field.START: "Giờ bắt đầu",
    Field.MINUTES: "Số phút",
    Field.KIND: "Loại mục",
    Field.RESPONSIBLE: "Người thực hiện",
    Field.SHORT_NAME: "Tên viết tắt",
    Field.CODE: "Ký hiệu",
    Field.ALIASES: "Tên gọi khác",
    Field.RANK: "Quan hệ với UBND",
    Field.PARENT: "Cơ quan chủ quản",
    Field.KEYWORDS: "Từ gợi ý",
    Field.VALID_FROM: "Từ ngày",
    Field.VALID_TO: "Đến ngày",
    Field.SUCCESSOR: "Cơ quan kế tục",
    Field.RESPONDENT: "Người trả lời",
}
_OWN = {
    (ImportKind.AGENCIES, Field.NAME): "Tên cơ quan",
    (ImportKind.AGENDA, Field.NAME): "Nội dung mục",
    (ImportKind.ANSWERS, Field.TEXT): "Nội dung trả lời",
    (ImportKind.ROSTER, Field.AGENCY): "Cơ quan",
}
_LEGACY = {Legacy.TCVN3: "TCVN3 (ABC)", Legacy.VNI: "VNI"}


def refusal(error: ImportRefusedError) -> str:
    """Why a file is not taken in, in one sentence that says what to do."""
    return _REFUSALS[error.code].format(**({"file": "", "cell": ""} | error.facts))


def refusals_with_words() -> frozenset[Refusal]:
    return frozenset(_REFUSALS)


def problem(found: Problem, kind: ImportKind) -> str:
    """What is wrong, without the address."""
    text = found.text if len(found.text) <= 60 else f"{found.text[:60].rsplit(' ', 1)[0]}…"
    name = field(found.field, kind)
    return _PROBLEMS[found.kind].format(text=text, field=f"{name[:1].lower()}{name[1:]}")


def problem_at(found: Problem, kind: ImportKind) -> str:
    """D14: Danh mục không có cơ quan “Sở XYZ”."""
    return f"{found.cell}: {problem(found, kind)}"


def state(row_state: RowState) -> str:
    return _STATES[row_state]


def beside_state(row: ImportRow, kind: ImportKind) -> str:
    """What stands below the state: the question or the row that is meant."""
    if row.is_left:
        return "bỏ qua"
    if row.is_merged:
        return f"gộp với {_target(row)}"
    if row.state is RowState.DUPLICATE:
        return f"giống {_target(row)}" if row.same_as_row or row.target_number else "đã có"
    if row.state is RowState.UPDATE and kind is ImportKind.QUESTIONS:
        return _target(row)
    return ""


def _target(row: ImportRow) -> str:
    return f"hàng {row.same_as_row}" if row.same_as_row else f"câu {row.target_number:02d}"


def kind_name(kind: ImportKind) -> str:
    return _KINDS[kind]


def counted(count: int, kind: ImportKind) -> str:
    """9 câu, 40 đại biểu."""
    return f"{dotted(count)} {_UNITS[kind]}"


def field(of: Field, kind: ImportKind) -> str:
    return _OWN.get((kind, of), _FIELDS[of])


def legacy(found: Legacy) -> str:
    return _LEGACY[found]


def encoding(name: str) -> str:
    """What a person chooses from where a text file does not say how its letters are written."""
    return _ENCODINGS[name]


_ENCODINGS = {
    "utf-8-sig": "UTF-8",
    "utf-16": "UTF-16",
    "cp1258": "Windows-1258 (tiếng Việt)",
    "latin-1": "Phông cũ (TCVN3, VNI)",
}
