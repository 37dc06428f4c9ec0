"""The conventions of this project that no linter knows, as functions from one file to what is wrong in it.

tests/test_rules.py runs them over the project and shows that each of them can fail.
"""

import ast
import re
import unicodedata
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

LINES_AT_MOST = 400
VAGUE_MODULES = {"utils", "util", "common", "base", "helper", "helpers", "misc"}
ADDONS = ("PySide6.QtPdf", "PySide6.QtCharts", "PySide6.QtMultimedia", "PySide6.QtWebEngine")
HOSTS_THAT_ARE_NAMES = ("www.w3.org", "schemas.openxmlformats.org", "json-schema.org")
HOST = re.compile(r"\b(?:https?|ftp)://([\w.-]+)")
SQL = re.compile(r"\s*(SELECT|INSERT|UPDATE|DELETE|PRAGMA|CREATE TABLE)\s")
MACHINE_PLACE = re.compile(r"(?<![\w.-])/(?:work|root|home)/|[A-Z]:\\Users|\.\.[/]shared\b")


@dataclass(frozen=True)
class Source:
    """One text file of the project; path is relative to its root, with slashes."""

    path: str
    text: str

    @cached_property
    def tree(self) -> ast.Module:
        return ast.parse(self.text)

    def is_in(self, *folders: str) -> bool:
        return self.path.startswith(tuple(f"{folder}/" for folder in folders))


@dataclass(frozen=True)
class Rule:
    """A convention, and a file that breaks it in exactly one place."""

    name: str
    wrong_in: Callable[[Source], Iterator[str]]
    broken_by: Source


PROGRAM = ("app", "db", "ui", "resources")


def is_python(source: Source) -> bool:
    return source.path.endswith(".py")


def is_program(source: Source) -> bool:
    return is_python(source) and source.is_in(*PROGRAM)


def files_too_long(source: Source) -> Iterator[str]:
    lines = len(source.text.splitlines())
    if is_python(source) and lines > LINES_AT_MOST:
        yield f"{lines} lines, at most {LINES_AT_MOST}"


def vague_module_names(source: Source) -> Iterator[str]:
    if is_python(source) and Path(source.path).stem in VAGUE_MODULES:
        yield "a module is named for what it holds"


def has_vietnamese(text: str) -> bool:
    return "đ" in text.lower() or any(map(unicodedata.combining, unicodedata.normalize("NFD", text)))


