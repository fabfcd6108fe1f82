"""Archives of recordings."""

from collections.abc import Callable
from io import BytesIO

import pytest

from achillescli.store.recordings import archive
from achillescli.store.recordings.recording import Recording
from tests.kit import recordings as kit
from tests.kit.recordings import gzipped, track, way, zipped

HEAD = "Activity ID,Activity Date,Activity Type,Distance,Filename,Moving Time,Distance\n"
ROW = '{n},"Dec 8, 2026, {n}:00:00 PM",{sport},5,{file},1800,5000\n'


def listed(*rows: tuple[str, str]) -> bytes:
    lines = [ROW.format(n=n, sport=sport, file=file) for n, (sport, file) in enumerate(rows, 1)]
    return (HEAD + "".join(lines)).encode()


def read(
    files: dict[str, bytes], wanted: Callable[[Recording], bool] = lambda _: True
) -> archive.Found:
    return archive.read(BytesIO(zipped(files)), wanted)


def test_what_the_list_and_a_file_have_is_one_run_with_the_figures_of_the_file() -> None:
    found = read(
        {
            "export_1/activities.csv": listed(("Run", "activities/1.fit.gz")),
            "export_1/activities/1.fit.gz": gzipped(kit.run(minutes=29, laps=[(29, 5)])),
        }
    )
    (one,) = found.recordings
    assert (one.source, one.timer_s, one.running_s, one.alone) == ("fit", 1740, 1740, True)


def test_the_list_says_the_sport_that_a_file_leaves_open_or_was_corrected() -> None:
    found = read(
        {
            "activities.csv": listed(("Run", "activities/1.gpx"), ("Run", "activities/2.fit")),
            "activities/1.gpx": kit.gpx(track(way(minutes=10), sport="")),
            "activities/2.fit": kit.run(sport=kit.WALKING),
        }
    )
    assert [one.is_run for one in found.recordings] == [True, True]


def test_where_a_file_is_of_no_use_the_list_counts() -> None:
    found = read(
        {
            "activities.csv": listed(("Run", "activities/1.fit"), ("Run", ""), ("Run", "gone.fit")),
            "activities/1.fit": kit.fit(kit.file_id()),
        }
    )
    assert [one.source for one in found.recordings] == ["strava"] * 3
    assert found.broken == ()


def test_the_files_of_other_sports_and_of_what_is_not_wanted_are_not_read() -> None:
    files = {
        "activities.csv": listed(("Ride", "activities/1.fit"), ("Run", "activities/2.fit")),
        "activities/1.fit": kit.run(),
        "activities/2.fit": kit.run(),
    }
    found = read(files, wanted=lambda _: False)
    assert [(one.source, one.is_run) for one in found.recordings] == [
        ("strava", False),
        ("strava", True),
    ]


def test_of_apples_archive_only_the_export_counts() -> None:
    found = read(
        {
            "apple_health_export/workout-routes/route.gpx": kit.gpx(track(way(minutes=10))),
            "apple_health_export/export_cda.xml": b"<ClinicalDocument/>",
            "apple_health_export/export.xml": kit.apple(kit.workout(), kit.workout(sport="Yoga")),
        }
    )
    assert [one.source for one in found.recordings] == ["apple", "apple"]


def test_each_file_counts_and_what_is_broken_is_named() -> None:
    found = read(
        {
            "a.bin": kit.run(),
            "b.txt": kit.tcx((10, 2)),
            "c.gpx": b"<gpx><trk>",
            "d.gpx": b"<!DOCTYPE gpx><gpx/>",
            "photo.jpg": b"\xff\xd8\xff\xe0\0\x10JFIF" + bytes(range(256)),
            "notes.csv": b"a,b\n1,2\n",
            "page.xml": b"<feed/>",
            "folder/": b"",
        }
    )
    assert [one.source for one in found.recordings] == ["fit", "tcx"]
    assert [(one.name, one.why.key) for one in found.broken] == [
        ("d.gpx", "recording.error.doctype"),
        ("c.gpx", "recording.error.xml"),
    ]


def test_what_unpacks_to_far_more_is_refused() -> None:
    bomb = b"<gpx>" + b" " * (3 << 20)
    for raw in (bomb, gzipped(bomb)):
        found = read({"bomb.gpx": raw})
        assert [one.why.key for one in found.broken] == ["recording.error.unpacked"]


@pytest.mark.parametrize(("head", "is_one"), [(zipped({}), True), (b"PK", False), (b"", False)])
def test_an_archive_is_known_by_its_first_bytes(head: bytes, is_one: bool) -> None:
    assert archive.is_archive(head) is is_one
