"""An installation for the chaos tests: the real settings, with quicker clocks, and the knobs of this trial.

The knobs come as JSON in CHAOS; see `tests.chaos.knobs`.
"""

import os

os.environ["DOTENV"] = "off"

from goodreads_site.settings import *  # noqa: F403
from goodreads_site.settings import INSTALLED_APPS, LOGGING, Q_CLUSTER
from tests.chaos.knobs import Knobs

KNOBS = Knobs.from_json(os.environ["CHAOS"])
INSTALLED_APPS = ["tests.chaos", *INSTALLED_APPS]  # first, for its `runworker`

if KNOBS.hasty:  # nobody wants to wait five minutes for a message that is handed out again
    TASK_TIMEOUT, LEASE_SECONDS, TASK_RETRY = 5, 7, 18
    Q_CLUSTER |= {"timeout": TASK_TIMEOUT, "retry": TASK_RETRY}
LOGGING["loggers"]["django-q"] = {"level": "INFO"}  # it says which process is what
