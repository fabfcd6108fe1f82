"""The logs and the stopwatch of docs/benchmarks.md."""
