"""Where the program begins: words of the command line, the machine's settings, then ui.program.

Qt is imported late, so that child processes, which import this module too, stay light.
"""

from __future__ import annotations

import gc
import os
import sys
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, TextIO

from ui.last_exit import LastExit

if TYPE_CHECKING:
    from ui.preferences import Preferences
    from ui.program import Program

LAST_S = 1.0
"""So long the end waits for the log."""
HELP = """Hội nghị đối thoại

  (để trống)         mở trang đầu
  open TỆP           mở một hội nghị
  demo --out NƠI     chạy hội nghị mẫu, để lại tệp, văn bản và hình ở NƠI
  rehearse KỊCH_BẢN --out NƠI [--speed 1|5|10|max]
                     diễn tập không cần tay; KỊCH_BẢN: một tệp, hoặc son_la_2023, lao_cai_2024,
                     hoi_thao_2023, ngay_xau, lam_quen
  import NGUỒN --as LOẠI --into TỆP [--convert] [--skip-errors]
                     nhập bảng vào hội nghị; LOẠI: questions (câu hỏi), roster (đại biểu),
                     agenda (chương trình), agencies (cơ quan), answers (văn bản chuẩn bị)
  inspect TỆP        đếm dữ liệu, nêu phần còn thiếu, kiểm tra toàn vẹn và phiên bản
  print TỆP --out THƯ_MỤC
                     xuất cả bộ văn bản
  capture TỆP --out THƯ_MỤC [--name TÊN_MÁY]
                     tạo tệp ghi hộ cho máy thứ hai
  merge TỆP_GHI_HỘ --into TỆP [--take ours|theirs]
                     nhận tệp ghi hộ; chỗ hai máy ghi khác nhau được nêu ra
                     (tệp có mật khẩu: đặt biến môi trường HOINGHI_MAT_KHAU, hoặc gõ khi được hỏi)
  --self-test        thử nhanh: tệp, biểu tượng, hai cửa sổ
  --help             trang này"""


def main() -> None:
    """Entry of the command, of `python -m ui.main` and of the packed program."""
    last_exit = LastExit()
    if getattr(sys, "frozen", False):  # else it does nothing, and its modules cost a start 10 ms
        import multiprocessing

        multiprocessing.freeze_support()
    last_exit.status = run(sys.argv[1:])
    sys.exit(last_exit.status)


def run(arguments: list[str]) -> int:
    """Carry out the words of the command line; returns the exit status."""
    if hasattr(os, "umask"):
        os.umask(0o077)  # whatever is written here belongs to this user alone
    verb, rest = (arguments[0], arguments[1:]) if arguments else ("", [])
    if verb in {"--help", "-h"}:
        _say(HELP)
        return 0
    if verb in {"demo", "rehearse"}:
        from ui.demo import main as demo
        from ui.rehearsal import main as rehearse

        return demo.main(rest) if verb == "demo" else rehearse.main(rest)
    if verb == "--self-test":
        from ui.self_test import self_test

        return self_test()
    if verb in {"import", "inspect", "print", "capture", "merge"}:
        from ui import headless

        acts = {
            "import": headless.import_file,
            "inspect": headless.inspect_file,
            "print": headless.print_papers,
            "capture": headless.make_capture,
            "merge": headless.merge_capture,
        }
        return acts[verb](rest)
    if verb == "" or (verb == "open" and len(rest) == 1):
        return _open_program(Path(rest[0]) if rest else None)
    _say(f"Không hiểu lệnh: {' '.join(arguments)}\n\n{HELP}", sys.stderr)
    return 2


def _open_program(file: Path | None) -> int:
    gc.disable()  # until the window stands (start_up)
    from ui import later_modules

    later_modules.import_qt()
    from ui import start_up

    start_up.begin()
    from ui.preferences import Preferences

    return run_program(file, Preferences())


def run_program(file: Path | None, preferences: Preferences, begun: Callable[[Program], object] | None = None) -> int:
    """Open a file or the start page and run until the end; begun gets the program once its first window stands."""
    from app.domain.clock import SteadyClock, SystemClock
    from ui import crash, start_up

    start_up.hold_endings()
    reports = crash.install(preferences.logs)
    clock = SteadyClock(SystemClock())
    ahead = start_up.open_ahead(file, preferences, clock) if file else None
    from ui.application import catch_signals, make_application  # beside it: most of a start is imports
    from ui.last_run import LastRun

    last_run = LastRun(preferences.logs)
    from ui.program import Program

    app = make_application(preferences)
    program = Program(preferences, clock, ahead)
    program.ended.connect(app.quit)
    app.commitDataRequest.connect(program.keep_typing)
    reports.found.connect(program.show_bug)
    keeper = catch_signals(program.end)
    if app.platformName() == "offscreen":
        _say("Chạy không màn hình (offscreen): cửa sổ có thật nhưng không nhìn thấy.")
    if file is None or not program.open_file(file):
        program.show_start()
    start_up.settle_soon(program)
    if last_run.report:
        program.tell_crash(last_run.report)
    if begun is not None:
        begun(program)
    status = app.exec()
    preferences.save()
    reports.settle(LAST_S)
    last_run.end()
    keeper.close()
    return status


def _say(text: str, stream: TextIO | None = None) -> None:
    """A packed program without a console has no streams at all."""
    target = stream or sys.stdout
    if target is not None:
        print(text, file=target, flush=True)


if __name__ == "__main__":
    main()
