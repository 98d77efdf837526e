"""An invented unit in a year: drawn from a seed, the same every time."""

from __future__ import annotations

from dataclasses import dataclass

from audit.sample.chance import one_of
from audit.sample.figures import Accounts, Outline
from audit.sample.outline import outline
from audit.sample.years import accounts

EDITIONS = ("national-2024", "sichuan-2023", "shanghai-2024", "generic")


@dataclass(frozen=True, slots=True)
class Unit:
    """An invented unit in one year, with the exact amounts of that year and of the one before."""

    seed: int
    edition: str
    size: int
    outline: Outline
    accounts: Accounts
    previous: Accounts

    @property
    def year(self) -> int:
        """Return the year of the accounts."""
        return self.accounts.year

    @property
    def name(self) -> str:
        """Return the unit's name."""
        return self.outline.name

    def before(self) -> Unit:
        """Return the same unit a year earlier: it closes with what this one opens with."""
        return unit(self.seed, edition=self.edition, year=self.year - 1, size=self.size)


def unit(seed: int, *, edition: str | None = None, year: int = 2024, size: int = 1) -> Unit:
    """Return the unit of a seed in a year; `edition` None draws one of `EDITIONS`.

    `size` multiplies the number of functional items and of project forms. Raises ValueError
    for a size below 1 or an edition that no layout is kept for.
    """
    if size < 1:
        raise ValueError(f"size 应不小于 1：{size}")
    if edition is not None and edition not in EDITIONS:
        raise ValueError(f"没有版式 {edition}；可用的有：{'、'.join(EDITIONS)}")
    form = outline(seed, size)
    return Unit(
        seed=seed,
        edition=edition or one_of(EDITIONS, seed, "edition"),
        size=size,
        outline=form,
        accounts=accounts(seed, form, year),
        previous=accounts(seed, form, year - 1),
    )
