"""Numbered steps of the schema, forward only; see db.migrate."""
