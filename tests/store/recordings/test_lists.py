"""Lists of activities: Strava, Garmin Connect and Runkeeper."""

import datetime as dt

import pytest

from achillescli.errors import UsageError
from achillescli.store.recordings import lists

MAY_9 = dt.datetime(2026, 5, 9, 19, 4, 5, tzinfo=dt.UTC)
STRAVA = {
    "en": (
        "Activity ID,Activity Date,Activity Type,Elapsed Time,Distance,Filename,Elapsed Time,Moving Time,Distance",
        '1,"May 9, 2026, 7:04:05 PM",Run,1900,7.50,activities/1.fit.gz,1900.0,1800.0,7500.0',
    ),
    "de": (
        "Aktivitäts-ID,Aktivitätsdatum,Aktivitätsart,Verstrichene Zeit,Distanz,Dateiname,Verstrichene Zeit,Bewegungszeit,Distanz",
        '1,"09.05.2026, 19:04:05",Lauf,1900,"7,50",activities/1.fit.gz,1900.0,1800.0,7500.0',
    ),
    "nl": (
        "Activiteits-ID,Datum van activiteit,Activiteitstype,Verstreken tijd,Afstand,Bestandsnaam,Verstreken tijd,Beweegtijd,Afstand",
        '1,"9 mei 2026, 19:04:05",Hardloopsessie,1900,"7,50",activities/1.fit.gz,1900.0,1800.0,7500.0',
    ),
    "fr": (
        "ID de l'activité,Date de l'activité,Type d'activité,Temps écoulé,Distance,Nom du fichier,Temps écoulé,Durée de déplacement,Distance",
        '1,"9 mai 2026 à 19:04:05",Course à pied,1900,"7,50",activities/1.fit.gz,1900.0,1800.0,7500.0',
    ),
    "es": (
        "ID de actividad,Fecha de la actividad,Tipo de actividad,Tiempo transcurrido,Distancia,Nombre del archivo,Tiempo transcurrido,Tiempo en movimiento,Distancia",
        '1,"9 may 2026, 19:04:05",Carrera,1900,"7,50",activities/1.fit.gz,1900.0,1800.0,7500.0',
    ),
}


@pytest.mark.parametrize("language", STRAVA)
def test_stravas_list_is_read_in_its_languages(language: str) -> None:
    ((found, file),) = lists.read("\n".join(STRAVA[language]))
    assert (found.source, found.is_run, found.start) == ("strava", True, MAY_9)
    assert (found.timer_s, found.elapsed_s, found.km) == (1800, 1900, 7.5)
    assert file == "activities/1.fit.gz"


def strava_date(text: str) -> dt.datetime | None:
    ((found, _),) = lists.read(f'Activity ID,Activity Date,Activity Type\n1,"{text}",Run')
    return found.start


DATES = {
    "8 mrt 2026, 09:00:00": (3, 8),
    "8 mars 2026, 09:00:00": (3, 8),
    "08.03.2026, 09:00:00": (3, 8),
    "8. März 2026, 09:00:00": (3, 8),
    "8 juin 2026, 09:00:00": (6, 8),
    "8 juil. 2026, 09:00:00": (7, 8),
    "8 jul 2026, 9:00:00": (7, 8),
    "8 de dic. de 2026, 9:00:00": (12, 8),
    "8 août 2026 09:00:00": (8, 8),
    "Dec 8, 2026, 9:00:00\u202fAM": (12, 8),
    "2026-03-08 09:00:00": (3, 8),
}


@pytest.mark.parametrize(("text", "day"), DATES.items())
def test_a_date_is_read_as_it_is_written(text: str, day: tuple[int, int]) -> None:
    assert strava_date(text) == dt.datetime(2026, day[0], day[1], 9, tzinfo=dt.UTC)


def test_noon_and_midnight_are_told_apart() -> None:
    assert strava_date("May 9, 2026, 12:00:00 AM").hour == 0
    assert strava_date("May 9, 2026, 12:00:00 PM").hour == 12


@pytest.mark.parametrize("text", ["31.02.2026, 10:00:00", "soon", "9 foo 2026, 19:00:00"])
def test_a_date_that_is_none_stays_open(text: str) -> None:
    assert strava_date(text) is None


