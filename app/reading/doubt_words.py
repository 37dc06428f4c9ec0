"""The words by which app.reading.doubts tells a deadline from the past, a name, a length or a description."""

from __future__ import annotations

import re

from app.reading.loose import marks, marks_before, plain

FUTURE = marks(
    "sẽ|phải|cần|phấn đấu|dự kiến|cam kết|hứa|yêu cầu|đề nghị|kiến nghị|giao|mong|mong muốn|cố gắng|quyết tâm|chậm nhất"
    "|muộn nhất|hạn|hãy|nên|sắp|nhé|có trách nhiệm|xin|bảo đảm|đảm bảo|mục tiêu|chuẩn bị|tập trung|nhờ"
    "|mới (?:có|xong|được|làm|hoàn|triển|thực|giải|sửa|trả|khởi|bố|mở)"
    "|là có|là xong"
)
THEN = re.compile(r"(?<!\w)thì(?!\w)", re.IGNORECASE)
"""Promises, requests and duties: what stands with them is still to be done."""

NO_PROMISE = marks(
    r"(?:em|bà con|người dân|dân|học sinh|sinh viên|thanh niên|công nhân|chị em|bạn|gia đình)(?: \w+){0,2} phải"
    r" (?:chờ|đợi|đi|mang|chịu|nghỉ|bỏ|vượt|lội|thuê|vay|mua|ngủ|dậy|mất|làm thêm|xa|lo)"
    r"|xin (?:phép|được|chúc|cảm ơn|hỏi|nêu|có|phát biểu|góp|mời|chào)"
    r"|nên (?:không|chưa|em|bà con|người|chúng|nhiều|các|tôi|vẫn|phải|rất|đã|bị|hay|ai|sân|đường|trường|dân)"
    r"|cần cù|mới (?:đây|rồi|xong)|làm sao|hạn chế|hạn hán|vô hạn|giới hạn|có hạn"
)
"""Words like a promise that are none: hardship ("các em phải đi bộ"), courtesy ("xin hỏi"), "nên" for "therefore"."""

STATISTIC = marks(
    r"(?:có|đạt|còn|được|tăng|giảm|bằng|chiếm|là|xảy ra|ghi nhận|phát hiện|xử lý|thu hút|đón|tiếp nhận|giải quyết|chỉ"
    r"|thiếu|thừa|mất|chết|ước đạt)"
    r" (?:khoảng |hơn |gần |trên |tới |được |thêm |mới |đến |tổng cộng )?\d[\d.,]*"
)
"""A figure is told; with a time that runs or is over this is how things are, not what is to be done."""
THIS_OR_NEXT = marks("nay|này|sau|tới|sang năm")
TARGET = marks(r"100|trở lên|tối thiểu|ít nhất|chỉ tiêu|tỷ lệ|(?<!ước\s)đạt")
HABIT = marks(
    r"cứ (?:đến|tới|vào|mùa)|thường(?! xuyên)|luôn|nào cũng|đều có|lại (?:lo|sạt|ngập|thiếu|mất|bị|phải)|thu hút"
    r"|(?:bạn|em|người|dân|bà con|thanh niên|trẻ con) hay"
)
WAITING = marks_before("chờ|đợi|chín|nở|ra hoa|thu hoạch|cao điểm|đông nhất|nhiều nhất|nhất")
LIFE = marks(
    r"(?:em|con|cháu|mình|bạn) (?:\w+ ){0,3}(?:ra trường|tốt nghiệp|nhập học|thi|cưới|lấy chồng|lấy vợ|sinh con|tròn"
    r"|về quê|đi học|lên lớp|học lớp|vào lớp|đủ tuổi)"
)
"""What young people tell of themselves."""
OCCASION = marks_before(r"nhân|chào mừng|kỷ niệm|mừng|vào đúng|đúng")
ROUND_THE_CLOCK = re.compile(r"24\s?/\s?7")
LAW = marks("theo luật|theo quy định|quy định|luật định|thủ tục hành chính|quy trình")
DATED = marks_before(r"đề|ghi|(?<!đăng\s)ký|lập")
"""Before the day a paper bears."""
ENTITLED = marks("được (?:hỗ trợ|hưởng|vay|miễn|giảm|nhận|bảo hành|nghỉ|học)")
MONTHS_OR_YEARS = marks("tháng|năm")
CAN = marks_before(r"\w+ được")

