"""The version of the product; a store remembers the newest that wrote to it."""

VERSION = "0.1.0"
