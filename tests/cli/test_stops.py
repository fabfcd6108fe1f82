"""Each flow of questions, ended in each way and stopped for a while, at each of its questions."""

import datetime as dt
import shutil
import signal
from collections.abc import Iterator
from typing import Any, NamedTuple

import pytest

from achillescli import store
from achillescli.cli.commands.train.kept import KeptSession
from achillescli.core.log.values import table
from achillescli.core.views.script import Motion, Stint
from tests.kit.course_kit import cells
from tests.kit.jobs import Job, Jobs
from tests.kit.journals import month as put
from tests.kit.journals import text
from tests.kit.logbook import TODAY, Logbook
from tests.kit.sitting import RUNNER, named, names

pytestmark = pytest.mark.slow

FLOWS = """
# line               | what is typed        | entries after an end at each question | after a kill
  log                | 1 / 2 / 2 / 1 / 0 / 1 2 / 5km 30min / 1 / 0 | 0 1 2 3 4 4 5 6 6 | 0 1 2 3 3 4 5 5 6
  log morning        | 2                    | 0           | 0
  log am             | 7 / 0 / 0 / 0 / 0 / 0 | 0 1 2 3 4 4 | 0 1 2 3 4 4
  log evening        | 1 / 0                | 0 1         | 0 0
  log run            | 5km 30min / 1        | 0 1         | 0 0
  log run 5min       | 1                    | 0           | 0
  log activity       | cycling 30min / 0    | 0 1         | 0 0
  log check          | 2 / 1 / 22 25 / 1 / 9,5 11 / 80 / 20 / 90 / stairs / 6 / Enter | 0 1 2 3 4 5 6 7 8 8 9 | 0 1 2 3 4 5 6 7 8 8 9
  log note           | sore                 | 0           | 0
  log flag           | 1 / 0 / 0 / 0 / 0 / 0 / 0 | 0 1 2 3 3 4 5 | 0 1 2 3 3 4 5
  log flag prednison | yes / -5             | 0 1         | 0 0
  log checkin        | 1 4 / 1 / 0          | 0 0 1       | 0 0 1
  log clearance      | 1 / 1                | 0 0         | 0 0
  log edit ID pain=7 | 0 / 0 / 0 / 0 / 0    | 1 2 3 4 4   | 1 2 3 4 4
  train              | 1 / 2 / Enter        | 0 0 0       | 0 0 0
  doctor --repair    | yes / yes / yes      | 0 1 2       | 0 1 2
"""
"""So many entries there are when it ends at the first question, the second, and so on: what was
answered is kept, but for a part of an entry when the program is killed."""
WAYS = ("ctrl-c", "ctrl-d", signal.SIGHUP, signal.SIGTERM, signal.SIGKILL, "hang-up")
CODES = {"ctrl-c": 130, "ctrl-d": 130, signal.SIGHUP: 130, "hang-up": 130}


class Flow(NamedTuple):
    """A line, what is typed at its questions, and how many entries there are at each of them."""

    line: str
    typed: list[str]
    ended: list[int]
    killed: list[int]


def flow(line: str, typed: str, *kept: str) -> Flow:
    answers = [answer.strip().replace("Enter", "") for answer in typed.split("/")]
    return Flow(line, answers, *([int(n) for n in counts.split()] for counts in kept))


FOUND = [flow(*row) for row in cells(FLOWS)]


@pytest.fixture(scope="module")
def jobs() -> Iterator[Jobs]:
    begun = Jobs()
    yield begun
    begun.close()


@pytest.fixture
def user(book: Logbook) -> Logbook:
    """The eighth day of a course, with what the flows need: a sign, a session, and damage."""
    book.assess(7)
    book.days(7, 1)
    return book


