"""The one table of keys (product.md 4.3): action, keys, text, icon, scope. Buttons, overlay and tests read it.

Alt+1…Alt+9 and Alt+0 are twins of F1…F9 and F12 (top row only; keys of the number pad are refused in ui.keys).
"""

from __future__ import annotations

from enum import StrEnum

from app.domain.records import dataclass


class Action(StrEnum):
    """Everything that has a key, a button or a palette entry."""

    SHOW_KEYS = "show_keys"
    CAPTURE = "capture"
    INTERJECT = "interject"
    MERGE = "merge"
    UNMERGE = "unmerge"
    ASSIGN_AGENCY = "assign_agency"
    ADD_AGENCY = "add_agency"
    TAKE = "take"
    TAKE_PREVIOUS = "take_previous"
    NEXT_STEP = "next_step"
    STEP_BACK = "step_back"
    TAKE_INSTEAD = "take_instead"
    COMMITMENT = "commitment"
    CHAIR_TASK = "chair_task"
    COVER = "cover"
    CHOOSE_SCREEN = "choose_screen"
    HOLD = "hold"
    PAPERS = "papers"
    CLOSING_CARD = "closing_card"
    PREVIEW_ROW = "preview_row"
    STORE_ENTRY = "store_entry"
    MOVE_UP = "move_up"
    MOVE_DOWN = "move_down"
    MOVE_TOP = "move_top"
    MOVE_BOTTOM = "move_bottom"
    APPROVE = "approve"
    WITHDRAW = "withdraw"
    SEARCH = "search"
    PALETTE = "palette"
    OTHER_PICTURES = "other_pictures"
    UNDO = "undo"
    CLOCK_EARLIER = "clock_earlier"
    CLOCK_LATER = "clock_later"
    LOCK_HALL = "lock_hall"
    SAVE_NOW = "save_now"
    GO_AGENDA = "go_agenda"
    GO_QUEUE = "go_queue"
    GO_CURRENT = "go_current"
    GO_MINUTES = "go_minutes"
    GO_COMMITMENTS = "go_commitments"
    GO_WRITTEN = "go_written"
    GO_SITES = "go_sites"
    GO_UNHEARD = "go_unheard"
    GO_HISTORY = "go_history"
    GO_GAPS = "go_gaps"
    SURPLUS = "surplus"
    PAGE_NEXT = "page_next"
    PAGE_PREVIOUS = "page_previous"
    MINUTE_MORE = "minute_more"
    MINUTE_LESS = "minute_less"
    TIME_STAMP = "time_stamp"
    AS_PREPARED = "as_prepared"
    PREFLIGHT = "preflight"
    REHEARSE = "rehearse"
    NEW_FILE = "new_file"
    OPEN_FILE = "open_file"
    LISTS = "lists"
    ROW_SAVE = "row_save"
    ROW_NEW = "row_new"
    ROW_UP = "row_up"
    ROW_DOWN = "row_down"
    ROW_REMOVE = "row_remove"
    PAPERS_MAKE = "papers_make"
    PAPERS_MAKE_ONE = "papers_make_one"
    PAPERS_PRINT = "papers_print"
    IMPORT = "import"
    IMPORT_ALL = "import_all"
    IMPORT_TAKE = "import_take"
    IMPORT_AGENCY = "import_agency"
    IMPORT_MERGE = "import_merge"
    IMPORT_KEEP = "import_keep"
    IMPORT_LEAVE = "import_leave"
    IMPORT_PASTE = "import_paste"
    SETUP_NEXT = "setup_next"
    SETUP_BACK = "setup_back"
    PLAN_TAKE_IN = "plan_take_in"
    PLAN_ACCEPT = "plan_accept"
    PLAN_GROUP = "plan_group"
    PLAN_PASTE = "plan_paste"
    ITEM_START = "item_start"
    ITEM_FINISH = "item_finish"
    ITEM_SKIP = "item_skip"
    ITEM_PARK = "item_park"
    ITEM_UP = "item_up"
    ITEM_DOWN = "item_down"


