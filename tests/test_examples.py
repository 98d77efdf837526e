"""The sums that the pages of the checks print as examples are right."""

import ast
import operator
import re
from fractions import Fraction

import pytest

from audit.handbook import page_of
from audit.registry import catalogue

NUMBER = r"\d+(?:,\d{3})*(?:\.\d+)?(?:\s?%)?"
FIGURE = rf"\(*[−-]?{NUMBER}\)*"
SIDE = rf"{FIGURE}(?:\s*[+−÷×]\s*{FIGURE})*"
RELATION = re.compile(rf"(?<![\d.])(?P<left>{SIDE})\s*(?P<sign>[=≠<>≤≥])\s*(?=(?P<right>{SIDE}))")
SIGNS = {"≠": operator.ne, "<": operator.lt, ">": operator.gt, "≤": operator.le, "≥": operator.ge}
OPERATORS = {
    ast.Add: operator.add,
    ast.Sub: operator.sub,
    ast.Mult: operator.mul,
    ast.Div: operator.truediv,
}
PAGES = [(entry, language) for entry in catalogue() for language in ("zh", "en")]


def relations(text):
    """Yield left side, sign and right side of each relation between printed numbers."""
    for found in RELATION.finditer(text):
        yield found["left"], found["sign"], found["right"]


def holds(left, sign, right):
    """Return whether a relation holds; = within half of the last place on the right."""
    if sign != "=":
        return SIGNS[sign](value(left), value(right))
    return abs(value(left) - value(right)) <= step(right) / 2


def step(text):
    """Return the last place of the coarsest figure of a result: 85.73 % is good for 0.0001."""
    return max(Fraction(1, denominator(figure)) for figure in re.findall(NUMBER, text))


def denominator(figure):
    """Return what the digits of a printed figure count: 100 for 5.00, 10000 for 85.73 %."""
    digits = re.sub(r"[,\s%]", "", figure)
    return 10 ** (len(digits.partition(".")[2]) + 2 * figure.endswith("%"))


def value(text):
    """Return the exact value of a side, e.g. of `(674.37 + 11,277.06) ÷ 2`."""
    exact = re.sub(NUMBER, lambda m: f"({digits(m[0])}/{denominator(m[0])})", text)
    plain = exact.translate(str.maketrans("−÷×", "-/*"))
    return reckoned(ast.parse(f"({plain.strip()})", mode="eval").body)


def digits(figure):
    """Return the digits of a printed figure as an integer that Python reads."""
    return int(re.sub(r"[^\d]", "", figure))


def reckoned(node):
    """Return the value of a parsed sum in fractions."""
    if isinstance(node, ast.BinOp):
        return OPERATORS[type(node.op)](reckoned(node.left), reckoned(node.right))
    if isinstance(node, ast.UnaryOp):
        return -reckoned(node.operand)
    return Fraction(node.value)


@pytest.mark.parametrize(("entry", "language"), PAGES, ids=lambda part: getattr(part, "id", part))
def test_no_page_shows_a_wrong_sum(entry, language):
    """Each relation of numbers in example and limits is redone."""
    page = page_of(entry, language)
    wrong = [r for r in relations(f"{page.example} {page.limits}") if not holds(*r)]
    assert wrong == []


@pytest.mark.parametrize("language", ["zh", "en"])
def test_most_arithmetic_is_shown_with_its_sum(language):
    """A check of an identity shows one that can be redone, unless two figures stand apart."""
    shown = [
        entry.id
        for entry in catalogue()
        if entry.identity and any(relations(page_of(entry, language).example))
    ]
    assert len(shown) >= sum(entry.identity for entry in catalogue()) * 3 // 4


@pytest.mark.parametrize(
    ("text", "right"),
    [
        ("4.47 + 607.08 + 36.32 + 26.51 = 674.38 against 674.37", True),
        ("4.47 + 607.08 + 36.32 + 26.51 = 674.37", False),
        ("11277.06 ÷ (674.37 + 11277.06) = 94.36 %.", True),
        ("11277.06 ÷ (674.37 + 11277.06) = 94.35%", False),
        ("4.80 − 6.00 = −1.20; 1.20 ÷ 6.00 = 20 %", True),
        ("4.80 − 6.00 = 1.20", False),
        ("1,800 ÷ 25 = 72 yuan, 25 ÷ 3 = 8.3", True),
        ("26.51 ÷ 12% = 220.92，而 8.07 ÷ 16% = 50.44", True),
        ("23.00 lowered to 4.47 = 4.48 executed", False),
        ("目标 = 23，完成 4.47：4.47 ÷ 23 × 10 = 1.94", True),
        ("0.95 > 0.00，超出", True),
        ("25 ≥ 30", False),
        ("3 ≠ 3", False),
    ],
)
def test_a_wrong_sum_is_noticed(text, right):
    """The reader of sums finds them in a sentence and redoes them to the last printed place."""
    found = list(relations(text))
    assert found
    assert all(holds(*relation) for relation in found) == right
