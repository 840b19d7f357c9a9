"""The product's own settings, with a stop-watch on its background tasks (see `stages`)."""

from goodreads_site.settings import *  # noqa: F403
from goodreads_site.settings import INSTALLED_APPS

INSTALLED_APPS = [*INSTALLED_APPS, "benchmarks.stages.Notes"]
