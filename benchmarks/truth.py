"""Hold the leads on the real seed against its ground truth: `make truth`.

The findings (S01…) are parsed from the ground truth beside the project, so nothing is
restated here but the relations that must hold, each as a check and a piece of its sum.
Exit code 0 when every target is met, 1 otherwise, 2 when the ground truth is absent.
"""

from __future__ import annotations

import re
import sys
from dataclasses import dataclass
from pathlib import Path

import audit
from audit.leads import RANK

SHARED = Path(__file__).resolve().parents[2] / "shared"
FINDINGS = SHARED / "domain" / "SEED_FINDINGS.md"
_HEAD = re.compile(r"^### (S\d\d) \[(error|warning|info)\] (.+)$", re.MULTILINE)
_CHECK = re.compile(r"([A-Z]{3})-(\d\d)((?:,\s*-\d\d)*)")
_QUOTE = re.compile(r"- quote \(line \d+\): 「(.+?)」")
TARGETS = {"error": 8, "warning": 18, "info": 9}

ROUNDING = (  # relation, check, piece of its sum
    ("Σ 4 类 = 674.37", "EXP-08", "= 674.38 万元"),
    ("Σ 208 项 = 607.08", "EXP-08", "= 607.09 万元"),
    ("Σ 210 项 = 36.32", "EXP-08", "= 36.31 万元"),
    ("Σ 10 项 = 674.37", "EXP-08", "577.12 + 3.27"),
    ("3.27 ÷ 4.41 = 74.03%", "PRJ-03", "3.27 ÷ 4.41"),
)
HOLD = (
    ("674.37 + 11,277.06 = 11,951.43 (chart)", "XSE-01", "674.37 + 11277.06"),
    ("94.36 %", "ANA-01", "94.36%"),
    ("578.15 + 96.22 = 674.37", "EXP-02", "578.15 + 96.22"),
    ("85.73 %", "EXP-05", "85.73%"),
    ("14.27 %", "EXP-05", "14.27%"),
    ("651.43 + 22.94 = 674.37", "XSE-01", "674.37 − 22.94"),
    ("3.52 %", "ANA-01", "3.52%"),
    ("class share 0.66", "EXP-09", "0.66%"),
    ("class share 90.02", "EXP-09", "90.02%"),
    ("class share 5.39", "EXP-09", "5.39%"),
    ("class share 3.93", "EXP-09", "3.93%"),
    ("Σ shares 100.00", "EXP-09", "= 100.00%"),
    ("507.2 + 70.95 = 578.15", "FIS-07", "507.2 + 70.95"),
    ("机关运行经费 70.95 = 公用经费", "OPC-02", "70.95"),
    ("21.87 / 92.82 = 23.56 %", "OPC-03", "23.56%"),
    ("0.91 / 1.09 = 83.49 %", "TPE-05", "83.49%"),
    ("0.18 = 0 + 0 + 0.18", "TPE-01", "0 + 0 + 0.18"),
    ("shares 0/0/100", "TPE-04", "0% + 0% + 100%"),
    ("3 batches, 25 persons", "TPE-08", "齐全"),
    ("72 yuan per head", "TPE-09", "72"),
    ("600 yuan per batch", "TPE-10", "600"),
    ("8.3 persons per batch", "TPE-10", "8.3"),
    ("vehicles 0 = cost 0", "TPE-11", "0"),
    ("持平 with 0 = 0", "TPE-06", "持平"),
    ("Σ projects executed = 96.22", "EXP-07", "96.22"),
    ("6 projects = 6 tables", "PRF-09", "6"),
    ("Σ items − projects ≈ 578.15", "EXP-07", "578.1"),
    ("project weights 100", "PRJ-08", "100"),
    ("score sums = totals", "PRJ-10", "99"),
    ("conclusion = totals", "PRJ-12", "97"),
    ("department weights = 100", "PRF-03", "100"),
    ("10,273.76 = 10,273.76 + 0.00", "PRF-01", "10273.76"),
    ("rate 90.75", "PRJ-03", "90.75%"),
    ("rate 50.00", "PRJ-03", "50.00%"),
    ("10.59 − 9.61 = 0.98", "PRJ-28", "10.59"),
    ("1.50 − 0.75 = 0.75", "PRJ-28", "0.75"),
    ("23.00 − 4.47 = 18.53", "PRJ-28", "18.53"),
    ("1.41 + 3 = 4.41", "PRJ-28", "4.41"),
    ("20 + 56.97 = 76.97", "PRJ-28", "76.97"),
    ("769,742.23 yuan = 76.97", "PRJ-28", "769742.23"),
    ("96,102.75 yuan = 9.61", "PRJ-27", "96102.75"),
    ("268,425 yuan = 26.84", "PRJ-27", "268425"),
    ("11,470 yuan = 1.15", "PRJ-27", "11470"),
    ("530 yuan = 0.053", "PRJ-28", "0.053"),
    ("ten item codes in 名词解释", "FRM-05", "有解释"),
)