DOING = marks(
    "sẽ|phải|cần|phấn đấu|hoàn thành|hoàn thiện|xong|thực hiện|triển khai|cam kết|làm|tổ chức|được|bố trí|duy trì"
    "|tiếp tục|đạt|khởi công|khánh thành|bàn giao|đưa vào|ra mắt|dự kiến|đề nghị|yêu cầu|giao|này|đó|trên|có|cố gắng"
    "|mở|xây|xây dựng|lắp|đầu tư|nâng cấp|sửa|ban hành|trình|hỗ trợ|rà soát|tham mưu|báo cáo|gửi|trả lời|giải quyết"
)
"""Between the name of a programme and a year these say that the year belongs to them, not to the name."""

NAMED_ONLY = marks(
    "phải|sẽ|cần|hoàn thành|xong|này|đó|trên|dự kiến|phấn đấu|được|kéo dài|khởi công|bàn giao|thực hiện|đề ra"
    "|đặt|nêu|xác định|nhằm|để|đạt|đưa"
)

PAST = marks(
    "đã(?! (?:giao|yêu cầu|chỉ đạo|đề nghị|hứa|cam kết|thống nhất|lên kế hoạch|có kế hoạch|có chủ trương|chốt"
    "|phê duyệt|bố trí|nêu|đề ra|dự kiến|đặt|ký|nói|trình bày|hẹn|nhất trí|đồng ý|xác định|được giao|được duyệt))"
    "|mới đây|vừa qua|vừa rồi|vừa mới|năm ngoái|(?:tôi|em|sở|tỉnh|xã|huyện|đoàn|chúng tôi) vừa"
)
MISSED = marks("lẽ ra|đáng lẽ|đáng ra|tính đến|tính tới|tính hết|chậm so với")
WHEN_PAST = re.compile(r"(?:(?<![nuc]\s)(?<!\w)hồi|^\s*(?:nếu\s+)?tính)\s*$", re.IGNORECASE)
"""Directly before the phrase: "hồi tháng 9"; "tính đến" alone counts what is done, "xã tính đến" plans."""
STILL = marks("chưa|vẫn|đang|không còn")
NEAR = marks_before("này|nay")

PAST_TAIL = marks(
    r"ngoái|kia|vừa qua|vừa rồi|gần đây|trước đó|trước đây|năm ngoái|năm trước|năm qua|liền|liên tiếp|liên tục|đã qua"
    r"|(?:qua|rồi|trước)(?=\s*(?:[,.;:]|$)|\s+(?:đã|thì)(?!\w))"
)
START = re.compile(r"(?<!\w)(?:từ|tu)\s*$", re.IGNORECASE)
OUTLOOK = marks_before(r"tầm nhìn|định hướng")
SO_MANY_MONTHS = marks_before(r"(?:\d+|ba|chín) tháng")
"""As in "tầm nhìn đến năm 2045" ends a title; "9 tháng đầu năm" holds no date of its own."""

VALIDITY = marks_before(r"(?:hiệu lực|áp dụng|giá trị|giá trị sử dụng)(?:\s+\w+){0,3}")
PROGRAMME = marks(
    r"chương trình|(?<!theo\s)kế hoạch|đề án|dự án|chiến lược|quy hoạch|đại hội|nghị quyết|quyết định|chỉ thị"
    r"|phong trào|cuộc thi"
    "|mục tiêu quốc gia|ban chấp hành|đảng bộ|danh mục|phê duyệt|khóa"
)
QUALIFIED = marks_before(
    r"(?:(?<!theo\s)kế hoạch|chỉ tiêu|biên chế|thanh niên|ngân sách|dự toán|tuyển sinh|đối thoại|hội nghị"
    r"|chương trình|nhiệm vụ"
    r"|công tác|vốn|nguồn vốn|kinh phí|báo cáo|kết quả|tổng kết|cuộc thi|lớp|khóa|danh mục|nghị quyết|chủ đề|mục tiêu)"
    r"(?:\s+\w+)?|đợt|hè|quân|mùa|vụ|so với|như|của|đầu tư công"
)
"""Nouns a bare year belongs to: "chỉ tiêu biên chế năm 2026"."""

