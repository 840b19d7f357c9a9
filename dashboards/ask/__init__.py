"""Questions to a library in plain words.

A question becomes a spec (`planner`), the spec a SELECT (`builder`) over the tables of one library (`tables`). Pure Python
without Django.
"""
