"""Slips made in an editor: each is told with its own line and with what to write instead."""

from achillescli.errors import Place
from achillescli.store.journal.month import month
from achillescli.words import Words
from tests.kit.each import each
from tests.kit.journals import MONTH, SECRET

LOG = f"""schema = 1

[[entry]]
id = "k3m8p2qx"
kind = "morning"
date = 2026-03-01
at = 2026-03-01T07:30:00+01:00
pain = 3
note = "{SECRET} at first"

[[entry]]
id = "r7w4z9bt"
kind = "session"
date = 2026-03-01
at = 2026-03-01T08:10:00+01:00
slot = "am"
pain = 2
completed = true

[[entry]]
id = "h5n6v2cd"
kind = "run"
date = 2026-03-01
at = 2026-03-01T18:10:00+01:00
minutes = 20.5
"""
NOTE = f'note = "{SECRET} at first"'
SECOND = LOG[LOG.index('[[entry]]\nid = "r7') : LOG.index('[[entry]]\nid = "h5')]
HEADING = "two brackets on each side: [[entry]]"
QUOTES = "quotation marks before and after it"
MISSING_QUOTE = "a quotation mark is missing"
DATE = "with two digits for month and day, such as 2026-11-23"
POINT = "written with a point, such as 20.5; a score is a whole number"
NUMBER = "only a number can be here, such as 7 or 20.5, without a unit, a range"
TRUTH = "true or false here, in small letters and without quotation marks"
EMPTY = "no value after the equals sign; write one, or take the line out"
LINE = "a name, an equals sign and a value, such as pain = 3"
INVISIBLE = "an invisible character here"
CURLY = 'type straight ones, such as slot = "am"'
INLINE = "between { and } each part is a name, an equals sign and a value"
TWICE = "this name is there twice; keep one."
CONFLICT = "<<<<<<<, ======= or >>>>>>>"

#  what stood there, what was written, the line, a part of the sentence
SLIPS = [
    (NOTE, NOTE[:-1], 9, MISSING_QUOTE),
    (NOTE, NOTE.replace('"', "", 1), 9, QUOTES),
    (NOTE, NOTE.replace('"', ""), 9, QUOTES),
    ('slot = "am"', "slot = am", 16, QUOTES),
    ('slot = "am"', "slot = (am)", 16, QUOTES),
    ('"r7w4z9bt"', "r7w4z9bt", 12, QUOTES),
    ('"h5n6v2cd"', "5n6v2cd", 21, QUOTES),
    ('"am"', "\"am'", 16, MISSING_QUOTE),
    (NOTE, 'note = "first\nand later"', 9, MISSING_QUOTE),
    (NOTE, 'note = """first\nand later', 9, "opened here and not closed"),
    (NOTE, "note = '''first\nand later", 9, "opened here and not closed"),
    ('[[entry]]\nid = "r7', '[[entry]\nid = "r7', 11, HEADING),
    ('[[entry]]\nid = "r7', '[[entry\nid = "r7', 11, HEADING),
    ('[[entry]]\nid = "r7', '[entry]\nid = "r7', 11, HEADING),
    ('[[entry]]\nid = "k3', '[entry]\nid = "k3', 3, HEADING),
    ('[[entry]]\nid = "r7', '[[entries]]\nid = "r7', 11, HEADING),
    ('[[entry]]\nid = "r7', '[[Entry]]\nid = "r7', 11, HEADING),
    ('[[entry]]\nid = "r7', '[session]\nid = "r7', 11, HEADING),
    ('[[entry]]\nid = "r7', '[[entry]]x\nid = "r7', 11, HEADING),
    ('[[entry]]\nid = "r7', 'entry\nid = "r7', 11, "a heading such as [[entry]]"),
    ('[[entry]]\nid = "r7', 'id = "r7', 11, "the heading [[entry]] above it is missing"),
    ('[[entry]]\nid = "k3', 'id = "k3', 3, HEADING),
    ("pain = 3", "pain = 7,5", 8, POINT),
    ("20.5", "20,5", 25, POINT),
    ("pain = 3", "pain = 7.5", 8, "pain must be a whole number from 0 to 10."),
    ("pain = 3", 'pain = "3"', 8, "from 0 to 10, without quotation marks."),
    ("pain = 3", "pain = 11", 8, "pain must be a whole number from 0 to 10."),
    ("pain = 3", "pain = 7/10", 8, NUMBER),
    ("pain = 3", "pain = 3-4", 8, NUMBER),
    ("pain = 3", "pain = 03", 8, NUMBER),
    ("pain = 3", "pain = 3 was worse later", 8, NUMBER),
    ("pain = 3", "pain = 3; ", 8, NUMBER),
    ("pain = 3", "pain = 3]", 8, NUMBER),
    ("pain = 3\n", "pain = 3 ", 8, NUMBER),
    ("20.5", "20.5 min", 25, NUMBER),
    ("20.5", "20:30", 25, NUMBER),
    ("20.5", "20:30:00", 25, "minutes must be a number from 0 to 1440."),
    ("pain = 3", "pain =", 8, EMPTY),
    ("pain = 3", "pain = -", 8, EMPTY),
    ("pain = 3", "pain = null", 8, EMPTY),
    ("pain = 3", "pain = ?", 8, EMPTY),
    ("pain = 3", "pain = three", 8, "a number is written in digits"),
    ("date = 2026-03-01", "date = 23-11-2026", 6, DATE),
    ("date = 2026-03-01", "date = 2026-11-3", 6, DATE),
    ("date = 2026-03-01", "date = 1/3/2026", 6, DATE),
    ("date = 2026-03-01", "date = 2026-02-30", 6, DATE),
    ("date = 2026-03-01", 'date = "2026-03-01"', 6, "without quotation marks"),
    ("date = 2026-03-01", "date = yesterday", 6, "a date as 2026-11-23"),
    ("T07:30:00+01:00", "T07:30+01:00", 7, "with seconds and an offset"),
    ("T07:30:00+01:00", "T07:30:00", 7, "at must be a date and time with an offset"),
    ("at = 2026-03-01T07:30:00+01:00\n", "", 3, "such as 2026-11-23T07:30:00+01:00."),
    ("= true", "= True", 18, TRUTH),
    ("= true", "= TRUE", 18, TRUTH),
    ("= true", "= ja", 18, TRUTH),
    ("= true", '= "true"', 18, "completed must be true or false, without quotation marks."),
    ('"am"', "\u201cam\u201d", 16, CURLY),
    (NOTE, "note = \u201efirst\u201d", 9, CURLY),
    ("pain = 3", "pain =\u00a03", 8, INVISIBLE),
    ("pain = 3", "pain\u00a0= 3", 8, INVISIBLE),
    ("pain = 3", "pain = 3\u200b", 8, INVISIBLE),
    (NOTE, 'note = "a\x07b"', 9, INVISIBLE),
    (SECOND, SECOND * 2, 21, "another entry has this id already"),
    ('id = "r7w4z9bt"\n', "", 11, "id is missing; give the entry one of its own"),
    ('kind = "session"\n', "", 11, "kind is missing."),
    ('"session"', '"sesion"', 13, "Is session meant?"),
    ('"session"', '"Session"', 13, "Is session meant?"),
    ('"am"', '"ochtend"', 16, "slot must be one of: am, pm."),
    ('"am"', '"AM"', 16, "Is am meant?"),
    ("pain = 3", "pian = 3", 8, "pian is not known. Is pain meant?"),
    ("pain = 3", "Pain = 3", 8, "Pain is not known. Is pain meant?"),
    ("date = 2026-03-01", "datum = 2026-03-01", 6, "datum is not known. Is date meant?"),
    ("pain = 3", "pain 3", 8, LINE),
    ("pain = 3", "pain: 3", 8, LINE),
    ("pain = 3", "a bad day\npain = 3", 8, LINE),
    ("pain = 3", "- pain = 3", 8, LINE),
    ("20.5", "20.5\nrunning minutes = 3", 26, LINE),
    ('"am"', '"am" in a hurry', 16, "nothing more can come after the value"),
    ("pain = 3", "pain = 3\npain = 4", 9, TWICE),
    (NOTE, 'note = "C:\\Users"', 9, "a backslash in text must be doubled"),
    (NOTE, 'note = "she said "rest" to me"', 9, 'a backslash before it: \\"'),
    ("pain = 2", 'pain = 2\nrows = ["T01"', 18, "opened here and not closed"),
    ("pain = 2", "done = { sets = 3,\nreps = 15 }", 17, INLINE),
    ("pain = 2", "done = { sets: 3 }", 17, INLINE),
    ("pain = 2", "done = { load_kg = 2,5 }", 17, INLINE),
    ("pain = 3", "<<<<<<< HEAD\npain = 3\n=======\npain = 4\n>>>>>>> x", 8, CONFLICT),
    ("schema = 1\n", "", 1, "must begin with the line: schema = 1"),
    ("schema = 1", 'schema = "1"', 1, "must begin with the line: schema = 1"),
]


