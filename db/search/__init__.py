"""Ways to find a record by what an officer types: normalised text, name keys, pinyin. All derived."""
