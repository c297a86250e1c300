"""Matinee, a Discord bot for film clubs."""
