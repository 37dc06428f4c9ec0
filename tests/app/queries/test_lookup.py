"""Names found by a few keys: the examples of product.md B3, and three hundred names with forty agencies."""

import random

import pytest

from app.domain.text import fold, initials
from app.queries.lookup import prepare, rank, taken_by_enter, telex_keys

AGENCIES = (
    ("Sở Nội vụ", "SNV"),
    ("Văn phòng UBND tỉnh", "VPUB"),
    ("Sở Giáo dục và Đào tạo", "Sở GD&ĐT"),
    ("Sở Lao động - Thương binh và Xã hội", "Sở LĐ-TB&XH"),
    ("Sở Nông nghiệp và Phát triển nông thôn", "Sở NN&PTNT"),
    ("Sở Thông tin và Truyền thông", "Sở TT&TT"),
    ("Sở Công Thương", ""),
    ("Sở Ngoại vụ", ""),
    ("Sở Tài chính", ""),
    ("Sở Kế hoạch và Đầu tư", "Sở KH&ĐT"),
    ("Sở Khoa học và Công nghệ", "Sở KH&CN"),
    ("Sở Tư pháp", ""),
    ("Sở Du lịch", ""),
    ("Sở Y tế", ""),
    ("Sở Xây dựng", ""),
    ("Sở Giao thông vận tải - Xây dựng", "Sở GTVT-XD"),
    ("Sở Tài nguyên và Môi trường", "Sở TN&MT"),
    ("Sở Văn hóa, Thể thao và Du lịch", "Sở VHTTDL"),
    ("Công an tỉnh", "CAT"),
    ("Bộ Chỉ huy quân sự tỉnh", "BCH QS tỉnh"),
    ("Bộ Chỉ huy Bộ đội Biên phòng tỉnh", "BCH BĐBP"),
    ("Ban Dân tộc", ""),
    ("Ban Tuyên giáo Tỉnh ủy", ""),
    ("Thanh tra tỉnh", ""),
    ("Ngân hàng Nhà nước chi nhánh tỉnh", "NHNN"),
    ("Ngân hàng Chính sách xã hội chi nhánh tỉnh", "NHCSXH"),
    ("Bảo hiểm xã hội tỉnh", "BHXH"),
    ("Cục Thuế tỉnh", ""),
    ("Liên đoàn Lao động tỉnh", "LĐLĐ"),
    ("Hội Liên hiệp Phụ nữ tỉnh", "HLHPN"),
    ("Hội Nông dân tỉnh", ""),
    ("Hội Cựu chiến binh tỉnh", "HCCB"),
    ("Tỉnh đoàn", ""),
    ("Đài Phát thanh và Truyền hình tỉnh", "Đài PT-TH"),
    ("Trường Cao đẳng Lào Cai", ""),
    ("Ban Quản lý Khu kinh tế", ""),
    ("UBND thành phố Lào Cai", ""),
    ("UBND huyện Bắc Yên", ""),
    ("UBND huyện Mường La", ""),
    ("UBND thị xã Sa Pa", ""),
)  # fmt: skip
FAMILY = "Nguyễn Nguyễn Nguyễn Trần Lê Phạm Hoàng Lò Lò Lù Quàng Cầm Giàng Sùng Vàng Tòng Lường Đỗ Vũ Bùi Hà Cà Chá Lầu"
MIDDLE = "Văn Văn Thị Thị Minh Đức Thanh Mạnh A Bích Quốc Xuân Ngọc Thu Đình Hữu"
GIVEN = (
    "Phú Của Tươi Phái Châu Quân Phương Thúy Anh Linh Hương Hùng Dũng Sơn Lan Hoa Mai Nga Hà Tuấn Nam Long Thắng Trang "
    "Huyền Thảo Vân Yến Quỳnh Giang Hải Hiếu Khánh Kiên Lâm Páo Dơ Lềnh Pao Tếnh Dia Mỵ Ly Khoa Tùng Bách"
)


def people() -> list[str]:
    draw = random.Random(2023)
    found: dict[str, None] = {"Lò Văn Phú": None}
    while len(found) < 300:
        found[" ".join(draw.choice(part.split()) for part in (FAMILY, MIDDLE, GIVEN))] = None
    return list(found)


@pytest.fixture(scope="module")
def agencies():
    return [prepare(number, name, short, (short,)) for number, (name, short) in enumerate(AGENCIES)]


