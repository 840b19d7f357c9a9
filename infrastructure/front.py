"""What stands before the function, for a browser on this machine: CloudFront's two behaviours, as template.yaml gives them.

Styles and scripts come from the bucket, all else is an event of the function's. It keeps nothing and packs nothing.
"""

from __future__ import annotations

import gzip
import sys
import threading
from collections import Counter
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any, Self
from urllib.parse import unquote, urlsplit

from botocore.exceptions import ClientError

from infrastructure import events, static
from infrastructure.site import EDGE_KEY, Site

STATIC = "/static/"
HOPS = {"connection", "keep-alive", "transfer-encoding", "content-length", "host"}  # not what comes through a proxy


@dataclass(frozen=True, slots=True)
class Asked:
    """How often each side was asked, and for what, since `forget`."""

    function: Counter[str] = field(default_factory=Counter)
    files: Counter[str] = field(default_factory=Counter)
    sent: Counter[str] = field(default_factory=Counter)  # bytes of bodies, by side, as CloudFront would pack them

    def forget(self) -> None:
        for counter in (self.function, self.files, self.sent):
            counter.clear()


class Server(ThreadingHTTPServer):
    daemon_threads = True

    def handle_error(self, request: Any, client_address: Any) -> None:
        if not isinstance(sys.exc_info()[1], ConnectionError):  # a browser that goes on to another page hangs up
            super().handle_error(request, client_address)


class Front:
    """An address, at first; once there is a function that knows it as its SITE_URL, what stands before that function."""

    def __init__(self) -> None:
        self.asked = Asked()
        self._server = Server(("127.0.0.1", 0), BaseHTTPRequestHandler)
        self._serving = False
        self.address = f"http://127.0.0.1:{self._server.server_port}"

    def serve(self, site: Site) -> None:
        self._server.RequestHandlerClass = _handler(site, self.asked)
        self._serving = True
        threading.Thread(target=self._server.serve_forever, args=(0.05,), daemon=True).start()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        if self._serving:  # else it would wait for an end that never comes
            self._server.shutdown()
        self._server.server_close()


def _packed(name: str, body: bytes) -> int:
    """Bytes on the wire. Fonts are packed already, and CloudFront packs nothing under a thousand bytes."""
    return len(body) if name.endswith(".woff2") or len(body) < 1000 else len(gzip.compress(body))


def _handler(site: Site, asked: Asked) -> type[BaseHTTPRequestHandler]:
    s3, bucket = site.target.client("s3"), static.bucket(site.target.stage)

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def _any(self) -> None:
            if self.path.startswith(STATIC):
                self._file(unquote(urlsplit(self.path).path).lstrip("/"))
            else:
                self._function()

        def _file(self, name: str) -> None:
            asked.files[name] += 1
            try:
                found = s3.get_object(Bucket=bucket, Key=name)
            except ClientError:
                self._send(403, {}, b"")
                return
            body = found["Body"].read()
            asked.sent["files"] += _packed(name, body)
            self._send(200, {"Content-Type": found["ContentType"], "Cache-Control": found["CacheControl"]}, body)

        def _function(self) -> None:
            asked.function[f"{self.command} {urlsplit(self.path).path}"] += 1
            body = self.rfile.read(int(self.headers.get("Content-Length", 0)))
            headers = {name: value for name, value in self.headers.items() if name.lower() not in HOPS}
            event = events.http_api(self.command, self.path, key=EDGE_KEY, body=body, headers=headers)
            answer = site.send(event)
            asked.sent["function"] += len(answer.body)
            self._send(answer.status, answer.headers, answer.body, answer.cookies)

        def _send(self, status: int, headers: dict[str, str], body: bytes, cookies: tuple[str, ...] = ()) -> None:
            self.send_response(status)
            for name, value in headers.items():
                if name.lower() not in HOPS:
                    self.send_header(name, value)
            for cookie in cookies:
                self.send_header("Set-Cookie", cookie)
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            if self.command != "HEAD":
                self.wfile.write(body)

        def log_message(self, *_: Any) -> None:
            return

    for method in ("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"):
        setattr(Handler, f"do_{method}", Handler._any)
    return Handler
