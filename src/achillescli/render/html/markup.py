"""HTML as a tree, so that no text can be taken for markup."""

from base64 import b64encode
from collections.abc import Sequence
from hashlib import sha256
from xml.etree.ElementTree import Element, tostring

from ...words import plain_spaces
from ..terminal.screen import plain

Child = Element | str | None


def element(tag: str, *children: Child, **attributes: str) -> Element:
    """Return an element with its children in their order; None is left out.

    A text keeps nothing that could steer a reader. ``class_`` is the attribute class, and
    ``aria_label`` is aria-label.
    """
    names = {name.rstrip("_").replace("_", "-"): plain(text) for name, text in attributes.items()}
    made = Element(tag, names)
    for child in children:
        if isinstance(child, Element):
            made.append(child)
        elif child is not None:
            _add_text(made, plain(plain_spaces(child)))
    return made


def _add_text(made: Element, text: str) -> None:
    if len(made):
        made[-1].tail = (made[-1].tail or "") + text
    else:
        made.text = (made.text or "") + text


def document(language: str, title: str, style: str, body: Sequence[Child]) -> str:
    """Return a whole page; its policy allows nothing but its own style."""
    digest = b64encode(sha256(style.encode()).digest()).decode()
    policy = f"default-src 'none'; style-src 'sha256-{digest}'; base-uri 'none'; form-action 'none'"
    sheet = Element("style")
    sheet.text = style
    head = element(
        "head",
        element("meta", charset="utf-8"),
        element("meta", http_equiv="Content-Security-Policy", content=policy),
        element("meta", name="viewport", content="width=device-width, initial-scale=1"),
        element("meta", name="referrer", content="no-referrer"),
        element("title", title),
        sheet,
    )
    page = element("html", head, element("body", element("main", *body)), lang=language)
    return "<!DOCTYPE html>\n" + tostring(page, encoding="unicode", method="html") + "\n"
