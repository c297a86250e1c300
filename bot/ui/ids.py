"""The custom_ids that the bot has ever sent: a prefix with its version, then whole numbers.

A new format takes a new prefix and the old one stays, so that a button of years ago still answers.
"""

from __future__ import annotations

RATE = "rate:v1"  # film, where the button stands
RATE_FORM = "rating:v1"  # film, where the button stood
UNRATE = "unrate:v1"  # film
SHARE = "share:v1"  # film
NOTES = "notes:v1"  # film, page
NOTE = "note:v1"  # film, member: opens a note that gives something away
READ = "read:v1"  # film; the chosen value is a review
CARD_PAGE = "card:v1"  # film, page of reviews
PICK = "pick:v1"  # film, what to go on with, half stars or 0: "did you mean"
FILM_FORM = "film:v1"  # film
EDIT_FILM = "edit-film:v1"  # film
ASK_MERGE = "ask-merge:v1"  # the film to merge away, the one that stays: asks first
MERGE_FILM = "merge-film:v1"  # the film to merge away, the one that stays
ASK_REMOVE = "ask-remove:v1"  # film: asks first
REMOVE_FILM = "remove-film:v1"  # film
LEAVE_FILM = "leave-film:v1"  # film: answers a question with no
UNDO_FILM = "undo-film:v1"  # film change

WATCH = "watch:v1"  # film: puts it on the member's watchlist
UNWATCH = "unwatch:v1"  # film, 0: off the server's list, 1: off that of whoever presses
REWATCH = "rewatch:v1"  # film, 0 or 1 as above, who had put it there: takes a removal back
WATCHLIST = "watchlist:v1"  # whose list (0: the server's), page
WATCH_AGAIN = "watch-again:v1"  # 0 or 1 as above: another film off that list, at random
DISCUSS = "discuss:v1"  # what it is (a place in db.discussions.KINDS), its id
SHOW_FILM = "show-film:v1"  # film: its card, privately
PRIVACY = "privacy:v1"  # 1: keep me out, 0: let me appear
ACTIVITY = "activity:v1"  # a place in settings_panel.ACTIVITY, 1: may be told, 0: may not

NOT_FOR_US = "not-for-us:v1"  # film: says so, or takes it back
WEEKLY_NOW = "weekly-now:v1"  # when it was asked (seconds since 1970): posts at once
WEEKLY_LEAVE = "weekly-leave:v1"  # always 0: answers the question with no
WEEKLY_QUIET = "weekly-quiet:v1"  # always 0: pings no role any more
WEEKLY_UNSKIP = "weekly-unskip:v1"  # the moment that was called off (seconds since 1970): takes that back

IMPORT_PASTE = "import-paste:v1"  # always 0: the form that takes a pasted page
IMPORT_OPEN = "import-open:v1"  # always 0; the chosen value is a batch
IMPORT_ITEM = "import-item:v1"  # batch, position: shows that review of a batch
IMPORT_SOURCE = "import-source:v1"  # batch, position: the page with its lines numbered
IMPORT_FIX = "import-fix:v1"  # batch, position; the chosen value is the number of a field
IMPORT_FIX_FORM = "import-fixed:v1"  # batch, position, number of a field
IMPORT_FILM = "import-film:v1"  # batch, position; the chosen value is a film as `Item.chosen` holds it
IMPORT_TAKE = "import-take:v1"  # batch, position, 1: it is a review, 0: leave it out
IMPORT_KEEP = "import-keep:v1"  # batch
IMPORT_DISCARD = "import-discard:v1"  # batch
IMPORT_LIST = "import-list:v1"  # batch, number of a verdict or 0 for all, page
IMPORT_SHOW = "import-show:v1"  # batch; the chosen value is the number of a verdict or 0: lists those
IMPORT_LOOK = "import-look:v1"  # batch; the chosen value is a position: shows that review
IMPORT_TABLE = "import-table:v1"  # batch, number of a table, page: what its columns were taken for
IMPORT_COLUMN = "import-column:v1"  # batch, number of a table; the chosen value is the number of a column
IMPORT_MEANS = "import-means:v1"  # batch, number of a table, number of a column; the chosen value: what it holds
IMPORT_TABLES = "import-tables:v1"  # batch; the chosen value is the number of a table: its columns
IMPORT_HISTORY = "import-history:v1"  # page
IMPORT_ASK_UNDO = "import-ask-undo:v1"  # batch: asks first
IMPORT_UNDO = "import-undo:v1"  # batch
IMPORT_FATES = "import-fates:v1"  # batch: every row's fate, as a file
IMPORT_LEAVE = "import-leave:v1"  # batch: answers the question with no

HISTORY_PAGE = "history:v1"  # a member's import, which rows (a place in FILTERS), page
HISTORY_SHOW = "history-show:v1"  # a member's import; the chosen value is a place in FILTERS
HISTORY_ROW = "history-row:v1"  # a member's import; the chosen value is a row
HISTORY_FILM = "history-film:v1"  # a member's import, row; the chosen value is a film, or 0 for a new one
HISTORY_OUT = "history-out:v1"  # a member's import, row: leave it out
HISTORY_MINE = "history-mine:v1"  # a member's import, 1: ratings that are here stay, 0: the file's count
HISTORY_KEEP = "history-keep:v1"  # a member's import: write it, or go on
HISTORY_DISCARD = "history-discard:v1"  # a member's import
HISTORY_UNDO = "history-undo:v1"  # a member's import: take it back, or go on with that
HISTORY_OPEN = "history-open:v1"  # always 0; the chosen value is a member's import
HISTORY_TABLE = "history-table:v1"  # a member's import, number of a table, page: what its columns were taken for
HISTORY_TABLES = "history-tables:v1"  # a member's import; the chosen value is the number of a table: its columns
HISTORY_COLUMN = "history-column:v1"  # a member's import, number of a table; the chosen value is that of a column
HISTORY_MEANS = "history-means:v1"  # a member's import, numbers of table and column; the chosen value: what it holds

POLL_POST = "poll-post:v1"  # poll: posts the draft
POLL_DROP = "poll-drop:v1"  # poll: throws the draft away
POLL_VOTE = "poll-vote:v1"  # poll; the chosen values are numbers of options: one vote, or approve
POLL_BALLOT = "poll-ballot:v1"  # poll, page: opens the member's own ballot, or turns it
POLL_RANK = "poll-rank:v1"  # poll, place; the chosen values are numbers of options
POLL_SCORE = "poll-score:v1"  # poll, number of an option; the chosen value is its points
POLL_WITHDRAW = "poll-withdraw:v1"  # poll
POLL_COUNTED = "poll-counted:v1"  # poll: how it was counted
POLL_CANCEL = "poll-cancel:v1"  # poll: answers the question with yes
POLL_LEAVE = "poll-leave:v1"  # poll: answers it with no

# Where a Rate button stands, and so what changes once the rating is saved.
ELSEWHERE, ON_CARD, ON_PANEL = 0, 1, 2

# What a member was doing when the bot asked which film.
TO_REVIEW, TO_RATE, TO_WATCH = 0, 1, 2