def test_before_2019_the_one_distance_was_in_metres() -> None:
    ((found, _),) = lists.read(
        "id,date,name,type,description,elapsed_time,distance,filename\n"
        "1,2018-05-09 19:04:05,Eve,Run,,1800,7500.0,\n"
    )
    assert (found.km, found.timer_s) == (7.5, 1800)


GARMIN = {
    "en": (
        "Activity Type,Date,Favorite,Title,Distance,Time,Moving Time,Elapsed Time",
        'Treadmill Running,2026-05-09 19:04:05,false,x,"5.81","00:33:08.5","00:33:00","00:35:00"',
    ),
    "de": (
        "Aktivitätstyp;Datum;Favorit;Titel;Distanz;Zeit;Zeit in Bewegung;Verstrichene Zeit",
        "Laufen;2026-05-09 19:04:05;false;x;5,81;00:33:08;00:33:00;00:35:00",
    ),
    "nl": (
        "Activiteittype,Datum,Favoriet,Titel,Afstand,Tijd,Tijd bewogen,Verstreken tijd",
        '"Hardlopen","2026-05-09 19:04:05","false","x","5,81","00:33:08","00:33:00","00:35:00"',
    ),
    "fr": (
        "Type d'activité,Date,Favori,Titre,Distance,Durée,Temps de déplacement,Temps écoulé",
        'Course à pied,2026-05-09 19:04:05,false,x,"5,81","33:08","33:00","35:00"',
    ),
}


@pytest.mark.parametrize("language", GARMIN)
def test_garmins_list_is_read_in_its_languages(language: str) -> None:
    ((found, _),) = lists.read("\n".join(GARMIN[language]))
    assert (found.source, found.is_run, found.start) == ("garmin", True, MAY_9.replace(tzinfo=None))
    assert (found.timer_s, found.elapsed_s, found.km) == (1980, 2100, 5.81)
    assert found.notes == ("unit",)


DISTANCES = {"1,020.50": 1020.5, "1.020,50": 1020.5, "5.8": 5.8, "10": 10, "--": None, "'-12": None}


@pytest.mark.parametrize(("text", "km"), DISTANCES.items())
def test_a_distance_has_a_comma_or_a_point(text: str, km: float | None) -> None:
    line = f'Running,2026-05-09 19:04:05,false,"{text}",0:30:00'
    ((found, _),) = lists.read(f"Activity Type,Date,Favorite,Distance,Time\n{line}")
    assert found.km == km


def test_runkeepers_list_is_read_and_miles_become_kilometres() -> None:
    head = "Activity Id,Date,Type,Route Name,Distance ({}),Duration"
    line = "a,2026-05-09 19:04:05,Running,,5.00,1:02:00"
    ((found, _),) = lists.read(f"{head.format('km')}\n{line}")
    assert (found.source, found.km, found.timer_s) == ("runkeeper", 5, 3720)
    ((found, _),) = lists.read(f"{head.format('mi')}\n{line}")
    assert found.km == pytest.approx(8.04672)


def test_a_list_without_end_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(lists, "_MOST_ROWS", 2)
    text = "Activity Id,Date,Type,Distance (km),Duration\n"
    row = "a,2026-05-09 19:04:05,Running,5,30:00\n"
    assert len(lists.read(text + row * 2)) == 2
    with pytest.raises(UsageError):
        lists.read(text + row * 3)


def test_headings_copied_from_a_page_lose_their_marks() -> None:
    head = "<span>Activity Type</span>,Date,Favorite,Distance,Time"
    ((found, _),) = lists.read(f"{head}\nRunning,2026-05-09 19:04:05,false,5,0:30:00")
    assert found.timer_s == 1800


def test_a_line_without_a_date_or_too_short_is_left_out() -> None:
    head = "Activity Type,Date,Favorite,Distance,Time"
    assert lists.read(f"{head}\nRunning\n\nRunning,,false,5,0:30\n") == []


@pytest.mark.parametrize("text", ["", "a,b\n1,2", "\0", "Date,Type\n1,2", '"' + "x" * 200_000])
def test_another_table_is_none_of_these(text: str) -> None:
    assert not lists.is_list(text)
    with pytest.raises(UsageError):
        lists.read(text)
