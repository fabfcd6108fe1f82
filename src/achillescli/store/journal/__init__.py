"""The journal: one TOML file a month of writing, only ever added to."""
