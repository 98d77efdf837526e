"""Read the passages of the corpus and hold figures and leads against their truth: `make corpus`.

`labels.csv` gives figures (value, unit, sign, concept), `truth.csv` what is really wrong
and what only looks so. A label is matched to a fact by its place: the quote ends with the
figure. A label that no fact stands at is a miss. Cells of tables are told apart from prose,
since other code reads them. Exit code 0 when every target is met, 1 otherwise, 2 when the
corpus is absent.
"""

from __future__ import annotations

import csv
import re
import sys
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path

import audit
from audit.model import YUAN, Fact, Lead

CORPUS = Path(__file__).resolve().parents[2] / "shared" / "corpus"
HARMLESS = ("rounding-only", "explained-not-error")
TARGETS = {"figures": 95, "concepts": 90, "truth": 80}

# A label's concept → ours. `*` stands for any concept of the measure.
CONCEPTS: dict[str, tuple[str, ...]] = {
    "three_public_total": ("three_public",),
    "three_public_abroad": ("overseas_travel",),
    "three_public_vehicle": ("vehicles",),
    "three_public_vehicle_purchase": ("vehicle_purchase",),
    "three_public_vehicle_running": ("vehicle_operation",),
    "three_public_reception": ("hospitality",),
    "reception_batches": ("domestic_hospitality_batches",),
    "reception_persons": ("domestic_hospitality_guests",),
    "vehicle_count": ("vehicles_held", "vehicles_total"),
    "grand_total_income": ("grand_total", "total_revenue"),
    "grand_total_expenditure": ("grand_total", "total_expenditure"),
    "grand_total_income:财政拨款": ("grand_total", "total_revenue"),
    "收入支出总计": ("grand_total",),
    "income_total": ("revenue_current_year",),
    "expenditure_total": ("expenditure_current_year",),
    "expenditure_total:一般公共预算财政拨款": ("expenditure_current_year",),
    "一般公共预算财政拨款支出": ("expenditure_current_year",),
    "expenditure_basic": ("basic_expenditure",),
    "expenditure_project": ("project_expenditure", "performance_amount", "project_funding"),
    "expenditure_project:财政拨款": ("project_funding",),
    "基本支出": ("basic_expenditure",),
    "项目支出": ("project_expenditure",),
    "personnel_cost": ("personnel_funds",),
    "public_cost": ("public_funds",),
    "operating_cost": ("agency_operating_expense",),
    "procurement_total": ("government_procurement",),
    "货物": ("procurement_goods",),
    "工程": ("procurement_works",),
    "服务": ("procurement_services",),
    "opening_carryover": ("opening_carryover",),
    "closing_carryover": ("closing_carryover",),
    "财政拨款收入": ("fiscal_appropriation_revenue",),
    "一般公共预算财政拨款收入": ("general_public_budget_revenue",),
    "一般公共预算财政拨款": ("general_public_budget_revenue",),
    "政府性基金预算财政拨款收入": ("government_funds_revenue",),
    "政府性基金预算财政拨款": ("government_funds_revenue",),
    "国有资本经营预算财政拨款收入": ("state_capital_revenue",),
    "上级补助收入": ("superior_subsidy_revenue",),
    "事业收入": ("service_revenue",),
    "经营收入": ("business_revenue",),
    "附属单位上缴收入": ("affiliate_remittance_revenue",),
    "其他收入": ("other_revenue",),
    "performance_score": ("performance_score", "indicator_score", "project_funding"),
    "performance_weight": ("indicator_weight", "performance_weight", "project_funding"),
    "execution_rate": ("project_funding", "performance_amount"),
    "绩效自评项目金额": ("performance_amount",),
    "项目年初": ("project_funding", "performance_amount"),
    "项目调整后": ("project_funding", "performance_amount"),
    "项目调整": ("project_funding", "performance_amount"),
    "项目年初总额": ("project_funding",),
    "项目全年总额": ("project_funding",),
    "项目年初拨款": ("project_funding",),
    "项目全年拨款": ("project_funding",),
}
FUNCTIONAL = ("functional_class", "functional_item", "functional_class_all_funds")
MEASURES = {
    "yoy_change": ("change",),
    "yoy_pct": ("change_rate",),
    "share_pct": ("share",),
    "budget": ("initial_budget", "adjusted_budget"),
    "budget_completion_pct": ("completion_rate", "execution_rate"),
    "performance_weight": ("weight",),
    "performance_score": ("score",),
    "execution_rate": ("execution_rate",),
}
ITEMS = ("income_item", "function_item", "procurement")


