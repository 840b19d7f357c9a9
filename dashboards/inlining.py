"""Makes a page whole: its styles, scripts, fonts and pictures are put inside, so that it opens without a server.

The pages load ES modules, which browsers refuse to load from a disk. Here each becomes a data: address in an import
map, and the modules name one another by their names in it.
"""

from __future__ import annotations

import base64
import html
import json
import mimetypes
import posixpath
import re
from collections.abc import Iterable, Mapping
from pathlib import Path
from urllib.parse import unquote

from django.conf import settings
from django.contrib.staticfiles import finders
from django.contrib.staticfiles.storage import staticfiles_storage
from django.core.files.storage import FileSystemStorage

_TAG = re.compile(r"<(link|script|img)\b([^>]*)>(?:\s*</script>)?")
_ATTRIBUTE = re.compile(r'([\w-]+)(?:="([^"]*)")?')
_IMPORT = re.compile(r"""(\bfrom\s*|\bimport\s*\(?\s*)(["'])(\.{1,2}/[^"']+)\2""")
_URL = re.compile(r"""url\(\s*(["']?)([^"')]+)\1\s*\)""")
_PLAIN_LINK_TO_SITE = re.compile(r'<a\b[^>]*\shref="/[^"]*"[^>]*>[^<]*</a>')
_HREF_TO_SITE = re.compile(r'(<a\b[^>]*?)\s+href="/[^"]*"')
_TYPES = {".woff2": "font/woff2", ".js": "text/javascript", ".svg": "image/svg+xml"}  # as machines differ in them


def make_whole(page: str, *, image_hosts: Iterable[str]) -> str:
    """The page with everything of ours inside; from `image_hosts` alone it may load, and nothing but images.

    Links to other pages of the site would lead nowhere: plain ones go, those around a picture stay as what they show.
    """
    modules: dict[str, str] = {}
    body = _TAG.sub(lambda found: _inlined(found[1], _attributes(found[2]), found[0], modules), page)
    body = _HREF_TO_SITE.sub(r"\1", _PLAIN_LINK_TO_SITE.sub("", body))
    head = _policy(image_hosts) + _import_map(modules)
    return body.replace('<meta charset="utf-8">', f'<meta charset="utf-8">{head}', 1)


def _inlined(tag: str, attributes: Mapping[str, str], as_written: str, modules: dict[str, str]) -> str:
    """What stands in the place of a tag. Modules are collected under their names."""
    name = _static_name(attributes.get("src") or attributes.get("href") or "")
    if name is None:
        return as_written
    if tag == "script" and attributes.get("type") == "module":
        _collect(name, modules)
        return f'<script type="module">import "{name}";</script>'
    if tag == "script":
        code = _text(name).replace("</", r"<\/")  # nothing in it may end the element
        return f"<script>{code}</script>"
    kinds = attributes.get("rel", "")
    if kinds == "modulepreload":
        return ""
    if kinds == "stylesheet":
        media = f' media="{attributes["media"]}"' if attributes.get("media") else ""
        return f"<style{media}>{_style(name)}</style>"
    # Icons, pictures, and the fonts that "Save as image" looks for.
    return as_written.replace(attributes.get("src") or attributes["href"], _data_address(name, _bytes(name)))


def _collect(name: str, modules: dict[str, str]) -> None:
    """Put a module and all that it imports into `modules`."""
    if name in modules:
        return
    modules[name] = ""  # now, as modules may import one another in a ring
    folder = posixpath.dirname(name)

    def by_name(found: re.Match[str]) -> str:
        imported = posixpath.normpath(posixpath.join(folder, found[3]))
        _collect(imported, modules)
        return f"{found[1]}{found[2]}{imported}{found[2]}"

    code = _IMPORT.sub(by_name, _text(name))
    modules[name] = _data_address(name, code.encode())


def _import_map(modules: Mapping[str, str]) -> str:
    return f'<script type="importmap">{json.dumps({"imports": modules})}</script>' if modules else ""


def _style(name: str) -> str:
    folder = posixpath.dirname(name)

    def inside(found: re.Match[str]) -> str:
        if ":" in found[2] or found[2].startswith("#"):  # an address elsewhere, data, or a place in the page
            return found[0]
        file = posixpath.normpath(posixpath.join(folder, found[2].partition("#")[0].partition("?")[0]))
        return f'url("{_data_address(file, _bytes(file))}")'

    return _URL.sub(inside, _text(name))


def _policy(image_hosts: Iterable[str]) -> str:
    """The page may do what it carries inside, and ask nobody for anything but covers."""
    rules = {
        "default-src": "'none'",
        "script-src": "'unsafe-inline' data:",
        "style-src": "'unsafe-inline'",
        "font-src": "data:",
        "connect-src": "data:",
        "img-src": " ".join(["data:", "blob:", *image_hosts]),
        "base-uri": "'none'",
        "form-action": "'none'",
    }
    policy = html.escape("; ".join(f"{name} {value}" for name, value in rules.items()), quote=False)
    return f'<meta http-equiv="Content-Security-Policy" content="{policy}">'


def _data_address(name: str, content: bytes) -> str:
    """A data: address that tells its file's name, by which the scripts know which font it is."""
    kind = _TYPES.get(posixpath.splitext(name)[1]) or mimetypes.guess_type(name)[0] or "application/octet-stream"
    return f"data:{kind};name={posixpath.basename(name)};base64,{base64.b64encode(content).decode()}"


def _static_name(address: str) -> str | None:
    """The file's name below STATIC_URL; None for what is not ours."""
    if not address.startswith(settings.STATIC_URL):
        return None
    return unquote(address.removeprefix(settings.STATIC_URL))


def _text(name: str) -> str:
    return _bytes(name).decode("utf-8")


def _bytes(name: str) -> bytes:
    """A static file as the page would get it: from its source, or where collectstatic put it under a hashed name."""
    found = finders.find(name)
    if found is None and isinstance(staticfiles_storage, FileSystemStorage):
        found = staticfiles_storage.path(name)
    return Path(str(found)).read_bytes()


def _attributes(text: str) -> dict[str, str]:
    return {name: html.unescape(value) for name, value in _ATTRIBUTE.findall(text)}
