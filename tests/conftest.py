"""Settings of all tests: the same examples on every run, and no clock to fail on."""

from hypothesis import settings

settings.register_profile("sdlib", derandomize=True, max_examples=100, deadline=None, database=None)
settings.load_profile("sdlib")
