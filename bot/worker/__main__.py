"""The worker, `python -m bot.worker`: started by the bot, with an environment without secrets."""

from __future__ import annotations

from bot.intake.archives import part_of
from bot.intake.drafts import read_drafts
from bot.intake.member_files import read_member_file
from bot.intake.tables import read_table, read_together
from bot.worker.serve import serve

if __name__ == "__main__":
    serve(
        {
            "drafts": read_drafts,
            "table": read_table,
            "together": read_together,
            "member": read_member_file,
            "part": part_of,
        }
    )
