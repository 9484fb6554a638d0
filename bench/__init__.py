"""Measurements on the real store and window. Each prints one JSON object as its last line: `make bench BENCH=name`."""
