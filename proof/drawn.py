"""Courses drawn at random, to be replayed: of any mood, with runs, checks, signs and fever."""

import random

from tests.kit.course_kit import Log

LENGTH = 140
MOODS = {
    "well": ((0, 0, 1), (0,), 0.98),
    "calm": ((0, 0, 1, 1), (0, 0, 0, 1), 0.97),
    "fine": ((1, 1, 2), (0, 0, 1, 2), 0.9),
    "sore": ((1, 2, 2), (2, 3, 4, 5), 0.9),
    "flare": ((0, 3, 5, 8, None, None), (4, 6, 7), 0.8),
    "away": ((0, 1, None), (None,), 0.0),
    "silent": ((None,), (None,), 0.0),
    "loose": ((0, 1, None), (0, None, 1), 0.5),
}
"""Mornings, pains during and how often a session is done."""
MIXED = (*MOODS, "calm", "calm", "calm", "fine")
GOOD = (*["well"] * 9, "calm", "fine", "loose", "sore", "flare", "away")
BEST = (*["well"] * 14, "calm", "loose")
RUNNING = ("well", "calm", "loose")
AFTER = (*[None] * 60, 0, 1, 4, 7)
DAILY = (0, 0, 0, 0, 0, 1, 2)
SIGNS = {
    "T06": "cannot_walk_4_steps", "T11": "night_pain", "T28": "weak_push_off", "T31": "calf_red",
    "T26": "snap", "T37": "fall_risk",
}  # fmt: skip


def drawn(chance: random.Random) -> Log:
    """Return a course with anything in it that moves the level, a gate or the phase."""
    log = Log(start=chance.choice((0, 1, 4, 7, "unable", None)),
              onset=chance.choice((60, 60, 60, 0, 3, 7)), age=chance.choice((30, 30, 66)),
              morning_pain=chance.choice((None, 0, 3, 6)),
              last_run=chance.choice((None, 0, 10, 28, 29)))  # fmt: skip
    moods, rests = chance.choice(((MIXED, 4), (GOOD, 4), (GOOD, 99), (BEST, 3)))
    trouble = 0.15 if moods is MIXED else 0.05
    day, blocked, unwell = 1, None, False
    asks = chance.choice((7, 7, 7, 12, 17, 60))
    while day <= LENGTH:
        mood = chance.choice(moods)
        for on in range(day, day + chance.choice((2, 5, 7, 9, 14, 30))):
            _day(log, chance, on, mood)
            if on % asks == 0:
                log.on(on, "checkin")
            if mood in RUNNING and on % rests == 0 and chance.random() < 0.9:
                _run(log, chance, on)
        day = on + 1
        if day >= LENGTH:
            break
        if blocked is None and chance.random() < trouble:
            blocked = chance.choice(tuple(SIGNS))
            log.flag(day, **{SIGNS[blocked]: True})
            if chance.random() < 0.5:
                log.cleared(day + chance.randint(0, 3), "doctor")
                blocked = None
        elif blocked:
            log.cleared(day, "doctor")
            blocked = None
        if unwell or chance.random() < trouble:
            unwell = not unwell
            log.flag(day, fever=unwell)
    return log


def _day(log: Log, chance: random.Random, day: int, mood: str) -> None:
    mornings, pains, often = MOODS[mood]
    morning = chance.choice(mornings)
    if morning is not None and (often or chance.random() < 0.5):
        log.on(day, "morning", pain=morning)
    for slot in ("am", "pm"):
        if chance.random() < often:
            pain = chance.choice(pains)
            scores = {"pain": pain, "after": chance.choice(AFTER)}
            known = {name: score for name, score in scores.items() if score is not None}
            log.on(day, "session", slot=slot, completed=chance.random() < 0.98, **known)
    if chance.random() < (0.005 if mood == "well" else 0.03):
        log.on(day, "painkiller")
    if chance.random() < 0.06:
        log.check(day, start_test_pain=chance.choice((0, 1, 3, 5, 6, "unable")))
    if often > 0.8 and chance.random() < 0.99:
        log.on(day, "evening", daily_pain=chance.choice((*pains[:2], *DAILY)))
    if chance.random() < 0.15:
        log.check(day, hop_pain=chance.choice((0, 0, 0, 1, 2, 3)),
                  walk_pain=chance.choice((0, 0, 0, 1, 3)),
                  raises_left=chance.choice((36, 36, 20)), raises_right=36)  # fmt: skip
    if often == 0 and chance.random() < 0.2:
        log.on(day, "evening", after=chance.choice((0, 4, 6)))


def _run(log: Log, chance: random.Random, day: int) -> None:
    pain = chance.choice((0, 2, 3, 4, 6, None)) if chance.random() < 0.15 else 0
    more = {"rpe": 5} if chance.random() < 0.1 else {}
    more |= {"limped": True} if chance.random() < 0.03 else {}
    minutes = chance.choice((3, 9, 18, *[30] * 7))
    log.run(day, minutes, pain=pain, **more)