def told(content: str, language: str = "en") -> tuple[str, Place]:
    """Return the first sentence about a month and its place."""
    damage = month(content.encode(), MONTH).damaged[0]
    return Words(language)(damage.error.key, **damage.error.values), damage.place


@each(("right", "wrong", "line", "said"), SLIPS)
def test_a_slip_is_told_with_its_line_and_what_to_write(
    right: str, wrong: str, line: int, said: str
) -> None:
    assert LOG.count(right) > 0
    sentence, place = told(LOG.replace(right, wrong, 1))
    assert place == Place(MONTH, line)
    assert said in sentence
    assert sentence.startswith(f"{MONTH}, line {line}: ")
    assert SECRET not in sentence
    assert len(sentence) < 250


@each(("right", "wrong", "line", "said"), SLIPS)
def test_a_slip_is_told_in_dutch_too(right: str, wrong: str, line: int, said: str) -> None:
    sentence, _ = told(LOG.replace(right, wrong, 1), "nl")
    assert sentence.startswith(f"{MONTH}, regel {line}: ")
    assert said not in sentence or said in (CONFLICT, "from 0 to 10")


SOUND = [
    ("pain = 3", "\tpain\t=\t3"),
    ("pain = 3", "pain = 3 # it's 7/10 on the stairs"),
    (NOTE, 'note = "he said \u201crest\u201d, \u00e0 l\'aise\u00a0\u2026"'),
    (NOTE, 'note = """\n[[entry]]\npain = 7,5\n"""'),
    ('"am"', "'am'"),
    (LOG, LOG.replace("\n", "\r\n")),
]


@each(("right", "other"), SOUND)
def test_what_only_looks_like_a_slip_is_read(right: str, other: str) -> None:
    found = month(LOG.replace(right, other, 1).encode(), MONTH)
    assert (len(found.entries), found.damaged, found.warnings) == (3, (), ())


def test_a_slip_between_other_line_ends_has_its_line() -> None:
    sentence, place = told(LOG.replace("pain = 3", "pain = 7,5").replace("\n", "\r\n"))
    assert place.line == 8
    assert POINT in sentence


def test_a_heading_in_a_long_text_is_no_slip() -> None:
    content = LOG.replace(NOTE, 'note = """\n[[entry]]\n"""') + "oops\n"
    assert told(content)[1].line == 28
