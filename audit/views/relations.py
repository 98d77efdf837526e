"""The relations of an area as a tree that opens: a total, its parts, and their own parts.

Plain `<details>`, so that it opens in a notebook, in the page made of it, and on paper.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from markupsafe import Markup

from audit.model import Fact, Outcome
from audit.network import is_equality
from audit.views import lists, numbers
from audit.views.labels import say
from audit.views.reckoning import calculation_html
from audit.views.words import Language, word

_GROUPS = ("sums", "equals", "ratios", "others")
_FAILED = ("inconsistent", "missing")
_ByTotal = Mapping[tuple[object, ...], Sequence[Outcome]]


@dataclass(frozen=True, slots=True)
class Node:
    """An outcome with the outcomes that take its parts apart."""

    outcome: Outcome
    parts: tuple[Node, ...] = ()

    @property
    def failed(self) -> int:
        """Return how many outcomes below and including this one do not hold."""
        return (self.outcome.status in _FAILED) + sum(part.failed for part in self.parts)


def relation_tree(outcomes: Iterable[Outcome]) -> dict[str, tuple[Node, ...]]:
    """Return tested outcomes by kind of relation; totals hold those of their parts.

    What is a part of another total stands below it only.
    """
    groups: dict[str, list[Outcome]] = {name: [] for name in _GROUPS}
    for outcome in lists.tested(outcomes):
        groups[_group(outcome)].append(outcome)
    sums = groups.pop("sums")
    flat = {name: tuple(Node(o) for o in found) for name, found in groups.items()}
    return {"sums": _trees(sums), **flat}


def relations_html(outcomes: Iterable[Outcome], language: Language) -> Markup:
    """Return the tree; a group and a relation that fails are open at the start."""
    tree = relation_tree(outcomes)
    parts = [_group_html(name, nodes, language) for name, nodes in tree.items() if nodes]
    if not parts:
        return Markup('<p class="quiet">{}</p>').format(say("no_relations", language))
    return Markup('<div class="relations">\n{}\n</div>').format(Markup("\n").join(parts))


def _group(outcome: Outcome) -> str:
    relation = outcome.relation
    if relation is None or relation.alone or relation.sign != "=":
        return "others"
    if relation.over is not None:
        return "ratios"
    if is_equality(relation):
        return "equals"
    return "sums" if len(relation.computed.terms) > 1 else "others"


def _key(fact: Fact) -> tuple[object, ...]:
    return fact.concept, fact.measure, fact.scope, fact.year, fact.dims, fact.span.part


def _total_of(outcome: Outcome) -> Fact | None:
    terms = outcome.relation.stated.terms if outcome.relation else ()
    return terms[0][1] if len(terms) == 1 else None


def _parts_of(outcome: Outcome) -> tuple[Fact, ...]:
    return tuple(fact for _, fact in outcome.relation.computed.terms) if outcome.relation else ()


def _trees(sums: Sequence[Outcome]) -> tuple[Node, ...]:
    by_total: dict[tuple[object, ...], list[Outcome]] = {}
    for outcome in sums:
        total = _total_of(outcome)
        if total is not None:
            by_total.setdefault(_key(total), []).append(outcome)
    below = {
        id(inner)
        for outcome in sums
        for fact in _parts_of(outcome)
        for inner in by_total.get(_key(fact), ())
        if inner is not outcome
    }
    roots = [outcome for outcome in sums if id(outcome) not in below]
    told: set[int] = set()
    circling = (outcome for outcome in sums if id(outcome) in below)  # parts of each other
    found = (_grown(outcome, by_total, told) for outcome in (*roots, *circling))
    return tuple(node for node in found if node is not None)


def _grown(outcome: Outcome, by_total: _ByTotal, told: set[int]) -> Node | None:
    """Return an outcome with those of its parts, None where it was told before."""
    if id(outcome) in told:
        return None
    told.add(id(outcome))
    inner = (found for fact in _parts_of(outcome) for found in by_total.get(_key(fact), ()))
    nodes = (_grown(found, by_total, told) for found in inner)
    return Node(outcome, tuple(node for node in nodes if node is not None))


def _group_html(name: str, nodes: Sequence[Node], language: Language) -> Markup:
    failed = sum(node.failed for node in nodes)
    ordered = sorted(nodes, key=lambda node: not node.failed)
    inner = Markup("\n").join(_node_html(node, language) for node in ordered)
    return Markup(
        '<details class="group {}"{}><summary>{} <small>{}</small></summary>\n{}\n</details>'
    ).format(
        name, _open(failed > 0 or name == "sums"), say(name, language),
        say("of_which_fail", language, len(nodes), failed), inner,
    )  # fmt: skip


def _node_html(node: Node, language: Language) -> Markup:
    outcome = node.outcome
    inner = [_calculated(outcome, language)]
    inner += [_node_html(part, language) for part in node.parts]
    return Markup(
        '<details class="relation {}"{}><summary>{} <span class="of">{}</span> {}'
        "</summary>\n{}\n</details>"
    ).format(
        outcome.status, _open(node.failed > 0), lists.status_html(outcome.status, language),
        outcome.subject, _compared(outcome, language), Markup("\n").join(inner),
    )  # fmt: skip


def _open(yes: bool) -> Markup:
    return Markup(" open") if yes else Markup("")


def _compared(outcome: Outcome, language: Language) -> Markup:
    """Return stated and recomputed, the residual and its allowance, as one line."""
    if outcome.actual is None and outcome.expected is None:
        return Markup("<code>{}</code>").format(outcome.check)
    told = [
        (word("stated", language), numbers.measured(outcome.actual, outcome.uom)),
        (word("recomputed", language), numbers.measured(outcome.expected, outcome.uom)),
        (word("residual", language), numbers.signed(outcome.residual)),
        (word("allowance", language), numbers.allowed(outcome.allowance)),
    ]
    cells = Markup("　").join(
        Markup("<small>{}</small> {}").format(name, value) for name, value in told if value
    )
    return Markup('<span class="compared">{}　{} <code>{}</code></span>').format(
        cells, lists.gauge_html(outcome), outcome.check
    )


def _calculated(outcome: Outcome, language: Language) -> Markup:
    """Return the table to redo a relation by; of a rule that is no sum also what it says."""
    table = calculation_html(outcome, language)
    ruled = outcome.relation is None or outcome.relation.alone
    told = Markup('<p class="formula">{}</p>').format(outcome.message[language])
    return table + told if ruled or not table else table
