"""The promises of speed: every `bench_*.py` here has a `run()` that yields rows."""
