"""The log as months of TOML: read, checked, added to."""
