"""Letting a model read a question: by keyboard on a phone, in both themes, on paper, and when the model fails."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, expect

from benchmarks.installation import Installation, installed
from tests.browser.conftest import opened
from tests.model_stand_in import ModelStandIn, serving_a_model
from tests.stand_in import StandIn

QUESTION = "which authors have I frobnicated the most?"
BUTTON = "Let a model read this question"


@pytest.fixture(scope="module")
def model() -> Iterator[ModelStandIn]:
    with serving_a_model() as stand_in:
        yield stand_in


@pytest.fixture(scope="module")
def site_with_a_model(services: StandIn, model: ModelStandIn) -> Iterator[Installation]:
    settings = {
        "OPEN_LIBRARY_URL": services.address,
        "GOOGLE_BOOKS_API_KEY": "",
        "QUESTION_MODEL": "openai",
        "QUESTION_MODEL_ID": "some-model",
        "QUESTION_MODEL_URL": f"{model.address}/v1",
        "QUESTION_MODEL_PER_MINUTE": "100",
        "QUESTION_MODEL_SECONDS": "5",
    }
    with installed(services=services.address, settings=settings, production=True) as installation:
        yield installation


def refused(page: Page, question: str = QUESTION) -> None:
    page.goto("/sample/ask")
    page.get_by_role("searchbox").fill(question)
    page.get_by_role("searchbox").press("Enter")
    expect(page.get_by_role("heading", name="That I cannot answer.")).to_be_visible()


@pytest.mark.parametrize(("scheme", "verb"), [("light", "frobbed"), ("dark", "frotzed")])
def test_a_model_is_let_read_by_keyboard(
    browser: Browser, site_with_a_model: Installation, model: ModelStandIn, scheme: str, verb: str
) -> None:
    with opened(browser, site_with_a_model, color_scheme=scheme, viewport={"width": 390, "height": 844}) as page:
        refused(page, f"which authors have I {verb} the most?")
        asked = len(model.asked)
        expect(page.get_by_text("Only the question is sent, to some-model at 127.0.0.1")).to_be_visible()
        assert Axe().run(page).response["violations"] == []

        page.get_by_role("button", name=BUTTON).press("Enter")

        expect(page.locator("h2").first).to_have_text("Ursula K. Le Guin comes first, with 7 books.")
        expect(page.get_by_text("A model read this as:")).to_be_visible()
        expect(page.locator(".by-model small")).to_contain_text("Read by some-model at 127.0.0.1 in")
        assert len(model.asked) == asked + 1
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
        assert Axe().run(page).response["violations"] == []


def test_its_answer_is_changed_read_again_and_printed_with_its_mark(
    browser: Browser, site_with_a_model: Installation, model: ModelStandIn
) -> None:
    with opened(browser, site_with_a_model, viewport={"width": 1440, "height": 900}) as page:
        refused(page)
        page.get_by_role("button", name=BUTTON).click()
        expect(page.get_by_text("A model read this as:")).to_be_visible()
        asked = len(model.asked)

        page.reload()
        page.locator(".asked-without .chip").first.click()

        expect(page.get_by_text("A model read this, and you changed it to:")).to_be_visible()
        page.get_by_role("link", name="As it was asked").click()
        page.emulate_media(media="print")
        expect(page.get_by_text("A model read this as:")).to_be_visible()
        assert len(model.asked) == asked


def test_a_model_that_fails_leaves_the_planners_help(
    browser: Browser, site_with_a_model: Installation, model: ModelStandIn
) -> None:
    model.form = {"kind": "DROP TABLE books"}
    with opened(browser, site_with_a_model, viewport={"width": 1440, "height": 900}) as page:
        refused(page, "frobnicated books")
        page.get_by_role("button", name=BUTTON).click()

        expect(page.get_by_role("status").filter(has_text="cannot be used")).to_be_visible()
        expect(page.get_by_role("button", name="Let the model try again")).to_be_visible()
        expect(page.get_by_role("heading", name="These I can answer")).to_be_visible()
        page.emulate_media(media="print")
        expect(page.get_by_role("button", name="Let the model try again")).to_be_hidden()
