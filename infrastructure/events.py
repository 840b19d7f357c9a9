"""The events that AWS hands to the function, in the shapes that AWS documents."""

from __future__ import annotations

import base64
import time
import uuid
from collections.abc import Mapping
from typing import Any
from urllib.parse import parse_qs, unquote, urlsplit

ORIGIN = "a1b2c3d4e5.execute-api.us-east-1.amazonaws.com"
VIEWER, EDGE = "203.0.113.7", "130.176.137.70"


def http_api(
    method: str, address: str, *, key: str = "", body: bytes = b"", headers: Mapping[str, str] | None = None
) -> dict[str, Any]:
    """A request of a browser through CloudFront and an HTTP API, in payload format 2.0.

    CloudFront has replaced the host, and added its `key` and the viewer's address (template.yaml).
    """
    parts = urlsplit(address)
    sent = {"user-agent": "Mozilla/5.0", "accept-encoding": "gzip, deflate, br"}
    sent |= {name.lower(): value for name, value in (headers or {}).items()}
    cookies = [part.strip() for part in sent.pop("cookie", "").split(";") if part.strip()]
    sent |= {"host": ORIGIN, "x-viewer-address": VIEWER, "x-site-key": key, "via": "2.0 CloudFront"}
    sent |= {"x-forwarded-for": f"{VIEWER}, {EDGE}", "x-forwarded-port": "443", "x-forwarded-proto": "https"}
    query = parse_qs(parts.query, keep_blank_values=True)
    event = {
        "version": "2.0",
        "routeKey": "$default",
        "rawPath": unquote(parts.path),
        "rawQueryString": parts.query,
        "headers": sent | ({"content-length": str(len(body))} if body else {}),
        "requestContext": {
            "accountId": "123456789012",
            "apiId": ORIGIN.partition(".")[0],
            "domainName": ORIGIN,
            "domainPrefix": ORIGIN.partition(".")[0],
            "http": {
                "method": method,
                "path": unquote(parts.path),
                "protocol": "HTTP/1.1",
                "sourceIp": EDGE,
                "userAgent": "Mozilla/5.0",
            },
            "requestId": str(uuid.uuid4()),
            "routeKey": "$default",
            "stage": "$default",
            "timeEpoch": int(time.time() * 1000),
        },
        "isBase64Encoded": bool(body),
    }
    if query:
        event["queryStringParameters"] = {name: ",".join(values) for name, values in query.items()}
    if cookies:
        event["cookies"] = cookies
    if body:
        event["body"] = base64.b64encode(body).decode()
    return event


def sqs(message: Mapping[str, Any], arn: str) -> dict[str, Any]:
    """One message, as boto3 receives it with all its attributes, from an event source mapping."""
    record = {
        "messageId": message["MessageId"],
        "receiptHandle": message["ReceiptHandle"],
        "body": message["Body"],
        "attributes": message["Attributes"],
        "messageAttributes": {},
        "md5OfBody": message["MD5OfBody"],
        "eventSource": "aws:sqs",
        "eventSourceARN": arn,
        "awsRegion": arn.split(":")[3],
    }
    return {"Records": [record]}


def schedule(function: str, *, name: str = "goodreads-stats-dev") -> dict[str, Any]:
    """A rule's turn. Zappa reads from the rule's name which function is meant."""
    return {
        "version": "0",
        "id": str(uuid.uuid4()),
        "detail-type": "Scheduled Event",
        "source": "aws.events",
        "account": "123456789012",
        "time": time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime()),
        "region": "us-east-1",
        "resources": [f"arn:aws:events:us-east-1:123456789012:rule/{name}-{function}"],
        "detail": {},
    }
