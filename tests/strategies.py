"""Texts for laws: any Unicode at all, and pieces of Arabic news in any order."""

from hypothesis import strategies as st

#: What a page can hold between two letters without its reader seeing it.
CONTROLS = [
    "\N{RIGHT-TO-LEFT MARK}",
    "\N{ZERO WIDTH NON-JOINER}",
    "\N{ZERO WIDTH JOINER}",
    "\N{BOM}",
    "\N{RIGHT-TO-LEFT EMBEDDING}",
    "\N{SOFT HYPHEN}",
]
SPACES = [" ", " ", " ", "\n", "\r\n", "\t", "\N{NO-BREAK SPACE}", "\N{LINE SEPARATOR}", "\v"]
MARKS = ["\N{ARABIC FATHA}", "\N{ARABIC SHADDA}", "\N{ARABIC LETTER SUPERSCRIPT ALEF}"]
PUNCTUATION = [*".,:;!?()[]/%#@'\"-", *"،؛؟…۔«»“”„‟‹›–—٪", "...", "\N{ARABIC TATWEEL}"]
NUMBERS = ["3.5", "1,000", "٣٫٥", "١٬٠٠٠", "7،1", "40%", "17/3", "2024", "²", "۱۲"]
JOINED_EMOJI = ["👨\u200d👩\u200d👧", "🇸🇾", "❤\ufe0f", "1\ufe0f\u20e3", "\U0001f1f8", "😀"]
ADDRESSES = ["https://example.org/a?b=1", "www.a.b", "press@example.org", "#وسم_طويل", "@name"]
FOREIGN = ["U.S.", "G20", "3G", "don't", "Google", "漢字", "é", "e\N{COMBINING ACUTE ACCENT}"]
ODDITIES = ["\ufefb", "\ufdf2", "\ufeed\ufe8d", "\ue000", "\ufffe", "\x00"]


def _pieces(text: str) -> list[str]:
    return [piece.strip() for line in text.strip().splitlines() for piece in line.split("|")]


CUES = _pieces("""
    قال|وقالت|وأضاف|وأضافوا|وأكدا|كان قد أعلن|أعلنت|نفى|نفت|اتهمت|ودعا|دعت|مشيرا إلى|مضيفة|متهما
    نقلت|وفق|بحسب|وفق ما أعلنت|حسبما ذكر|نقلا عن|على حد تعبير|جاء في البيان|الذي قال|وهو ما نفته
    بقوله|إعلان|جدد|يُعتقد|قيل|من المتوقع|لم يؤكد|دون أن يعلن|ما وصفه|طالبت|حمل|وتابع قائلا|ستعلن
""")
SPEAKERS = _pieces("""
    الوزير|الوزيرة|السكان|وزير الخارجية التركي هاكان فيدان|سيرغي لافروف|سوريا وروسيا|المرصد|البيان
    وكالة الأنباء عن مصدر|المتحدث باسم البلدية، كريم منصور،|صحيفة «نيويورك تايمز»|للوكالة|إيران
    الشركة التي نفت|3 شهود|التأكيد
""")
OPENERS = _pieces("""
    إن|أن|بأن|إنه|:|: "|إن "|«|عن|إلى|ب|قوله إن|، بحسب المرصد،|قائلا|على|من|ل
""")
CLAUSES = _pieces("""
    الجسر آمن|تورطه في القضية|بالكذب|الجسر "آمن" والطريق مفتوح|الشركة مسؤولية الحريق|الهدنة (قائمة)
    بغداد إلى التحرك|ما وصفها بالمجموعات|«قسد» انسحبت|مقتل 5 جنود|واشنطن اتهمت دمشق بخرق الهدنة
    الجسر آمن وأن الطريق مفتوح
""")
ENDS = [". ", "، ", '". ', "» ", ".\n", "\n", " ", '"، ', "، وفق المرصد. ", "؟ ", " كما "]
WORDS = _pieces("|".join([*CUES, *SPEAKERS, *OPENERS, *CLAUSES]).replace(" ", "|")) + _pieces("""
    وللأسد|للأسد|بأنه|وأن|وصفهم|سمتها|يسمى|المزعوم|أطلقوا|عليها|اسم|نفته|بحسبه|لن|سوف|قد|كان|بينما
    في|حين|لكن|ثم|و|ب|ف|تنظيم|معركة|مغلق|أمس|د|أ.د|الـ36|بـ|و30|مصادر|هجوم|خمسة|جنود|يذكر|بينهم
""")


def any_text(max_size: int = 50) -> st.SearchStrategy[str]:
    """Any code points at all, lone surrogates left out."""
    characters = st.characters(exclude_categories=["Cs"])
    return st.text(characters, max_size=max_size)


def any_code_points(max_size: int = 50) -> st.SearchStrategy[str]:
    """Any code points at all, lone surrogates too: JSON can smuggle them in."""
    characters = st.characters(exclude_categories=[])
    return st.text(characters, max_size=max_size)


def arabic_text(max_size: int = 25) -> st.SearchStrategy[str]:
    """Words, marks and oddities of Arabic news in any order, glued or spaced."""
    glued = [*WORDS, *PUNCTUATION, *SPACES, *NUMBERS, *MARKS, *CONTROLS]
    glued += [*JOINED_EMOJI, *ADDRESSES, *FOREIGN, *ODDITIES]
    spaced = [f"{word} " for word in WORDS]
    return st.lists(st.sampled_from([*glued, *spaced, *spaced]), max_size=max_size).map("".join)


def news_text(max_size: int = 4) -> st.SearchStrategy[str]:
    """Reports put together from cues, speakers, complementizers and clauses: most hold claims."""
    clause = st.tuples(
        *map(st.sampled_from, (CUES, ["", *SPEAKERS], ["", *OPENERS], CLAUSES, ENDS))
    )
    pieces = clause.map(" ".join) | st.sampled_from([f"{word} " for word in WORDS])
    return st.lists(pieces, max_size=max_size).map("".join)


def texts() -> st.SearchStrategy[str]:
    """Any of the above."""
    return arabic_text() | news_text() | any_text()
