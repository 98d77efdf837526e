"""Chromium over its DevTools protocol: pages, clicks, pictures, printing, and what it asked for.

A WebSocket and JSON are all that is needed; the client of the former comes with JupyterLab. No
driver program has to match the browser's version.
"""

from __future__ import annotations

import base64
import json
import os
import shutil
import subprocess
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from types import TracebackType
from typing import Any, Self

import websocket

WORK = Path(__file__).resolve().parents[2] / ".e2e"
PICTURES = WORK / "pictures"
NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
_QUIET = (
    "--headless=new --no-sandbox --disable-gpu --hide-scrollbars --no-first-run --mute-audio"
    " --disable-background-networking --disable-component-update --disable-sync"
    " --disable-extensions --disable-dev-shm-usage --remote-debugging-port=0"
    " --remote-allow-origins=* --force-prefers-reduced-motion"
)
# every name leads nowhere but the machine itself
OFFLINE = "--host-resolver-rules=MAP * ~NOTFOUND , EXCLUDE 127.0.0.1 , EXCLUDE localhost"


_GRAVE = ("serious", "critical")


def browser_program() -> str | None:
    """Return Chromium's path: AUDIT_CHROMIUM, or the first of the usual names."""
    told = os.environ.get("AUDIT_CHROMIUM")
    return told or next(filter(None, map(shutil.which, NAMES)), None)


@contextmanager
def chromium(program: str, width: int = 1440, height: int = 900) -> Iterator[Browser]:
    """Start a browser of its own, without network, and end it with all its children."""
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as profile:
        command = [program, *_QUIET.split(), OFFLINE, f"--user-data-dir={profile}"]
        command += [f"--window-size={width},{height}", "about:blank"]
        process = subprocess.Popen(
            command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, start_new_session=True
        )
        try:
            yield Browser(_port(Path(profile), process))
        finally:
            process.terminate()
            try:
                process.wait(10)
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait(10)


def _port(profile: Path, process: subprocess.Popen[bytes]) -> int:
    """Return the port that the browser wrote into its profile."""
    told = profile / "DevToolsActivePort"
    wait_until(
        lambda: (told.exists() and "\n" in told.read_text()) or process.poll() is not None, 30
    )
    return int(told.read_text().splitlines()[0])


def wait_until(done: Callable[[], object], seconds: float = 20) -> None:
    """Wait until something is true; raises TimeoutError."""
    end = time.monotonic() + seconds
    while not done():
        if time.monotonic() > end:
            raise TimeoutError(f"nothing after {seconds} s")
        time.sleep(0.05)


class Browser:
    """A running browser; `page` opens a tab."""

    def __init__(self, port: int) -> None:
        self.port = port

    def page(self, address: str = "about:blank", **options: Any) -> Page:
        """Open a tab; `options` are those of `Page.open`."""
        import urllib.request

        request = urllib.request.Request(
            f"http://127.0.0.1:{self.port}/json/new?about:blank", method="PUT"
        )
        with urllib.request.urlopen(request) as answer:
            told = json.load(answer)
        page = Page(told["webSocketDebuggerUrl"])
        if address != "about:blank":
            page.open(address, **options)
        return page


