import ast
import re
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
MODULES = sorted((ROOT / "audit").rglob("*.py"))
VAGUE = {"utils", "util", "helpers", "helper", "common", "manager", "misc", "processor"}
LONGEST_FILE = 400
LONGEST_FUNCTION = 60
USUAL_FUNCTION = 35  # 19 of 20 functions
HEAVY = (
    "pandas",
    "numpy",
    "matplotlib",
    "seaborn",
    "IPython",
    "ipywidgets",
    "papermill",
    "nbconvert",
)
OF_OTHER_FORMATS = {"lxml", "xlrd", "openpyxl", "email"}
PROJECT_FILES = [
    path
    for folder in ("audit", "tests", "benchmarks", "notebooks", "docs", "data")
    for path in sorted((ROOT / folder).rglob("*"))
    if path.suffix in {".py", ".md", ".toml", ".ipynb", ".html", ".jinja", ".css", ".txt", ".csv"}
] + [ROOT / name for name in ("README.md", "pyproject.toml", "Makefile", "constraints.txt")]


def relative(path):
    """Return a path as the test's name."""
    return str(path.relative_to(ROOT))


def functions():
    """Yield every function of the package: its length without docstring, and its place."""
    for path in MODULES:
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
                told = ast.get_docstring(node, clean=False)
                length = (node.end_lineno or 0) - node.lineno + 1
                length -= told.count("\n") + 1 if told else 0
                yield length, f"{relative(path)}:{node.lineno} {node.name}"


@pytest.mark.parametrize("path", MODULES, ids=relative)
def test_a_module_is_named_for_what_it_holds(path):
    """No module called utils, helpers, common or manager."""
    assert path.stem not in VAGUE


@pytest.mark.parametrize("path", MODULES, ids=relative)
def test_a_module_can_be_read_in_one_sitting(path):
    """A file stays within 400 lines."""
    assert len(path.read_text("utf-8").splitlines()) <= LONGEST_FILE


def test_functions_are_short():
    """None is longer than 60 lines, 19 of 20 stay within 35, half within 10."""
    lengths = sorted(functions())
    assert [place for length, place in lengths if length > LONGEST_FUNCTION] == []
    assert lengths[len(lengths) * 95 // 100][0] <= USUAL_FUNCTION
    assert lengths[len(lengths) // 2][0] <= 10


@pytest.mark.parametrize("path", PROJECT_FILES, ids=relative)
def test_no_path_or_registry_of_a_machine_is_kept(path):
    """The project names no folder of one machine and no package registry."""
    text = path.read_text("utf-8")
    homes = [] if "tests" in path.parts else ["/home/", "/root/", "/Users/"]
    place = "|".join(["/wo" + "rk/", *homes])
    assert not re.search(rf"(?<![\w.]){place}", text)
    addresses = "index" + "-url|simple/" + "pypi"
    assert not re.search(addresses if path.suffix == ".py" else f"{addresses}|file://", text)


def test_importing_the_command_line_stays_light():
    """`audit check` never imports pandas, matplotlib or Jupyter."""
    program = (
        "import sys, audit.cli, audit.registry; audit.registry.catalogue(); print(*sys.modules)"
    )
    found = subprocess.run(
        [sys.executable, "-c", program], check=True, capture_output=True, text=True, cwd=ROOT
    )
    loaded = {name.split(".")[0] for name in found.stdout.split()}
    assert loaded.isdisjoint(HEAVY)


def test_a_text_pays_for_no_other_format(tmp_path):
    """`audit check a.txt` loads no reader of workbooks, pages, archives or old files."""
    path = tmp_path / "a.txt"
    path.write_text("二、收入决算情况说明\n本年收入合计10.00万元。\n", "utf-8")
    program = (
        "import sys; from audit.cli import main; main(['check', sys.argv[1]]);"
        "print('LOADED', *sys.modules)"
    )
    found = subprocess.run(
        [sys.executable, "-c", program, path], capture_output=True, text=True, check=True, cwd=ROOT
    )
    loaded = set(found.stdout.partition("LOADED")[2].split())
    readers = {"docx", "xlsx", "xls", "html", "archive", "legacy", "spreadsheet"}
    assert loaded.isdisjoint(f"audit.reading.{name}" for name in readers)
    assert {name.split(".")[0] for name in loaded}.isdisjoint(OF_OTHER_FORMATS)


def test_public_names_are_those_promised():
    """What a caller may import from `audit` changes only on purpose."""
    import audit

    assert sorted(audit.__all__) == [
        "AuditError",
        "Document",
        "Fact",
        "Facts",
        "Lead",
        "Outcome",
        "Result",
        "UnreadableDocument",
        "__version__",
        "check",
        "examine",
        "extract",
        "read",
        "read_facts",
    ]
    assert all(hasattr(audit, name) for name in audit.__all__)
