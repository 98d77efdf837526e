"""The workbench in a real JupyterLab, as `audit lab` opens it: run, filter, decide, come back."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from browser import PICTURES, Browser, Page
from lab import ROOT, Lab, workbench

NOTEBOOK = "desk/0_overview.ipynb"
_ROWS = "document.querySelectorAll('.audit-cell-lead_list tbody tr').length"


@pytest.fixture
def lab(browser: Browser, tmp_path: Path) -> Iterator[Lab]:
    """Return the workbench on the sample."""
    with workbench(tmp_path, ROOT / "data" / "sample.docx") as running:
        yield running


def test_a_decision_made_by_hand_is_there_after_a_restart(lab: Lab, page: Page) -> None:
    """Run All without an error, a filter changes the list, a decision is kept; no network."""
    lab.open(page, NOTEBOOK)
    lab.run_all(page)
    assert "大竹县社会保险事业管理局" in page.run("document.body.innerText")
    every = page.run(_ROWS)
    choose(page, ".audit-severity select", "矛盾")
    page.wait(f"{_ROWS} < {every} && {_ROWS} > 0")
    assert page.run(
        "[...document.querySelectorAll('.audit-cell-lead_list tbody tr')]"
        ".every(e=>e.innerText.includes('矛盾'))"
    )
    show(page, ".audit-severity", "lab-filter")
    choose(page, ".audit-severity select", "全部")
    page.wait(f"{_ROWS} === {every}")
    show(page, ".audit-lead", "lab-lead")
    decide(page, "审计员甲")
    (journal,) = lab.folder.rglob("decisions.jsonl")
    assert json.loads(journal.read_text("utf-8").splitlines()[-1])["name"] == "审计员甲"
    lab.restart(page)
    page.wait("document.querySelector('.audit-cell-decision_list').innerText.includes('审计员甲')")
    show(page, ".audit-cell-decision_list", "lab-restarted", "center")
    outputs = [out for cell in lab.save(page, NOTEBOOK)["cells"] for out in cell.get("outputs", ())]
    assert outputs
    assert [out for out in outputs if out["output_type"] == "error"] == []
    own = (lab.address, lab.address.replace("http", "ws"), "data:", "blob:")
    assert [one for one in page.requests if not one.startswith(own)] == []
    assert page.dialogs == []


def choose(page: Page, selector: str, option: str) -> None:
    """Choose an entry of a drop-down as a browser tells it."""
    page.run(
        f"(()=>{{const e=document.querySelector({json.dumps(selector)});"
        f"e.selectedIndex=[...e.options].findIndex(o=>o.text==={json.dumps(option)});"
        "e.dispatchEvent(new Event('change',{bubbles:true}))})()"
    )


def decide(page: Page, name: str) -> None:
    """Confirm the lead in sight under a name."""
    page.click(".audit-name input")
    page.send("Input.insertText", text=name)
    page.press("Tab")
    page.click(".audit-confirm")
    page.wait("document.querySelector('.audit-decide [role=status]')!==null")
    show(page, ".audit-decide", "lab-decided", "center")


def show(page: Page, selector: str, name: str, where: str = "start") -> None:
    """Take a picture with an element in sight."""
    page.run(f"document.querySelector('{selector}').scrollIntoView({{block:'{where}'}})")
    page.picture(PICTURES / f"{name}.png")
