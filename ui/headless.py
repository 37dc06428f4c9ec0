"""The verbs without windows: import, inspect, print. Each says what it did; status 0 done, 1 not done, 2 usage."""

from __future__ import annotations

import functools
import getpass
import os
import sys
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import TextIO

from app import captures, labels, password
from app.commands import imports, papers, setup, stations
from app.conference import Conference
from app.domain.clock import SystemClock
from app.domain.errors import RuleError, StorageError, Trouble
from app.domain.facts import Facts
from app.domain.import_preview import (
    NOTHING_DECIDED,
    ImportKind,
    ImportPreview,
    ImportRefusedError,
    Refusal,
    RowState,
)
from app.domain.records import dataclass
from app.domain.report import ReportHallMoment
from app.imports import previews, prose, words, workbook
from app.queries import desk as lists
from app.queries import inspection
from app.queries.gaps import gaps
from app.queries.known import known
from ui.locks import take_lock
from ui.tasks import TaskFailedError, wait_for_child

DONE, NOT_DONE, USAGE = 0, 1, 2
READING_S = 20.0
_MOST_SAID = 20
MERGE_USAGE = "Cách dùng: merge TỆP_GHI_HỘ --into TỆP [--take ours|theirs]"
IMPORT_USAGE = (
    "Cách dùng: import NGUỒN --as questions|roster|agenda|agencies|answers --into TỆP [--convert] [--skip-errors]"
)


@dataclass(frozen=True, slots=True)
class _Wanted:
    """The words of the command line taken apart."""

    given: tuple[str, ...]
    options: dict[str, str]
    switches: frozenset[str]


def _parse(arguments: list[str], options: set[str], switches: set[str]) -> _Wanted | None:
    given: list[str] = []
    found: dict[str, str] = {}
    on: set[str] = set()
    rest = iter(arguments)
    for word in rest:
        if word in options:
            value = next(rest, None)
            if value is None or word in found:
                return None
            found[word] = value
        elif word in switches:
            on.add(word)
        elif word.startswith("--"):
            return None
        else:
            given.append(word)
    return _Wanted(tuple(given), found, frozenset(on))


def import_file(arguments: list[str]) -> int:
    """Carry out import SOURCE --as KIND --into FILE. Without --skip-errors a single error refuses the whole file."""
    wanted = _parse(arguments, {"--as", "--into"}, {"--convert", "--skip-errors"})
    kinds = {kind.value for kind in ImportKind}
    if wanted is None or len(wanted.given) != 1 or wanted.options.get("--as") not in kinds:
        return _usage(IMPORT_USAGE)
    if "--into" not in wanted.options:
        return _usage(IMPORT_USAGE)
    kind = ImportKind(wanted.options["--as"])
    try:
        source = wait_for_child(functools.partial(workbook.read_in_child, Path(wanted.given[0])), READING_S)
    except TaskFailedError:
        name = Path(wanted.given[0]).name
        return _refused(words.refusal(ImportRefusedError(Refusal.TOO_HEAVY, file=name)))
    except ImportRefusedError as error:
        return _refused(words.refusal(error))
    return _with_file(wanted.options["--into"], lambda conference: _import(conference, source, kind, wanted.switches))


def _import(conference: Conference, source: workbook.Source, kind: ImportKind, switches: frozenset[str]) -> int:
    sheet = previews.best_sheet(prose.tables(source, kind), kind)
    try:
        table = previews.table_of(sheet, kind)
    except ImportRefusedError as error:
        return _refused(words.refusal(ImportRefusedError(error.code, file=source.name)))
    decided = replace(NOTHING_DECIDED, convert="--convert" in switches)
    found = previews.preview(kind, source.name, table, known(conference.db), decided)
    if sheet.legacy is not None and "--convert" not in switches:
        _say(f"Văn bản gõ bằng {words.legacy(sheet.legacy)}. Thêm --convert để chuyển sang Unicode.", sys.stderr)
    for row in found.rows:
        for problem in row.problems[:2] if _said(row.number, found) else ():
            _say(f"  {words.problem_at(problem, kind)}", sys.stderr)
    errors = found.count(RowState.ERROR)
    if errors and "--skip-errors" not in switches:
        _say(
            f"Có {errors} hàng lỗi, không nhập gì. Sửa tệp, hoặc thêm --skip-errors để bỏ qua các hàng này.", sys.stderr
        )
        return NOT_DONE
    count = imports.import_rows(conference, found) if found.written else 0
    _say(
        f"Đã nhập {words.counted(count, kind)} từ “{source.name}”: {found.count(RowState.NEW)} mới, "
        f"{found.count(RowState.UPDATE)} cập nhật; bỏ qua {found.count(RowState.DUPLICATE)} trùng, {errors} lỗi."
    )
    return DONE


