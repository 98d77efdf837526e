"""A journal notices every change, loses nothing between writers, and reads on after a crash."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from audit.errors import InvalidDecision, JournalBusy
from audit.review import Correction, Decision, Journal, Seen, append, read_journal
from audit.review import journal as journal_module
from audit.review.journal import START, head_of
from audit.review.locks import locked

ROOT = Path(__file__).resolve().parents[2]
TIME = "2026-03-01T09:30:00+08:00"
WORDS = st.text(min_size=1, max_size=12).filter(lambda text: bool(text.strip()))


def told(number: int = 1, reason: str = "口径不同") -> Decision:
    """Return a dismissal of the lead with a number."""
    return Decision("dismiss", f"{number:016x}", "EXP-02", reason, "张三", TIME)


@contextmanager
def stored(*decisions: Decision) -> Iterator[Path]:
    """Yield the path of a new journal that holds the decisions."""
    with TemporaryDirectory() as folder:
        path = Path(folder) / "decisions.jsonl"
        if decisions:
            append(path, *decisions)
        yield path


def kinds(journal: Journal) -> list[str]:
    """Return what is wrong, in a word each."""
    return [problem.kind for problem in journal.problems]


def test_what_is_written_is_read() -> None:
    """Every field comes back, in order, and the chain holds."""
    seen = Seen("EXP-02", "本年支出", "error", "100", "90", "万元")
    corrected = Decision(
        "correct", "f" * 16, "EXP-02", "", "李四", TIME, "", (Correction("f1", "x", "1.0"),), seen
    )
    with stored(told(), corrected) as path:
        found = read_journal(path)
    assert found.decisions == (told(), corrected)
    assert found.problems == ()
    assert found.sound
    assert found.holds(found.last)
    assert found.holds(START)


def test_a_journal_that_is_not_there_is_empty(tmp_path: Path) -> None:
    """Reading makes no file."""
    assert read_journal(tmp_path / "decisions.jsonl") == Journal()
    assert list(tmp_path.iterdir()) == []


def test_a_decision_that_may_not_stand_leaves_no_file(tmp_path: Path) -> None:
    """Of several decisions with a bad one none is written."""
    with pytest.raises(InvalidDecision):
        append(tmp_path / "decisions.jsonl", told(), told(2, ""))
    assert list(tmp_path.iterdir()) == []


@given(st.lists(st.tuples(WORDS, WORDS), min_size=1, max_size=4))
@settings(max_examples=40)
def test_any_words_come_back(words: list[tuple[str, str]]) -> None:
    """Line ends, quotes, marks of direction and rare characters stay inside their line."""
    decisions = [
        Decision("dismiss", "a" * 16, "X", reason.strip(), name.strip(), TIME)
        for reason, name in words
    ]
    with stored(*decisions) as path:
        assert read_journal(path).decisions == tuple(decisions)
        assert len(path.read_bytes().splitlines()) >= len(decisions)


def test_half_a_character_does_not_stop_a_decision() -> None:
    """A name that the terminal garbled is written as its escape."""
    with stored(told(reason="\udce5局")) as path:
        assert read_journal(path).decisions[0].reason == "\udce5局"
        path.read_bytes().decode("utf-8")


# --- what is noticed ----------------------------------------------------------------


@given(st.data())
@settings(max_examples=200)
def test_any_edit_of_a_stored_byte_is_noticed(data: st.DataObject) -> None:
    """Changing, removing or inserting bytes anywhere leaves a problem, in a file of any length."""
    count = data.draw(st.integers(1, 4))
    with stored(*(told(n) for n in range(count))) as path:
        before = path.read_bytes()
        start = data.draw(st.integers(0, len(before) - 1))
        end = data.draw(st.integers(start, min(len(before), start + 400)))
        put = data.draw(st.binary(max_size=20))
        path.write_bytes(after := before[:start] + put + before[end:])
        found = read_journal(path)
    assert after == before or not found.sound


@given(st.data())
@settings(max_examples=60)
def test_moved_doubled_and_missing_lines_are_noticed(data: st.DataObject) -> None:
    """Any other order, number or choice of whole lines is not the journal."""
    with stored(*(told(n) for n in range(4))) as path:
        lines = path.read_bytes().splitlines(keepends=True)
        chosen = data.draw(st.lists(st.sampled_from(lines), max_size=6))
        path.write_bytes(b"".join(chosen))
        assert read_journal(path).sound == (chosen == lines)


def test_a_forged_line_with_a_right_hash_of_its_own_is_noticed() -> None:
    """Writing a line anew breaks the line after it; the others are still read."""
    with stored(told(1), told(2), told(3)) as path, stored(told(1), told(9)) as other:
        lines = path.read_bytes().splitlines(keepends=True)
        lines[1] = other.read_bytes().splitlines(keepends=True)[1]
        path.write_bytes(b"".join(lines))
        found = read_journal(path)
    assert kinds(found) == ["moved"]
    assert found.problems[0].line == 3


def test_a_changed_line_is_not_used_and_the_others_are() -> None:
    """An edited reason is told with its line; the decision is left out."""
    with stored(told(1), told(2), told(3)) as path:
        path.write_bytes(path.read_bytes().replace(b"0002", b"0007"))
        found = read_journal(path)
    assert [(one.kind, one.line) for one in found.problems] == [("changed", 2)]
    assert found.decisions == (told(1), told(3))


def test_a_cut_end_is_noticed_by_the_head_and_by_a_recorded_hash() -> None:
    """Without the head the file looks whole but says that it cannot tell; a record still can."""
    with stored(told(1), told(2)) as path:
        recorded = read_journal(path).last
        path.write_bytes(path.read_bytes().splitlines(keepends=True)[0])
        assert kinds(read_journal(path)) == ["cut"]
        head_of(path).unlink()
        left = read_journal(path)
    assert kinds(left) == ["unsealed"]
    assert not left.holds(recorded)
    assert not left.holds(recorded[:12])


def test_a_cut_end_stays_told_after_the_next_decision() -> None:
    """Writing on does not heal: the line names the hash that is gone."""
    with stored(told(1), told(2)) as path:
        path.write_bytes(path.read_bytes().splitlines(keepends=True)[0])
        assert kinds(append(path, told(3))) == ["cut"]
        assert kinds(append(path, told(4))) == ["cut"]
        assert [one.fingerprint[-1] for one in read_journal(path).decisions] == ["1", "3", "4"]


def test_a_journal_that_was_taken_away_is_noticed() -> None:
    """A head without its journal says that lines are missing."""
    with stored(told(1)) as path:
        path.unlink()
        assert kinds(read_journal(path)) == ["cut"]


@pytest.mark.parametrize("head", [b"", b"{}", b"[1]", b'{"hash": 5}', b"\xff", b"[" * 100_000])
def test_a_head_that_cannot_be_read_is_noticed(head: bytes) -> None:
    """Rubbish in the head is a problem, never a crash."""
    with stored(told(1)) as path:
        head_of(path).write_bytes(head)
        assert kinds(read_journal(path)) == ["cut"]


@given(st.binary(max_size=200))
def test_rubbish_is_never_a_crash(rubbish: bytes) -> None:
    """Any bytes give a journal with problems, or an empty one."""
    with stored() as path:
        path.write_bytes(rubbish)
        found = read_journal(path)
    assert found.decisions == ()
    assert found.sound == (not rubbish)


def test_a_line_of_a_newer_version_is_told() -> None:
    """What this version does not know is neither used nor called changed."""
    with stored(told(1)) as path:
        line = journal_module.line_bytes(told(2), read_journal(path).last, {})[0]
        entry = json.loads(line)
        del entry["hash"]
        body = json.dumps({**entry, "version": 2, "action": "sign"}).encode()
        own = journal_module._hash(body)
        with path.open("ab") as file:
            file.write(body[:-1] + f',"hash":"{own}"}}\n'.encode())
        found = read_journal(path)
    assert kinds(found) == ["newer"]
    assert found.decisions == (told(1),)


# --- after a crash ------------------------------------------------------------------


@given(st.integers(1, 3), st.data())
@settings(max_examples=60)
def test_a_torn_end_is_told_and_the_others_are_read(lost: int, data: st.DataObject) -> None:
    """Cut inside its last line by a crash, the journal reads on, and so does the next writer."""
    with stored(*(told(n) for n in range(lost))) as path:
        whole = path.read_bytes()
        seal = head_of(path).read_bytes()
        append(path, told(8))
        head_of(path).write_bytes(seal)  # a crash comes before the head is written
        written = path.read_bytes()
        at = data.draw(st.integers(len(whole) + 1, len(written) - 1))
        path.write_bytes(written[:at])
        torn = read_journal(path)
        assert kinds(torn) == ["torn"]
        assert not torn.sound
        after = append(path, told(9))
    assert after.decisions[:lost] == tuple(told(n) for n in range(lost))
    assert after.decisions[-1] == told(9)
    assert after.sound
    if at < len(written) - 1:
        assert [(p.kind, p.settled) for p in after.problems] == [("torn", True)]


def test_a_torn_line_named_by_the_next_cannot_be_changed() -> None:
    """What a crash left is bound into the chain as well."""
    with stored(told(1)) as path:
        with path.open("ab") as file:
            file.write(b'{"before":"torn')
        assert append(path, told(2)).sound
        path.write_bytes(path.read_bytes().replace(b"torn", b"TORN", 1))
        assert kinds(read_journal(path)) == ["changed"]


def test_a_full_disk_is_told_and_nothing_before_is_lost(monkeypatch: pytest.MonkeyPatch) -> None:
    """Half a line and an error: the journal still reads, and the next decision is whole."""
    with stored(told(1)) as path:
        true_write = os.write
        monkeypatch.setattr(journal_module.os, "write", _half_then_full(true_write))
        with pytest.raises(OSError, match="full"):
            append(path, told(2))
        monkeypatch.setattr(journal_module.os, "write", true_write)
        assert kinds(read_journal(path)) == ["torn"]
        assert append(path, told(3)).decisions == (told(1), told(3))


def _half_then_full(write):
    calls = []

    def half(file, text):
        calls.append(file)
        if len(calls) > 1:
            raise OSError(28, "full")
        return write(file, bytes(text)[: len(text) // 2])

    return half


# --- several writers ----------------------------------------------------------------


@given(st.lists(st.sampled_from("ab"), min_size=1, max_size=8))
@settings(max_examples=40)
def test_any_order_of_two_writers_keeps_all(turns: str) -> None:
    """Whoever writes when, every line is there, in its order, and the chain holds."""
    with stored() as path:
        for number, who in enumerate(turns):
            append(path, told(number, reason=who))
        found = read_journal(path)
    assert [one.reason for one in found.decisions] == list(turns)
    assert found.problems == ()


def test_threads_lose_nothing(tmp_path: Path) -> None:
    """Four threads of one kernel write at once."""
    path = tmp_path / "decisions.jsonl"

    def write(who: int) -> None:
        for number in range(10):
            append(path, told(10 * who + number))

    threads = [threading.Thread(target=write, args=(who,)) for who in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    found = read_journal(path)
    assert {one.fingerprint for one in found.decisions} == {f"{n:016x}" for n in range(40)}
    assert found.problems == ()


PROGRAM = """
import sys
from audit.review import Decision, append, read_journal
path, who = sys.argv[1:]
print("ready", flush=True)
sys.stdin.readline()
for number in range(25):
    append(path, Decision("dismiss", f"{who}{number}", "X", "r", who, "2026-03-01T09:30:00+08:00"))
    assert read_journal(path).sound
