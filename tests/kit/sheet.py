"""The page for a physiotherapist, made from a course and read as a browser does."""

import html5lib

from achillescli import catalogue
from achillescli.core.views.handover import handover
from achillescli.render.html.page import page
from achillescli.render.html.sheet import Sheet
from tests.kit.page import EN


def write_page(log, day, words=EN, weeks=12, **more):
    """Return the page of a log as a file."""
    return drawn(handed(log, day, weeks), words, **more)


def handed(log, day, weeks=12):
    """Return what the page of a log is made from."""
    return handover(log.until(day), log.entries, weeks)


def drawn(found, words=EN, **more):
    """Return a page as a file."""
    return page(Sheet(words, found, catalogue.protocol(), **more))


def parsed(text):
    """Return a page as a tree; html5lib refuses what is no valid HTML."""
    parser = html5lib.HTMLParser(strict=True, namespaceHTMLElements=False)
    return parser.parse(text)


def sections(text):
    """Return the text of each part of a page by its number, or by its title without one."""
    found = {}
    for part in parsed(text).iter("section"):
        heading = "".join(part.find("h2").itertext())
        name = heading.split()[0] if heading[0].isdigit() else heading
        found[name] = " ".join(" ".join(part.itertext()).split())
    return found
