"""Two texts told as one: nothing of either is lost, and small changes are told small."""

from hypothesis import given
from hypothesis import strategies as st

from app.reading.differences import Piece, Side, differences

texts = st.lists(st.sampled_from(["Sở", "đã", "làm", "sẽ", "trước ngày 20/4"]), max_size=12).map(" ".join)


def words(pieces: tuple[Piece, ...], *sides: Side) -> list[str]:
    return [word for piece in pieces if piece.side in sides for word in piece.text.split()]


@given(texts, texts)
def test_each_text_can_be_read_out_of_the_pieces(first: str, second: str) -> None:
    found = differences(first, second)
    assert words(found, Side.BOTH, Side.FIRST) == first.split()
    assert words(found, Side.BOTH, Side.SECOND) == second.split()
    assert all(piece.text for piece in found)


@given(texts)
def test_the_same_words_differ_in_nothing_whatever_their_spaces(text: str) -> None:
    assert words(differences(text, text.replace(" ", "\n")), Side.FIRST, Side.SECOND) == []


def test_one_word_changed_and_a_sentence_added_are_just_that() -> None:
    found = differences("Sở đã làm xong trong quý II. Hết.", "Sở đã làm xong trong quý III. Hết. Xin cảm ơn.")
    assert [(piece.side, piece.text.strip()) for piece in found if piece.side is not Side.BOTH] == [
        (Side.FIRST, "II."),
        (Side.SECOND, "III."),
        (Side.SECOND, "Xin cảm ơn."),
    ]


def test_two_long_texts_without_a_common_word_are_one_change() -> None:
    found = differences("một " * 30_000, "hai " * 30_000)
    assert [piece.side for piece in found] == [Side.FIRST, Side.SECOND]
