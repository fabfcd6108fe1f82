"""A file of recordings, recognised by what is in it."""

import random
from collections.abc import Callable
from hashlib import sha256
from pathlib import Path

import pytest

from achillescli.errors import AchillesError, UsageError
from achillescli.store.recordings import limits
from achillescli.store.recordings.archive import Found
from achillescli.store.recordings.read import read
from achillescli.words import LANGUAGES, Words
from tests.kit import recordings as kit
from tests.kit.recordings import gzipped, track, way, zipped

LIST = b"Activity Id,Date,Type,Distance (km),Duration\na,2026-12-08 18:00:00,Running,5,30:00\n"
FILES = {
    "fit": kit.run(laps=[(30, 5)]),
    "tcx": kit.tcx((30, 5)),
    "gpx": kit.gpx(track(way())),
    "runkeeper": LIST,
    "apple": kit.apple(kit.workout()),
}


def found(tmp_path: Path, raw: bytes, name: str = "file.txt") -> Found:
    path = tmp_path / name
    path.write_bytes(raw)
    return read(path, name, lambda _: True)


def refusal(tmp_path: Path, raw: bytes) -> str:
    with pytest.raises(AchillesError) as refused:
        found(tmp_path, raw)
    return refused.value.key.removeprefix("recording.error.")


@pytest.mark.parametrize("pack", [bytes, gzipped, lambda raw: zipped({"x": raw})])
@pytest.mark.parametrize(("source", "raw"), FILES.items())
def test_a_file_is_known_by_what_is_in_it(
    tmp_path: Path, source: str, raw: bytes, pack: Callable[[bytes], bytes] | type[bytes]
) -> None:
    (one,) = found(tmp_path, pack(raw)).recordings
    assert (one.source, one.is_run) == (source, True)
    assert one.sha == sha256(raw).hexdigest()[:12]


def test_a_list_in_another_encoding_is_read(tmp_path: Path) -> None:
    text = "Aktivitätstyp;Datum;Favorit;Distanz;Zeit\nLaufen;2026-05-09 19:00:00;x;5,0;0:30:00\n"
    for encoding in ("utf-8", "utf-8-sig", "latin-1"):
        (one,) = found(tmp_path, text.encode(encoding)).recordings
        assert one.timer_s == 1800


REFUSED = {
    "empty": (b"", b" \n", b"\0" * 40, b"\xef\xbb\xbf", gzipped(b"")),
    "kind": (b"hello", b"<feed/>", b"\x89PNG\r\n", b"a,b\n1,2\n", kit.run()[:8]),
    "nothing": (
        zipped({}),
        zipped({"a.txt": b"a"}),
        kit.apple(),
        LIST.splitlines(keepends=True)[0],
    ),
    "doctype": (b"<!DOCTYPE html><html></html>", b'<!DOCTYPE gpx [<!ENTITY a "b">]><gpx>&a;</gpx>'),
    "xml": (FILES["gpx"][:2000], FILES["tcx"][:200], FILES["apple"][:-9], b"<"),
    "damaged": (zipped({"a": FILES["fit"]})[:-30], gzipped(FILES["fit"])[:-9], b"PK\x03\x04"),
    "unpacked": (gzipped(b" " * (3 << 20)),),
}


@pytest.mark.parametrize(
    ("key", "raw"),
    [(key, raw) for key, every in REFUSED.items() for raw in every],
    ids=[f"{key}-{n}" for key, every in REFUSED.items() for n in range(len(every))],
)
def test_what_is_of_no_use_is_one_sentence(tmp_path: Path, key: str, raw: bytes) -> None:
    assert refusal(tmp_path, raw) == key


def test_what_is_too_large_is_not_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits, "MOST_BYTES", 100)
    assert refusal(tmp_path, FILES["gpx"]) == "big"
    monkeypatch.setattr(limits, "MOST_STREAMED", 100)
    assert refusal(tmp_path, zipped({"a": FILES["gpx"]})) == "big"


def test_what_is_no_file_is_told(tmp_path: Path) -> None:
    for name, key in (("none", "no_file"), (".", "not_regular"), ("a\0b", "no_file")):
        with pytest.raises(UsageError) as refused:
            read(tmp_path / name, name, lambda _: True)
        assert refused.value.key == f"recording.error.{key}"


def outcome(tmp_path: Path, raw: bytes) -> str:
    """Return what came of a part of a file with one run: "read", or the key of a sentence."""
    try:
        got = found(tmp_path, raw)
    except AchillesError as refused:
        said = refused.sentence
    else:
        if not got.broken:
            assert len(got.recordings) == 1
            return "read"
        assert got.recordings == ()
        (said,) = (one.why for one in got.broken)
    assert all(Words(language).sentence(said).strip() for language in LANGUAGES)
    return said.key


@pytest.mark.slow
@pytest.mark.parametrize("source", FILES)
def test_a_file_cut_anywhere_is_a_sentence_or_what_was_read(tmp_path: Path, source: str) -> None:
    raw, outcomes = FILES[source], set()
    for end in range(0, len(raw), max(len(raw) // 40, 1)):
        for cut in (raw[:end], zipped({"x": raw})[: end or 1], gzipped(raw)[:end]):
            outcomes.add(outcome(tmp_path, cut))
    assert outcomes >= {f"recording.error.{key}" for key in ("empty", "kind", "damaged")} | {"read"}


@pytest.mark.parametrize("source", FILES)
def test_a_file_spoilt_anywhere_is_a_sentence_or_what_was_read(tmp_path: Path, source: str) -> None:
    chance, outcomes = random.Random(source), set()
    for raw in (FILES[source], zipped({"x": FILES[source]})):
        for _ in range(40):
            spoilt = bytearray(raw)
            for _ in range(chance.randint(1, 8)):
                spoilt[chance.randrange(len(spoilt))] = chance.randrange(256)
            outcomes.add(outcome(tmp_path, bytes(spoilt)))
    assert outcomes >= {"recording.error.damaged", "read"}
