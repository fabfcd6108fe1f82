"""No sign that a user can write steers the terminal, and no markup is obeyed."""

import sys
import unicodedata

import pytest
from rich import markup

from achillescli.render.terminal import screen
from achillescli.render.terminal.screen import complain, encodable, plain
from tests.kit.attacks import ATTACKS, harmless
from tests.kit.page import Paper

EVERY_SIGN = "".join(map(chr, range(sys.maxunicode + 1)))
FIRST_PLANE = 0x10000
STEERING = {"Cc", "Cs", "Co", "Cn", "Zl", "Zp", "Cf"}


@pytest.mark.slow
def test_of_all_code_points_none_that_steers_is_left() -> None:
    shown = plain(EVERY_SIGN)
    assert len(shown) == len(EVERY_SIGN)
    left = {sign for sign in set(shown) if unicodedata.category(sign) in STEERING}
    assert left == {"\u200d", "\u00ad"}
    kept = sum(map(str.__eq__, shown, EVERY_SIGN))
    unsafe = sum(unicodedata.category(sign) in STEERING for sign in EVERY_SIGN)
    joiners, no_break_space = 2, 1
    assert kept == len(EVERY_SIGN) - unsafe + joiners - no_break_space


@pytest.mark.slow
@pytest.mark.parametrize("encoding", ["ascii", "cp1252"])
def test_no_sign_becomes_one_that_steers_where_it_cannot_be_written(encoding: str) -> None:
    written = encodable(plain(EVERY_SIGN[:FIRST_PLANE]), encoding)
    left = {sign for sign in set(written) if unicodedata.category(sign) in STEERING}
    assert left <= {"\u00ad"}
    written.encode(encoding)


@pytest.mark.parametrize("name", ATTACKS)
def test_a_screen_writes_the_words_and_nothing_else(
    monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
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


@pytest.mark.parametrize("name", ["markup", "markup link"])
def test_a_rich_that_obeys_markup_would_be_noticed(
    monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    monkeypatch.setattr(screen, "encodable", lambda text, _: markup.render(text).plain)
    with pytest.raises(AssertionError):
        test_a_screen_writes_the_words_and_nothing_else(monkeypatch, name)


def test_a_note_of_emoji_codes_stays_as_it_was_written(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("FORCE_COLOR", "1")
    paper = Paper(monkeypatch, 40)
    paper.screen.say(":smiley: [bold]x[/bold] " * 4, "bold")
    assert "".join(paper.lines).count(":smiley: [bold]x[/bold]") >= 3
    assert paper.text.count("\x1b[1m") == len(paper.lines)