NUMBERED = re.compile(
    r"(?:\d+\s?[/-]\s?\w*(?-i:[A-ZĐ])[\w-]*|(?:số|nghị định|quyết định|công văn|thông tư|chỉ thị|tờ trình|nghị quyết"
    r"|thông báo|kế hoạch|văn bản|nđ|qđ)\s+(?:số\s+)?\d\S*(?:\s+\w+){0,3}),?\s*$",
    re.IGNORECASE,
)
TITLED = marks_before(r"(?:luật|công văn|giấy mời|nghị quyết|nghị định)(?:\s+\w+){0,2},?")
"""A text named without its number; NUMBERED: with it."""
ISSUER = marks(
    "của (?:ubnd|ủy ban|chính phủ|thủ tướng|bộ|hđnd|hội đồng|ban|quốc hội|sở|tỉnh ủy|chủ tịch|văn phòng|trung ương)"
)
ANNIVERSARY = marks_before(
    r"(?:kỷ niệm|chào mừng|mừng|(?:em|tôi|anh|chị|cháu|con|bạn) sinh|sinh ra|truyền thống)(?:\s+\w+)?"
)
IS_A_DAY = marks("là ngày|là dịp|là kỷ niệm|được lấy làm|là năm|là tháng|là mùa|là vụ|là lúc|là thời điểm|là cao điểm")
DUE_DAY = marks("là hạn|là ngày hạn|là ngày cuối|là thời hạn|là ngày chốt")
DUE_IS = marks("hạn|hạn chót|thời hạn")
FINISHING = marks_before(
    r"(?:hoàn thành|xong|khởi công|khánh thành|thực hiện|đưa vào sử dụng|đưa vào hoạt động|bàn giao|ban hành|triển khai"
    r"|kết thúc|thông xe|hoạt động|báo cáo|nộp|gửi|hạn|trước|và|hoặc|trong|đến|dự kiến)[:,]?"
)

LENGTH = marks_before(
    r"(?:học|học nghề|đào tạo|tập huấn|thực tập|kéo dài|diễn ra|miễn phí|vay|tham gia|phục vụ|công tác|sống|bồi dưỡng"
    r"|trả góp|trả nợ|thử việc|nghỉ|kinh nghiệm|cư trú|ân hạn|miễn|giảm|bảo hành|lưu trú|duy trì|liên tục|suốt|hỗ trợ)"
    r"(?:\s+\w+)?"
)
LOAN = marks("thời hạn vay|thời hạn cho vay|vay tối đa|cho vay tối đa|lãi suất|trả nợ|trả dần|bảo hành|ân hạn")
NO_LENGTH = marks("vòng|thời hạn|hạn|tới|nữa|kể từ|chậm nhất|muộn nhất|không quá|làm việc|ngay")
EXPERIENCE = marks(
    "thực hiện|triển khai|hoạt động|thành lập|đi vào|tái lập|sáp nhập|ra trường|làm việc|công tác|áp dụng"
)

DESCRIBES = marks(
    r"(?:đang |vẫn |thường |cũng |đều |toàn tỉnh |tỉnh ta |tỉnh |cả tỉnh |huyện |xã |cả nước )*"
    r"(?:có (?:khoảng|hơn|gần|trên|tới|đến|từ|\d)|đã|vẫn|bình quân|trung bình|thường|đều có|thu hút|đón|mất"
    r"|khoảng|gần|hơn|trên|[\d.,]+ (?:nghìn|triệu|tỷ|đồng|người|tấn))"
)
GROWING = marks_before("tăng|giảm|phát sinh|diễn ra|xảy ra|tăng lên|giảm dần|phải trả|gấp đôi")
MEAN = marks("bình quân|trung bình|lâu nay|xưa nay|lãi suất|thu nhập|sản lượng|công suất")
MONEY = marks(r"[\d.,]+ (?:đồng|nghìn|triệu|tỷ|nghìn đồng|triệu đồng|tỷ đồng|m3|tấn)\s*$")
EACH = marks("mỗi")
EACH_DAY = marks("(?:mỗi|từng) ngày")
BODIES = marks(
    "sở|ngành|tỉnh|ubnd|đoàn|tỉnh đoàn|huyện đoàn|chúng tôi|trường|nhà trường|trung tâm|công an|cơ quan|đơn vị"
    "|đồng chí|tổ"
    "|chi đoàn|phòng|ban|bệnh viện|trạm|huyện|ngân hàng|các đồng chí|lãnh đạo|thư viện"
)
"""Those who promise and are told to do things; young people tell how things are."""
TIMES = marks("lần|buổi|cuộc|định kỳ|ít nhất|tối thiểu")

