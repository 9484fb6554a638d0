"""The services see the text rules of the floor below under their own name."""

from caseworker import text
from db.search import normalise, pinyin


def test_services_and_store_share_one_spelling() -> None:
    assert text.clean is normalise.clean
    assert text.name_keys is pinyin.name_keys
    assert all(hasattr(text, name) for name in text.__all__)
