"""The rules: pure functions of answers, log, protocol and date."""