def literals(source: Source) -> Iterator[tuple[int, str]]:
    """Line and text of every string but docstrings and the strings that describe an attribute."""
    said = {id(node.value) for node in ast.walk(source.tree) if isinstance(node, ast.Expr)}
    for node in ast.walk(source.tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in said:
            yield node.lineno, node.value


def vietnamese_below_labels(source: Source) -> Iterator[str]:
    """Words live in app.labels, app.documents, ui and resources; app.domain.text holds the alphabet."""
    if is_python(source) and source.is_in("app/domain", "app/commands", "db"):
        if source.path == "app/domain/text.py":
            return
        yield from (f"line {line}: {text!r}" for line, text in literals(source) if has_vietnamese(text))


SPELLINGS = {
    r"(?i)(?<!\w)bấm(?!\w)": "nhấn",
    r"(?<!\w)LIVE(?!\w)": "màn chiếu",
    r"⇧": "Shift+",
    r"(?:ở|vào) Xem trước": "xem trước",
    r"%d/%m": "dates.slash_date: 22/3/2023",
    r"[Đđ]óng \(Esc\)": "Đóng · Esc",
    r"(?i)(?<!\w)câu (?:mẫu|kết|dẫn|biên bản|mở đầu|văn|gợi ý cho|con|trả lời)(?!\w)": "lời, đoạn; a câu is a question",
    r"\.\.\.": "…",
    r"[←↑→↓]": "Lên, Xuống, Trái, Phải, as on the caps",
    r"(?<=[^\W\d_]) [,;:?!](?!\w)": "no space before it",
    r"(?i)chương trình (?:này đọc|phải nhắc|tự )|lời của chương trình": "phần mềm",
    r"(?:^|\d) %(?!\w)": "% without a space (domain.md 7.6)",
    r"(?i)(?:o[àáảãạèéẻẽẹ]|(?<!q)u[ỳýỷỹỵ])(?!\w)": "the mark on the first vowel: hòa, khỏe, thúy",
}
ON_SCREEN = {
    r"(?<!\w)trực tiếp": "lời trả lời, màn chiếu: Trực tiếp is the mode, trực tiếp a form of answer (labels)",
    r"Enter \w+ ·|(?<!· )Esc (?:để )?(?:đóng|thoát)": "key_hints: what is done, then the key",
    r"^'(?: /|$)": "′ for minutes",
}
SPEAKING = ("ui", "app/documents", "resources/templates", "resources/manual")


def spelled_otherwise(source: Source) -> Iterator[str]:
    """One word for each thing and one form for each word, wherever the program speaks."""
    speaks = source.is_in(*SPEAKING) or source.path in ("app/labels.py", "app/summaries.py", "app/imports/words.py")
    if not speaks or not source.path.endswith((".py", ".toml", ".md")):
        return
    for line, text in literals(source) if is_python(source) else enumerate(source.text.splitlines(), 1):
        for wrong, right in (SPELLINGS | ON_SCREEN if source.is_in("ui", "resources/manual") else SPELLINGS).items():
            if found := re.search(wrong, text):
                yield f"line {line}: {found[0]!r}, here it is {right!r}"


def imported(source: Source) -> Iterator[tuple[int, str]]:
    """Line and dotted name of everything imported: "a" and "a.b" for "from a import b"."""
    for node in ast.walk(source.tree):
        if isinstance(node, ast.Import):
            yield from ((node.lineno, alias.name) for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield (node.lineno, node.module)
            yield from ((node.lineno, f"{node.module}.{alias.name}") for alias in node.names)


def package_outside(package: str, allowed: str) -> Callable[[Source], Iterator[str]]:
    """A package only the files of one pattern import."""

    def wrong_in(source: Source) -> Iterator[str]:
        if is_program(source) and not re.fullmatch(allowed, source.path):
            lines = {line for line, name in imported(source) if name.split(".")[0] == package}
            yield from (f"line {line}: only {allowed} imports {package}" for line in sorted(lines))

    return wrong_in


def class_outside(name: str, allowed: str) -> Callable[[Source], Iterator[str]]:
    """A Qt class only one file constructs or derives from; others may name it as a type."""

    def wrong_in(source: Source) -> Iterator[str]:
        if not is_program(source) or source.path == allowed:
            return
        for node in ast.walk(source.tree):
            match node:
                case ast.Call(func=ast.Attribute() as function):  # QtWidgets.X(...) or X.method(...)
                    used = [function, function.value]
                case ast.Call(func=function):
                    used = [function]
                case ast.ClassDef():
                    used = node.bases
                case _:
                    continue
            if any(getattr(part, "id", getattr(part, "attr", "")) == name for part in used):
                yield f"line {node.lineno}: {name} belongs to {allowed}"

    return wrong_in


def qt_addons(source: Source) -> Iterator[str]:
    if is_python(source):
        yield from (f"line {line}: {name}" for line, name in imported(source) if name.startswith(ADDONS))


def inline_completion(source: Source) -> Iterator[str]:
    """It fights with Unikey: the completed letters are typed into the text."""
    if is_program(source):
        for node in ast.walk(source.tree):
            if isinstance(node, ast.Attribute) and "InlineCompletion" in node.attr:
                yield f"line {node.lineno}: {node.attr}"


def network_hosts(source: Source) -> Iterator[str]:
    if source.is_in("resources/licences") or source.path in ("LICENSE", "resources/fonts/OFL.txt"):
        return
    for host in HOST.findall(source.text):
        if host not in HOSTS_THAT_ARE_NAMES:
            yield f"names the host {host}"


def places_of_one_machine(source: Source) -> Iterator[str]:
    for match in MACHINE_PLACE.finditer(source.text):
        yield f"names the place {match.group()}"


def lock_of_one_index(source: Source) -> Iterator[str]:
    """Every package pinned with a hash, none fetched from a place the lock names."""
    if source.path != "requirements.lock":
        return
    lines = re.sub(r"#.*", "", source.text).replace("\\\n", " ").splitlines()
    for line in filter(str.strip, lines):
        if not re.match(r"[\w.-]+==\S+ .*--hash=sha256:", line) or re.search(r"--(?!hash)|://|@ ", line):
            yield f"not a pinned package with its hash: {line[:60]!r}"


def sql_outside_db(source: Source) -> Iterator[str]:
    """Screens and papers know no SQL."""
    if is_python(source) and source.is_in("ui", "app/documents", "app/domain"):
        found = ((line, text) for line, text in literals(source) if SQL.match(text))
        yield from (f"line {line}: {text[:40]!r}" for line, text in found)


LENGTHS = re.compile(
    r"set(Fixed|Minimum|Maximum)(Height|Width|Size)|setContentsMargins|setSpacing|addSpacing|setIconSize"
)
GROWING = tuple(f"ui/{part}" for part in ("operator", "dialogs", "widgets", "preflight", "rehearsal"))


def lengths_that_do_not_grow(source: Source) -> Iterator[str]:
    """Where the size of text acts every length is one at 100 % and goes through ui.scale; lines of one pixel stay."""
    if not is_python(source) or not source.is_in(*GROWING):
        return
    for node in ast.walk(source.tree):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and LENGTHS.fullmatch(node.func.attr):
            bare = [one.value for one in node.args if isinstance(one, ast.Constant) and one.value not in (0, 1)]
            if bare:
                yield f"line {node.lineno}: {node.func.attr} of {bare}"


LOOKED_AT = {"itemAt", "addLayout", "insertLayout"}


def items_of_layouts_kept(source: Source) -> Iterator[str]:
    """PySide6 keeps them when they are gone, and the program ends; ui/layout_items.py says how."""
    if source.is_in("ui") and is_python(source) and source.path != "ui/layout_items.py":
        for node in ast.walk(source.tree):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr in LOOKED_AT:
                yield f"line {node.lineno}: {node.func.attr}"


RULES = (
    Rule("no file is too long", files_too_long, Source("ui/long.py", "x = 1\n" * (LINES_AT_MOST + 1))),
    Rule("no module is called utils", vague_module_names, Source("app/utils.py", "")),
    Rule(
        "no Vietnamese below the labels",
        vietnamese_below_labels,
        Source("app/domain/question.py", '"""Chờ hỏi."""\n\nWAITING = "Chờ hỏi"\n"""Chờ."""\n'),
    ),
    Rule("one spelling each", spelled_otherwise, Source("ui/a.py", "WORDS = 'Đọc nút rồi hãy bấm.'\n")),
    Rule(
        "qtawesome only behind ui/icons.py",
        package_outside("qtawesome", r"ui/icons\.py"),
        Source("ui/operator/queue.py", "def f():\n    import qtawesome as qta\n"),
    ),
    Rule(
        "reportlab only in app/documents/pdf*.py",
        package_outside("reportlab", r"app/documents/pdf\w*\.py"),
        Source("app/documents/minutes.py", "from reportlab.platypus import Paragraph\n"),
    ),
    Rule(
        "the only message box is ui/dialogs/ask.py",
        class_outside("QMessageBox", "ui/dialogs/ask.py"),
        Source("ui/main.py", "from PySide6.QtWidgets import QMessageBox\nQMessageBox.warning(None, 'a', 'b')\n"),
    ),
    Rule(
        "labels show plain text",
        class_outside("QLabel", "ui/widgets/plain_label.py"),
        Source("ui/operator/floor.py", "def f(text: str) -> QLabel:\n    return QtWidgets.QLabel(text)\n"),
    ),
    Rule(
        "fonts come from ui/fonts.py",
        class_outside("QFontDatabase", "ui/fonts.py"),
        Source("ui/theme.py", "QFontDatabase.addApplicationFont('x.ttf')\n"),
    ),
    Rule("no Qt add-ons", qt_addons, Source("ui/preview.py", "import PySide6.QtPdf\n")),
    Rule(
        "no inline completion",
        inline_completion,
        Source("ui/widgets/picker.py", "mode = QCompleter.CompletionMode.InlineCompletion\n"),
    ),
    Rule(
        "lengths grow with the size of text",
        lengths_that_do_not_grow,
        Source("ui/widgets/a.py", "box.setContentsMargins(0, 1, px(2), 12)\n"),
    ),
    Rule("items of layouts are not kept", items_of_layouts_kept, Source("ui/a.py", "box.addLayout(row)\n")),
    Rule("no SQL on screens and papers", sql_outside_db, Source("ui/a.py", "Q = 'SELECT id FROM question'\n")),
    Rule("no network hosts", network_hosts, Source("docs/a.md", "see https:" + "//example.org/page\n")),
    Rule("no place of one machine", places_of_one_machine, Source("tests/a.py", "P = '/ro" + "ot/x.json'\n")),
    Rule(
        "the lock pins every package and names no index",
        lock_of_one_index,
        Source("requirements.lock", "a==1 \\\n    --hash=sha256:00\n    # via b\n--index-url x\n"),
    ),
)
