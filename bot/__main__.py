"""The command line: `python -m bot run | demo | import | extract | count | catalogue | titles | doctor`."""

from __future__ import annotations

import argparse
import asyncio
import contextlib
import gc
import logging
import signal
import sys
from collections.abc import Coroutine, Sequence
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from typing import Any

import aiohttp
import discord
from pydantic import ValidationError

from bot import catalogue, count, demo, doctor, extract
from bot.bring import bring, look
from bot.client import open_bot
from bot.domain.errors import UserError
from bot.settings import Settings, from_environment

REFUSED = 2  # the exit status of a call that a person has to mend
NO_TOKEN = (
    "Matinee needs the token of your bot: make one at https://discord.com/developers/applications (Bot, Reset Token),"
    " copy .env.example to .env and put it behind DISCORD_TOKEN=. To try it without any token: make demo."
)
BAD_TOKEN = (
    "Discord refused the token in DISCORD_TOKEN. Reset it at https://discord.com/developers/applications (Bot, Reset"
    " Token) and put the new one into .env. To try Matinee without any token: make demo."
)

UNREACHED = "Discord cannot be reached from here ({}). Nothing was lost; check this machine's network and start again."


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command and return its exit status: 0 well, 1 something to mend, 2 refused with a sentence."""
    asked = _parser().parse_args(arguments)
    try:
        settings = from_environment()
        _log_to_terminal(settings, quiet=asked.command != "run")
        return int(_finish(asked.work(asked, settings)))
    except ValidationError as error:
        for problem in error.errors():
            print(f"{problem['loc'][0]}: {problem['msg']}. See .env.example.", file=sys.stderr)
    except UserError as error:
        print(error, file=sys.stderr)
    return REFUSED


def _finish(work: Coroutine[Any, Any, int]) -> int:
    try:
        return asyncio.run(work)
    except KeyboardInterrupt:
        return 0


async def _run(asked: argparse.Namespace, settings: Settings) -> int:
    token = settings.discord_token.get_secret_value().strip() if settings.discord_token else ""
    if not token:
        raise UserError(NO_TOKEN)
    async with open_bot(settings) as bot:
        gc.freeze()  # what is loaded stays: no collection need walk it again, with the loop waiting
        # Hosts stop a process with SIGTERM: what is being saved is finished and the files are closed.
        asyncio.get_running_loop().add_signal_handler(signal.SIGTERM, lambda: asyncio.ensure_future(bot.close()))
        try:
            await bot.start(token)
        except discord.LoginFailure as error:
            raise UserError(BAD_TOKEN) from error
        except (OSError, aiohttp.ClientError, discord.GatewayNotFound, discord.DiscordServerError) as error:
            raise UserError(UNREACHED.format(getattr(error, "strerror", None) or error)) from error
    return 0


async def _demo(asked: argparse.Namespace, settings: Settings) -> int:
    say = partial(print, flush=True)
    await demo.run_demo(asked.data, asked.port, asked.browser, say, next_week=asked.next_week)
    return 0


async def _doctor(asked: argparse.Namespace, settings: Settings) -> int:
    findings = [finding async for finding in doctor.examine(settings, datetime.now(UTC))]
    print("\n".join(map(str, findings)))
    return 1 if any(finding.mend for finding in findings) else 0


async def _extract(asked: argparse.Namespace, settings: Settings) -> int:
    return extract.print_readings(asked.files, as_json=asked.json)


async def _count(asked: argparse.Namespace, settings: Settings) -> int:
    return count.print_count(asked.file)


async def _import(asked: argparse.Namespace, settings: Settings) -> int:
    if asked.dry_run:
        return await look(settings, asked.files, asked.guild)
    return await bring(settings, asked.files, asked.guild, datetime.now(UTC))


def _server_id(typed: str) -> int:
    """Read a server's id; raise ArgumentTypeError for what is none, since films kept under it would never be seen."""
    if not (typed.isascii() and typed.isdigit() and 0 < int(typed) < 2**63):
        raise argparse.ArgumentTypeError(
            f"“{typed}” is no server's id: switch Discord's developer mode on and copy it from the server's menu"
        )
    return int(typed)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m bot", description="Matinee, a Discord bot for film clubs.")
    commands = parser.add_subparsers(dest="command", required=True, metavar="COMMAND")
    run = commands.add_parser("run", help="the bot in your server; needs DISCORD_TOKEN in .env")
    run.set_defaults(work=_run)
    demo_ = commands.add_parser("demo", help="an evening at the club in your browser; needs nothing")
    demo_.add_argument("--data", type=Path, metavar="DIR", help="keep the club in this folder")
    demo_.add_argument("--port", type=int, default=0, help="port on 127.0.0.1 (default: any free one)")
    demo_.add_argument("--no-browser", dest="browser", action="store_false", help="print the address only")
    demo_.add_argument("--next-week", action="store_true", help="begin a week later, with a new film of the week")
    demo_.set_defaults(work=_demo)
    import_ = commands.add_parser("import", help="bring reviews into a server: pages, tables, feeds, zips")
    import_.add_argument("files", nargs="+", type=Path, metavar="FILE")
    import_.add_argument("--guild", type=_server_id, required=True, metavar="ID", help="the server's id")
    import_.add_argument("--dry-run", action="store_true", help="say what it would do and change nothing")
    import_.set_defaults(work=_import)
    extract_ = commands.add_parser("extract", help="show what is read off pages, without keeping it")
    extract_.add_argument("files", nargs="+", type=Path, metavar="FILE")
    extract_.add_argument("--json", action="store_true", help="one JSON object a line, one line a file")
    extract_.set_defaults(work=_extract)
    count_ = commands.add_parser("count", help="count an exported poll again")
    count_.add_argument("file", type=Path, metavar="FILE", help="JSON or CSV of /poll export")
    count_.set_defaults(work=_count)
    catalogue.offer(commands)
    doctor_ = commands.add_parser("doctor", help="check settings, data folder, database, title index and clock")
    doctor_.set_defaults(work=_doctor)
    return parser


def _log_to_terminal(settings: Settings, *, quiet: bool) -> None:
    level = logging.WARNING if quiet else logging.getLevelName(settings.log_level)
    logging.basicConfig(level=level, format="%(asctime)s %(levelname)s %(name)s: %(message)s")
    # The bot has no voice; the warning that voice is missing would be the first thing an operator reads.
    logging.getLogger("discord.client").addFilter(lambda record: "voice" not in record.getMessage())
    # What cannot be read of a page is said in its reading; the library would say it again, and name no file.
    logging.getLogger("trafilatura").setLevel(logging.CRITICAL)


if __name__ == "__main__":
    with contextlib.suppress(BrokenPipeError):
        sys.exit(main())
