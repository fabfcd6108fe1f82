"""``python -m achillescli``."""

from .cli import main

main()
