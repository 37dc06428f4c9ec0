"""Scripts of the demo: every error is told with its place, the schema says what the program reads, folders are safe."""

import dataclasses
import json
from importlib.resources import files
from pathlib import Path
from typing import get_args, get_origin, get_type_hints

import pytest

from app.documents.catalogue import USUAL_FILES
from ui.demo import folder, main, script
from ui.demo.script_file import ScriptError, load

ROOT = Path(__file__).parents[2]
SCHEMA = json.loads((ROOT / "docs" / "demo-script.schema.json").read_text(encoding="utf-8"))
SCRIPTS = (
    Path(str(files("resources") / "demo" / "son_la_2023.json")),
    ROOT / "tests" / "fixtures" / "scripts" / "xa_suoi_mo.json",
)
RECORDS = (
    script.FormPage, script.Promise, script.AnswerTurn, script.Order, script.Entry, script.Gap, *script.ACTS.values(),
)  # fmt: skip


@pytest.fixture
def written(tmp_path: Path):
    """A smallest script on disk, changed as a test wants it."""

    def write(**changed: object) -> Path:
        whole = {
            "format": script.FORMAT, "name": "Thử", "source": "đặt ra", "file": "thu.hoinghi", "forms": [], "live": [],
        } | changed  # fmt: skip
        file = tmp_path / "kich-ban.json"
        file.write_text(json.dumps(whole, ensure_ascii=False), encoding="utf-8")
        return file

    return write


@pytest.mark.parametrize("file", SCRIPTS, ids=lambda file: file.stem)
def test_shipped_scripts_are_whole(file: Path) -> None:
    assert load(file).live


@pytest.mark.parametrize(
    ("changed", "sentence"),
    [
        ({"forms": "x"}, "kịch bản › forms: cần một danh sách […]."),
        ({"live": [{"do": "dance"}]}, "kịch bản › live › 1: “do” phải là một trong mode, cover"),
        ({"live": [{"do": "cover", "now": 1}]}, "kịch bản › live › 1: không có mục “now”."),
        ({"live": [{"do": "question"}]}, "kịch bản › live › 1: thiếu mục “number”."),
        ({"live": [{"do": "question", "number": "3"}]}, "kịch bản › live › 1 › number: cần số nguyên."),
        ({"forms": [{"page": "Điểm cầu", "rows": [{"Loại": 3}]}]}, "rows › 1 › Loại: cần chữ"),
        ({"format": "hoinghi-script/9"}, "định dạng “hoinghi-script/9”"),
        ({"file": "../thu.hoinghi"}, "không kèm thư mục"),
        ({"file": "thu.txt"}, "tên tệp .hoinghi"),
    ],
)
def test_a_wrong_script_is_told_by_its_place(written, changed: dict[str, object], sentence: str) -> None:
    with pytest.raises(ScriptError) as error:
        load(written(**changed))
    assert sentence in str(error.value)


def test_a_promise_must_stand_in_the_answer(written) -> None:
    answer = {"respondent": "A", "words": "Sẽ làm.", "promises": [{"words": "đã làm"}]}
    with pytest.raises(ScriptError, match="Câu 02: lời trả lời không có “đã làm”"):
        load(written(live=[{"do": "question", "number": 2, "answers": [answer]}]))


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b"{", "không phải JSON: dòng 1"),
        ("Điểm".encode("utf-16"), "không phải văn bản UTF-8"),
        (None, "Không đọc được"),
    ],
)
def test_a_file_that_is_no_script(tmp_path: Path, content: bytes | None, sentence: str) -> None:
    file = tmp_path / "x.json"
    if content is not None:
        file.write_bytes(content)
    with pytest.raises(ScriptError, match=sentence):
        load(file)


def kind_in_schema(hint: object) -> dict[str, object]:
    """What the schema must say of a field with this type."""
    if get_origin(hint) is tuple:
        return {"type": "array"}
    if hint == script.Fields:
        return {"$ref": "#/$defs/Fields"}
    return {"type": {str: "string", int: "integer", bool: "boolean"}[hint]}  # type: ignore[index]


@pytest.mark.parametrize("record", RECORDS, ids=lambda record: record.__name__)
def test_the_schema_says_what_is_read(record: type) -> None:
    described = SCHEMA["$defs"][record.__name__]
    hints = get_type_hints(record)
    needed = {field.name for field in dataclasses.fields(record) if field.default is dataclasses.MISSING}
    properties = {name: kind for name, kind in described["properties"].items() if name != "do"}
    assert properties.keys() == hints.keys()
    assert set(described["required"]) - {"do"} == needed
    for name, hint in hints.items():
        wanted = kind_in_schema(hint)
        assert wanted.items() <= properties[name].items(), name
        item = get_args(hint)[0] if get_origin(hint) is tuple else None
        if dataclasses.is_dataclass(item):
            assert properties[name]["items"] == {"$ref": f"#/$defs/{item.__name__}"}


def test_the_schema_knows_every_act() -> None:
    found = {SCHEMA["$defs"][kind["$ref"].rpartition("/")[2]]["properties"]["do"]["const"]
             for kind in SCHEMA["properties"]["live"]["items"]["oneOf"]}  # fmt: skip
    assert found == script.ACTS.keys()
    assert SCHEMA["properties"]["format"]["const"] == script.FORMAT


def test_a_folder_with_files_of_somebody_is_left_alone(tmp_path: Path, written) -> None:
    played = load(written())
    out = tmp_path / "out"
    folder.clear(out, played)
    (out / "bien-ban.pdf").write_text("a real paper")
    with pytest.raises(ScriptError, match="đang có tệp khác"):
        folder.clear(out, played)
    (out / "thu.hoinghi").write_text("the demo's own")
    (out / "so-tay.docx").write_text("somebody's")
    with pytest.raises(ScriptError, match="đang có tệp khác"):
        folder.clear(out, played)
    assert sorted(path.name for path in out.iterdir()) == ["bien-ban.pdf", "so-tay.docx", "thu.hoinghi"]


def test_what_an_earlier_demo_left_is_cleared(tmp_path: Path, written) -> None:
    out = tmp_path / "out"
    (out / "pictures").mkdir(parents=True)
    for name in (
        "thu.hoinghi",
        "thu.hoinghi-wal",
        "phu-luc.pdf",
        "pictures/hall-01.png",
        "pictures/console-1366x768.png",
    ):
        (out / name).write_text("x")
    folder.clear(out, load(written()))
    assert not [path for path in out.rglob("*") if path.is_file()]


def test_what_is_missing_or_does_not_belong_is_told(tmp_path: Path, written) -> None:
    played = load(written())
    (tmp_path / "pictures").mkdir()
    for name in ("thu.hoinghi", *folder.PAPERS, "pictures/hall-01.png"):
        (tmp_path / name).write_text("x")
    assert folder.what_is_wrong(tmp_path, played) == "thừa kich-ban.json."
    (tmp_path / "kich-ban.json").unlink()
    assert folder.what_is_wrong(tmp_path, played) == ""
    (tmp_path / "phu-luc.pdf").unlink()
    assert folder.what_is_wrong(tmp_path, played) == "thiếu phu-luc.pdf."


def test_every_file_of_the_papers_window_is_known() -> None:
    assert [name for name in USUAL_FILES if not folder.is_paper(name)] == []
    assert not folder.is_paper("so-tay.docx")


@pytest.mark.parametrize("words", [[], ["--out"], ["--out", "x", "--out", "y"], ["--script", "x"], ["x"]])
def test_wrong_words_are_told(words: list[str], capsys) -> None:
    assert main.main(words) == 2
    assert main.USAGE in capsys.readouterr().err
