"""A voice among the programs of a computer, never waited for."""

import os
import time
from pathlib import Path

import pytest

from achillescli.cli.prompts.speech import VOICES, Speech, speech


def voice(folder: Path, name: str, does: str = "exit 0") -> str:
    """Put a program of a name on a path; it writes down what it was asked to say."""
    path = folder / name
    path.write_text(f'#!/bin/sh\necho "$@" >> {folder}/said\n{does}\n')
    path.chmod(0o755)
    return str(folder)


def said(folder: Path) -> str:
    """Return what it was asked to say, whole: the file is there before its line is."""
    until = time.monotonic() + 30
    while not ((file := folder / "said").exists() and file.read_text().endswith("\n")):
        assert time.monotonic() < until
        time.sleep(0.01)
    return file.read_text()


@pytest.mark.parametrize("name", VOICES)
@pytest.mark.parametrize("language", ["en", "nl"])
def test_each_voice_speaks_its_language(tmp_path: Path, name: str, language: str) -> None:
    found = speech(language, voice(tmp_path, name))
    assert found is not None
    found.say("set 1")
    assert said(tmp_path).split() == [*VOICES[name][language], "set", "1"]
    found._speaking.wait()


def test_without_a_voice_there_is_none(tmp_path: Path) -> None:
    assert speech("en", str(tmp_path)) is None


def test_the_best_voice_is_taken(tmp_path: Path) -> None:
    for name in VOICES:
        path = voice(tmp_path, name)
    assert speech("en", path)._command[0].endswith("spd-say")


def test_one_that_hangs_is_ended_by_the_next_sentence(tmp_path: Path) -> None:
    found = speech("en", f"{voice(tmp_path, 'say', 'exec sleep 60')}:{os.defpath}")
    began = time.monotonic()
    found.say("one")
    first = found._speaking
    found.say("two")
    assert time.monotonic() - began < 30
    assert first.wait(30) < 0
    found.hush()
    assert found._speaking.wait(30) < 0


def test_a_voice_that_cannot_start_is_silent(tmp_path: Path) -> None:
    quiet = Speech((str(tmp_path / "gone"),))
    quiet.say("one")
    quiet.hush()
