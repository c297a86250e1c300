"""The rules of the club: pure functions and frozen dataclasses that know neither Discord nor storage."""
