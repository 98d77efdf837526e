"""From a Document to its Facts: every figure with its place, one module a kind of place."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import replace

from audit import editions
from audit.editions import Edition
from audit.extraction.breakdowns import with_breakdowns
from audit.extraction.charts import read_charts
from audit.extraction.flat_forms import read_flat_forms
from audit.extraction.flattened import read_flattened
from audit.extraction.forms import form_facts, read_forms
from audit.extraction.glossary import read_glossary
from audit.extraction.identity import report_year, unit_name
from audit.extraction.inference import infer_sections, note_of
from audit.extraction.narrative import read_narrative
from audit.extraction.sections import find_sections
from audit.extraction.settle import settle
from audit.extraction.statutory import read_statutory
from audit.extraction.subjects import Dims
from audit.extraction.tables import find_table_titles
from audit.facts import Facts, GlossaryItem
from audit.model import Document, Fact, Span

_USUAL_DECIMALS = 2  # public accounts print 万元 with two decimals


def extract(document: Document, edition: str = "auto") -> Facts:
    """Return everything read from `document`; raises UnknownEdition for a wrong name."""
    used = choose_edition(document) if edition == "auto" else editions.load(edition)
    year = report_year(document)
    forms = read_forms(document, year)
    sections = infer_sections(document, find_sections(document, used))
    document = replace(document, notes=(*document.notes, *note_of(sections)))
    glossary = tuple(read_glossary(document, sections))
    prose = with_breakdowns(document, settle(read_narrative(document, sections, year)))
    told = [*prose, *read_charts(document, year)]
    titles = tuple(find_table_titles(document))
    written = tuple(form_facts(forms))
    tables = read_statutory(document, used, year, {fact.span.table for fact in written})
    if not any(table.kind == "three_public" for table in tables):
        tables += read_flattened(document, told, year)
    named = [
        *(_named(document, entry.span, "glossary_item", year, _dims(entry)) for entry in glossary)
    ]
    named += [_named(document, title, "table_title", year) for title in titles]
    told = _coded(_precise(told), glossary)
    seen = {fact.span.start for fact in (*told, *written)}
    flat = [fact for fact in read_flat_forms(document, year) if fact.span.start not in seen]
    cells = [fact for table in tables for fact in table.facts]
    figures = _doubted(document, _ordered([*told, *named, *written, *flat, *cells]))
    return Facts(
        document=document,
        edition=used,
        unit=unit_name(document, forms),
        year=year,
        figures=figures,
        forms=forms,
        sections=sections,
        glossary=glossary,
        table_titles=titles,
        tables=tables,
        by_concept=_index(
            fact for fact in figures if fact.span.part != "table" or fact.kind == "text"
        ),
    )


def choose_edition(document: Document) -> Edition:
    """Return the edition of which most marks are found in the text, else the generic one."""
    found = []
    for name in editions.names():
        edition = editions.load(name)
        marks = sum(bool(re.search(mark, document.text)) for mark in edition.recognise)
        found.append((marks > 0 and not edition.general, marks, name))
    _, best, name = max(found)
    return editions.load(name if best else "generic")


def _named(document: Document, span: Span, concept: str, year: int | None, dims: Dims = ()) -> Fact:
    """Return a text fact: a glossary entry with its codes, or the title of a table."""
    printed = document.text[span.start : span.end]
    return Fact(
        id=f"t{span.start}",
        concept=concept,
        label=printed,
        kind="text",
        measure="actual",
        scope=None,
        year=year,
        value=None,
        decimals=0,
        precision=0,
        uom="",
        raw=printed,
        span=span,
        dims=dims,
    )


def _dims(entry: GlossaryItem) -> Dims:
    names = zip(("class", "subclass", "item"), entry.names, strict=True)
    return (*names, ("code", entry.code)) if entry.codes else tuple(names)


def _precise(facts: list[Fact]) -> list[Fact]:
    """Return the facts with the precision that the document's amounts are good for."""
    printed = Counter(f.decimals for f in facts if f.span.part == "narrative" and f.uom == "万元")
    printed.pop(0, None)
    usual = printed.most_common(1)[0][0] if printed else _USUAL_DECIMALS
    return [replace(fact, precision=_precision(fact, usual)) for fact in facts]


def _precision(fact: Fact, usual: int) -> int:
    if fact.kind != "amount":
        return fact.decimals
    if fact.uom == "元":
        return max(fact.decimals, _USUAL_DECIMALS)
    if fact.span.part == "chart":
        return min(max(fact.decimals, usual), usual)
    return max(fact.decimals, usual)


def _coded(facts: Iterable[Fact], glossary: tuple[GlossaryItem, ...]) -> list[Fact]:
    """Return the facts, functional items with the code that the glossary gives them."""
    codes = {_chain(entry.names): entry.code for entry in glossary}
    return [
        _with_code(fact, codes) if fact.concept == "functional_item" else fact for fact in facts
    ]


def _with_code(fact: Fact, codes: dict[tuple[str, ...], str]) -> Fact:
    code = codes.get(_chain((fact.dim("class"), fact.dim("subclass"), fact.dim("item"))), "")
    return replace(fact, dims=(*fact.dims, ("code", code))) if code else fact


def _chain(names: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(name.removesuffix("支出") for name in names)


def _ordered(facts: list[Fact]) -> tuple[Fact, ...]:
    unique = {fact.id: fact for fact in facts}
    return tuple(sorted(unique.values(), key=lambda fact: fact.span.start))


def _doubted(document: Document, facts: tuple[Fact, ...]) -> tuple[Fact, ...]:
    """Return the facts, those that a machine recognised in a picture with low confidence."""
    if not document.unsure:
        return facts
    return tuple(
        replace(fact, confidence="low") if document.is_unsure(fact.span.start) else fact
        for fact in facts
    )


def _index(facts: Iterable[Fact]) -> dict[str, tuple[Fact, ...]]:
    found: dict[str, list[Fact]] = {}
    for fact in facts:
        found.setdefault(fact.concept, []).append(fact)
    return {concept: tuple(group) for concept, group in found.items()}
