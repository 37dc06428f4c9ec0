"""The real program in a process of its own, played to a moment by keys; then it tells what its screen says and goes on.

python -m tests.support.driven_program begin|look FOLDER: "begin" makes the conference, "look" opens it again.
One line of JSON on the standard output says what is seen, begin.png or look.png in the folder what the hall shows.
The program runs until it is killed.
"""

from __future__ import annotations

import json
import sys
import time
from pathlib import Path

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtWidgets import QTextEdit

from ui.demo import eyes, forms, hall, play, room
from ui.demo.player import Acts, Player, TypeWords, Until, press
from ui.demo.progress import Progress
from ui.demo.script import AnswerTurn, ChangeMode, FormPage
from ui.main import run_program
from ui.operator.card import Card
from ui.operator.floor_steps import StepStrip
from ui.preferences import Preferences
from ui.program import Program

FILE = "hoi-nghi.hoinghi"
HALF = "Phòng sẽ trình UBND xã phê duyệt thiết kế, khởi công trong qu"
ORDER = "Đo lại tuyến đường trước mùa mưa, b"
QUESTION = "Đường từ bản ra trung tâm xã bao giờ được đổ bê tông?"
PAGES = (
    FormPage("Thông tin hội nghị", ({"Tên hội nghị": "Hội nghị đối thoại (giả định)", "Chủ đề": "Đường về bản"},)),
    FormPage("Cơ quan", ({"Tên cơ quan": "Phòng Kinh tế xã"},)),
    FormPage(
        "Câu hỏi chuẩn bị",
        (
            {
                "Họ và tên": "Lò Văn Ếp",
                "Nội dung câu hỏi (nguyên văn)": QUESTION,
                "Cơ quan chủ trì trả lời": "Phòng Kinh tế xã",
                "Tình trạng": "Chờ hỏi",
            },
        ),
    ),
)


def to_mid_question(folder: Path) -> Acts:
    """LIVE hall, a clock that runs, a direction of the chair and an answer that are half typed."""
    number = "Câu 01"
    yield from play.new_conference(folder / FILE)
    yield from forms.close_lists()
    yield from hall.choose_screen()
    for page in PAGES:
        yield from forms.enter_page(page)
    yield from forms.close_lists()
    yield from room.change_mode(ChangeMode("Trực tiếp"))
    yield from hall.uncover()
    yield from room.go_to_question(1)
    yield press("Return")
    yield from hall.take(number)
    yield press("F6")
    yield from room.room_says(number, "Đang hỏi")
    yield from room.name_answerer(AnswerTurn("Bạc Cầm Ỏn", ""), is_first=True)
    yield from hall.take_again(number)
    yield press("F6")
    yield from room.room_says(number, "Đang trả lời")
    yield press("Shift+F7")
    yield Until("thẻ Chủ tịch giao", lambda: eyes.focus_name() == "Cơ quan chủ trì")
    yield press("Return")
    yield TypeWords(ORDER)
    yield Until("lời giao gõ dở", lambda: card_text() == ORDER)
    yield press("Ctrl+4")
    yield Until("chỗ ghi trả lời", lambda: eyes.focus_name() == room.ANSWER)
    yield TypeWords(HALF)
    yield Until("chữ gõ dở", lambda: answer_text() == HALF)


def to_the_console() -> Acts:
    yield Until("cửa sổ điều hành", lambda: bool(eyes.named_from(hall.STATE)) and eyes.hall() is not None)
    yield from hall.settle()


def answer_text() -> str:
    return eyes.text_of(eyes.named(room.ANSWER, QTextEdit))


def card_text() -> str:
    """Of the card that stands open, whichever it is."""
    return "".join(card.words.toPlainText() for card in eyes.shown(Card))


def seen() -> dict[str, object]:
    """What a person at the console sees now; at: seconds of a clock that other processes have too."""
    strip = next(iter(eyes.shown(StepStrip)), None)
    running = next((step for step in strip.readings if step.runs), None) if strip else None
    return {
        "at": time.time(),  # noqa: TID251 - compared between two processes
        "number": eyes.label_with("Câu 0"),
        "stage": eyes.named_from("Đang"),
        "step": running.kind.value if running else "",
        "clock": running.clock if running else "",
        "answer": answer_text(),
        "card": card_text(),
        "focus": eyes.focus_name(),
        "queue": eyes.rows_of(room.QUEUE),
        "hall": eyes.named_from(hall.STATE),
        "bar": eyes.complaint(),
    }


def main(verb: str, folder: Path) -> int:
    QCoreApplication.setAttribute(Qt.ApplicationAttribute.AA_DontUseNativeDialogs)
    kept: list[Player] = []

    def tell(error: BaseException | None) -> None:
        eyes.hall_picture().toImage().save(str(folder / f"{verb}.png"))
        print(json.dumps({"error": repr(error)} if error else seen(), ensure_ascii=False), flush=True)  # noqa: T201

    def begun(_: Program) -> None:
        acts = to_mid_question(folder) if verb == "begin" else to_the_console()
        player = Player(acts, Progress(0), lambda: "")
        player.finished.connect(tell)
        player.start()
        kept.append(player)

    file = None if verb == "begin" else folder / FILE
    return run_program(file, Preferences(folder / "console.json"), begun)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1], Path(sys.argv[2])))