SOON_BEFORE = marks_before(
    r"(?:kết hôn|cảnh báo|phát hiện|chẩn đoán|can thiệp|từ|từ rất|rất|quá|hơi|khá|còn|sáng|dậy|lập gia đình"
    r"|lấy chồng|lấy vợ|cưới|sinh con|có con|nghỉ hưu|bỏ học|nhận biết|nhận diện|phòng ngừa|điều trị|dự báo|đã"
    r"|mang thai"
    r"|một|chín|ra trường|đi làm|trưởng thành|yêu|về hưu|tảo hôn|hưu)"
)
SOON_AFTER = marks("muộn|hay muộn|hôm|mai|chiều|tối|hơn")
SOON_ENDS = re.compile(
    r"\s*(?:[,.;:!?)]|$|(?:" + plain("ở|tại|trong|từ|cho|và|là|của|để|với|trên|mà|thì|như|nhé|ạ|đi|nữa") + "))",
    re.IGNORECASE,
)
"""What follows "sớm" behind its verb ("trả lời sớm"); before a verb ("sớm trả lời") it always promises."""
DAILY = marks(
    "(?:(?:nhiều|các|một số|có|hầu hết|thì|những|cả) )*(?:bạn|em|chúng em|bà con|thanh niên|người dân|học sinh"
    "|sinh viên|gia đình)"
)
"""Who tells of daily life and gives no promise."""
COMING = marks("sắp tới|tới đây|mai này")
TOMORROW_BEFORE = marks_before(r"một|vì|những|tương lai|mong|hướng tới")
IN_SEASON = marks("(?:vào|trong|đến|dịp|qua|hết|khi)")
TASK = marks(
    "hoàn thành|giải quyết|khắc phục|bố trí|rà soát|tham mưu|báo cáo|trả lời|xử lý|tổng hợp|sửa|ban hành|chốt|bàn giao"
    "|thực hiện|triển khai|kiểm tra|trình|công bố|công khai|thu hồi|chi trả|tiếp tục"
)
"""Verbs of a direction: "đã" behind one belongs to what it is about ("báo cáo kết quả đã làm")."""
NOUN_OF_TASK = marks("việc|công tác|kết quả|tiến độ")
ALREADY = marks("đã|vẫn")
NEXT_YEAR = marks("sang năm|năm sau|năm tới")
STARTED = marks(
    "xong|hoàn thành|tổ chức|bố trí|làm|đổ|sửa|triển khai|thực hiện|hỗ trợ|xây|xây dựng|mở|lắp|nâng cấp|đầu tư"
    "|khởi công|làm mới"
)
PARTS_OF = marks(
    "số|tổng|độ|hộ|xã|bản|thôn|dân|học sinh|sinh viên|diện tích|thành viên|đại biểu|giờ|quãng|chặng|huyện|đội"
    "|thời gian|lượng|ý kiến"
)
REACHED = marks(r"có|đạt|sẽ|phải|hoàn thành|mới|là|xong|đưa|thì|phấn đấu|\d[\d,.]*")
"""Directly behind "đến năm 2030": what is to be reached, so the year ends no title."""
A_DATE_FORM = re.compile(r"(?<!\w)ngày\s*$", re.IGNORECASE)
"""As in "ngày … tháng … năm": blanks of a form."""
THE_YEAR = marks("trong năm|hết năm")
WEEKDAY = marks(r"thứ \w+|chủ nhật")
JUST_DOING = marks_before(
    "xây|xây dựng|mở|lắp|lắp đặt|nâng cấp|đầu tư|sửa|làm|tổ chức|ra mắt|công bố|trình|giải ngân|thi công"
    "|nghiệm thu|cấp điện|đóng điện|phủ sóng|tuyển|mua sắm|đấu thầu|giao đất|chi trả"
)
