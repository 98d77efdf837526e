"""Tell whether a text holds what another holds, whatever its format: words and figures.

Two units fill in the same template, so equal words prove nothing alone; the figures must be
the same too, but for a few: those few are what an auditor wants to see.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

_RUN = 6  # characters of a shingle
_OF_WORDS = 0.75  # of its shingles found in the other: lines and cells may be broken elsewhere
_OF_FIGURES = 0.7
_FEWEST = 60  # shingles below which likeness is chance
_FEWEST_FIGURES = 4
_SEPARATOR = re.compile(r"(?<=\d)[,，](?=\d{3})")
_UNPRINTED = re.compile(r"[\W_]+")
_FIGURE = re.compile(r"\d+(?:\.\d+)?")
_TELLING = 3  # digits of a figure that is no list numeral


@dataclass(frozen=True, slots=True)
class Likeness:
    """What a text is known by: runs of its characters, and its figures with their number."""

    runs: frozenset[str]
    figures: Counter[str]

    @classmethod
    def of(cls, text: str) -> Likeness:
        """Return what `text` is known by; separators, spaces and signs do not count."""
        plain = _SEPARATOR.sub("", text)
        figures = Counter(
            _canonical(figure)
            for figure in _FIGURE.findall(plain)
            if sum(map(str.isdecimal, figure)) >= _TELLING
        )
        bare = _UNPRINTED.sub("", plain)
        return cls(frozenset(bare[at : at + _RUN] for at in range(len(bare) - _RUN + 1)), figures)

    @classmethod
    def union(cls, many: Iterable[Likeness]) -> Likeness:
        """Return what several texts are known by together."""
        runs: set[str] = set()
        figures: Counter[str] = Counter()
        for one in many:
            runs |= one.runs
            figures += one.figures
        return cls(frozenset(runs), figures)

    def lies_in(self, other: Likeness) -> bool:
        """Return whether nearly all of this is found in `other`."""
        if len(self.runs) < _FEWEST:
            return False
        total = sum(self.figures.values())
        shared = sum((self.figures & other.figures).values())
        few = total < _FEWEST_FIGURES
        same_figures = shared == total if few else shared >= _OF_FIGURES * total
        return same_figures and len(self.runs & other.runs) >= _OF_WORDS * len(self.runs)


def _canonical(figure: str) -> str:
    return figure.rstrip("0").rstrip(".") if "." in figure else figure
