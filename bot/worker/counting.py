"""Many ballots counted in a process of their own, `python -m bot.worker.counting`, which ends with the count.

Counting is pure Python, so in a thread it would take turns with everything else that the bot does.
"""

from __future__ import annotations

import logging
import pickle
import subprocess
import sys
from collections.abc import Sequence

from bot.domain.ballot_lines import count_lines
from bot.domain.ballots import Method, Option, Tally, TieBreak
from bot.worker import frames
from bot.worker.process import environment

_log = logging.getLogger(__name__)

#: Fewer are counted before a process has started: 2,000 take some 15 ms in all.
FEW = 2_000
#: A hundred times what 10,000 ballots over 10 options take.
SECONDS = 60.0
PROGRAM = (sys.executable, "-P", "-W", "ignore", "-m", "bot.worker.counting")


def counted(
    method: Method,
    options: Sequence[Option],
    lines: Sequence[str],
    tie_break: TieBreak,
    program: Sequence[str] = PROGRAM,
) -> Tally:
    """Count ballots given as lines; blocks, so it is for a thread. Many leave the process, which may fail to start."""
    if len(lines) <= FEW:
        return count_lines(method, options, lines, tie_break)
    try:
        return _apart(program, pickle.dumps((method, list(options), "\n".join(lines), tie_break)))
    except (OSError, ValueError, subprocess.SubprocessError) as error:
        _log.warning("%d ballots are counted beside everything else: %s", len(lines), error)
        return count_lines(method, options, lines, tie_break)


def _apart(program: Sequence[str], question: bytes) -> Tally:
    """Return what the process counts; raise OSError, SubprocessError or ValueError where it does not."""
    told = subprocess.run(
        program, input=question, stdout=subprocess.PIPE, timeout=SECONDS, check=True, env=environment()
    )
    tally = frames.open_reading(told.stdout)
    if not isinstance(tally, Tally):
        raise frames.SpoiledError("the process told something else than a count")
    return tally


def main() -> None:
    """Count what comes in, and say what came of it."""
    method, options, lines, tie_break = pickle.loads(sys.stdin.buffer.read())
    sys.stdout.buffer.write(pickle.dumps(count_lines(method, options, lines.split("\n"), tie_break)))


if __name__ == "__main__":
    main()
