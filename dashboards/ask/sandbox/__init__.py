"""Runs SELECTs that anybody may have written over the tables of one library, in a process that is thrown away.

The process is the wall: it is started with an empty environment and no open files, is handed the one library and the
statements, may then open no file, no socket and no process any more, and is killed when it takes too long. SQLite's own
settings (`sealed.locking`) come before that: they give errors that say what is not allowed.
"""

from __future__ import annotations

from dashboards.ask.sandbox.running import Busy, Limit, Rows, Stopped, Wrong, run

__all__ = ["Busy", "Limit", "Rows", "Stopped", "Wrong", "run"]
