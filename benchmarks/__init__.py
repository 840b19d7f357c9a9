"""Measurements of the main job: `make bench`. They print figures and ratios, and fail nothing."""
