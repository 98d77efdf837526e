"""Kernels are reached by sockets of their own, and nothing of them stays behind."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from audit.batch.kernels import own_sockets


@pytest.mark.skipif(os.name != "posix", reason="local sockets need a POSIX system")
def test_two_kernels_never_share_a_socket() -> None:
    """Each run gets a folder of its own, short enough for a socket, removed afterwards."""
    with own_sockets() as one, own_sockets() as two:
        places = [Path(options["config"].KernelManager.ip) for options in (one, two)]
        assert places[0] != places[1]
        assert all(place.parent.is_dir() for place in places)
        assert all(len(str(place)) < 90 for place in places)
    assert not any(place.parent.exists() for place in places)


def test_systems_without_local_sockets_use_the_default(monkeypatch: pytest.MonkeyPatch) -> None:
    """Elsewhere the client's own default transport is kept."""
    monkeypatch.setattr("audit.batch.kernels.os.name", "nt")
    with own_sockets() as options:
        assert options == {}