@dataclass(frozen=True)
class Label:
    """One row of labels.csv."""

    fragment: str
    concept: str
    year: str
    value: Decimal
    unit: str
    quote: str

    @property
    def in_table(self) -> bool:
        """Return whether the figure is a cell of a table, bars or columns of spaces."""
        return "表头" in self.unit or "|" in self.quote or self.fragment in {"013", "027"}

    @property
    def kind(self) -> str:
        """Return the label's concept without its item."""
        head, _, _ = self.concept.partition(":")
        return head


@dataclass(frozen=True)
class Reading:
    """A label with what was read at its place, if anything."""

    label: Label
    fact: Fact | None

    @property
    def figure(self) -> bool:
        """Return whether value, unit and sign are right."""
        return self.fact is not None and _same_figure(self.label, self.fact)

    @property
    def concept(self) -> bool:
        """Return whether the concept and measure are right, and the figure too."""
        return self.fact is not None and self.figure and _same_concept(self.label, self.fact)


def labels() -> list[Label]:
    """Return the rows of labels.csv."""
    with (CORPUS / "labels.csv").open(encoding="utf-8", newline="") as file:
        return [
            Label(
                row["fragment"],
                row["concept"],
                row["year"],
                Decimal(row["value"]),
                row["unit"],
                row["quote"].replace("⏎", "\n"),
            )
            for row in csv.DictReader(file)
        ]


def _fold(text: str) -> tuple[str, list[int]]:
    """Return the text without white space and bars, and where each character stood."""
    kept = [(char, at) for at, char in enumerate(text) if not char.isspace() and char != "|"]
    return "".join(char for char, _ in kept), [at for _, at in kept]


def read(label: Label, facts: audit.Facts, folded: tuple[str, list[int]]) -> Reading:
    """Return the label with the fact whose printed figure ends where its quote ends."""
    text, places = folded
    quote, _ = _fold(label.quote)
    found: list[Fact] = []
    for match in re.finditer(re.escape(quote), text):
        end = places[match.end() - 1]
        found += [f for f in facts if f.value is not None and _covers(f, end)]
    readings = [Reading(label, fact) for fact in found]
    return max(readings, key=lambda r: (r.concept, r.figure), default=Reading(label, None))


def _covers(fact: Fact, at: int) -> bool:
    return fact.span.start <= at < max(fact.span.end, fact.span.start + len(fact.raw))


def _same_figure(label: Label, fact: Fact) -> bool:
    unit = label.unit.removesuffix("(表头)")
    if unit in YUAN:
        return fact.kind == "amount" and fact.number == label.value * YUAN[unit]
    if unit == "%":
        return fact.kind == "percent" and fact.number == label.value
    if unit:
        return fact.kind not in ("percent", "amount") and fact.number == label.value
    return fact.number == label.value * YUAN.get(fact.uom, Decimal(1))


def _same_concept(label: Label, fact: Fact) -> bool:
    head, _, item = label.concept.partition(":")
    measures = MEASURES.get(head)
    if measures is not None:
        return fact.measure in measures and _is_item(item or head, fact)
    measured = fact.measure in ("actual", "prior_year")
    if fact.measure == "prior_year" and fact.year is not None:
        measured &= label.year in (str(fact.year), str(fact.year - 1))
    name = item if head in ITEMS else label.concept
    return measured and _is_item(name, fact)


def _is_item(name: str, fact: Fact) -> bool:
    if name in CONCEPTS:
        return fact.concept in CONCEPTS[name]
    wanted = name.removesuffix("支出")
    return fact.concept in FUNCTIONAL and wanted in (fact.label + fact.dim("item"))


# --- what is really wrong ---------------------------------------------------------


