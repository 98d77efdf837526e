"""The journal of decisions: a file that only grows, each line bound to the one before it.

A line is one JSON object. Its first key `before` holds the hash of the line before it, its
last key `hash` the SHA-256 of its own bytes without that key. Beside the journal lies its
*head*: the number of lines and the last hash, as the last writer left them.

What is noticed
    A byte changed in any line (its own hash is wrong), a line taken out, put in or moved
    (the next line names another hash), lines cut off the end (the head, or a result or report
    that recorded the last hash, names a line that is not there), a line that a crash tore.
    What was noticed before an append stands in the appended line and so in the chain.

What cannot be proved
    There is no key and no witness: whoever can write the folder can write journal, head and
    results anew, and may put any name into a decision. Only a hash that lies elsewhere (a printed
    or signed report, a mail) then shows the difference: `audit verify DIR --recorded HASH`.
    Lines added after a hash was recorded are not told from honest ones.
"""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Literal

from audit.model import Message
from audit.review.decisions import Decision, checked
from audit.review.lines import Line, is_newer, line_bytes, parsed
from audit.review.locks import locked

JOURNAL = "decisions.jsonl"
START = "0" * 64
Kind = Literal["torn", "changed", "moved", "cut", "unsealed", "newer"]


@dataclass(frozen=True, slots=True)
class Problem:
    """What does not hold together; a `torn` line that a later line names is only told."""

    kind: Kind
    line: int
    message: Message
    settled: bool = False


@dataclass(frozen=True, slots=True)
class Journal:
    """What a journal holds: decisions in order, the hash of every whole line, what is wrong."""

    decisions: tuple[Decision, ...] = ()
    hashes: tuple[str, ...] = ()
    problems: tuple[Problem, ...] = field(default=())

    @property
    def last(self) -> str:
        """Return the hash of the last whole line; 64 zeros where there is none."""
        return self.hashes[-1] if self.hashes else START

    @property
    def sound(self) -> bool:
        """Return whether nothing is wrong but what a later line already names."""
        return all(problem.settled for problem in self.problems)

    def holds(self, recorded: str) -> bool:
        """Return whether a recorded hash, or its first 12 signs or more, is one of its lines'."""
        if recorded == START:
            return True
        return len(recorded) >= 12 and any(one.startswith(recorded) for one in self.hashes)


def head_of(path: Path) -> Path:
    """Return where the head of a journal lies: `decisions.jsonl.head`."""
    return path.with_name(f"{path.name}.head")


def exists(path: Path) -> bool:
    """Return whether a journal lies at `path`, or what is left of one."""
    return path.exists() or head_of(path).exists()


def read_journal(path: str | os.PathLike[str]) -> Journal:
    """Return what the journal at `path` holds; one that does not exist is empty.

    Lines that are torn or changed are told in `problems`, and the others are read. Raises
    OSError where the file cannot be opened, JournalBusy where another program keeps it.
    """
    target = Path(path)
    try:
        with locked(target, writing=False) as file:
            return _sealed(_journal(_bytes(file)), target)
    except FileNotFoundError:
        return _sealed(Journal(), target)


def append(path: str | os.PathLike[str], *decisions: Decision) -> Journal:
    """Write decisions at the end of the journal, all or none, and return what it then holds.

    Writers wait for each other, and each chains to what the other wrote. Raises
    InvalidDecision before anything is written, JournalBusy, or OSError where the disk is full
    or the folder may not be written to; then a torn line may be left, which reading tells.
    """
    told = [checked(decision) for decision in decisions]
    target = Path(path)
    with locked(target, writing=True) as file:
        stored = _bytes(file)
        found = _sealed(_journal(stored), target)
        noticed = _noticed(found, stored, target)
        hashes, text = [found.last], b""
        for decision in told:
            line, own = line_bytes(decision, hashes[-1], noticed)
            hashes, text, noticed = [*hashes, own], text + line, {}
        if text:
            _write(file, (b"\n" if stored and not stored.endswith(b"\n") else b"") + text)
            _write_head(target, len(found.hashes) + len(told), hashes[-1])
        return _sealed(_journal(_bytes(file)), target)


def _bytes(file: int) -> bytes:
    os.lseek(file, 0, os.SEEK_SET)
    pieces = []
    while piece := os.read(file, 1 << 20):
        pieces.append(piece)
    return b"".join(pieces)


def _write(file: int, text: bytes) -> None:
    rest = memoryview(text)
    while rest:
        rest = rest[os.write(file, rest) :]
    os.fsync(file)


# --- the chain ----------------------------------------------------------------------


def _journal(stored: bytes) -> Journal:
    """Return what the bytes of a journal hold, its head not yet looked at."""
    decisions: list[Decision] = []
    hashes: list[str] = []
    problems: list[Problem] = []
    gap: list[bytes] = []
    number = 0
    for number, raw in enumerate(_lines(stored), 1):
        line = parsed(raw.removesuffix(b"\n"))
        if line is None:
            gap.append(raw)
            continue
        problems += _gap(gap, number, line)
        if line.before != (hashes[-1] if hashes else START) and not _changed(gap, line):
            problems.append(_problem("moved", number))
        problems += _of_line(line, number)
        if line.decision is not None:
            decisions.append(line.decision)
        hashes.append(line.own)
        gap = []
    problems += _gap(gap, number + 1, None)
    if not gap and stored and not stored.endswith(b"\n"):
        problems.append(_problem("torn", number))
    return Journal(tuple(decisions), tuple(hashes), tuple(problems))


