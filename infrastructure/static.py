"""Styles, scripts and fonts in S3, where CloudFront fetches them: the function is not asked for them.

Nothing is deleted: a page that was opened before a deployment still asks for its own release's files, and an earlier package
that is put in place again finds them all. A release adds what it has changed, well under a megabyte.
"""

from __future__ import annotations

import json
import mimetypes
from pathlib import Path
from typing import Any

FOR_EVER = "public, max-age=31536000, immutable"  # for what has its content's hash in its name
A_MINUTE = "public, max-age=60"
INDEX = "staticfiles.json"
# The machine's own table of types may lack these, or have others: a module that is no script is not run.
TYPES = {".js": "text/javascript", ".css": "text/css", ".svg": "image/svg+xml", ".woff2": "font/woff2"}


def bucket(stage: str) -> str:
    """The bucket of a stage, as template.yaml names it."""
    return "goodreads-stats-static" if stage == "production" else f"goodreads-stats-static-{stage}"


def upload(s3: Any, bucket: str, folder: Path, *, below: str = "") -> int:
    """Put the collected files where their addresses lead: how many. `below` is the site's path, such as "goodreads-stats"."""
    hashed = set(json.loads((folder / INDEX).read_text("utf-8"))["paths"].values())
    names = sorted(str(path.relative_to(folder)) for path in folder.rglob("*") if path.is_file())
    wanted = [name for name in names if name != INDEX and not name.endswith(".gz")]  # CloudFront packs them itself
    for name in wanted:
        s3.put_object(
            Bucket=bucket,
            Key="/".join(filter(None, (below, "static", name))),
            Body=(folder / name).read_bytes(),
            ContentType=content_type(name),
            CacheControl=FOR_EVER if name in hashed and _has_hash(name) else A_MINUTE,
        )
    return len(wanted)


def content_type(name: str) -> str:
    kind = TYPES.get(Path(name).suffix) or mimetypes.guess_type(name)[0] or "application/octet-stream"
    return f"{kind}; charset=utf-8" if kind.startswith("text/") else kind


def _has_hash(name: str) -> bool:
    """Whether Django has put twelve digits of a hash before the name's ending."""
    middle = Path(name).stem.rpartition(".")[2]
    return len(middle) == 12 and all(digit in "0123456789abcdef" for digit in middle)
