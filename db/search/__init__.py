"""Ways to find a record by what an officer types: text normalising, name keys, pinyin. All of it is derived."""
