"""A JupyterLab of its own for a test: started on a folder, driven as a person does."""

from __future__ import annotations

import json
import os
import secrets
import socket
import subprocess
import sys
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import quote

from browser import Page, wait_until

ROOT = Path(__file__).resolve().parents[2]
_PROMPTS = "[...document.querySelectorAll('.jp-CodeCell .jp-InputPrompt')]"
_SETTINGS = {
    "notebook-extension/tracker": {"windowingMode": "none"},  # else cells out of sight are empty
    "apputils-extension/notification": {"fetchNews": "false", "checkForUpdates": False},
}


@contextmanager
def workbench(folder: Path, document: Path) -> Iterator[Lab]:
    """Start `audit lab` on a document, with settings of its own, and end it afterwards."""
    token, port = secrets.token_hex(8), _free_port()
    command = [sys.executable, "-m", "audit", "lab", str(document), "--dir", str(folder / "desk")]
    command += ["--no-browser", "--allow-root", f"--port={port}"]
    with Path(folder, "lab.log").open("w") as log:
        process = subprocess.Popen(
            command,
            env=_environment(folder / "settings", token),
            stdout=log,
            stderr=log,
            start_new_session=True,
        )
        lab = Lab(f"http://127.0.0.1:{port}", token, folder)
        try:
            wait_until(lambda: lab.answers() or process.poll() is not None, 60)
            yield lab
        finally:
            process.terminate()
            process.wait(20)


def _environment(settings: Path, token: str) -> dict[str, str]:
    """Return where a JupyterLab keeps what is its own, so that it knows nothing of a person's."""
    for name, chosen in _SETTINGS.items():
        file = settings / "user" / "@jupyterlab" / f"{name}.jupyterlab-settings"
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(json.dumps(chosen), "utf-8")
    places = {
        "JUPYTER_CONFIG_DIR": "config",
        "JUPYTER_DATA_DIR": "data",
        "IPYTHONDIR": "ipython",
        "JUPYTERLAB_SETTINGS_DIR": "user",
        "JUPYTERLAB_WORKSPACES_DIR": "workspaces",
    }
    own = {name: str(settings / where) for name, where in places.items()}
    return {**os.environ, **own, "PYTHONPATH": str(ROOT), "JUPYTER_TOKEN": token}


class Lab:
    """A running JupyterLab: its address, its folder."""

    def __init__(self, address: str, token: str, folder: Path) -> None:
        self.address, self.token, self.folder = address, token, folder

    def answers(self) -> bool:
        """Return whether the server is up."""
        try:
            with urllib.request.urlopen(f"{self.address}/api/status?token={self.token}") as told:
                return told.status == 200
        except OSError:
            return False

    def open(self, page: Page, notebook: str) -> None:
        """Open a notebook and wait until its kernel is idle."""
        page.open(f"{self.address}/lab/tree/{quote(notebook)}?token={self.token}", height=1100)
        page.wait("document.querySelectorAll('.jp-Notebook .jp-Cell').length > 3", 60)
        wait_until(self.is_ready, 60)

    def is_ready(self) -> bool:
        """Return whether a kernel is connected and idle."""
        with urllib.request.urlopen(f"{self.address}/api/kernels?token={self.token}") as told:
            kernels = json.load(told)
        return any(one["connections"] and one["execution_state"] == "idle" for one in kernels)

    def command(self, page: Page, menu: str, command: str) -> None:
        """Choose an entry of a menu by mouse, e.g. `Run` and `runmenu:run-all`."""
        entry = f".lm-Menu-item[data-command='{command}']"
        found = (
            "[...document.querySelectorAll('.lm-MenuBar-item')]"
            f".find(e=>e.innerText.trim()==={json.dumps(menu)})"
        )
        page.wait(f"({found})!==undefined")
        page.run(f"{found}.dataset.chosen='yes'")
        page.click(".lm-MenuBar-item[data-chosen]")
        page.run("document.querySelectorAll('[data-chosen]').forEach(e=>delete e.dataset.chosen)")
        page.wait(f"document.querySelector({json.dumps(entry)})!==null")
        page.click(entry)

    def run_all(self, page: Page, seconds: float = 60) -> None:
        """Run every cell of a notebook without outputs, and wait until each has run."""
        self.command(page, "Run", "runmenu:run-all")
        self._wait_for_all(page, seconds)

    def restart(self, page: Page, seconds: float = 60) -> None:
        """Restart the kernel and run every cell again."""
        self.command(page, "Run", "runmenu:restart-and-run-all")
        page.wait("document.querySelector('.jp-Dialog .jp-mod-accept')!==null")
        page.click(".jp-Dialog .jp-mod-accept")
        page.wait(f"{_PROMPTS}.some(e=>/\\*/.test(e.innerText))")
        self._wait_for_all(page, seconds)

    @staticmethod
    def _wait_for_all(page: Page, seconds: float) -> None:
        page.wait(f"{_PROMPTS}.some(e=>/[*\\d]/.test(e.innerText))")
        page.wait(f"{_PROMPTS}.every(e=>/\\d/.test(e.innerText))", seconds)

    def save(self, page: Page, notebook: str) -> dict[str, object]:
        """Save the notebook by the menu and return what then lies on the disk."""
        path = self.folder / notebook
        before = path.stat().st_mtime_ns
        self.command(page, "File", "docmanager:save")
        wait_until(lambda: path.stat().st_mtime_ns != before, 20)
        told: dict[str, object] = json.loads(path.read_text("utf-8"))
        return told


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])
