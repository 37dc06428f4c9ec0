"""The office's settings: wordings one by one, a whole profile in one act that undo takes back, and its file."""

import json
from dataclasses import replace
from pathlib import Path

import pytest

from app.commands import office, setup
from app.conference import Conference
from app.domain.errors import Rule
from app.domain.facts import Facts, Issuer, Level, Mode
from app.domain.office import OfficeProfile, with_office
from app.domain.paper import PaperKind, Recipient, Side, SignatureBlock, TextModule
from app.office_file import OfficeFileError, read_profile, write_profile
from app.queries import desk
from app.queries.office import office_profile
from app.queries.report import conference_phrases
from tests.support.conferences import new_conference, refused, state_of


def test_set_phrases_words_keys_and_gives_them_back(conference: Conference) -> None:
    office.set_phrases(conference, {"notice.closing": "Xin thông báo./.", "annex.label": "Phụ biểu"})
    office.set_phrases(conference, {"annex.label": "", "notice.closing": " Thông báo./. "})
    assert conference_phrases(conference.db) == {"notice.closing": "Thông báo./."}
    conference.undo()
    assert conference_phrases(conference.db)["annex.label"] == "Phụ biểu"


def settle(conference: Conference) -> OfficeProfile:
    """An office with something of everything."""
    facts = desk.facts(conference.db)
    named = replace(
        facts,
        level=Level.COMMUNE,
        province="Suối Mơ",
        place_name="Suối Mơ",
        organ="ỦY BAN NHÂN DÂN XÃ SUỐI MƠ",
        notice_issuer=Issuer.COMMITTEE,
        notice_symbol="TB-UBND",
        ask_limit_s=90,
    )
    setup.change_facts(conference, named)
    for text in ("Như trên", "Lưu: VT"):
        setup.add(conference, Recipient(paper=PaperKind.NOTICE, text=text))
    block = SignatureBlock(
        paper=PaperKind.NOTICE, side=Side.RIGHT, lines="TM. ỦY BAN NHÂN DÂN\nCHỦ TỊCH", name="Vi Văn Mạnh"
    )
    setup.add(conference, block)
    setup.add(conference, TextModule(abbreviation="đvtn", text="đoàn viên, thanh niên"))
    office.set_phrases(conference, {"annex.label": "Phụ biểu"})
    return office_profile(conference.db)


def told(profile: OfficeProfile) -> tuple[object, ...]:
    """A profile without the ids and places of its rows."""
    return (
        with_office(Facts(), profile.facts),
        [(row.paper, row.text) for row in profile.recipients],
        [(row.paper, row.side, row.lines, row.name) for row in profile.signatures],
        dict(profile.phrases),
        [(row.abbreviation, row.text) for row in profile.modules],
    )


def test_apply_profile_begins_a_new_conference_as_the_office_left_the_last(
    conference: Conference, tmp_path: Path
) -> None:
    kept = settle(conference)
    other = new_conference(tmp_path, name="moi.hoinghi")
    setup.add(other, Recipient(paper=PaperKind.NOTICE, text="Nơi nhận cũ"))
    before = state_of(other.db)
    name = desk.facts(other.db).name
    office.apply_profile(other, kept)
    assert told(office_profile(other.db)) == told(kept)
    assert desk.facts(other.db).name == name
    other.undo()
    assert state_of(other.db) == before
    other.close()


def test_nothing_of_it_while_the_conference_runs(conference: Conference) -> None:
    setup.change_mode(conference, Mode.LIVE)
    assert refused(conference, office.apply_profile, OfficeProfile()) is Rule.NOT_IN_LIVE
    assert refused(conference, office.set_phrases, {"annex.label": "x"}) is Rule.NOT_IN_LIVE


def test_the_file_holds_the_profile(conference: Conference, tmp_path: Path) -> None:
    kept = settle(conference)
    path = tmp_path / "mau" / "mau-co-quan.json"
    write_profile(path, kept)
    assert told(read_profile(path)) == told(kept)
    assert [row.position for row in read_profile(path).recipients] == [1, 2]
    assert "Suối Mơ" in path.read_text("utf-8")
    write_profile(path, OfficeProfile())
    assert told(read_profile(path)) == told(OfficeProfile())
    assert [file.name for file in path.parent.iterdir()] == ["mau-co-quan.json"]


@pytest.mark.parametrize(
    "content",
    [
        "",
        "{",
        "[]",
        '{"format": "hoinghi-office/9"}',
        '{"format": "hoinghi-office/1"}',
        "facts.level=moon",
        "facts.ask_limit_s=x",
        "facts.unknown=1",
        "recipients=1",
        "phrases.a=1",
    ],
)
def test_a_file_that_is_no_profile_is_refused(content: str, tmp_path: Path) -> None:
    path = tmp_path / "x.json"
    write_profile(path, OfficeProfile())
    if "=" in content:
        whole = json.loads(path.read_text("utf-8"))
        name, _, value = content.partition("=")
        of, _, key = name.partition(".")
        if key:
            whole[of][key] = int(value) if value.isdigit() else value
        else:
            whole[of] = int(value)
        content = json.dumps(whole)
    path.write_text(content, encoding="utf-8")
    with pytest.raises(OfficeFileError):
        read_profile(path)


def test_no_file_is_an_error_of_the_disk(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError):
        read_profile(tmp_path / "x.json")
