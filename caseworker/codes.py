"""Code tables: the choices behind every list on screen and every coded column in an import or export.

A table is data in `resources/code_tables/`: small ones in TOML with both languages, large ones (districts,
streets, occupations, industries) in one tab-separated file each, in Chinese. Each names its source and says
whether its codes and wording were checked against it (`verified`). National standards keep their own
codes; the rest have our words.
"""

from __future__ import annotations

import csv
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable

from caseworker.problems import OfficerProblem
from caseworker.text import clean, lookup_key, text_keys


@dataclass(frozen=True, slots=True)
class Code:
    """One choice. `rank` orders tables with a height (education, skill); `successor` replaces an old code."""

    code: str
    zh: str
    en: str = ""
    parent: str = ""
    aliases: tuple[str, ...] = ()
    rank: int | None = None
    sensitive: bool = False
    valid_from: date | None = None
    valid_to: date | None = None
    successor: str = ""

    def name(self, lang: str = "zh") -> str:
        """The name in `lang`; large tables have Chinese only and fall back to it."""
        return self.en or self.zh if lang == "en" else self.zh

    def valid(self, on: date) -> bool:
        """Whether the code may be chosen for something that happens on `on`."""
        return (self.valid_from is None or self.valid_from <= on) and (self.valid_to is None or on <= self.valid_to)


@dataclass(frozen=True)
class CodeTable:
    """The codes of one table, in the order people expect to see them."""

    key: str
    titles: Mapping[str, str]
    source: str
    verified: bool
    codes: tuple[Code, ...]
    _by_code: dict[str, Code] = field(init=False, repr=False, compare=False)
    _by_word: dict[str, str] = field(default_factory=dict, init=False, repr=False, compare=False)
    _keys: dict[str, _Keys] = field(default_factory=dict, init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "_by_code", {entry.code: entry for entry in self.codes})

    def __iter__(self) -> Iterator[Code]:
        return iter(self.codes)

    def __len__(self) -> int:
        return len(self.codes)

    def title(self, lang: str = "zh") -> str:
        """What the table is called on a form."""
        return self.titles[lang]

    def has(self, code: str) -> bool:
        return code in self._by_code

    def get(self, code: str) -> Code | None:
        return self._by_code.get(code)

    def name(self, code: str, lang: str = "zh") -> str:
        """The name of a code that is known to be in the table; KeyError (a bug) if it is not."""
        try:
            return self._by_code[code].name(lang)
        except KeyError:
            raise KeyError(f"code table {self.key!r} has no code {code!r}") from None

    def children(self, parent: str) -> tuple[Code, ...]:
        """The codes right below `parent`; of "" those at the top."""
        return tuple(entry for entry in self.codes if entry.parent == parent)

    def current(self, on: date) -> tuple[Code, ...]:
        """The codes an officer may choose on `on`."""
        return tuple(entry for entry in self.codes if entry.valid(on))

    def ancestors(self, code: str) -> tuple[Code, ...]:
        """The codes above `code`, nearest first."""
        above: list[Code] = []
        entry = self._by_code.get(code)
        while entry is not None and entry.parent in self._by_code:
            entry = self._by_code[entry.parent]
            above.append(entry)
        return tuple(above)

    def exact(self, text: str) -> str | None:
        """The code meant by a code, a name or an alias, as an imported cell has it.

        None when nothing fits, and when a name fits several codes (朝阳区): asking is better than guessing.
        """
        wanted = clean(text)
        if wanted in self._by_code:
            return wanted
        if not self._by_word:
            self._by_word.update(self._words())
        return self._by_word.get(lookup_key(wanted))

    def require(self, text: str) -> str:
        """As `exact`, but OfficerProblem `codes.unknown.name` when nothing fits."""
        code = self.exact(text)
        if code is None:
            raise OfficerProblem("codes.unknown.name", text=clean(text), table=self.title())
        return code

    def find(self, text: str, limit: int = 20, within: str = "") -> tuple[Code, ...]:
        """What an officer may mean while typing: code, name, alias, pinyin or its initials; best first.

        `within` keeps to codes that begin with it, such as "50" for the districts of Chongqing. The first
        search in a large table takes a second while its pinyin is worked out, so it belongs off the GUI
        thread.
        """
        wanted = lookup_key(text)
        codes = [entry for entry in self.codes if entry.code.startswith(within)]
        if not wanted:
            return tuple(codes[:limit])
        scored = [(self._closeness(entry, wanted), entry) for entry in codes]
        found = sorted((pair for pair in scored if pair[0]), key=lambda pair: -pair[0])
        return tuple(entry for _, entry in found[:limit])

    def _closeness(self, entry: Code, wanted: str) -> int:
        """The higher the closer, 0 for no match. A code gone by comes just after one in use."""
        keys = self._keys.get(entry.code)
        if keys is None:
            keys = self._keys[entry.code] = _keys(entry)
        ranks = (
            wanted in keys.words,
            any(word.startswith(wanted) for word in keys.words),
            wanted in keys.pinyin,
            any(key.startswith(wanted) for key in keys.pinyin),
            any(wanted in word for word in keys.words),
        )
        best = len(ranks) - ranks.index(True) if True in ranks else 0
        return best * 2 - (best > 0 and entry.valid_to is not None)

    def _words(self) -> dict[str, str]:
        """Name and alias keys to the one code each of them means; names go before aliases."""
        words: dict[str, str] = {}
        for column in ("names", "aliases"):
            meant: dict[str, list[Code]] = {}
            for entry in self.codes:
                for word in entry.aliases if column == "aliases" else (entry.zh, entry.en):
                    meant.setdefault(lookup_key(word), []).append(entry)
            for word, entries in meant.items():
                code = self._only(entries)
                if word and code:
                    words.setdefault(word, code)
        return words

    def _only(self, entries: list[Code]) -> str | None:
        """The code meant by a shared name: no code since replaced by another; a title before its class."""
        codes = {entry.code for entry in entries}
        left = [entry for entry in entries if entry.successor not in codes]
        above = {upper.code for entry in left for upper in self.ancestors(entry.code)}
        left = [entry for entry in left if entry.code not in above]
        return left[0].code if len(left) == 1 else None


