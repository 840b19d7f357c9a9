"""Figures are lines of the log that CloudWatch makes metrics of."""

from __future__ import annotations

import json
import logging

import pytest
from pytest_django.fixtures import Settings

from goodreads_site import metrics
from goodreads_site.logging import JsonLines, saying


def test_a_figure_is_a_line_in_the_embedded_metric_format(caplog: pytest.LogCaptureFixture, settings: Settings) -> None:
    settings.SITE_URL, settings.LOG_FORMAT = "https://reading.example.org", "json"
    caplog.set_level(logging.INFO)

    metrics.emit("BooksEnriched", 47, "Count")

    line = json.loads(JsonLines().format(caplog.records[-1]))
    (directive,) = line["_aws"]["CloudWatchMetrics"]
    assert directive == {
        "Namespace": "GoodreadsStats",
        "Dimensions": [["Site"]],
        "Metrics": [{"Name": "BooksEnriched", "Unit": "Count"}],
    }
    assert (line["BooksEnriched"], line["Site"]) == (47, "reading.example.org")
    assert abs(line["_aws"]["Timestamp"] / 1000 - caplog.records[-1].created) < 1


def test_other_lines_are_no_figures(caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.INFO)

    with saying(request_id="r-1"):
        logging.getLogger("goodreads_site").info("something else")
        line = json.loads(JsonLines().format(caplog.records[-1]))

    assert "_aws" not in line
    assert line["request_id"] == "r-1"


def test_who_reads_the_log_themselves_is_spared_the_figures(
    caplog: pytest.LogCaptureFixture, settings: Settings
) -> None:
    settings.LOG_FORMAT = "text"
    caplog.set_level(logging.INFO)

    metrics.emit("BooksEnriched", 47, "Count")

    assert caplog.records == []
