"""What an entry is beside what the programme gives, in a sentence."""

from ...core.views.remarks import Beside, Remark
from ...words import Words
from . import dates


def sentence(words: Words, remark: Remark, day: str) -> str:  # one a way
    """Return a remark; ``day`` is how the date of the entry is called."""
    values = remark.values
    match remark.beside:
        case Beside.NOTHING_GIVEN:
            resting = values["rules"] == ("D2",)
            return words("log.given.rest" if resting else "log.given.nothing", day=day)
        case Beside.DAY_OFF:
            return words("log.given.off", day=day)
        case Beside.NO_RUNNING:
            return words("log.given.running.closed")
        case Beside.RUNNING_SUSPENDED:
            return words("log.given.running.suspended")
        case Beside.RUN_TOO_EARLY:
            return words("log.given.running.early", date=dates.day(words, values["date"]))
        case Beside.RUN_TOO_LONG:
            return words("log.given.running.long", n=values["minutes"])
        case Beside.NEVER_GREEN:
            return words("log.given.painkiller", day=day)
        case Beside.PAINFUL_ACTIVITY:
            return words("log.given.activity")