# The checks that can tell of each kind of row; a lead of another check is another matter.
TOLD_BY = {
    "wrong-percent": ("FIS-16", "TPE-04", "TPE-05", "ANA-01", "ANA-12", "EXP-09"),
    "swapped-numbers": ("TPE-04", "INC-06", "EXP-05", "EXP-09"),
    "suspicious-copy": ("ANA-15",),
    "wrong-amount": ("ANA-12", "TPE-20", "XSE-02", "XSE-03"),
    "wrong-direction": ("ANA-12", "TPE-06", "TPE-20"),
    "template-residue": ("FRM-09",),
    "component-sum-mismatch": ("TPE-01", "TPE-20", "PRJ-02", "PRJ-30", "PRJ-28", "PRJ-27"),
    "wording": ("TPE-21",),
    "self-contradiction": ("ANA-14", "FIS-16"),
    "zero-base": ("ANA-13",),
    "incomplete": ("PRF-05", "PRJ-10", "PRJ-31", "PRJ-20", "FRM-09"),
}


@dataclass(frozen=True)
class Truth:
    """One row of truth.csv; `document` is a fragment's number, or the whole document's path."""

    document: str
    kind: str
    quote: str

    @property
    def figures(self) -> list[str]:
        """Return the figures of the quote, without years."""
        return [n for n in re.findall(r"\d[\d.]*%?", self.quote) if not re.match(r"20\d\d$", n)]


