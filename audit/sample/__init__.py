"""Whole invented disclosures that are consistent by construction, one a seed.

>>> from audit import sample
>>> unit = sample.unit(7)
>>> sample.unit(7) == unit and unit.before().accounts == unit.previous
True

The same seed gives the same bytes on every Python and machine: chance comes from
`random.Random` alone, and figures are whole fen that are rounded only where they are printed.
"""

from __future__ import annotations

from audit.sample.chance import one_of
from audit.sample.figures import Accounts, Item, Unit
from audit.sample.outline import outline
from audit.sample.years import accounts

EDITIONS = ("national-2024", "sichuan-2023", "shanghai-2024", "generic")

__all__ = ["EDITIONS", "Accounts", "Item", "Unit", "render_text", "unit"]


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


def render_text(unit: Unit) -> str:
    """Return the disclosure of a unit as text: tables as tab-led cells, charts at the end."""
    from audit.sample.document import flat, parts
    from audit.sample.text import tika_text

    return tika_text(flat(parts(unit), merged=False))