@dataclass(frozen=True, slots=True)
class _Keys:
    """What an entry is found by while typing."""

    words: tuple[str, ...]
    pinyin: tuple[str, ...]


def _keys(entry: Code) -> _Keys:
    words = tuple(lookup_key(word) for word in (entry.code, entry.zh, entry.en, *entry.aliases) if word)
    pinyin = text_keys(entry.zh)
    return _Keys(words, (*pinyin.initials, *pinyin.full))


@cache
def table(key: str) -> CodeTable:
    """The table called `key`, such as "ethnic"; KeyError (a bug) when there is none."""
    folder = files("resources") / "code_tables"
    if not key.isidentifier():
        raise KeyError(f"no code table {key!r}")
    if (folder / f"{key}.toml").is_file():
        return _from_toml(key, folder / f"{key}.toml")
    if (folder / f"{key}.tsv").is_file():
        return _from_tsv(key, folder / f"{key}.tsv")
    raise KeyError(f"no code table {key!r}")


def tables() -> tuple[str, ...]:
    """The keys of all code tables."""
    names = (entry.name for entry in (files("resources") / "code_tables").iterdir())
    suffixes = (".toml", ".tsv")
    keys = {name.rpartition(".")[0] for name in names if name.endswith(suffixes)}
    return tuple(sorted(keys - _NOT_CODES))


_NOT_CODES = {"surname_reading", "district_neighbour"}


def _from_toml(key: str, source: Traversable) -> CodeTable:
    read = tomllib.loads(source.read_text(encoding="utf-8"))
    sensitive = bool(read.get("sensitive", False))
    codes = tuple(_code({"sensitive": sensitive, **entry}) for entry in read["codes"])
    return CodeTable(key, read["name"], read["source"], read["verified"], codes)


def _from_tsv(key: str, source: Traversable) -> CodeTable:
    """`#key<TAB>value` lines, then a heading row, then the codes; aliases are separated by semicolons."""
    lines = source.read_text(encoding="utf-8").splitlines()
    head = dict(line[1:].split("\t", 1) for line in lines if line.startswith("#"))
    rows = csv.DictReader((line for line in lines if not line.startswith("#")), delimiter="\t", quoting=csv.QUOTE_NONE)
    codes = tuple(_code({**row, "aliases": [a for a in (row.get("aliases") or "").split(";") if a]}) for row in rows)
    titles = {"zh": head["zh"], "en": head["en"]}
    return CodeTable(key, titles, head["source"], head["verified"] == "true", codes)


def _code(entry: Mapping[str, object]) -> Code:
    rank = entry.get("rank")
    aliases = entry.get("aliases") or ()
    assert isinstance(aliases, (list, tuple))
    return Code(
        code=str(entry["code"]),
        zh=str(entry["zh"]),
        en=str(entry.get("en") or ""),
        parent=str(entry.get("parent") or ""),
        aliases=tuple(map(str, aliases)),
        rank=rank if isinstance(rank, int) else None,
        sensitive=bool(entry.get("sensitive")),
        valid_from=_bound(entry.get("valid_from"), "-01-01"),
        valid_to=_bound(entry.get("valid_to"), "-12-31"),
        successor=str(entry.get("successor") or ""),
    )


def _bound(value: object, rest_of_year: str) -> date | None:
    """A day; sources often know the year only, then the whole year counts."""
    text = str(value or "")
    return date.fromisoformat(text + rest_of_year if len(text) == 4 else text) if text else None
