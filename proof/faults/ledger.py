"""What the product promises about data, security and privacy, and what holds each promise.

A promise is held by a part of this run, by tests, or by both; both are named.
"""

PARTS = {
    "model": "Every state in which a crash can leave the disk, if the disk promises little: any subset of the renames that were not yet synced, with data that are missing, half written, zeros or whole",
    "kill": "The program is killed at the start of every system call that writes",
    "errors": "The system refuses each of those calls in turn",
    "power": "The power is cut at every call after which the disk can differ, and right after success, on real file systems; with a neighbour, another program syncs its own file just before",
    "full": "No space, no file numbers, a limit on file size, a read-only mount, an ordinary user without rights",
    "writers": "Several writers run at once, and are killed at random",
    "editor": "An editor saves between the program's first reading and its last",
    "reading": "Every change on the disk and every use of the network is recorded",
    "same": "Five time zones, three locales and three hash seeds give the same JSON, byte for byte",
    "clocks": "A clock that is wrong by years, or that steps by seconds, days and weeks between commands",
    "modes": "Every file after every writing command, under each umask",
    "backups": "A random life with the log, its backups, wrong clocks, hand edits and restores",
    "fuzz": "Broken bytes for every loader",
}  # fmt: skip
"""The parts of the run, in its order, and what each does."""

PROMISES = {
    "PD1": ("If the program is killed or stopped with Ctrl-C at any moment, it loses no entry that it called saved, and the next command can read the file.", "kill, writers"),
    "PD2": ('The same holds when the power fails, also right after "saved".', "model, power"),
    "PD3": ("Only the log counts: every other file of the program can be deleted or damaged without loss. Backups and cache may make it miss an entry; they never make it give advice.", "tests/store/journal/test_cache.py, tests/store/backups/test_daily.py"),
    "PD4": ("What you typed into a file by hand stays, byte for byte: the new file begins with the old one.", "model, kill, errors, power, tests/store/journal/test_append.py"),
    "PD5": ('When the disk is full, over quota, failing or read-only, the old file keeps every byte, nothing says "saved", the exit code is 5, and one sentence says why.', "errors, full"),
    "PD6": ("Two runs at the same time lose nothing, and neither waits for ever.", "writers"),
    "PD7": ("A crash leaves at most one temporary file, or the folder of an import. Only its owner can read it, and the next write removes it.", "kill, model"),
    "PD8": ("The program never writes to a damaged file and never reads it as empty; every command names the file and the line.", "tests/store/journal/test_corpus.py, tests/cli/test_corpus.py"),
    "PD9": ("If a month is empty, or missing while a backup, a file under another name or the cache tells of it, the program refuses to go on and says how to bring it back.", "tests/store/journal/test_missing.py, tests/store/journal/test_witness.py"),
    "PD10": ("There is always a backup of everything logged before today. A backup is deleted only if the log still has all its entries.", "backups, tests/store/backups/test_daily.py"),
    "PD11": ("Every old format can be read. A newer one is refused and left alone. A migration can be killed at any moment and repeated.", "model, kill, tests/store/journal/test_migration.py"),
    "PD12": ("Data that the program finds elsewhere, such as the copy of a sync tool, are named and never ignored.", "tests/store/journal/test_missing.py, tests/store/doctor/test_copies.py"),
    "PD13": ("If the log is a link, it stays a link, and its target is updated.", "tests/store/files/test_disk.py"),
    "PD14": ("Commands that read change nothing on the disk.", "reading"),
    "PD15": ("If an editor saves the file while the program writes, the program notices it up to its last reading, and then replaces nothing.", "editor"),
    "PD16": ("The same log and day give the same output in any zone, locale and terminal, under any hash seed.", "same"),
    "PD17": ("Summer time, leap days, the end of a year and travel add no day and remove none.", "clocks, tests/cli/test_environment.py"),
    "PD18": ("Logging takes about as long as starting the program, at twelve weeks and at ten years.", "docs/benchmarks.md"),
    "PD19": ("A danger sign is answered before it is stored, and answered all the same when it cannot be.", "errors, tests/cli/test_danger.py"),
    "PD20": ("A log with something taken out of sight, such as a month renamed, emptied or rolled back, a sign misspelt or dated ahead, gives no harder workout than the whole log.", "tests/cli/test_out_of_sight.py, tests/store/journal/test_witness.py"),
    "PD21": ("Each answer of an assessment and each set of a session that is followed is on the disk before the next one, and stays there until it is logged. A session is logged once.", "kill, errors, tests/cli/commands/train/test_follow.py"),
    "PX1": ("No network, ever.", "reading"),
    "PX2": ("Only the owner can read the data, whatever the umask, on a disk that keeps permissions; temporary files, backups, exports and the lock too.", "modes, kill, model"),
    "PX3": ("No control, format or direction character from the data reaches the terminal, and no markup is obeyed.", "tests/render/terminal/test_screen.py, tests/cli/test_injection.py"),
    "PX4": ("A failure never shows the user's words: no values, no traceback.", "errors, tests/cli/test_privacy.py"),
    "PX5": ("An export cannot run anything: formulas in CSV are made plain text.", "tests/render/data/test_csv.py"),
    "PX6": ("A hostile file cannot use up memory or time.", "tests/store/journal/test_corpus.py"),
    "PX7": ("Broken bytes are refused or read; they never crash the program.", "fuzz, tests/store/journal/test_fuzz.py"),
    "PX8": ("An export overwrites nothing without --force and follows no link.", "tests/store/files/test_export_path.py"),
    "PX9": ("No pickle, eval, exec or shell, and no assert as a check.", "tests/test_source.py"),
    "PX10": ("Erasing removes the log, backups, temporary files and the lock, and lists what it cannot reach.", "model, kill, tests/store/transfer/test_erase.py"),
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

NOTICES = {
    "kill": ("deferred", "forgetful", "partial", "careless", "repeated"),
    "errors": ("cheerful", "gloomy", "silent"),
    "clocks": ("trusting",),
}
"""The mistakes of variants.py that each part must notice by any promise that is not kept."""

UNCOVERED = (
    "Windows and macOS. The code for them is there (no sync of folders, `F_FULLFSYNC`, retries while a scanner holds a file), but this run did not test it.",
    "The 0.1 ms between the last reading of a month and the rename: if an editor saves in it, the program replaces what it saved.",
    "Backups are on the same disk as the log and do not survive its loss; `achilles export` is for that.",
    "A disk that reports data as written before it has written them, and a file system that reorders a rename.",
    "Network file systems. Where there are no locks, the program refuses to write.",
    "Real older schemas: there is only one schema so far, so a migration is tested with a made-up one.",
)