@dataclass(frozen=True)
class Finding:
    """One entry of the ground truth."""

    id: str
    severity: str
    title: str
    checks: frozenset[str]
    quotes: tuple[str, ...]


def findings() -> list[Finding]:
    """Return the entries of the ground truth in order."""
    text = FINDINGS.read_text("utf-8")
    heads = list(_HEAD.finditer(text))
    ends = [head.start() for head in heads[1:]] + [len(text)]
    return [_finding(head, text[head.end() : end]) for head, end in zip(heads, ends, strict=True)]


def _finding(head: re.Match[str], body: str) -> Finding:
    rule = body.split("- quote", 1)[0]
    checks = {
        f"{m[1]}-{n}" for m in _CHECK.finditer(rule) for n in (m[2], *re.findall(r"\d\d", m[3]))
    }
    return Finding(head[1], head[2], head[3], frozenset(checks), tuple(_QUOTE.findall(body)))


def _checks(lead: audit.Lead) -> set[str]:
    return {outcome.check for outcome in (lead.outcome, *lead.also)}


def _shown(lead: audit.Lead) -> str:
    return _folded(" ".join(span.quote for span in lead.quotes) + lead.message.zh)


def _folded(text: str) -> str:
    return re.sub(r"\s+", "", text)


def matches(finding: Finding, lead: audit.Lead) -> int:
    """Return how many of the finding's quotes the lead shows; 0 when it is another matter."""
    if not finding.checks & _checks(lead):
        return 0
    return sum(_folded(quote) in _shown(lead) for quote in finding.quotes)


def _relations(
    result: audit.Result, wanted: tuple[tuple[str, str, str], ...], status: set[str]
) -> int:
    missing = 0
    for label, check, piece in wanted:
        found = [
            o
            for o in result.outcomes
            if o.check == check
            and o.status in status
            and piece in o.message.zh + o.formula + o.subject
        ]
        missing += not found
        print(f"  {'✓' if found else '✗'} {label:<42} {found[0].status if found else 'not found'}")
    return missing


def main() -> int:
    """Print the table and return the exit code."""
    if not FINDINGS.exists():
        print("ground truth is absent: nothing to hold the leads against", file=sys.stderr)
        return 2
    (seed,) = sorted((SHARED / "seeds").glob("*.txt"))
    result = audit.check(seed)
    claimed: set[str] = set()
    hits = {"error": 0, "warning": 0, "info": 0}
    print(f"{'id':<4} {'truth':<8} {'lead':<8} {'quotes':<7} checks · title")
    for finding in findings():
        found = [lead for lead in result.leads if matches(finding, lead)]
        good = [lead for lead in found if RANK[lead.severity] <= RANK[finding.severity]]
        claimed |= {lead.id for lead in good}
        hits[finding.severity] += bool(good)
        shown = _folded(" ".join(_shown(lead) for lead in good))
        quotes = sum(_folded(quote) in shown for quote in finding.quotes)
        worst = min((lead.severity for lead in found), key=RANK.__getitem__, default="—")
        mark = "✓" if good else "✗"
        ids = ",".join(sorted({check for lead in good for check in _checks(lead)}))
        print(
            f"{finding.id} {mark} {finding.severity:<8} {worst:<8} {quotes}/{len(finding.quotes):<5} {ids} · {finding.title[:60]}"
        )
    others = [lead for lead in result.leads if lead.id not in claimed]
    print("\nleads beyond the ground truth:")
    for lead in others:
        print(f"  {lead.severity:<8} {lead.id} {lead.message.zh[:100]}")
    print("\nrounding only:")
    missing = _relations(result, ROUNDING, {"rounding"})
    print("\nrelations that hold:")
    missing += _relations(result, HOLD, {"exact", "rounding"})
    return _verdict(result, hits, others, missing)


def _verdict(
    result: audit.Result, hits: dict[str, int], others: list[audit.Lead], missing: int
) -> int:
    extra = {s: sum(lead.severity == s for lead in others) for s in RANK}
    crashed = result.counts.errors_in_checks
    bare = [lead.id for lead in result.leads if not lead.quotes and lead.severity != "info"]
    print(
        f"\nfound: errors {hits['error']}/8, warnings {hits['warning']}/19, hints {hits['info']}/13; "
        f"beyond: errors {extra['error']}, warnings {extra['warning']}, hints {extra['info']}; "
        f"relations not shown: {missing}; crashed checks: {crashed}; leads without a quote: {len(bare)}"
    )
    met = all(hits[s] >= TARGETS[s] for s in TARGETS) and extra["error"] == 0
    met = met and extra["warning"] <= 2 and not missing and not crashed and not bare
    print("all targets met" if met else "targets NOT met")
    return 0 if met else 1


if __name__ == "__main__":
    raise SystemExit(main())