def _lines(stored: bytes) -> list[bytes]:
    """Return the lines with their ends; only a line feed ends one."""
    pieces = stored.split(b"\n")
    return [piece + b"\n" for piece in pieces[:-1]] + ([pieces[-1]] if pieces[-1] else [])


def _gap(gap: list[bytes], number: int, line: Line | None) -> Iterator[Problem]:
    """Yield what is wrong with the lines before `number` that are not whole."""
    if not gap:
        return
    first = number - len(gap)
    if line is None and not gap[-1].endswith(b"\n"):
        yield from (_problem("changed", first + at) for at in range(len(gap) - 1))
        yield _problem("torn", number - 1)
    elif line is not None and not _changed(gap, line):
        yield from (replace(_problem("torn", first + at), settled=True) for at in range(len(gap)))
    else:
        yield from (_problem("changed", first + at) for at in range(len(gap)))


def _changed(gap: list[bytes], line: Line) -> bool:
    """Return whether lines that are not whole stand before `line` that it does not name."""
    return bool(gap) and line.noticed.get("torn") != _hash(b"".join(gap).removesuffix(b"\n"))


def _of_line(line: Line, number: int) -> Iterator[Problem]:
    if lost := line.noticed.get("lost"):
        yield _problem("cut", number, lost)
    if line.decision is None:
        yield _problem("newer" if is_newer(line) else "changed", number)


def _noticed(found: Journal, stored: bytes, path: Path) -> dict[str, str]:
    """Return what an appended line must name, so that writing on hides nothing."""
    noticed = {}
    tail = _tail(stored)
    if tail and not tail.endswith(b"\n"):
        noticed["torn"] = _hash(tail)
    head = _read_head(path)
    if head and not found.holds(head):
        noticed["lost"] = head
    return noticed


def _tail(stored: bytes) -> bytes:
    """Return the bytes after the last whole line."""
    gap: list[bytes] = []
    for raw in reversed(_lines(stored)):
        if parsed(raw.removesuffix(b"\n")) is not None:
            break
        gap.insert(0, raw)
    return b"".join(gap)


def _hash(text: bytes) -> str:
    return hashlib.sha256(text).hexdigest()


# --- the head -----------------------------------------------------------------------


def _sealed(journal: Journal, path: Path) -> Journal:
    """Return the journal with what its head says of it."""
    head = _read_head(path)
    if head is None:
        problem = _problem("unsealed", len(journal.hashes)) if journal.hashes else None
    else:
        problem = None if journal.holds(head) else _problem("cut", len(journal.hashes), head)
    return replace(journal, problems=(*journal.problems, problem)) if problem else journal


def _read_head(path: Path) -> str | None:
    """Return the last hash that the head names, '?' where it cannot be read, None without one."""
    try:
        entry = json.loads(head_of(path).read_bytes())
        found = entry["hash"]
    except FileNotFoundError:
        return None
    except (ValueError, KeyError, TypeError, RecursionError):
        return "?"
    return found if isinstance(found, str) else "?"


def _write_head(path: Path, lines: int, last: str) -> None:
    head = head_of(path)
    draft = head.with_name(f".{head.name}.{os.getpid()}.part")
    draft.write_text(json.dumps({"lines": lines, "hash": last}) + "\n", "utf-8", newline="\n")
    draft.replace(head)


_SAID = {
    "torn": Message(
        "第 {line} 行不完整（写入时中断）；其余各行照读",
        "line {line} is torn, as a crash leaves it; the other lines are read",
    ),
    "changed": Message(
        "第 {line} 行被改动过，内容不采用", "line {line} was changed and is not used"
    ),
    "moved": Message(
        "第 {line} 行接不上前一行：其间有行被删、被移或被插入",
        "line {line} does not follow the line before it: lines were removed, moved or put in",
    ),
    "cut": Message(
        "记录在第 {line} 行之后被截去：曾记下的散列 {hash} 不在其中",
        "lines are missing at or before line {line}: the recorded hash {hash} is not there",
    ),
    "unsealed": Message(
        "缺 .head 文件，末尾是否被截无从查对；下一次决定会补上",
        "its .head file is missing, so a cut end would not be noticed; the next decision mends it",
    ),
    "newer": Message(
        "第 {line} 行是较新版本写的，本版不认识", "line {line} is of a newer version of this tool"
    ),
}


def _problem(kind: Kind, line: int, hash_: str = "") -> Problem:
    said, shown = _SAID[kind], hash_[:12]
    return Problem(
        kind,
        line,
        Message(said.zh.format(line=line, hash=shown), said.en.format(line=line, hash=shown)),
    )