class Page:
    """A tab. It remembers each request, dialog and script error since it was opened."""

    def __init__(self, address: str) -> None:
        self._socket = websocket.create_connection(address, timeout=60, max_size=None)
        self._number = 0
        self.requests: list[str] = []
        self.dialogs: list[str] = []
        self.errors: list[str] = []
        self._loaded = False
        for domain in ("Page", "Network", "Runtime", "DOM", "Accessibility"):
            self.send(f"{domain}.enable")

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        fault: BaseException | None,
        at: TracebackType | None,
    ) -> None:
        self.close()

    def close(self) -> None:
        """Close the tab."""
        self.send("Page.close")
        self._socket.close()

    def send(self, method: str, **parameters: Any) -> dict[str, Any]:
        """Send a command and return its answer; what happens meanwhile is noted."""
        self._number += 1
        number = self._number
        self._socket.send(json.dumps({"id": number, "method": method, "params": parameters}))
        while True:
            told = self._receive()
            if told.get("id") == number:
                if "error" in told:
                    raise RuntimeError(f"{method}: {told['error']}")
                return told["result"]

    def _receive(self) -> dict[str, Any]:
        told: dict[str, Any] = json.loads(self._socket.recv())
        method, parameters = told.get("method"), told.get("params", {})
        if method == "Network.requestWillBeSent":
            self.requests.append(parameters["request"]["url"])
        elif method == "Page.javascriptDialogOpening":
            self.dialogs.append(parameters["message"])
            self._number += 1
            answer = {"id": self._number, "method": "Page.handleJavaScriptDialog"}
            self._socket.send(json.dumps({**answer, "params": {"accept": True}}))
        elif method == "Runtime.exceptionThrown":
            self.errors.append(parameters["exceptionDetails"].get("text", ""))
        elif method == "Page.loadEventFired":
            self._loaded = True
        return told

    def open(
        self, address: str, *, width: int = 1440, height: int = 900, dark: bool = False
    ) -> None:
        """Go to an address and wait until it is loaded."""
        self.shape(width, height, dark=dark)
        self._loaded = False
        self.send("Page.navigate", url=address)
        while not self._loaded:
            self._receive()

    def shape(self, width: int, height: int, *, dark: bool = False) -> None:
        """Set the window's size and the colours that the reader prefers."""
        self.send(
            "Emulation.setDeviceMetricsOverride",
            width=width, height=height, deviceScaleFactor=1, mobile=width < 600,
        )  # fmt: skip
        scheme = {"name": "prefers-color-scheme", "value": "dark" if dark else "light"}
        self.send("Emulation.setEmulatedMedia", features=[scheme])

    def run(self, script: str) -> Any:
        """Return what a script gives, a promise's outcome; raises RuntimeError for its error."""
        told = self.send(
            "Runtime.evaluate", expression=script, returnByValue=True, awaitPromise=True
        )
        if "exceptionDetails" in told:
            raise RuntimeError(told["exceptionDetails"]["exception"].get("description", ""))
        return told["result"].get("value")

    def wait(self, script: str, seconds: float = 20) -> None:
        """Wait until a script gives something true."""
        wait_until(lambda: self.run(script), seconds)

    def click(self, selector: str) -> None:
        """Click the middle of the first element of a selector, as a mouse does."""
        place = None
        while place != (place := self._middle(selector)):
            time.sleep(0.05)  # until nothing moves any more
        for kind in ("mouseMoved", "mousePressed", "mouseReleased"):
            pressed = {} if kind == "mouseMoved" else {"button": "left", "clickCount": 1}
            self.send("Input.dispatchMouseEvent", type=kind, x=place[0], y=place[1], **pressed)

    def _middle(self, selector: str) -> list[float]:
        """Bring an element into sight and return where its middle is."""
        return self.run(
            f"(()=>{{const e=document.querySelector({json.dumps(selector)});"
            "e.scrollIntoView({block:'center',behavior:'instant'});"
            "const b=e.getClientRects()[0];return [b.x+b.width/2,b.y+b.height/2]})()"
        )

    def press(self, key: str) -> None:
        """Press a key, such as Tab or Enter."""
        codes = {"Tab": 9, "Enter": 13, "Escape": 27}
        text = {"text": "\r"} if key == "Enter" else {}
        for kind in ("keyDown", "keyUp"):
            self.send(
                "Input.dispatchKeyEvent", type=kind, key=key, code=key,
                windowsVirtualKeyCode=codes[key], **(text if kind == "keyDown" else {}),
            )  # fmt: skip

    def picture(self, target: Path, *, whole: bool = False) -> Path:
        """Write a picture of the window, or of the whole page, as PNG."""
        told = self.send("Page.captureScreenshot", format="png", captureBeyondViewport=whole)
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(base64.b64decode(told["data"]))
        return target

    def print(self, target: Path) -> Path:
        """Print the page to PDF with the page size of its own style."""
        told = self.send(
            "Page.printToPDF", preferCSSPageSize=True, printBackground=False,
            transferMode="ReturnAsBase64",
        )  # fmt: skip
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(base64.b64decode(told["data"]))
        return target


def grave_faults(page: Page, axe: str, *, only: tuple[str, ...] = ()) -> list[str]:
    """Return the serious and critical faults that axe-core finds, a line each.

    `only` names the rules to apply instead of all.

    The page's own policy forbids scripts; the debugger may run one all the same.
    """
    page.run(f"{axe};0")
    options = {"resultTypes": ["violations"], **({"runOnly": list(only)} if only else {})}
    told = page.run(
        f"axe.run(document,{json.dumps(options)}).then(r=>JSON.stringify(r.violations))"
    )
    return [
        f"{fault['id']}: {node['html'][:160]} {node['failureSummary'][:200]}"
        for fault in json.loads(told)
        if fault["impact"] in _GRAVE
        for node in fault["nodes"][:3]
    ]
