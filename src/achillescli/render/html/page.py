"""The page for a physiotherapist, in the order in which it is read."""

from ... import __version__
from . import ability, diary, person, weeks
from .markup import document, element
from .sheet import Sheet
from .style import STYLE


def page(sheet: Sheet) -> str:
    """Return the page as one file of HTML."""
    words = sheet.words
    title = words("handover.title.page", date=sheet.day(sheet.found.replay.until))
    body = [
        element("h1", title),
        person.who(sheet),
        person.signs(sheet),
        person.why_now(sheet),
        weeks.course(sheet),
        weeks.red_days(sheet),
        ability.tests(sheet),
        element(
            "div",
            ability.sport(sheet),
            diary.trust(sheet),
            diary.questions(sheet),
            class_="pair",
        ),
        diary.notes(sheet),
        diary.room(sheet),
        element("p", words("handover.notice", version=__version__), class_="small"),
    ]
    return document(words.language, title, STYLE, body)