def truths() -> list[Truth]:
    """Return the rows of truth.csv."""
    with (CORPUS / "truth.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    return [Truth(r["document"].removeprefix("fragments/"), r["kind"], r["quote"]) for r in rows]


def tells(lead: Lead, truth: Truth) -> bool:
    """Return whether a lead is of the row's kind and quotes most of its figures, or its words."""
    checks = {outcome.check for outcome in (lead.outcome, *lead.also)}
    if truth.kind in TOLD_BY and not checks & set(TOLD_BY[truth.kind]):
        return False
    shown = _fold(" ".join(span.quote for span in lead.quotes))[0]
    shown += _fold(" ".join(o.message.zh for o in (lead.outcome, *lead.also)))[0]
    shown += " ".join(fact.raw for fact in lead.facts)
    hit = [n for n in truth.figures if re.search(rf"(?<![\d.]){re.escape(n)}(?![\d.]\d)", shown)]
    if truth.figures:
        return len(hit) * 3 >= len(truth.figures) * 2
    if truth.kind == "incomplete":  # described, not quoted
        return True
    words = re.findall(r"[一-鿿]{4,}", truth.quote)
    return any(word in shown for word in words)


# --- the tables -------------------------------------------------------------------


def _table(title: str, readings: Iterable[Reading], key: str, province: dict[str, str]) -> None:
    rows: dict[str, list[Reading]] = {}
    for reading in readings:
        name = reading.label.kind if key == "concept" else province.get(reading.label.fragment, "?")
        rows.setdefault(name, []).append(reading)
    print(f"\n{title}\n  {'labels':>6} {'figure':>7} {'concept':>8}")
    for name, found in sorted(rows.items(), key=lambda row: -len(row[1])):
        print(f"  {_shares(found)}  {name}")


def _shares(found: list[Reading]) -> str:
    figures, concepts = sum(r.figure for r in found), sum(r.concept for r in found)
    size = len(found) or 1
    return f"{len(found):>6} {figures * 100 / size:>6.1f}% {concepts * 100 / size:>7.1f}%"


def _provinces() -> dict[str, str]:
    with (CORPUS / "index.csv").open(encoding="utf-8", newline="") as file:
        return {row["fragment"]: row["province"] for row in csv.DictReader(file)}


def _check(path: Path) -> audit.Result | None:
    try:
        return audit.check(path)
    except audit.UnreadableDocument as refused:
        print(f"  {path.stem} refused: {refused}")
        return None


def judge_leads(results: dict[str, audit.Result]) -> tuple[int, int, int]:
    """Print the truth rows and every other lead; return found, real rows and false reports."""
    found = real = false = 0
    claimed: set[tuple[str, str]] = set()
    print("\nwhat is really wrong (✓ found, i only a hint, ✗ not)")
    for truth in (t for t in truths() if t.document in results and t.kind not in HARMLESS):
        hits = [lead for lead in results[truth.document].leads if tells(lead, truth)]
        grave = [lead for lead in hits if lead.severity != "info"]
        claimed |= {(truth.document, lead.id) for lead in grave}
        real, found = real + 1, found + bool(grave)
        mark = "✓" if grave else "i" if hits else "✗"
        checks = ",".join(sorted({lead.check for lead in grave or hits}))
        print(f"  {mark} {truth.document} {truth.kind:<24} {checks:<16} {truth.quote[:48]}")
    absent = [t for t in truths() if t.document.isdigit() and t.document not in results]
    for truth in absent:
        real += truth.kind not in HARMLESS
        print(f"  ✗ {truth.document} {truth.kind:<24} {'refused':<16} {truth.quote[:48]}")
    print("\nwhat only looks wrong")
    for truth in (t for t in truths() if t.document in results and t.kind in HARMLESS):
        leads = results[truth.document].leads
        wrong = [lead for lead in leads if _reports(lead, truth, claimed)]
        false += bool(wrong)
        shown = ",".join(lead.check for lead in wrong)
        mark = "✗ reported" if wrong else "✓ silent"
        print(f"  {mark} {truth.document} {truth.kind:<20} {shown} {truth.quote[:48]}")
    _others(results, claimed)
    return found, real, false


def _reports(lead: Lead, truth: Truth, claimed: set[tuple[str, str]]) -> bool:
    known = (truth.document, lead.id) in claimed
    return lead.severity != "info" and not known and tells(lead, truth)


def _others(results: dict[str, audit.Result], claimed: set[tuple[str, str]]) -> None:
    whole = [t for t in truths() if t.document.startswith("full/") and t.kind not in HARMLESS]
    print("\nerrors and warnings that the truth does not know of: to be judged by eye")
    for fragment, result in results.items():
        for lead in result.leads:
            if lead.severity == "info" or (fragment, lead.id) in claimed:
                continue
            known = any(tells(lead, truth) for truth in whole)
            remark = " (known of the whole document)" if known else ""
            print(f"  {fragment} {lead.severity:<7} {lead.check} {lead.message.zh[:110]}{remark}")


def _misses(readings: Iterable[Reading]) -> Iterator[str]:
    for reading in readings:
        if not reading.concept:
            fact, label = reading.fact, reading.label
            got = f"{fact.concept}/{fact.measure} {fact.raw}" if fact else "unread"
            what = "concept" if reading.figure else "figure "
            quote = " ".join(label.quote.split())
            wanted = f"{label.concept} {label.value}{label.unit}"
            yield f"  {label.fragment} {what} {wanted} ← {got} 「{quote}」"


def main() -> int:
    """Print the tables and return the exit code."""
    if not CORPUS.exists():
        print("the corpus is absent: nothing to hold the reading against", file=sys.stderr)
        return 2
    results = examine()
    return _report(readings(results), results)


def examine() -> dict[str, audit.Result]:
    """Return the result of every fragment that is not refused, by its number."""
    paths = sorted((CORPUS / "fragments").glob("*.txt"))
    found = ((path.stem, _check(path)) for path in paths)
    return {name: result for name, result in found if result is not None}


def readings(results: dict[str, audit.Result]) -> list[Reading]:
    """Return every label with what was read at its place."""
    folded = {name: _fold(result.facts.document.text) for name, result in results.items()}
    return [
        read(label, results[label.fragment].facts, folded[label.fragment])
        if label.fragment in results
        else Reading(label, None)
        for label in labels()
    ]


def _report(found: list[Reading], results: dict[str, audit.Result]) -> int:
    prose = [r for r in found if not r.label.in_table]
    cells = [r for r in found if r.label.in_table]
    print("\nnot read, or read as something else:")
    print("\n".join(_misses(prose if "--tables" not in sys.argv else found)))
    provinces = _provinces()
    for name, group in (("prose", prose), ("tables", cells)):
        for key in ("concept", "province"):
            _table(f"{name} by {key}", group, key, provinces)
    told, real, false = judge_leads(results)
    print(f"\nprose   {_shares(prose)}\ntables  {_shares(cells)}\nall     {_shares(found)}")
    print(
        f"inconsistencies found {told}/{real}; harmless ones reported {false}; "
        f"targets: figures {TARGETS['figures']} %, concepts {TARGETS['concepts']} %, "
        f"inconsistencies {TARGETS['truth']} %, harmless 0"
    )
    counts = Counter(figure=sum(r.figure for r in found), concept=sum(r.concept for r in found))
    size = len(found) or 1
    met = counts["figure"] * 100 >= TARGETS["figures"] * size
    met &= counts["concept"] * 100 >= TARGETS["concepts"] * size
    met &= told * 100 >= TARGETS["truth"] * (real or 1) and not false
    print("all targets met" if met else "targets NOT met")
    return 0 if met else 1


if __name__ == "__main__":
    raise SystemExit(main())
