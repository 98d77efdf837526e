"""The command `audit`: its grammar, its exit codes, and what a person meets on a fault.

Exit codes: 0 nothing at or above `--fail-on`, 1 leads, 2 a document could not be read
or bad usage, 130 interrupted.
"""

from __future__ import annotations

import argparse
import io
import os
import sys
from collections.abc import Sequence

import audit
from audit.commands import check, checks, facts, lab, papers, review, run, sample, text, verify
from audit.commands.documents import complain
from audit.commands.parser import Subparsers
from audit.errors import AuditError, fault_sentence

PURPOSE = """\
部门决算公开勾稽核对：读出每个数字及其位置，检查数字之间应有的关系，列出不成立之处（疑点）。
Reads a Chinese 部门决算公开, keeps every figure with its place, tests every relation
between figures, and lists what does not hold (leads, not verdicts).
"""
EXAMPLES = """\
例 · examples:
  audit check disclosure.docx
  audit run disclosure.docx --out reports
  audit COMMAND --help

退出码 · exit codes:
  0 无疑点 · no leads   1 有疑点 · leads   2 有文件读不了，或用法不对 · unreadable, or bad usage
"""
INTERRUPTED = 130
PIPE_CLOSED = 141  # as a shell reports a program that its reader left


def main(argv: Sequence[str] | None = None) -> int:
    """Return the exit code of the command that `argv` (default: sys.argv) names."""
    _speak_utf8()
    options = parser().parse_args(argv)
    try:
        return int(options.run(options))
    except BrokenPipeError:  # the reader, such as `head`, has seen enough
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return PIPE_CLOSED
    except (AuditError, OSError) as problem:
        complain(_sentence(problem))
        return 2
    except KeyboardInterrupt:
        complain("已中断 · interrupted")
        return INTERRUPTED
    except Exception as fault:
        if os.environ.get("AUDIT_DEBUG"):
            raise
        complain(fault_sentence(" ".join(map(str, sys.argv[1:])), fault))
        return 2


def parser() -> argparse.ArgumentParser:
    """Return the whole grammar."""
    found = argparse.ArgumentParser(
        prog="audit",
        description=PURPOSE,
        epilog=EXAMPLES,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    found.add_argument("--version", action="version", version=f"audit {audit.__version__}")
    found.set_defaults(run=lambda _: _usage(found))
    commands = Subparsers(found)
    check.add_parser(commands)
    facts.add_parser(commands)
    text.add_parser(commands)
    run.add_parsers(commands)
    lab.add_parser(commands)
    review.add_parser(commands)
    verify.add_parser(commands)
    papers.add_parser(commands)
    checks.add_parser(commands)
    sample.add_parser(commands)
    return found


def _usage(found: argparse.ArgumentParser) -> int:
    found.print_help(sys.stderr)
    return 2


def _speak_utf8() -> None:
    """Let output be UTF-8 with plain line ends whatever the locale says."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace", newline="\n")


def _sentence(problem: AuditError | OSError) -> str:
    if isinstance(problem, OSError):
        return f"{problem.filename or ''}：{problem.strerror or problem}；请检查路径和权限后重试。"
    return str(problem)