"""


def test_two_processes_lose_nothing(tmp_path: Path) -> None:
    """Two people with the same unit open: 25 decisions each, all there, one chain."""
    path = tmp_path / "decisions.jsonl"
    running = [
        subprocess.Popen(
            [sys.executable, "-c", PROGRAM, path, who],
            cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE,
        )
        for who in ("a", "b")
    ]  # fmt: skip
    for process in running:
        assert process.stdout is not None
        process.stdout.readline()
    ended = [process.communicate(b"go\n", timeout=120) for process in running]
    assert [process.returncode for process in running] == [0, 0], ended
    found = read_journal(path)
    for who in ("a", "b"):
        mine = [one.fingerprint for one in found.decisions if one.name == who]
        assert mine == [f"{who}{number}" for number in range(25)]
    assert found.problems == ()


def test_a_journal_put_in_its_place_meanwhile_gets_the_decision() -> None:
    """An editor that saves by renaming does not swallow what is written next."""
    with stored(told(1)) as path:
        copy = path.with_name("copy")
        copy.write_bytes(path.read_bytes())
        with locked(path, writing=True):
            copy.replace(path)
            append(path, told(2))
        assert read_journal(path).decisions == (told(1), told(2))


def test_a_lock_that_is_not_let_go_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    """After the patience is over the sentence says what to do; nothing was written."""
    monkeypatch.setattr("audit.review.locks._PATIENCE", 0.05)
    with stored(told(1)) as path, locked(path, writing=True):
        with pytest.raises(JournalBusy, match="稍后重试"):
            append(path, told(2))
        with pytest.raises(JournalBusy):
            read_journal(path)
