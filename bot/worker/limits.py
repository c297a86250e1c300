"""What the operating system and Python hold a worker to, whatever a file makes it do."""

from __future__ import annotations

import contextlib
import math
import os
import signal
import sys
from collections.abc import Iterator
from typing import Any

#: Address space, not memory in use: a worker at rest has mapped about a quarter of it.
MEMORY = 1_000_000_000
_FORBIDDEN = (
    "socket.connect", "socket.bind", "socket.sendto", "socket.sendmsg", "socket.getaddrinfo", "socket.gethostbyname",
    "subprocess.Popen", "os.system", "os.exec", "os.posix_spawn", "os.spawn", "os.fork", "os.forkpty",
    "os.mkdir", "os.remove", "os.rename", "os.rmdir", "os.chmod", "os.link", "os.symlink", "os.truncate",
)  # fmt: skip
_WRITING = os.O_WRONLY | os.O_RDWR | os.O_CREAT


def lock() -> None:
    """Give up the network, other programs, changes to files, and memory without end; for the rest of the process.

    The audit hook stops Python code; lxml is told `no_network` where it parses. https://peps.python.org/pep-0578/
    """
    sys.addaudithook(_refuse)
    if sys.platform != "win32":
        import resource

        for kind, most in ((resource.RLIMIT_AS, MEMORY), (resource.RLIMIT_CORE, 0)):
            # macOS knows RLIMIT_AS and takes no value for it.
            with contextlib.suppress(ValueError, OSError):
                resource.setrlimit(kind, (most, most))


def _refuse(event: str, given: tuple[Any, ...]) -> None:
    if event in _FORBIDDEN or (event == "open" and given[2] & _WRITING):
        raise PermissionError(f"a worker only reads: {event} is not for it")


@contextlib.contextmanager
def ends_after(seconds: float) -> Iterator[None]:
    """End the process when the body takes longer than so many seconds.

    The bot ends a worker that takes too long; this is for a worker that outlives its bot in the middle of a file.
    """
    if sys.platform != "win32":
        signal.alarm(math.ceil(seconds))  # the default action ends the process also inside a regular expression
    yield
    if sys.platform != "win32":
        signal.alarm(0)
