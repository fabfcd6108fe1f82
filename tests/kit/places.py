"""Where the files that tests read are."""

from pathlib import Path

ROOT = Path(__file__).parents[2]
CASES = ROOT / "tests" / "cases"
EXAMPLES = ROOT / "examples"
VECTORS = ROOT / "tests" / "vectors"