class Scope(StrEnum):
    """WINDOW: from any focus. The others: only while that part or window has the focus (WidgetShortcut).

    ROWS: the table of the lists' window. START: the start page.
    """

    WINDOW = "window"
    START = "start"
    QUEUE = "queue"
    CAPTURE = "capture"
    LISTS = "lists"
    ROWS = "rows"
    PAPERS = "papers"
    AGENDA = "agenda"
    IMPORT = "import"
    IMPORT_ROWS = "import_rows"
    SETUP = "setup"
    PLAN = "plan"
    PLAN_ROWS = "plan_rows"


@dataclass(frozen=True, slots=True)
class Binding:
    """keys: Qt key names, the first is shown on buttons. text: the act in words. moves_hall: may change the hall.

    clicker_keys: what a presenter's clicker sends; they act only while somebody has switched it on.
    """

    action: Action
    keys: tuple[str, ...]
    text: str
    icon: str = ""
    scope: Scope = Scope.WINDOW
    moves_hall: bool = False
    repeats: bool = False
    clicker_keys: tuple[str, ...] = ()


BINDINGS: tuple[Binding, ...] = (
    Binding(Action.SHOW_KEYS, ("F1", "Alt+1"), "Phím tắt", "keyboard-outline"),
    Binding(Action.PREFLIGHT, ("Shift+F1",), "Kiểm tra trước giờ", "check-circle"),
    Binding(Action.CAPTURE, ("F2", "Alt+2"), "Ghi nhanh", "flash-outline"),
    Binding(Action.INTERJECT, ("Shift+F2",), "Chủ tịch nêu ý kiến", "gavel"),
    Binding(Action.MERGE, ("F3", "Alt+3"), "Gộp với câu tương tự", "call-merge"),
    Binding(Action.UNMERGE, ("Shift+F3",), "Tách câu đã gộp", "call-split"),
    Binding(Action.ASSIGN_AGENCY, ("F4", "Alt+4"), "Giao cơ quan trả lời", "office-building-outline"),
    Binding(Action.ADD_AGENCY, ("Shift+F4",), "Thêm cơ quan bổ sung", "plus-circle-outline"),
    Binding(Action.TAKE, ("F5", "Alt+5"), "PHÁT", "arrow-down-bold", moves_hall=True),
    Binding(Action.TAKE_PREVIOUS, ("Shift+F5",), "Trả lại hình trước", "undo-variant", moves_hall=True),
    Binding(Action.NEXT_STEP, ("F6", "Alt+6"), "Bước tiếp", "skip-next"),
    Binding(Action.STEP_BACK, ("Shift+F6",), "Lùi một bước", "undo-variant"),
    Binding(Action.TAKE_INSTEAD, ("Ctrl+F6",), "Để câu này chờ trả lời, mời câu đang xem trước", "account-voice"),
    Binding(Action.COMMITMENT, ("F7", "Alt+7"), "Nhận cam kết", "calendar-clock"),
    Binding(Action.CHAIR_TASK, ("Shift+F7",), "Chủ tịch giao", "gavel"),
    Binding(Action.COVER, ("F8", "Alt+8"), "CHE / MỞ", "curtains-closed", moves_hall=True),
    Binding(Action.CHOOSE_SCREEN, ("Shift+F8",), "Chọn màn chiếu", "projector"),
    Binding(Action.HOLD, ("F9", "Alt+9"), "GIỮ hình", "pause-octagon-outline", moves_hall=True),
    Binding(Action.PAPERS, ("F12", "Alt+0"), "Bộ văn bản", "printer-outline"),
    Binding(Action.CLOSING_CARD, ("Shift+F12",), "Phiếu gợi ý kết luận", "gavel"),
    Binding(Action.PREVIEW_ROW, ("Return", "Enter"), "Đưa vào xem trước", scope=Scope.QUEUE),
    Binding(Action.STORE_ENTRY, ("Ctrl+Return", "Ctrl+Enter"), "Lưu và trở lại chỗ đang ghi", scope=Scope.CAPTURE),
    Binding(Action.MOVE_UP, ("Alt+Up",), "Chuyển lên", scope=Scope.QUEUE, repeats=True),
    Binding(Action.MOVE_DOWN, ("Alt+Down",), "Chuyển xuống", scope=Scope.QUEUE, repeats=True),
    Binding(Action.MOVE_TOP, ("Alt+Home",), "Chuyển lên đầu", scope=Scope.QUEUE),
    Binding(Action.MOVE_BOTTOM, ("Alt+End",), "Chuyển xuống cuối", scope=Scope.QUEUE),
    Binding(Action.WITHDRAW, ("Del",), "Rút câu hỏi", scope=Scope.QUEUE),
    Binding(Action.APPROVE, ("Ctrl+D",), "Duyệt / bỏ duyệt", "check"),
    Binding(Action.SEARCH, ("Ctrl+F",), "Tìm", "magnify"),
    Binding(Action.PALETTE, ("Ctrl+K",), "Lệnh", "keyboard-outline"),
    Binding(Action.OTHER_PICTURES, ("Ctrl+H",), "Hình khác", "projector"),
    Binding(Action.UNDO, ("Ctrl+U",), "Hoàn tác thao tác", "undo-variant", repeats=True),
    Binding(Action.CLOCK_EARLIER, ("Ctrl+=",), "Đồng hồ: bắt đầu sớm hơn 15 giây", repeats=True),
    Binding(Action.CLOCK_LATER, ("Ctrl+-",), "Đồng hồ: bắt đầu muộn hơn 15 giây", repeats=True),
    Binding(Action.LOCK_HALL, ("Ctrl+L",), "Khóa / mở khóa màn chiếu", "lock-outline"),
    Binding(Action.SAVE_NOW, ("Ctrl+S",), "Lưu và sao lưu ngay", "content-save-check-outline"),
    Binding(Action.GO_AGENDA, ("Ctrl+1",), "Tới Chương trình"),
    Binding(Action.GO_QUEUE, ("Ctrl+2",), "Tới Hàng đợi"),
    Binding(Action.GO_CURRENT, ("Ctrl+3",), "Tới câu đang diễn ra"),
    Binding(Action.GO_MINUTES, ("Ctrl+4",), "Tới chỗ ghi"),
    Binding(Action.GO_COMMITMENTS, ("Ctrl+5",), "Tới Cam kết"),
    Binding(Action.GO_WRITTEN, ("Ctrl+6",), "Xem biên bản đang lập", "file-document-outline"),
    Binding(Action.GO_SITES, ("Ctrl+7",), "Điểm cầu: tín hiệu, mời nêu ý kiến", "wifi"),
    Binding(Action.GO_UNHEARD, ("Ctrl+8",), "Ai chưa nêu ý kiến, gợi ý câu tiếp theo", "account-outline"),
    Binding(Action.GO_HISTORY, ("Ctrl+9",), "Nhật ký thao tác", "undo-variant"),
    Binding(Action.GO_GAPS, ("Ctrl+0",), "Tới việc cần xử lý, nhấn lại tới việc kế", "alert-outline"),
    Binding(Action.SURPLUS, ("Ctrl+W",), "Chuyển câu không kịp sang trả lời bằng văn bản", "file-document-outline"),
    Binding(Action.PAGE_NEXT, ("Alt+PgDown",), "Trang sau trên màn chiếu", moves_hall=True, clicker_keys=("PgDown",)),
    Binding(Action.PAGE_PREVIOUS, ("Alt+PgUp",), "Trang trước trên màn chiếu", moves_hall=True, clicker_keys=("PgUp",)),
    Binding(Action.MINUTE_MORE, ("Ctrl+PgUp",), "Thêm 1 phút cho mục đang chạy", repeats=True),
    Binding(Action.MINUTE_LESS, ("Ctrl+PgDown",), "Bớt 1 phút của mục đang chạy", repeats=True),
    Binding(Action.TIME_STAMP, ("Ctrl+T",), "Dấu giờ", "update"),
    Binding(Action.AS_PREPARED, ("Ctrl+R",), "Trả lời như văn bản chuẩn bị", "content-copy"),
    Binding(Action.ITEM_START, ("Return", "Enter"), "Bắt đầu mục", scope=Scope.AGENDA),
    Binding(Action.ITEM_FINISH, ("Ctrl+Return", "Ctrl+Enter"), "Kết thúc mục", scope=Scope.AGENDA),
    Binding(Action.ITEM_SKIP, ("Del",), "Bỏ qua mục / đưa trở lại", scope=Scope.AGENDA),
    Binding(Action.ITEM_PARK, ("Shift+Del",), "Để mục lại sau / đưa trở lại", scope=Scope.AGENDA),
    Binding(Action.ITEM_UP, ("Alt+Up",), "Chuyển mục lên", scope=Scope.AGENDA, repeats=True),
    Binding(Action.ITEM_DOWN, ("Alt+Down",), "Chuyển mục xuống", scope=Scope.AGENDA, repeats=True),
    Binding(Action.NEW_FILE, ("Ctrl+N",), "Hội nghị mới", "calendar-plus"),
    Binding(Action.OPEN_FILE, ("Ctrl+O",), "Mở tệp hội nghị", "folder-open-outline"),
    Binding(Action.REHEARSE, ("Ctrl+Q",), "Diễn tập", "school-outline", scope=Scope.START),
    Binding(Action.LISTS, ("Ctrl+E",), "Danh mục và thông tin hội nghị", "pencil"),
    Binding(Action.ROW_SAVE, ("Ctrl+Return", "Ctrl+Enter"), "Lưu", "content-save-check-outline", scope=Scope.LISTS),
    Binding(Action.ROW_NEW, ("Ctrl+M",), "Thêm mới", "plus-circle-outline", scope=Scope.LISTS),
    Binding(Action.ROW_UP, ("Alt+Up",), "Lên", scope=Scope.LISTS, repeats=True),
    Binding(Action.ROW_DOWN, ("Alt+Down",), "Xuống", scope=Scope.LISTS, repeats=True),
    Binding(Action.ROW_REMOVE, ("Del",), "Xóa", scope=Scope.ROWS),
    Binding(Action.IMPORT, ("Ctrl+I",), "Nhập từ tệp", "table-arrow-right"),
    Binding(Action.IMPORT_ALL, ("Ctrl+Return", "Ctrl+Enter"), "Nhập", "table-arrow-right", scope=Scope.IMPORT),
    Binding(Action.IMPORT_TAKE, ("Return", "Enter"), "Lấy cơ quan này", scope=Scope.IMPORT_ROWS),
    Binding(Action.IMPORT_AGENCY, ("Ctrl+B",), "Chọn cơ quan khác", scope=Scope.IMPORT),
    Binding(Action.IMPORT_MERGE, ("Ctrl+G",), "Gộp với câu này", scope=Scope.IMPORT),
    Binding(Action.IMPORT_KEEP, ("Alt+Ins",), "Nhập cả hai", scope=Scope.IMPORT),
    Binding(Action.IMPORT_LEAVE, ("Shift+Del",), "Bỏ qua hàng này", scope=Scope.IMPORT),
    Binding(Action.IMPORT_PASTE, ("Ctrl+J",), "Dán từ bảng tạm", scope=Scope.IMPORT),
    Binding(Action.SETUP_NEXT, ("Ctrl+Return", "Ctrl+Enter"), "Tiếp tục", scope=Scope.SETUP),
    Binding(Action.SETUP_BACK, ("Alt+Up",), "Quay lại", scope=Scope.SETUP),
    Binding(Action.PLAN_TAKE_IN, ("Ctrl+Return", "Ctrl+Enter"), "Ghi", "table-arrow-right", scope=Scope.PLAN),
    Binding(Action.PLAN_ACCEPT, ("Return", "Enter"), "Nhận", scope=Scope.PLAN_ROWS),
    Binding(Action.PLAN_GROUP, ("Ctrl+G",), "Nhận cả nhóm", scope=Scope.PLAN),
    Binding(Action.PLAN_PASTE, ("Ctrl+J",), "Dán từ bảng tạm", scope=Scope.PLAN),
    Binding(Action.PAPERS_MAKE, ("Return", "Enter"), "Xuất tất cả", "file-export-outline", scope=Scope.PAPERS),
    Binding(Action.PAPERS_MAKE_ONE, ("Ctrl+Return", "Ctrl+Enter"), "Chỉ bản này", scope=Scope.PAPERS),
    Binding(Action.PAPERS_PRINT, ("Ctrl+P",), "In", "printer-outline", scope=Scope.PAPERS),
)
"""Every action once, in the order of the overlay."""

BY_ACTION = {binding.action: binding for binding in BINDINGS}
