"""HTML as a tree."""

import re
from base64 import b64encode
from hashlib import sha256
from xml.etree.ElementTree import Element, tostring

import pytest

from achillescli.render.html.markup import document, element
from achillescli.words import NO_BREAK, WHOLE
from tests.kit.attacks import ATTACKS, harmless
from tests.kit.sheet import parsed

MARKUP = {
    "script": "</p></script><script>alert(1)</script>",
    "image": '<img src="//x.example" onerror=alert(1)>',
    "end of comment": "--> <!-- ]]>",
    "quotes": "\"' onload='x'",
    "entity": "&lt;b&gt; &amp; &#0; &nope;",
    "style": "</style><style>*{display:none}</style>",
}


def written(*children: str | Element | None, **attributes: str) -> str:
    return tostring(element("p", *children, **attributes), encoding="unicode", method="html")


def test_children_stand_in_their_order() -> None:
    assert written("a", element("b", "c"), None, "d", "e") == "<p>a<b>c</b>de</p>"


def test_attributes_are_spelt_as_in_html() -> None:
    assert written(class_="n", aria_label="x", data_label="y") == (
        '<p class="n" aria-label="x" data-label="y"></p>'
    )


def test_what_keeps_a_command_whole_on_a_screen_is_not_copied() -> None:
    assert written(f"{WHOLE}achilles{NO_BREAK}log") == "<p>achilles log</p>"


@pytest.mark.parametrize("text", [*ATTACKS.values(), *MARKUP.values()])
def test_no_text_is_taken_for_markup(text: str) -> None:
    whole = document("en", text, "p { margin: 0 }", [element("p", text, title=text)])
    assert harmless(whole)
    page = parsed(whole)
    (found,) = page.iter("p")
    (title,) = page.iter("title")
    assert len(found) == 0
    assert found.text == found.attrib["title"] == title.text
    assert not [part for part in page.iter() if part.tag in ("script", "img", "b")]


def test_the_policy_allows_its_own_style_and_nothing_else() -> None:
    style = "p { margin: 0 }"
    whole = document("nl", "x", style, [])
    digest = b64encode(sha256(style.encode()).digest()).decode()
    assert re.findall(r"<style>(.*?)</style>", whole, re.DOTALL) == [style]
    policy = "default-src 'none'; style-src 'sha256-{}'; base-uri 'none'; form-action 'none'"
    (head,) = parsed(whole).iter("head")
    policies = [m.attrib["content"] for m in head.iter("meta") if "http-equiv" in m.attrib]
    assert policies == [policy.format(digest)]
    assert parsed(whole).attrib == {"lang": "nl"}
