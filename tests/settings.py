"""The project's settings as the tests want them: no developer's .env, cheap passwords, no real service."""

import os
import tempfile
from pathlib import Path

os.environ["DOTENV"] = "off"
for name in ("OPEN_LIBRARY_URL", "GOOGLE_BOOKS_URL"):
    os.environ.setdefault(name, "http://127.0.0.1:9")  # nothing listens there: a forgotten stand-in shows at once

from goodreads_site.settings import *  # noqa: E402, F403

if DATABASES["default"]["ENGINE"].endswith("sqlite3"):  # noqa: F405
    # A file, as in real life: in memory, threads that write beside each other are refused at once.
    DATABASES["default"]["TEST"] = {  # noqa: F405
        "NAME": str(Path(tempfile.gettempdir()) / f"goodreads-stats-test-{os.getpid()}.sqlite3")
    }

PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