def _said(number: int, found: ImportPreview) -> bool:
    """The first rows with problems only: a wrong column would fill the screen."""
    wrong = [row.number for row in found.rows if row.problems]
    return number in wrong[:_MOST_SAID]


def inspect_file(arguments: list[str]) -> int:
    """Carry out inspect FILE: counts, gaps, integrity, versions."""
    if len(arguments) != 1:
        return _usage("Cách dùng: inspect TỆP")
    return _with_file(arguments[0], _inspect)


def _inspect(conference: Conference) -> int:
    facts = lists.facts(conference.db)
    _say(f"{facts.name or 'Hội nghị chưa có tên'} · {labels.word(facts.mode)}")
    for table, count in inspection.counts(conference.db).items():
        _say(f"  {labels.word(table) if labels.has_word(table) else _TABLES.get(table.value, table.value)}: {count}")
    missing = Counter(gap.kind for gap in gaps(conference.db))
    _say("Còn thiếu:" if missing else "Không còn thiếu gì.")
    for kind, count in missing.items():
        _say(f"  {labels.word(kind)}" + (f": {count}" if count > 1 else ""))
    report = inspection.integrity(conference.path)
    _say(f"Phiên bản dữ liệu {report.schema}, SQLite {report.sqlite}, {report.events} thao tác trong nhật ký.")
    if report.is_sound:
        _say("Toàn vẹn: đạt. Tệp đọc được, nhật ký không bị sửa, dữ liệu khớp nhật ký.")
        return DONE
    _say(f"Toàn vẹn: chưa đạt. {_wrong(report)}", sys.stderr)
    return NOT_DONE


def _wrong(report: inspection.Integrity) -> str:
    if not report.file_ok:
        return "Tệp bị hỏng; hãy mở bản sao lưu gần nhất."
    if report.broken_event is not None:
        return f"Nhật ký bị sửa hoặc mất từ thao tác số {report.broken_event}."
    return f"Có {report.unlike_log} dòng dữ liệu không khớp nhật ký."


_TABLES = {"question": "câu hỏi", "petition": "nội dung kiến nghị", "commitment": "cam kết",
           "conclusion": "nội dung kết luận", "agenda_item": "mục chương trình",
           "issued_document": "tệp văn bản đã xuất"}  # fmt: skip


def print_papers(arguments: list[str]) -> int:
    """Carry out print FILE --out DIR: every paper of the set."""
    wanted = _parse(arguments, {"--out"}, set())
    if wanted is None or len(wanted.given) != 1 or "--out" not in wanted.options:
        return _usage("Cách dùng: print TỆP --out THƯ_MỤC")
    folder = Path(wanted.options["--out"]).expanduser().absolute()
    return _with_file(wanted.given[0], lambda conference: _print(conference, folder))


def _print(conference: Conference, folder: Path) -> int:
    from app.documents.catalogue import CATALOGUE
    from app.documents.paper_set import make_paper
    from app.queries.minutes_versions import report_for_papers
    from ui.key_strip import key_strip

    hall = _hall_with_pictures(conference)
    report = replace(report_for_papers(conference.db), keys=key_strip(), hall=hall)
    for kind in CATALOGUE:
        try:
            made = make_paper(report, kind, folder)
        except OSError:
            return _refused(f"Không ghi được {labels.word(kind).lower()} vào “{folder}”.")
        files = [papers.IssuedFile(file.name, file.sha256) for file in made.files]
        papers.record_issue(conference, kind, files, made.up_to_event, is_final=made.is_final)
        _say(f"Đã xuất {labels.word(kind).lower()}: {made.path.name}")
    _say(f"Các văn bản nằm ở {folder}")
    return DONE


def _hall_with_pictures(conference: Conference) -> tuple[ReportHallMoment, ...]:
    """Painted without a screen, whatever the machine has."""
    from PySide6.QtGui import QGuiApplication

    from app.queries.hall import hall_journal
    from ui.operator.hall_thumbnails import with_pictures

    app = QGuiApplication.instance() or QGuiApplication([sys.argv[0], "-platform", "offscreen"])
    painted = with_pictures(hall_journal(conference.db), conference.db)
    del app
    return painted


