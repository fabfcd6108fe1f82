"""No sign that a user can write steers the terminal, and no markup is obeyed."""

import sys
import unicodedata

import pytest

from achillescli.render.terminal.screen import complain, encodable, plain
from tests.kit.attacks import ATTACKS, harmless
from tests.kit.page import Paper

EVERY_SIGN = "".join(map(chr, range(sys.maxunicode + 1)))
FIRST_PLANE = 0x10000
STEERING = {"Cc", "Cs", "Co", "Cn", "Zl", "Zp", "Cf"}


def test_of_all_code_points_none_that_steers_is_left():
    shown = plain(EVERY_SIGN)
    assert len(shown) == len(EVERY_SIGN)
    left = {sign for sign in set(shown) if unicodedata.category(sign) in STEERING}
    assert left == {"\u200d", "\u00ad"}
    kept = sum(map(str.__eq__, shown, EVERY_SIGN))
    unsafe = sum(unicodedata.category(sign) in STEERING for sign in EVERY_SIGN)
    assert kept == len(EVERY_SIGN) - unsafe + 2


@pytest.mark.parametrize("encoding", ["ascii", "cp1252"])
def test_no_sign_becomes_one_that_steers_where_it_cannot_be_written(encoding):
    written = encodable(plain(EVERY_SIGN[:FIRST_PLANE]), encoding)
    left = {sign for sign in set(written) if unicodedata.category(sign) in STEERING}
    assert left <= {"\u00ad"}
    written.encode(encoding)


@pytest.mark.parametrize("name", ATTACKS)
def test_a_screen_writes_the_words_and_nothing_else(monkeypatch, name):
    attack = ATTACKS[name]
    paper = Paper(monkeypatch)
    paper.screen.say(attack)
    paper.screen.heading(attack)
    paper.screen.point(attack, mark=attack)
    paper.screen.field(attack, attack)
    complain(paper.stream, {}, attack)
    assert harmless(paper.text)
    if attack.isprintable():
        assert paper.text.count(attack.rstrip()) >= 6
