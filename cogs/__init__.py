"""Slash commands, one feature a file: a command translates, calls and answers."""
