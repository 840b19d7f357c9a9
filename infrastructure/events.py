"""The events that AWS hands to the function, in the shapes that AWS documents."""

from __future__ import annotations

import base64
import time
import uuid
from collections.abc import Mapping
from typing import Any
from urllib.parse import parse_qs, urlsplit

HOST = "goodreads-stats-dev.codebycarson.com"


def api_gateway(
    method: str, address: str, *, body: bytes = b"", headers: Mapping[str, str] | None = None, host: str = HOST
) -> dict[str, Any]:
    """A request of a browser through a REST API with proxy integration, binary media types and a domain of its own."""
    parts = urlsplit(address)
    query = parse_qs(parts.query, keep_blank_values=True)
    sent = {"Host": host, "X-Forwarded-Proto": "https", "X-Forwarded-Port": "443", "X-Forwarded-For": "203.0.113.7"}
    sent |= {"User-Agent": "Mozilla/5.0", "Accept-Encoding": "gzip, deflate, br", **(headers or {})}
    return {
        "resource": "/{proxy+}",
        "path": parts.path,
        "httpMethod": method,
        "headers": sent,
        "multiValueHeaders": {name: [value] for name, value in sent.items()},
        "queryStringParameters": {name: values[-1] for name, values in query.items()} or None,
        "multiValueQueryStringParameters": query or None,
        "pathParameters": {"proxy": parts.path.lstrip("/")},
        "stageVariables": None,
        "requestContext": {
            "resourcePath": "/{proxy+}",
            "httpMethod": method,
            "path": parts.path,
            "accountId": "123456789012",
            "protocol": "HTTP/1.1",
            "stage": "dev",
            "requestId": str(uuid.uuid4()),
            "identity": {"sourceIp": "203.0.113.7", "userAgent": "Mozilla/5.0"},
            "domainName": host,
            "apiId": "a1b2c3d4e5",
        },
        "body": base64.b64encode(body).decode() if body else None,
        "isBase64Encoded": bool(body),
    }


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
