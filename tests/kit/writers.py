"""Runs of their own that write, in the tests."""

import subprocess
import sys
from pathlib import Path
from typing import Any

WRITER = """
import datetime as dt, sys
from pathlib import Path
from achillescli import store
from achillescli.errors import AchillesError
now = dt.datetime(2026, 3, 10, 7, 30, tzinfo=dt.timezone.utc)
try:
    for number in range(int(sys.argv[2])):
        table = {"kind": "morning", "date": now.date(), "pain": number % 11}
        print(store.append(Path(sys.argv[1]), table, now).id, flush=True)
except AchillesError as error:
    sys.exit(error.key)
"""


AS_NOBODY = """
import datetime, os, sys
from pathlib import Path
from achillescli import store
warm = {"kind": "morning", "date": datetime.date(2026, 3, 9), "pain": 1}
store.append(Path("imports everything"), warm, datetime.datetime.now().astimezone())
if os.geteuid() == 0:
    home = sys.argv[1]
    for path in (Path(home).resolve(), *Path(home).resolve().parents[:-2]):
        path.chmod(path.stat().st_mode | 0o011)
    for folder, _, names in os.walk(home):
        for name in ("", *names):
            os.chown(os.path.join(folder, name), 65534, 65534)
    os.setgroups([]); os.setgid(65534); os.setuid(65534)
"""


def writer(home: Path, count: int = 1, **more: Any) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-c", WRITER, str(home), str(count)],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        **more,
    )