def make_capture(arguments: list[str]) -> int:
    """Carry out capture FILE --out DIR [--name NAME]: a file for a second laptop to capture into."""
    wanted = _parse(arguments, {"--out", "--name"}, set())
    if wanted is None or len(wanted.given) != 1 or "--out" not in wanted.options:
        return _usage("Cách dùng: capture TỆP --out THƯ_MỤC [--name TÊN_MÁY]")
    folder = Path(wanted.options["--out"]).expanduser().absolute()
    if not folder.is_dir():
        return _refused(f"Không có thư mục “{folder}”.")
    name = wanted.options.get("--name", "")

    def make(conference: Conference) -> int:
        made = stations.make_capture_file(conference, name, folder, SystemClock())
        opens = " (mở bằng mật khẩu của hội nghị này)" if conference.has_password else ""
        _say(f"Đã tạo tệp ghi hộ: {made}{opens}")
        return DONE

    return _with_file(wanted.given[0], make)


def merge_capture(arguments: list[str]) -> int:
    """Carry out merge CAPTURE --into FILE [--take theirs]: what a second laptop captured; conflicts are told."""
    wanted = _parse(arguments, {"--into", "--take"}, set())
    sides = {"ours", "theirs"}
    if wanted is None or len(wanted.given) != 1 or wanted.options.get("--take", "ours") not in sides:
        return _usage(MERGE_USAGE)
    if "--into" not in wanted.options:
        return _usage(MERGE_USAGE)
    path = Path(wanted.given[0]).expanduser().absolute()
    takes_theirs = wanted.options.get("--take") == "theirs"
    return _with_file(wanted.options["--into"], lambda conference: _merge(conference, path, takes_theirs=takes_theirs))


def _merge(conference: Conference, path: Path, *, takes_theirs: bool) -> int:
    from ui.operator.captures_menu import in_words, told

    _unlock(path)
    capture = captures.read_capture(path, lists.stations(conference.db), conference.now())
    unlike = captures.plan(conference.db, capture).conflicts
    done = stations.take_in(conference, capture, unlike if takes_theirs else ())
    for conflict in unlike:
        _say(f"  {in_words(conflict, takes_theirs=takes_theirs and bool(conflict.column))}", sys.stderr)
    _say(told(done, capture.station.name))
    return DONE


@contextmanager
def _opened(path: Path) -> Iterator[Conference]:
    lock = take_lock(path)
    try:
        conference = Conference(path, SystemClock())
        try:
            _begin_if_empty(conference)
            yield conference
        finally:
            state = conference.close()
        if state.trouble is not None:
            raise state.trouble
    finally:
        lock.unlock()


def _begin_if_empty(conference: Conference) -> None:
    try:
        lists.facts(conference.db)
    except RuleError:
        setup.create_conference(conference, Facts())


def _with_file(name: str, act: Callable[[Conference], int]) -> int:
    """Open a conference, do something, close it; what cannot be done becomes a sentence and a status."""
    try:
        path = Path(name).expanduser().absolute()
        _unlock(path)
        with _opened(path) as conference:
            return act(conference)
    except RuleError as error:
        return _refused(labels.rule(error))
    except StorageError as error:
        return _refused(labels.trouble(error))


def _unlock(path: Path) -> None:
    """The password of a file that has one: from the environment, else asked for; never from the words of the command.

    Errors: StorageError.
    """
    if not password.is_locked(path):
        return
    typed = os.environ.get(password.ENVIRONMENT, "")
    if not typed and sys.stdin is not None and sys.stdin.isatty():
        typed = getpass.getpass(f"Mật khẩu của tệp “{path.name}”: ")
    if not typed:
        raise StorageError(Trouble.ENCRYPTED, file=path.name)
    password.unlock(path, typed)


def _usage(sentence: str) -> int:
    _say(sentence, sys.stderr)
    return USAGE


def _refused(sentence: str) -> int:
    _say(sentence, sys.stderr)
    return NOT_DONE


def _say(text: str, stream: TextIO | None = None) -> None:
    target = stream or sys.stdout
    if target is not None:
        print(text, file=target, flush=True)
