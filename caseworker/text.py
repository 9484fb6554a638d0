"""Text rules the services share: one spelling for what officers type and paste. See `db.search.normalise`."""

from db.search.normalise import MIDDLE_DOT, clean, clean_block, clean_name, is_han, lookup_key
from db.search.pinyin import NameKeys, name_keys, text_keys

__all__ = [
    "MIDDLE_DOT",
    "NameKeys",
    "clean",
    "clean_block",
    "clean_name",
    "is_han",
    "lookup_key",
    "name_keys",
    "text_keys",
]
