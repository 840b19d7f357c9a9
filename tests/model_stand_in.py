"""A model on loopback that says what a test wants it to say, by both protocols: Bedrock's converse and OpenAI's chat."""

from __future__ import annotations

import contextlib
import json
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler
from typing import Any

from tests.loopback import served

FORM: dict[str, Any] = {  # "which authors have I frobnicated the most": what no rule of ours knows
    "kind": "groups",
    "filters": [{"field": "status", "op": "=", "values": ["read"]}],
    "measure": {"function": "count", "field": "books"},
    "beside": [],
    "group": "author",
    "only": [],
    "order": {"by": "measure", "descending": True},
    "limit": 0,
    "having": {"op": ">=", "books": 0},
    "least": 0,
    "share": False,
    "whole": [],
    "per": "",
    "one": True,
}
TOKENS = {"in": 1_500, "out": 200}


def chat(content: Any, *, finish: str = "stop", **more: Any) -> dict[str, Any]:
    """What Ollama and vLLM answer, with this content."""
    message = {"role": "assistant", "content": content, **more}
    return {
        "id": "chatcmpl-1",
        "object": "chat.completion",
        "model": "some-model",
        "choices": [{"index": 0, "finish_reason": finish, "message": message}],
        "usage": {
            "prompt_tokens": TOKENS["in"],
            "completion_tokens": TOKENS["out"],
            "total_tokens": sum(TOKENS.values()),
        },
    }


def converse(form: Any, *, stop: str = "tool_use", name: str = "answer_form", text: str = "") -> dict[str, Any]:
    """What Bedrock answers, with this as the tool's input."""
    call = [{"toolUse": {"toolUseId": "tooluse_1", "name": name, "input": form}}] if form is not None else []
    said = [{"text": text}] if text else []
    return {
        "output": {"message": {"role": "assistant", "content": [*said, *call]}},
        "stopReason": stop,
        "usage": {"inputTokens": TOKENS["in"], "outputTokens": TOKENS["out"], "totalTokens": sum(TOKENS.values())},
        "metrics": {"latencyMs": 800},
    }


@dataclass(slots=True)
class ModelStandIn:
    """What it answers, and what it was asked. `form` is put in the protocol's own shape unless `body` is given."""

    address: str = ""
    speaks: str = "openai"
    form: Any = field(default_factory=lambda: FORM)
    body: dict[str, Any] | bytes | None = None
    status: int = 200
    headers: dict[str, str] = field(default_factory=dict)
    seconds: float = 0.0  # before it answers
    may_answer: threading.Event = field(default_factory=threading.Event)  # it waits for this where it is told to
    waits: bool = False
    drip: float = 0.0  # seconds between the bytes of its answer
    knows_schemas: bool = True  # 400 to `response_format` otherwise
    asked: list[tuple[str, dict[str, str], bytes]] = field(default_factory=list)  # path, headers, body

    def answer_to(self, path: str, body: bytes) -> tuple[int, bytes]:
        if not self.knows_schemas and b"response_format" in body:
            return 400, b'{"error": {"message": "response_format is not supported"}}'
        if self.body is not None:
            return self.status, self.body if isinstance(self.body, bytes) else json.dumps(self.body).encode()
        return self.status, json.dumps(self.in_its_shape(self.form)).encode()

    def in_its_shape(self, form: Any, **more: Any) -> dict[str, Any]:
        """An answer with this form, as its protocol has it."""
        return converse(form, **more) if self.speaks == "bedrock" else chat(json.dumps(form), **more)


@contextmanager
def serving_a_model() -> Iterator[ModelStandIn]:
    """Serve until the block ends. `address` with /v1 goes into QUESTION_MODEL_URL for OpenAI's protocol, bare for Bedrock's."""
    stand_in = ModelStandIn()

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            asked = self.rfile.read(int(self.headers["Content-Length"]))
            stand_in.asked.append((self.path, dict(self.headers), asked))
            time.sleep(stand_in.seconds)
            if stand_in.waits:
                stand_in.may_answer.wait(60)
            status, body = stand_in.answer_to(self.path, asked)
            self.send_response(status)
            self.send_header("Content-Type", "application/json")
            self.send_header("Content-Length", str(len(body)))
            for name, value in stand_in.headers.items():
                self.send_header(name, value)
            self.end_headers()
            with contextlib.suppress(OSError):  # who asked may have lost patience
                self._write(body)

        do_GET = do_POST  # noqa: N815 - a redirect that is followed would come as one

        def _write(self, body: bytes) -> None:
            if not stand_in.drip:
                self.wfile.write(body)
                return
            for at in range(len(body)):
                self.wfile.write(body[at : at + 1])
                time.sleep(stand_in.drip)

        def log_message(self, *_: Any) -> None:
            return

    with served(Handler) as stand_in.address:
        yield stand_in
