"""Charts as SVG for pages: few bytes, text that stays text, colours from the style sheet.

Classes, not colours, stand in the markup, so that a page's dark and print styles reach the
charts as well. `desc` tells every number to those who cannot see them. Widths of words are
estimated: an ideograph is as wide as it is high, anything else a little over half of that.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from decimal import ROUND_CEILING, Decimal

from markupsafe import Markup

from audit.views import numbers, series
from audit.views.plots import Bar, Bars, Group, Plot, Residuals, Scores, Tally

WIDTH = 680
_EM, _NOTE, _LINE = 13, 12, 22
_LONGEST = 17  # ideographs of a name
_CLIP = Decimal(200)
_LAYERS = ("back", "grid", "shape", "head", "axis", "name", "value")
_STATUS_MARK = {"exact": "dot", "rounding": "ring", "unlikely_rounding": "triangle"}


_Piece = tuple[str, Markup]  # the layer and what is drawn in it


def svg(plot: Plot, name: str) -> Markup:
    """Return the chart as an `<svg>` element; `name` makes its ids unique in the page."""
    drawn = _drawn(plot)
    height = round(drawn.height)
    layers = Markup("").join(_layer(css, drawn.parts) for css in _LAYERS)
    return Markup(
        '<svg viewBox="0 0 {w} {h}" role="img" aria-labelledby="{n}-t {n}-d">'
        '<title id="{n}-t">{title}（{uom}）</title><desc id="{n}-d">{text}</desc>{body}</svg>'
    ).format(
        w=WIDTH, h=height, n=name, title=plot.title, uom=plot.uom, text=plot.text,
        body=layers,
    )  # fmt: skip


def _layer(css: str, parts: Iterable[_Piece]) -> Markup:
    """Return what is drawn in one style together: shapes first, words over them."""
    inside = Markup("").join(drawn for layer, drawn in parts if layer == css)
    return Markup('\n<g class="{}">{}</g>').format(css, inside) if inside else Markup("")


@dataclass(frozen=True, slots=True)
class _Drawing:
    parts: tuple[_Piece, ...]
    height: float


@dataclass(frozen=True, slots=True)
class _Scale:
    """Where numbers stand between two columns; `ticks` are round numbers that cover them."""

    left: float
    right: float
    ticks: tuple[Decimal, ...]

    def at(self, value: Decimal) -> float:
        """Return the column of a number."""
        low, high = self.ticks[0], self.ticks[-1]
        share = float((value - low) / (high - low)) if high > low else 0.0
        return self.left + share * (self.right - self.left)


def _drawn(plot: Plot) -> _Drawing:
    if isinstance(plot, Bars):
        return _bars(plot)
    if isinstance(plot, Scores):
        return _scores(plot)
    if isinstance(plot, Residuals):
        return _residuals(plot)
    return _tally(plot)


# --- bars -------------------------------------------------------------------------


def _bars(plot: Bars) -> _Drawing:
    parts: list[_Piece] = []
    y = 4.0
    if len(plot.kinds) > 1 and not plot.names_kinds:
        parts += _legend(zip(_shades(len(plot.kinds)), plot.kinds, strict=True))
        y += _LINE
    left = _name_width(bar.label for g in plot.groups for row in g.rows for bar in row)
    for group in plot.groups:
        if group.title:
            parts.append(_text(0, y + 15, group.title, "head"))
            y += _LINE + 2
        scale = _scale(group, left)
        top = y
        for row in group.rows:
            shades = _shades(len(plot.kinds))
            made, y = _row(row, scale, y, shades, each=plot.names_kinds)
            parts += made
        parts += _axis(scale, top, y, plot.uom)
        y += _LINE + 4
    return _Drawing(tuple(parts), y)


def _scale(group: Group, left: float) -> _Scale:
    values = [bar.value for row in group.rows for bar in row if bar.value is not None]
    note = max((_width(bar.note, _NOTE) for row in group.rows for bar in row), default=0)
    return _Scale(left, WIDTH - note - 14, _ticks([Decimal(0), *values]))


def _shades(kinds: int) -> tuple[str, ...]:
    """Return the classes of so many kinds, from pale to dark; the last is what it is about."""
    return {1: ("k2",), 2: ("k0", "k2")}.get(kinds, ("k0", "k1", "k2"))


def _row(
    row: Sequence[Bar], scale: _Scale, y: float, shades: Sequence[str], *, each: bool
) -> tuple[list[_Piece], float]:
    """Return the bars of one name and where the next begins; `each` bar has its own name."""
    high = 14 if len(row) == 1 or each else 10
    parts: list[_Piece] = []
    start = y
    for bar in row:
        parts += _bar(bar, shades[bar.kind], scale, y + 2, high)
        if each:
            parts.append(_name(bar.label, scale.left, y + 2 + high / 2))
        y += high + (6 if each else 3)
    if not each:
        parts.append(_name(row[0].label, scale.left, (start + y + 1) / 2))
        y += 5
    return parts, y


def _bar(bar: Bar, shade: str, scale: _Scale, y: float, high: float) -> Iterator[_Piece]:
    zero = end = scale.at(Decimal(0))
    if bar.value is not None:
        end = scale.at(bar.value)
        yield _rect(shade, min(zero, end), y, max(abs(end - zero), 0.8), high)
    yield _text(max(zero, end) + 5, y + high / 2 + 4, bar.note, "value")


# --- scores -----------------------------------------------------------------------


def _scores(plot: Scores) -> _Drawing:
    rows = [row for _, group in plot.groups for row in group]
    marks = [("dot", plot.names[0]), ("diamond", plot.names[1])]
    if any(row.bounds for row in rows):
        marks.append(("bound", plot.names[2]))
    parts, y = [*_legend(marks)], 4.0 + _LINE
    left = _name_width(row.label for row in rows)
    for title, group in plot.groups:
        parts.append(_text(0, y + 15, title, "head"))
        y += _LINE + 2
        scale, top = _score_scale(group, left), y
        for row in group:
            parts += _score(row, scale, y + _LINE / 2)
            y += _LINE
        parts += _axis(scale, top, y, plot.uom)
        y += _LINE + 4
    return _Drawing(tuple(parts), y)


def _score_scale(rows: Sequence[series.Score], left: float) -> _Scale:
    values = [value for row in rows for value in (row.stated, row.recomputed, *(row.bounds or ()))]
    note = max(_width(_score_note(row), _NOTE) for row in rows)
    return _Scale(left + 8, WIDTH - note - 20, _ticks(values))


def _score(row: series.Score, scale: _Scale, y: float) -> Iterator[_Piece]:
    stated, recomputed = scale.at(row.stated), scale.at(row.recomputed)
    yield _name(row.label, scale.left - 8, y)
    yield "grid", Markup('<path d="M{} {}H{}"/>').format(_n(stated), _n(y), _n(recomputed))
    if row.bounds:
        low, high = (scale.at(value) for value in row.bounds)
        yield _bound(low, high, y)
    yield _mark("diamond", recomputed, y)
    yield _mark("dot", stated, y)
    yield _text(max(stated, recomputed) + 10, y + 4, _score_note(row), "value")


def _score_note(row: series.Score) -> str:
    return f"{numbers.shown(row.stated)} / {numbers.shown(row.recomputed)}"


# --- residuals --------------------------------------------------------------------


def _residuals(plot: Residuals) -> _Drawing:
    legend = [(_STATUS_MARK.get(one, "diamond"), name) for one, name in plot.statuses.items()]
    parts, y = [*_legend(legend)], 4.0 + _LINE
    ticks = (-_CLIP, Decimal(-100), Decimal(0), Decimal(100), _CLIP)
    left = _name_width(name for name, _ in plot.by_check)
    scale = _Scale(left + 8, WIDTH - 56, ticks)
    top = y
    inside = scale.at(Decimal(-100)), scale.at(Decimal(100))
    for name, rows in plot.by_check:
        parts.append(_name(name, scale.left - 8, y + 8))
        parts += _residual_marks(rows, scale, y + 8)
        parts.append(_text(WIDTH - 40, y + 12, f"× {len(rows)}", "value"))
        y += 17
    parts.append(_rect("allowed", inside[0], top, inside[1] - inside[0], y - top, "back"))
    parts += _axis(scale, top, y, plot.uom, ends=("≤−200", "≥200"))
    return _Drawing(tuple(parts), y + _LINE)


def _residual_marks(rows: Iterable[series.Residual], scale: _Scale, y: float) -> Iterator[_Piece]:
    """Yield one mark a place: residuals that fall together are one."""
    places = {
        (_STATUS_MARK.get(row.status, "diamond"), max(-_CLIP, min(_CLIP, row.percent)))
        for row in rows
    }
    for kind, percent in sorted(places):
        yield _mark(kind, scale.at(percent), y)


# --- tallies ----------------------------------------------------------------------


def _tally(plot: Tally) -> _Drawing:
    parts = [*_legend((f"s-{status}", name) for status, name in plot.kinds.items())]
    y = 4.0 + _LINE
    left = _name_width(area for area, _ in plot.rows)
    totals = [Decimal(sum(counts.values())) for _, counts in plot.rows]
    scale, top = _Scale(left, WIDTH - 50, _ticks([Decimal(0), *totals])), y
    for (area, counts), total in zip(plot.rows, totals, strict=True):
        parts.append(_name(area, left, y + 11))
        at = Decimal(0)
        for status, count in counts.items():
            if count:
                start, end = scale.at(at), scale.at(at + count)
                parts.append(_rect(f"s-{status}", start, y + 4, end - start, 14))
                at += count
        parts.append(_text(scale.at(total) + 5, y + 15, str(total), "value"))
        y += _LINE
    parts += _axis(scale, top, y, plot.uom)
    return _Drawing(tuple(parts), y + _LINE)


# --- strokes ----------------------------------------------------------------------


def _axis(
    scale: _Scale, top: float, bottom: float, uom: str, ends: tuple[str, str] | None = None
) -> Iterator[_Piece]:
    """Yield the scale below its rows: fine lines, round numbers, the unit behind the last."""
    columns = [scale.at(tick) for tick in scale.ticks]
    lines = "".join(f"M{_n(x)} {_n(top)}V{_n(bottom)}" for x in columns)
    yield "grid", Markup('<path d="{}"/>').format(lines)
    told = [numbers.plain(tick) for tick in scale.ticks]
    if ends:
        told[0], told[-1] = ends
    told[-1] = f"{told[-1]} {uom}"
    for x, word in zip(columns, told, strict=True):
        yield _text(x, bottom + 14, word, "axis")


def _legend(entries: Iterable[tuple[str, str]]) -> Iterator[_Piece]:
    x = 0.0
    for kind, name in entries:
        yield _key(kind, x)
        yield _text(x + 17, 15, name, "value")
        x += 17 + _width(name, _NOTE) + 18


def _key(kind: str, x: float) -> _Piece:
    if kind[:1] in "ks":
        return _rect(kind, x, 6, 12, 10)
    return _bound(x, x + 12, 11) if kind == "bound" else _mark(kind, x + 6, 11)


def _mark(kind: str, x: float, y: float) -> _Piece:
    """Return a mark; each kind has a shape of its own, colour is not the only sign."""
    if kind in ("dot", "ring"):
        circle = Markup('<circle class="{}" cx="{}" cy="{}" r="4"/>')
        return "shape", circle.format(kind, _n(x), _n(y))
    shape = "l5 5l-5 5l-5-5z" if kind == "diamond" else "l5 9h-10z"
    path = Markup('<path class="{}" d="M{} {}{}"/>')
    return "shape", path.format(kind, _n(x), _n(y - 5), shape)


def _bound(low: float, high: float, y: float) -> _Piece:
    path = Markup('<path class="bound" d="M{0} {1}v8M{2} {1}v8M{0} {3}H{2}"/>')
    return "shape", path.format(_n(low), _n(y - 4), _n(high), _n(y))


def _rect(
    css: str, x: float, y: float, width: float, height: float, layer: str = "shape"
) -> _Piece:
    rect = Markup('<rect class="{}" x="{}" y="{}" width="{}" height="{}"/>')
    return layer, rect.format(css, *(_n(number) for number in (x, y, width, height)))


def _name(label: str, right: float, middle: float) -> _Piece:
    """Return a name that ends left of a column; one too long is cut, whole in its tooltip."""
    shown = _cut(label)
    whole = Markup("<title>{}</title>").format(label) if shown != label else ""
    text = Markup('<text x="{}" y="{}">{}{}</text>')
    return "name", text.format(_n(right - 8), _n(middle + 5), shown, whole)


def _text(x: float, y: float, words: str, layer: str) -> _Piece:
    return layer, Markup('<text x="{}" y="{}">{}</text>').format(_n(x), _n(y), words)


def _cut(label: str) -> str:
    if _width(label, 1) <= _LONGEST:
        return label
    kept = label
    while _width(kept, 1) > _LONGEST - 1:
        kept = kept[:-1]
    return f"{kept}…"


def _name_width(labels: Iterable[str]) -> float:
    return max((_width(_cut(label), _EM) for label in labels), default=0) + 12


def _width(text: str, em: float) -> float:
    return sum(em if ord(char) > 0x2E7F else em * 0.56 for char in text)


def _ticks(values: Sequence[Decimal]) -> tuple[Decimal, ...]:
    """Return three to six round numbers, 1, 2 or 5 × 10ⁿ apart, that cover the values."""
    low, high = min(values), max(values)
    step = _step((high - low) / 4 if high > low else Decimal(1))
    first = (low / step).to_integral_value("ROUND_FLOOR")
    last = max((high / step).to_integral_value(ROUND_CEILING), first + 1)
    return tuple(step * number for number in range(int(first), int(last) + 1))


def _step(least: Decimal) -> Decimal:
    power = Decimal(1).scaleb(least.adjusted())
    return next(power * times for times in (1, 2, 5, 10) if power * times >= least)


def _n(number: float) -> str:
    return f"{number:.0f}" if abs(number) > 20 else f"{number:.1f}".removesuffix(".0")
