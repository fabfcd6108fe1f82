"""What the product promises about data, security and privacy, and what holds each promise.

A promise is held by a part of this run, by tests, or by both; both are named.
"""

PARTS = {
    "model": "Every state in which a crash may leave the disk under a weak model: any subset of the changes of names that no sync covered, with data that are not there, half there, zeros, or whole",
    "kill": "Killed on entry to every call that writes",
    "errors": "Every such call refused by the system",
    "power": "The power cut at every call after which the disk can differ, and right after success, on real file systems; with a neighbour, another program syncs its own file just before",
    "full": "No space, no file numbers, a limit on file size, a read-only mount, an ordinary user without rights",
    "writers": "Several writers at once, and killed at random",
    "editor": "An editor that saves between our first reading and our last",
    "reading": "Recorded for what changes on the disk and for every use of the network",
    "same": "Five time zones, three locales, three hash seeds: byte-equal JSON",
    "clocks": "A clock that is wrong by years",
    "modes": "Every file after every writing command, under each umask",
    "backups": "A random life with the log, its backups, wrong clocks, hand edits and restores",
    "fuzz": "Broken bytes for every loader",
}  # fmt: skip
"""The parts of the run, in its order, and what each does."""

PROMISES = {
    "PD1": ("A kill or Ctrl-C at any moment loses no entry that was acknowledged, and leaves a file that the next command reads.", "kill, writers"),
    "PD2": ('The same for power loss, also right after "saved".', "model, power"),
    "PD3": ("All truth is in the journal: every other file of ours can be deleted or damaged with no loss.", "tests/store/test_reading.py, tests/store/test_backup.py"),
    "PD4": ("What was typed into a file by hand stays, byte for byte: the new file begins with the old one.", "model, kill, errors, power, tests/store/test_writing.py"),
    "PD5": ('Disk full, quota, an I/O error, read-only: the old file is byte-equal, nothing says "saved", exit code 5, one sentence.', "errors, full"),
    "PD6": ("Runs at the same time lose nothing, and none waits for ever.", "writers"),
    "PD7": ("A crash leaves at most one temporary file, for its owner alone, gone at the next write.", "kill, model"),
    "PD8": ("A broken file is never written to and never read as empty; every command says which file and line.", "tests/store/test_corpus.py, tests/cli/test_corpus.py"),
    "PD9": ("An empty or missing month beside a backup of it with content is refused, with the way back.", "tests/store/test_reading.py"),
    "PD10": ("There is always a backup with every entry of the days before; none is dropped unless its entries are all live.", "backups, tests/store/test_backup.py"),
    "PD11": ("Old formats open for good; a newer one is refused and untouched; a migration can be killed anywhere and repeated.", "model, kill, tests/store/test_migration.py"),
    "PD12": ("Found data elsewhere, such as the copy of a sync tool, are named and never ignored.", "tests/store/test_reading.py, tests/store/test_checkup.py"),
    "PD13": ("A log that is a link stays a link, and its target is updated.", "tests/store/test_writing.py"),
    "PD14": ("Commands that read change nothing on the disk.", "reading"),
    "PD15": ("An editor's save during our write is noticed up to the last re-reading, and then nothing is replaced.", "editor"),
    "PD16": ("The same log and day give the same output in any zone, locale and terminal, under any hash seed.", "same"),
    "PD17": ("Summer time, leap days, the end of a year and travel add no day and drop none.", "clocks, tests/cli/test_environment.py"),
    "PD18": ("Logging costs about one bare start of the stack, at twelve weeks and at ten years.", "docs/benchmarks.md"),
    "PX1": ("No network, ever.", "reading"),
    "PX2": ("Only the owner can read the data, whatever the umask; temporary files, backups, exports and the lock too.", "modes, kill, model"),
    "PX3": ("No control, format or direction character from the data reaches the terminal, and no markup is obeyed.", "tests/render/test_screen.py, tests/cli/test_injection.py"),
    "PX4": ("A failure never shows the user's words: no values, no traceback.", "errors, tests/test_privacy.py"),
    "PX5": ("Exports cannot run: formulas in CSV are neutralised.", "tests/render/test_sheet.py"),
    "PX6": ("A hostile file cannot eat the machine.", "tests/store/test_corpus.py"),
    "PX7": ("Broken bytes are refused or read, and never crash a loader.", "fuzz, tests/test_fuzz.py"),
    "PX8": ("An export overwrites nothing without --force and follows no link.", "tests/store/test_outside.py"),
    "PX9": ("No pickle, eval, exec or shell, and no assert as a check.", "tests/test_source.py"),
    "PX10": ("Erasing removes the log, backups, temporary files and the lock, and lists what it cannot reach.", "model, kill, tests/store/test_erase.py"),
}  # fmt: skip
"""Each promise in a sentence, and what holds it."""

CATCHES = {
    "model": ("overwrite", "unsynced", "half_synced", "appended", "unlink", "aside"),
    "kill": ("overwrite", "unlink", "aside"),
    "errors": ("overwrite", "unlink", "aside"),
    "power": ("overwrite", "unsynced", "half_synced", "appended"),
    "full": ("overwrite",),
    "writers": ("overwrite", "half_synced"),
}
"""The bad designs in which each part must find lost entries; if it no longer does, it is broken."""

UNCOVERED = (
    "Windows and macOS. The code for them is there (no sync of folders, `F_FULLFSYNC`, retries while a scanner holds a file) and was not run by this.",
    "The time between the last re-reading of a month and the rename, about 0.1 ms: an editor's save in it would be replaced.",
    "Backups are on the same disk as the log and do not survive its loss; `achilles export` is for that.",
    "A disk that says it has written what it has not, and a file system that reorders a rename.",
    "Network file systems. Where there are no locks, the program refuses to write.",
    "A migration is tested with a made-up older schema, since there is only one so far.",
)
