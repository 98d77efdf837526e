"""Read every figure as cut off after its last digit instead of rounded to it.

Some ministries' tables drop the digits beyond; then 674.37 stands for 674.37 up to, but not
including, 674.38. Nothing else of what was read changes.
"""

from __future__ import annotations

from dataclasses import fields, is_dataclass, replace
from typing import Any, TypeVar

from audit.document import Document, Span
from audit.editions import Edition
from audit.facts import Facts
from audit.model import Fact

T = TypeVar("T")
_LEFT = (Document, Edition, Span, str)  # hold no figure


def cut_off(facts: Facts) -> Facts:
    """Return the same disclosure, and those beside it, with figures that were cut off."""
    return _cut(facts, {})


def _cut(thing: T, seen: dict[int, Any]) -> T:
    """Return `thing` with every figure inside it marked; each record is made once."""
    if thing is None or isinstance(thing, _LEFT):
        return thing
    if id(thing) not in seen:
        seen[id(thing)] = _made(thing, seen)
    done: T = seen[id(thing)]
    return done


def _made(thing: Any, seen: dict[int, Any]) -> Any:
    if isinstance(thing, Fact):
        return replace(thing, cut=True)
    if isinstance(thing, tuple):
        return tuple(_cut(item, seen) for item in thing)
    if isinstance(thing, dict):
        return {key: _cut(value, seen) for key, value in thing.items()}
    if is_dataclass(thing) and not isinstance(thing, type):
        own = {field.name: getattr(thing, field.name) for field in fields(thing) if field.init}
        new = {name: _cut(value, seen) for name, value in own.items()}
        same = all(new[name] is value for name, value in own.items())
        return thing if same else replace(thing, **new)
    return thing
