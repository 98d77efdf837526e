"""How kernels are reached: by sockets in a folder of their own, so that no two meet.

Over TCP parallel kernels race for ports, and jupyter's default socket names are the same
for every kernel of a working folder.
"""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any


@contextmanager
def own_sockets() -> Iterator[dict[str, Any]]:
    """Yield the options for one kernel's client; nothing where there are no local sockets."""
    from traitlets.config import Config

    if os.name != "posix":
        yield {}
        return
    with tempfile.TemporaryDirectory(prefix="audit-") as folder:
        manager = {"transport": "ipc", "ip": f"{folder}/k"}
        yield {"config": Config({"KernelManager": manager})}
