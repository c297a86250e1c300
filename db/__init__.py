"""Storage: SQLite through aiosqlite, behind functions that take ids and return domain values."""
