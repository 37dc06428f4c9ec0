"""A second, invented conference from a script: other people, another hall, a remote site, two agencies, a comment."""

import unicodedata
from pathlib import Path

import pytest

from tests.journeys.conftest import play
from tests.support.paper_rows import table_rows
from tests.support.pdf_measure import letters_of
from ui.demo import folder

pytestmark = [pytest.mark.slow, pytest.mark.timeout(400)]
SCRIPT = Path(__file__).parents[1] / "fixtures" / "scripts" / "xa_suoi_mo.json"


@pytest.fixture
def demo(played):
    return played("suoi-mo", "--script", str(SCRIPT))


def letters(text: str) -> str:
    return "".join(unicodedata.normalize("NFC", text).split())


def test_it_is_played_to_the_end(demo) -> None:
    assert demo.status == 0, demo.printed
    assert (demo.folder / "xa-suoi-mo.hoinghi").is_file()
    assert all((demo.folder / name).is_file() for name in folder.PAPERS)
    assert "Câu 04: chưa giao cơ quan" in demo.printed


def test_two_agencies_answer_one_question_in_their_order(demo) -> None:
    text = letters_of(demo.paper("bien-ban.pdf"))
    places = [
        text.index(letters(words))
        for words in (
            "Thanh niên muốn trồng quế, sả dưới tán rừng",
            "Phòng mở hai lớp kỹ thuật trước ngày 30/4/2026",
            "Mỗi hộ được vay tối đa 100 triệu đồng",
            "không để thanh niên đi lại nhiều lần",
        )
    ]
    assert places == sorted(places)


def test_the_remote_site_is_named_and_its_telephone_is_not(demo) -> None:
    text = letters_of(demo.paper("bien-ban.pdf"))
    assert letters("bản Nà Lốc") in text
    assert letters("Vi Thị Xuân") not in text
    assert "0900000001" not in text


def test_the_comment_is_noted_and_counts_as_answered(demo) -> None:
    rows = table_rows(demo.paper("phu-luc.pdf"))
    comment = next(row for row in rows if letters("sân chơi cho trẻ em") in "".join(row))
    assert letters("Tiếp thu, ghi nhận") in "".join(comment)


def test_the_signer_and_the_chairs_order_stand_on_the_notice(demo) -> None:
    text = letters_of(demo.paper("thong-bao-ket-luan.pdf"))
    assert letters("niêm yết thủ tục vay vốn tại nhà văn hóa các bản") in text
    assert letters("mỗi quý gặp thanh niên một lần") in text
    assert letters("TM. ỦY BAN NHÂN DÂN CHỦ TỊCH Hà Văn Mạnh") in text


@pytest.mark.xvfb(only=True)
def test_on_real_windows_of_an_x_server(tmp_path: Path) -> None:
    demo = play(tmp_path / "x", "--script", str(SCRIPT), offscreen=False)
    assert demo.status == 0, demo.printed
    assert "offscreen" not in demo.printed
