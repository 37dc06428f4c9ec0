"""Hình khác: every picture but the questions', chosen by a few letters; it goes to the preview and no further."""

from __future__ import annotations

from functools import partial
from pathlib import Path

from PySide6.QtWidgets import QFileDialog, QWidget

from app.domain import scene
from app.domain.asset import Asset
from app.domain.facts import Mode
from app.queries import desk as lists
from app.queries import hall
from app.scenes import made_subject
from ui.desk import Desk
from ui.keys import Keys
from ui.operator.hall_control import HallControl
from ui.operator.hall_images import HallImages
from ui.operator.palette import Entry, Palette
from ui.operator.picture_files import FILTER, PDF, UnreadableError, read_file
from ui.operator.typed_picture import FORMS, Typed, TypedPicture
from ui.tasks import run_in_background

_ICONS = {
    "cover": "curtains",
    "agenda": "file-document-outline",
    "conclusion": "gavel",
    "speaker": "microphone",
    "group": "content-copy",
    "chart": "table-arrow-right",
    "break": "timer-sand",
}
_MOST_PAGES = 30


class OtherPictures(Palette):
    """The list is made anew each time it opens."""

    def __init__(self, area: QWidget, keys: Keys, desk: Desk, control: HallControl) -> None:
        super().__init__(area, keys, self._lines, bindings=())
        self._desk, self._hall = desk, control
        self._images = HallImages(desk.conference.db)
        self.field.setPlaceholderText("Gõ tên hình, không cần dấu")
        self.field.setAccessibleName("Tìm hình")
        self.list.setAccessibleName("Các hình khác")
        self.form = TypedPicture(area, desk, control.preview)

    def add_file(self, path: Path) -> None:
        """Keep a picture or a PDF in the conference and put its first page into the preview, once it has been read."""
        run_in_background(partial(read_file, path), self._add, self._refused)

    def _add(self, asset: Asset) -> None:
        self._hall.preview(made_subject(scene.ImageCard(asset.sha256)), asset)

    def _refused(self, error: Exception) -> None:
        self._desk.said.emit(str(error) if isinstance(error, UnreadableError) else "Không mở được tệp này.")

    def _lines(self) -> list[Entry]:
        preview = self._hall.preview
        db = self._desk.conference.db
        made = [
            Entry(one.name, "", _ICONS.get(one.subject.partition("/")[0], "projector"), partial(preview, one.subject))
            for one in hall.choices(db)
        ]
        typed = [Entry(f"{FORMS[kind].title}…", "", "pencil", partial(self.form.ask, kind)) for kind in Typed]
        files = hall.kept_files(db)
        pdfs = [file.sha256 for file in files if file.media_type == PDF]
        if uncounted := [sha256 for sha256 in pdfs if self._images.pages(sha256) is None]:
            self._images.count_pages(uncounted, self.renew)
        kept = [entry for file in files for entry in self._pages(file)]
        if lists.facts(db).mode is not Mode.LIVE:  # no dialog of the system while the hall looks on
            kept.append(Entry("Thêm ảnh hoặc PDF…", "", "folder-open-outline", self._ask_file))
        return [*made, *typed, *kept]

    def _pages(self, file: hall.KeptFile) -> list[Entry]:
        count = self._images.pages(file.sha256)
        if count is None:
            count = 1  # until it has been counted
        return [
            Entry(
                file.name if count == 1 else f"{file.name}, trang {page + 1}",
                "",
                "file-document-outline",
                partial(self._hall.preview, made_subject(scene.ImageCard(file.sha256, page))),
            )
            for page in range(min(count, _MOST_PAGES))
        ]

    def _ask_file(self) -> None:
        path, _ = QFileDialog.getOpenFileName(self.window(), "Thêm ảnh hoặc PDF", "", FILTER)
        if path:
            self.add_file(Path(path))