@pytest.mark.parametrize(
    ("query", "wanted"),
    [
        ("sgd", "Sở Giáo dục và Đào tạo"),
        ("sgddt", "Sở Giáo dục và Đào tạo"),
        ("sgđt", "Sở Giáo dục và Đào tạo"),
        ("gddt", "Sở Giáo dục và Đào tạo"),
        ("sở gd&đt", "Sở Giáo dục và Đào tạo"),
        ("so giao duc", "Sở Giáo dục và Đào tạo"),
        ("snv", "Sở Nội vụ"),
        ("cat", "Công an tỉnh"),
        ("cong an", "Công an tỉnh"),
        ("bch qs", "Bộ Chỉ huy quân sự tỉnh"),
        ("ldtbxh", "Sở Lao động - Thương binh và Xã hội"),
        ("bac yen", "UBND huyện Bắc Yên"),
        ("bacyen", "UBND huyện Bắc Yên"),
    ],
)
def test_an_agency_is_first_by_the_keys_people_use(agencies, query, wanted):
    assert rank(query, agencies)[0].candidate.text == wanted


def test_three_keys_put_the_right_one_of_300_names_and_40_agencies_among_three(agencies):
    names = people()
    everybody = [prepare(number, name) for number, name in enumerate(names)]
    pairs = [(initials(name), name, everybody) for name in names if len(initials(name)) >= 3]
    pairs += [(_agency_keys(name), name, agencies) for name, _ in AGENCIES]
    hits = 0
    for query, wanted, offered in pairs:
        hits += wanted in [hit.candidate.text for hit in rank(query, offered)[:3]]
    assert len(pairs) == 340
    assert hits / len(pairs) >= 0.95


def _agency_keys(name: str) -> str:
    """The first letters of the words but "và", as people shorten an agency; at least three keys."""
    short = "".join(word[0] for word in fold(name).replace("-", " ").replace(",", " ").split() if word != "va")
    return short if len(short) > 2 else fold(name).replace(" ", "")[:5]


def test_a_whole_name_typed_without_marks_is_first_for_every_name():
    names = people()
    offered = [prepare(number, name) for number, name in enumerate(names)]
    folded = [fold(name) for name in names]
    for name in names:
        assert fold(rank(fold(name), offered)[0].candidate.text) == fold(name)
        assert rank(name, offered)[0].candidate.text == name or folded.count(fold(name)) > 1


def test_marks_that_were_typed_decide_between_names_alike():
    offered = [prepare(1, "Lộ Văn Phú"), prepare(2, "Lò Văn Phú")]
    assert rank("lò", offered)[0].candidate.id == 2
    assert rank("lộ", offered)[0].candidate.id == 1
    assert len(rank("lo", offered)) == 2


def test_initials_that_telex_turned_into_a_syllable_are_read_as_keys():
    assert telex_keys("lá") == "las"
    assert telex_keys("sgđt") == "sgddt"
    assert rank("lá", [prepare(1, "Lò Anh Sơn"), prepare(2, "Lê Thị Ba")])[0].candidate.id == 1


def test_namesakes_are_told_apart_by_their_unit():
    offered = [prepare(1, "Nguyễn Văn An", "Đoàn xã Mường La"), prepare(2, "Nguyễn Văn An", "Đoàn phường Tô Hiệu")]
    assert [hit.candidate.id for hit in rank("nva to", offered)] == [2]


@pytest.mark.parametrize(
    ("query", "taken"),
    [
        ("lvp", True), ("phú", True), ("lo van phu", True), ("Lò Văn Phú", True), ("Lo Van Phu", True),
        ("Lò Văn P", False), ("lo van ph", False), ("Phú", False), ("Lộ Văn Phú", False), ("", False),
    ],
)  # fmt: skip
def test_enter_takes_short_hand_and_whole_names_and_keeps_new_names(query, taken):
    hits = rank(query, [prepare(1, "Lò Văn Phú"), prepare(2, "Trần Thị Hoa")])
    assert (taken_by_enter(query, hits) is not None) is taken


def test_a_field_of_the_list_takes_any_hit():
    hits = rank("Sở Giáo", [prepare(1, "Sở Giáo dục và Đào tạo")])
    assert taken_by_enter("Sở Giáo", hits, only_listed=True) == hits[0]
    assert taken_by_enter("", rank("", [prepare(1, "Sở Y tế")]), only_listed=True) is None


def test_nothing_is_found_for_nonsense_and_for_marks_alone():
    offered = [prepare(1, "Sở Y tế")]
    assert rank("zzq", offered) == ()
    assert len(rank("  ", offered)) == 1
