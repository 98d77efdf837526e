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
_SETTINGS = {
    "notebook-extension/tracker": {"windowingMode": "none"},  # else cells out of sight are empty
    "apputils-extension/notification": {"fetchNews": "false", "checkForUpdates": False},
}


@contextmanager
def jupyterlab(folder: Path) -> Iterator[Lab]:
    """Start JupyterLab on a folder, with settings of its own, and end it afterwards."""
    token, port = secrets.token_hex(8), _free_port()
    settings = folder / ".settings"
    places = {"JUPYTER_CONFIG_DIR": "config", "JUPYTER_DATA_DIR": "data", "IPYTHONDIR": "ipython"}
    for name, chosen in _SETTINGS.items():
        file = settings / "user" / "@jupyterlab" / f"{name}.jupyterlab-settings"
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(json.dumps(chosen), "utf-8")
    environment = {
        **os.environ,
        **{name: str(settings / where) for name, where in places.items()},
        "PYTHONPATH": str(ROOT),
        "JUPYTERLAB_SETTINGS_DIR": str(settings / "user"),
        "JUPYTERLAB_WORKSPACES_DIR": str(settings / "workspaces"),
    }
    command = [sys.executable, "-m", "jupyterlab", "--no-browser", f"--ServerApp.port={port}"]
    command += [f"--IdentityProvider.token={token}", "--ServerApp.port_retries=0"]
    command += [f"--ServerApp.root_dir={folder}", "--allow-root"]
    with Path(folder, ".lab.log").open("w") as log:
        process = subprocess.Popen(
            command, env=environment, stdout=log, stderr=log, start_new_session=True
        )
        lab = Lab(f"http://127.0.0.1:{port}", token, folder)
        try:
            wait_until(lambda: lab.answers() or process.poll() is not None, 60)
            yield lab
        finally:
            process.terminate()
            process.wait(20)


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
        found = f"[...document.querySelectorAll('.lm-MenuBar-item')].find(e=>e.innerText.trim()==={json.dumps(menu)})"
        page.wait(f"({found})!==undefined")
        page.run(f"{found}.dataset.chosen='yes'")
        page.click(".lm-MenuBar-item[data-chosen]")
        page.run("document.querySelectorAll('[data-chosen]').forEach(e=>delete e.dataset.chosen)")
        page.wait(f"document.querySelector({json.dumps(entry)})!==null")
        page.click(entry)

    def run_all(self, page: Page, seconds: float = 60) -> None:
        """Run every cell of a notebook without outputs, and wait until each has run."""
        prompts = "[...document.querySelectorAll('.jp-CodeCell .jp-InputPrompt')]"
        self.command(page, "Run", "runmenu:run-all")
        page.wait(f"{prompts}.some(e=>/[*\\d]/.test(e.innerText))")
        page.wait(f"{prompts}.every(e=>/\\d/.test(e.innerText))", seconds)

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
