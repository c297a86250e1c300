"""A worker whose readings do what the bytes say, as a hostile file might make a parser do."""

import ctypes
import os
import pickle
import re
import signal
import socket
import stat
import subprocess
import sys
import time
from pathlib import Path

from bot.domain.drafts import nothing_read
from bot.intake.reading import PageReading, Problem, ReadFilm
from bot.intake.rows import Row, RowKind, TableReading, unreadable
from bot.worker.serve import serve


class Command:
    """Run a program when it is unpickled."""

    def __reduce__(self):
        return os.system, ("true",)


class Deadly:
    """End the worker when it is pickled."""

    def __reduce__(self):
        os._exit(0)


def misbehave(order):
    match order:
        case ["exit"]:
            os._exit(0)
        case ["killed"]:
            os.kill(os.getpid(), signal.SIGKILL)
        case ["segfault"]:
            ctypes.string_at(0)
        case ["memory"]:
            return bytearray(4_000_000_000)
        case ["regex"]:
            return re.match(r"(?:a|a)+$", "a" * 60 + "b")
        case ["print"]:
            sys.stdout.write("Something a library had to say")
            sys.stdout.flush()
        case ["garbage"]:
            os.write(max(filter(is_pipe, range(3, 20))), b"\x80\xff" * 5000)
        case ["command"]:
            return Command()
        case ["bomb"]:
            return pickle
        case ["strange"]:
            return complex(1, 2)
        case ["connect"]:
            socket.create_connection(("127.0.0.1", 9))
        case ["program"]:
            subprocess.run(["true"], check=True)
        case ["write", path]:
            Path(path).write_text("something")
        case ["environment"]:
            return sorted(os.environ)
        case ["wait"]:
            sys.stderr.write("waiting")
            sys.stderr.flush()
            time.sleep(600)
    return None


def is_pipe(fd):
    try:
        return stat.S_ISFIFO(os.fstat(fd).st_mode)
    except OSError:
        return False


def drafts(name, data):
    said = misbehave(data.decode().split()) if name == "order" else None
    if isinstance(said, list):
        return [nothing_read(name, " ".join(said))]
    return [nothing_read(name, "done")] if said is None else said


def together(files, lost, begin):
    return [part(name, data, lost.get(at), begin, at) for at, (name, data) in enumerate(files)]


def part(name, data, lost, begin, at):
    begin(at)
    if lost:
        return unreadable(name, lost)
    if name == "order":
        misbehave(data.decode().split())
    if name.endswith(".txt"):
        from bot.intake.pages import read_page  # half a second, for the few tests that want a page read

        return read_page(name, data)
    return PageReading(name, False, "done", (Problem(None, "done"),))


def table(name, data, mapping, films):
    """Return a long table with something among its last rows that is no row."""
    rows = [Row(number, number, ReadFilm("Salt Harbour"), RowKind.WATCHED) for number in range(1000)]
    strange = {"deadly": Deadly, "command": Command, "strange": complex}
    return TableReading(name, "table", (*rows, strange[data.decode()]()))


def out_of_archive(name, data, wanted):
    misbehave(data.decode().split())
    return wanted.encode()


if __name__ == "__main__":
    serve({"drafts": drafts, "together": together, "table": table, "part": out_of_archive})
