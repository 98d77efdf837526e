"""Notebooks and reports for one unit or for many, each unit in a folder of its own."""

from __future__ import annotations

from audit.batch.many import BatchRun, run_batch
from audit.batch.one import UnitRun, run_unit

__all__ = ["BatchRun", "UnitRun", "run_batch", "run_unit"]
