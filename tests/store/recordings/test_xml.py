"""XML of others."""

from collections.abc import Callable
from io import BytesIO
from typing import Any

import pytest

from achillescli.errors import UsageError
from achillescli.store.recordings import xml
from tests.kit.recordings import DTD, apple

BOMB = '<!DOCTYPE gpx [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]><gpx>&b;</gpx>'


def refusal(call: Callable[..., Any], raw: bytes) -> str:
    with pytest.raises(UsageError) as refused:
        call(BytesIO(raw))
    return refused.value.key.removeprefix("recording.error.")


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16", "utf-16-le"])
def test_a_document_type_is_refused_in_any_encoding(encoding: str) -> None:
    head = f'<?xml version="1.0" encoding="{encoding[:6]}"?>' if encoding == "utf-16" else ""
    assert refusal(xml.root, (head + BOMB).encode(encoding)) in ("doctype", "xml")
    assert refusal(xml.root, BOMB.encode()) == "doctype"


def test_the_first_element_is_named_without_its_namespace() -> None:
    assert xml.root(BytesIO(b'\xef\xbb\xbf<gpx xmlns="urn:x"><trk/>')) == "gpx"
    assert xml.root(BytesIO('<?xml version="1.0"?><a/>'.encode("utf-16"))) == "a"


@pytest.mark.parametrize("raw", [b"<", b"<a", b"<!-- only -->"])
def test_what_has_no_element_is_refused(raw: bytes) -> None:
    assert refusal(xml.root, raw) == "xml"


def test_apples_own_document_type_is_taken_out_unread() -> None:
    raw = apple(
        dtd="<!DOCTYPE HealthData [\n<!ELEMENT HealthData (Me\n ATTLIST not well-formed\n]>"
    )
    assert xml.root(xml.Bounded(BytesIO(raw), 1 << 20)) == "HealthData"
    assert b"DOCTYPE" not in xml.Bounded(BytesIO(apple()), 1 << 20).read(1 << 20)


@pytest.mark.parametrize(
    "dtd",
    [
        DTD.replace("<!ELEMENT", '<!ENTITY x "y"><!ELEMENT'),
        '<!DOCTYPE HealthData SYSTEM "file:///etc/passwd">',
        "<!DOCTYPE Health [<!ELEMENT a (b)>]>",
    ],
)
def test_another_document_type_of_an_export_is_refused(dtd: str) -> None:
    with pytest.raises(UsageError) as refused:
        xml.root(xml.Bounded(BytesIO(apple(dtd=dtd)), 1 << 20))
    assert refused.value.key == "recording.error.doctype"


def test_a_stream_that_does_not_end_is_refused() -> None:
    stream = xml.Bounded(BytesIO(apple() + b" " * 200_000), 100_000)
    with pytest.raises(UsageError) as refused:
        list(xml.steps(stream))
    assert refused.value.key == "recording.error.unpacked"


def test_the_sum_is_that_of_the_file_as_it_is() -> None:
    from hashlib import sha256

    raw = apple()
    stream = xml.Bounded(BytesIO(raw), 1 << 20)
    list(xml.steps(stream))
    assert stream.sha == sha256(raw).hexdigest()


def test_whole_elements_come_with_what_is_in_them_and_are_let_go() -> None:
    raw = b"<a><b x='1'><c>t</c></b><b x='2'/><d>u</d></a>"
    seen = [(step.event, step.above, step.name) for step in xml.steps(BytesIO(raw), {"b"})]
    assert seen == [
        ("start", "", "a"),
        ("end", "a", "b"),
        ("end", "a", "b"),
        ("start", "a", "d"),
        ("end", "a", "d"),
        ("end", "", "a"),
    ]
    texts = [step.text("c") for step in xml.steps(BytesIO(raw), {"b"}) if step.name == "b"]
    assert texts == ["t", ""]
    left = [len(step.element) for step in xml.steps(BytesIO(raw), {"b"}) if step.name == "a"]
    assert left[-1] == 0


@pytest.mark.parametrize(
    "raw",
    [
        b"<a " + b"b='1' " * 200_000 + b"/>",
        b"<a><!--" + b" " * 900_000 + b"--></a>",
        b"<" * 900_000,
    ],
    ids=["attributes", "a remark", "nothing else"],
)
def test_a_part_without_an_end_is_refused(raw: bytes) -> None:
    with pytest.raises(UsageError):
        list(xml.steps(xml.Bounded(BytesIO(raw), 1 << 30)))


BRANCHING = {
    "one in another": b"<a>" * 101,
    "beside each other": b"<a>" + b"<c/>" * 101 + b"</a>",
    "in what is read whole": b"<a><b>" + b"<c/>" * 101 + b"</b></a>",
}


@pytest.mark.parametrize("raw", BRANCHING.values(), ids=BRANCHING)
def test_more_elements_than_a_recording_has_are_refused(
    monkeypatch: pytest.MonkeyPatch, raw: bytes
) -> None:
    monkeypatch.setattr(xml, "_MOST_PARTS", 100)
    assert refusal(lambda stream: list(xml.steps(stream, {"b"})), raw) == "unpacked"


def test_of_what_is_let_go_there_may_be_any_number(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(xml, "_MOST_PARTS", 100)
    raw = b"<a>" + b"<b><c/></b>" * 500 + b"</a>"
    assert sum(step.name == "b" for step in xml.steps(BytesIO(raw), {"b"})) == 500


def test_what_is_cut_is_refused() -> None:
    assert refusal(lambda stream: list(xml.steps(stream)), b"<a><b>") == "xml"