class Runs:
    """The same log again for each run."""

    def __init__(self, jobs: Jobs, user: Logbook, flow: Flow) -> None:
        self.jobs, self.user, self.clock = jobs, user, user.home.with_name("clock")
        self.clock.write_text(f"{dt.datetime.combine(TODAY, dt.time(20), dt.UTC)}")
        words = flow.line.split()
        if flow.line == "log clearance":
            user.write("flag", 1, gap=True)
        elif "ID" in words:
            user.write("session", 0, slot="am", pain=2)
            words[words.index("ID")] = user.newest.id
        elif flow.line == "train":
            halves = (Motion.DOWN, Motion.UP)
            stints = (Stint("heel-drop-straight", 1, 1, 15, halves),)
            KeptSession(TODAY, "pm", stints, (15,), 5.0).write(user.home)
        elif flow.line == "doctor --repair":
            for month in ("02", "04"):
                written = text().replace("-03-", f"-{month}-").replace("a1", f"m{month}")
                put(user.home, written.encode("utf-16"), f"log/2026-{month}.toml")
        self.words = words
        self.kept = shutil.copytree(user.home, user.home.with_name("kept"))
        self.first = self.entries()

    def begin(self) -> Job:
        """Return a run on the log as it was."""
        shutil.rmtree(self.user.home)
        shutil.copytree(self.kept, self.user.home)
        return Job(self.jobs, *self.words, clock=str(self.clock))

    def entries(self) -> int:
        """Return how many entries there are, corrections too."""
        return len(store.load(self.user.home, tolerant=True).entries)

    def log(self) -> list[dict[str, Any]]:
        """Return the whole log, without what no two runs have alike."""
        entries = store.load(self.user.home, tolerant=True).entries
        return [{**table(entry), "id": "", "of": ""} for entry in entries]


@pytest.mark.hazard("H50")
@pytest.mark.parametrize("how", WAYS, ids=repr)
@pytest.mark.parametrize("flow", FOUND, ids=lambda flow: flow.line)
def test_what_was_answered_is_kept_however_the_questions_end(
    jobs: Jobs, user: Logbook, flow: Flow, how: Any
) -> None:
    runs = Runs(jobs, user, flow)
    for answered, counts in enumerate(zip(flow.ended, flow.killed, strict=True)):
        job = runs.begin()
        for line in flow.typed[:answered]:
            assert job.prompt()
            job.type(line)
        assert job.prompt()
        ended = job.ended(how)
        assert ended.code == CODES.get(how) or -how
        assert ended.restored or how == signal.SIGKILL
        assert runs.entries() - runs.first == counts[how not in CODES]


@pytest.mark.parametrize("flow", FOUND, ids=lambda flow: flow.line)
def test_after_ctrl_z_the_question_stands_again_and_its_answer_once(
    jobs: Jobs, user: Logbook, flow: Flow
) -> None:
    runs = Runs(jobs, user, flow)
    job = runs.begin()
    for line in flow.typed:
        assert job.prompt()
        job.type(line)
    assert job.ended() == (0, True)
    wanted = runs.log()
    job = runs.begin()
    for line in flow.typed:
        asked = job.prompt()
        job.stop()
        again = " ".join(job.prompt().split())
        assert again.count(" ") > 2
        assert " ".join(asked.split()).endswith(again)
        job.type(line)
    assert job.ended() == (0, True)
    assert not any(f" > {line}\r\n{line}\r\n" in job.written for line in flow.typed if line)
    assert runs.log() == wanted


@pytest.mark.hazard("H50")
@pytest.mark.parametrize("how", WAYS[:4], ids=repr)
def test_an_assessment_goes_on_where_it_ended_at_each_question(
    jobs: Jobs, book: Logbook, how: Any
) -> None:
    clock = book.home.with_name("clock")
    clock.write_text(f"{dt.datetime.combine(TODAY, dt.time(20), dt.UTC)}")
    known: dict[str, str] = names()
    seen: list[str] = []
    while seen[-1:] != ["raises"]:
        job, asked = Job(jobs, "assess", clock=str(clock)), []
        while (name := named(job.prompt(), known)) in ("draft", *seen):
            job.type("yes" if name == "draft" else RUNNER.get(name, "0"))
            asked.append(name)
        assert asked == seen if len(seen) < 3 else (asked[0], asked[-1]) == ("draft", seen[-1])
        ended = job.ended(how)
        assert ended.code == CODES.get(how) or -how
        assert ended.restored or how == signal.SIGKILL
        seen.append(name)
    assert len(seen) > 30
    assert store.load(book.home).entries == ()


def test_an_assessment_goes_on_after_ctrl_z_at_each_question(jobs: Jobs, book: Logbook) -> None:
    clock = book.home.with_name("clock")
    clock.write_text(f"{dt.datetime.combine(TODAY, dt.time(20), dt.UTC)}")
    known, job = names(), Job(jobs, "assess", clock=str(clock))
    while before := job.prompt():
        name = named(before, known)
        job.stop()
        assert named(job.prompt(), known) == name
        job.type(RUNNER.get(name, "0"))
    assert job.ended() == (0, True)
    assert book.log[0].answers.person.age == 42
