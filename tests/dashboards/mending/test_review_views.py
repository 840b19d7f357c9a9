"""The page of what waits for a decision, as plain forms send it."""

from __future__ import annotations

import uuid
from html.parser import HTMLParser
from typing import Any

import pytest
from django.test import Client

from dashboards.mending.words import FIELDS, KINDS
from tests.pipeline import Queue, document_of
from tests.uploads.mending import every_kind
from tests.uploads.mending.every_kind import issue_of
from uploads.mending import asking, fields
from uploads.mending.questions import REQUIRED
from uploads.models import Issue, Resolution, Upload
from uploads.parsing.records import IssueKind

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def upload(mendable: Upload) -> Upload:
    return mendable


def send(client: Client, upload: Upload, query: str = "", **form: object) -> Any:
    return client.post(f"/d/{upload.id}/review{query}", form, follow=True)


def parts(text: str, tag: str, **wanted: str) -> list[dict[str, str]]:
    """The attributes of the page's elements that have these."""
    found: list[dict[str, str]] = []

    class Reader(HTMLParser):
        def handle_starttag(self, name: str, attrs: list[tuple[str, str | None]]) -> None:
            attributes = {key: value or "" for key, value in attrs}
            if name == tag and wanted.items() <= attributes.items():
                found.append(attributes)

    Reader().feed(text)
    return found


def page(client: Client, upload: Upload, query: str = "") -> str:
    response = client.get(f"/d/{upload.id}/review{query}")
    assert response.status_code == 200
    return response.content.decode()


def test_every_kind_and_every_field_has_words() -> None:
    assert set(KINDS) == {kind.value for kind in IssueKind}
    assert set(FIELDS) == set(fields.FIELDS)


def test_kinds_are_counted_and_each_leads_to_its_issues(client: Client, upload: Upload) -> None:
    text = page(client, upload)

    assert text.index("Rows that could not be read") < text.index("The same book twice") < text.index("cannot be")
    assert "4 are still needed" in text
    for kind in every_kind.KINDS:
        assert str(issue_of(upload, kind).token) in page(client, upload, f"?kind={kind}"), kind


def test_a_choice_is_taken_shown_and_undone(client: Client, upload: Upload) -> None:
    issue = issue_of(upload, IssueKind.DUPLICATE)

    text = send(client, upload, "?kind=duplicate", issue=issue.token, choice="both").content.decode()
    assert "Noted: Keep both" in text
    assert "Keep both" in text

    resolution = upload.resolutions.get()
    text = send(client, upload, "?kind=duplicate", do="undo", resolution=resolution.token).content.decode()
    assert "Undone" in text
    assert issue in Issue.objects.open(upload)


def test_what_is_typed_is_checked_and_stays_with_its_error_beside_it(client: Client, upload: Upload) -> None:
    issue = issue_of(upload, IssueKind.IMPOSSIBLE_PAGES)

    refused = send(client, upload, "?kind=impossible_pages", issue=issue.token, do="edit", pages="-3")

    assert refused.status_code == 422
    field = parts(refused.content.decode(), "input", name="pages")[0]
    assert (field["value"], field["aria-invalid"]) == ("-3", "true")
    error = f'id="{field["aria-describedby"].split()[0]}">Pages are a whole number over 0.</p>'
    assert error in refused.content.decode()
    assert not upload.resolutions.exists()


def test_a_field_holds_what_stands_and_only_what_is_changed_is_decided(client: Client, upload: Upload) -> None:
    issue = issue_of(upload, IssueKind.NOT_KNOWN)
    fields = {
        field["name"]: field["value"] for field in parts(page(client, upload, "?kind=not_known"), "input", type="text")
    }

    assert {"isbn13", "title", "author"} <= set(fields)
    book = asking.questions_about(upload, [issue])[0].book
    assert book is not None
    text = {"isbn13": book.isbn13 or "", "title": book.full_title, "author": "Somebody Else"}
    send(client, upload, "?kind=not_known", issue=issue.token, do="edit", **text)

    assert upload.resolutions.get().change == {"row": issue.row, "fields": {"author": "Somebody Else"}}


def test_two_rows_of_one_book_stand_side_by_side_with_what_differs(client: Client, upload: Upload) -> None:
    text = page(client, upload, "?kind=duplicate")

    cards = text.split('class="book-card"')[1:]
    assert len(cards) == 2
    for card in cards:
        assert 'class="binding' in card
        assert "Keep this one" in card
    assert [('class="differs"><dt>Date read' in card, 'class="differs"><dt>Author' in card) for card in cards] == [
        (True, False)
    ] * 2
    assert [choice["value"] for choice in parts(text, "button", name="choice")] == ["first", "second", "both", "reread"]


def test_books_of_the_catalogues_stand_beside_the_readers(client: Client, upload: Upload) -> None:
    text = page(client, upload, "?kind=doubtful_match")

    assert text.index("Nearly the Same") < text.index("A Quite Different Book") < text.index("This one")
    assert "covers.openlibrary.org" in text
    assert [choice["value"] for choice in parts(text, "button", name="choice")][-1] == "none"


def test_what_was_decided_in_another_tab_is_told_and_shown(client: Client, upload: Upload) -> None:
    issue = issue_of(upload, IssueKind.DUPLICATE)
    send(client, upload, "?kind=duplicate", issue=issue.token, choice="first")

    refused = send(client, upload, "?kind=duplicate", issue=issue.token, choice="both")

    assert refused.status_code == 409
    text = refused.content.decode()
    assert "This was decided meanwhile." in text
    assert "Keep the first" in text
    assert upload.resolutions.get().choice == "first"


def test_a_library_deleted_in_another_tab_is_gone(client: Client, upload: Upload) -> None:
    issue = issue_of(upload, IssueKind.DUPLICATE)
    client.delete(f"/api/data/{upload.id}")

    assert send(client, upload, "?kind=duplicate", issue=issue.token, choice="first").status_code == 404
    assert client.get(f"/d/{upload.id}/review/trail").status_code == 404


def test_all_of_a_kind_are_asked_about_once_more_and_undone_with_one_press(client: Client, upload: Upload) -> None:
    asked = page(client, upload, "?kind=placeholder_date&ask=choose")
    assert "Yes, all 4" in asked

    text = send(
        client, upload, "?kind=placeholder_date&page=1", do="all", action="choose", kind="placeholder_date", choice=""
    ).content.decode()
    assert "4 were decided." in text
    together = parts(text, "input", name="together")[0]["value"]

    text = send(client, upload, "?kind=placeholder_date&page=1", do="undo_all", together=together).content.decode()
    assert "Undone" in text
    assert Issue.objects.open(upload).filter(kind="placeholder_date").count() == 4


def test_from_one_kind_a_link_leads_on_to_the_next_that_is_open(client: Client, upload: Upload) -> None:
    assert "On with: Rows that could not be read (1 open)" in page(client, upload, "?kind=duplicate")

    send(client, upload, do="all", action="skip", kind="unreadable_row")

    assert "On with: Shelves whose meaning is unclear (1 open)" in page(client, upload, "?kind=duplicate")


def test_a_choice_for_all_must_suit_all_and_a_strange_one_is_not_asked_about(client: Client, upload: Upload) -> None:
    assert "Yes, all" not in page(client, upload, "?kind=placeholder_date&ask=choose&choice=2011")
    assert "Yes, all" not in page(client, upload, "?kind=placeholder_date&ask=eat")
    assert "Yes, all" in page(client, upload, "?kind=placeholder_date&ask=skip")


def test_many_issues_come_in_pages_and_the_first_shown_is_the_first_that_is_open(
    client: Client, upload: Upload
) -> None:
    made = [Issue(upload=upload, kind="invalid_rating", row=1_000 + number, reason="?") for number in range(60)]
    decided = [issue_of(upload, IssueKind.INVALID_RATING), *Issue.objects.bulk_create(made)[:30]]
    Resolution.objects.bulk_create([Resolution(upload=upload, issue=issue, action="skip") for issue in decided])

    text = page(client, upload, "?kind=invalid_rating")

    assert "30 of 61 wait for your decision." in text
    assert "Page 2 of 3" in text
    assert "Page 3 of 3" in page(client, upload, "?kind=invalid_rating&page=99")


def test_the_trail_says_what_from_to_and_undoes(client: Client, upload: Upload) -> None:
    issue = issue_of(upload, IssueKind.IMPOSSIBLE_PAGES)
    send(client, upload, issue=issue.token, do="edit", pages="300")
    send(client, upload, do="all", action="skip", kind="placeholder_date")
    here = f"/d/{upload.id}/review/trail"

    text = client.get(here).content.decode()
    assert "<del>3</del>" in text
    assert "<ins>300</ins>" in text
    assert "4 together" in text
    assert "Undo all 4" in text
    assert "waits until you apply and publish" in text

    together = str(upload.resolutions.exclude(together=None)[0].together)
    each = client.get(f"{here}?together={together}").content.decode()
    assert len(parts(each, "button", name="resolution")) == 4
    client.post(f"{here}?together={together}", {"resolution": parts(each, "button", name="resolution")[0]["value"]})
    assert "some of them undone" in client.get(here).content.decode()
    assert "Undo all 3" in client.get(here).content.decode()
    for form in ({"together": together}, {"resolution": issue.resolutions.get().token}):
        assert "Undone" in client.post(here, form, follow=True).content.decode()
    assert not upload.resolutions.standing().exists()
    for form in ({"together": "x"}, {"resolution": uuid.uuid4()}, {}):
        assert client.post(here, form).status_code == 404
    assert client.get(f"/d/{upload.share_id}/review/trail").status_code == 404


def test_all_of_a_kind_are_decided_at_once_and_all_is_published(client: Client, queue: Queue, upload: Upload) -> None:
    pages = issue_of(upload, IssueKind.IMPOSSIBLE_PAGES)
    send(client, upload, issue=pages.token, do="edit", pages="300")
    assert send(client, upload, do="publish").status_code == 409
    for kind in REQUIRED:
        send(client, upload, do="all", action="skip", kind=kind)
    send(client, upload, do="all", action="choose", kind="placeholder_date")

    text = send(client, upload, do="publish").content.decode()
    queue.run()

    assert "published anew" in text
    assert upload.resolutions.applied().count() == 9
    assert next(book for book in document_of(upload)["books"] if book["row"] == pages.row)["num_pages"] == 300


def test_a_library_with_nothing_wrong_says_so(client: Client, upload: Upload) -> None:
    upload.issues.all().delete()

    assert "we found nothing wrong" in page(client, upload)


def test_only_the_owners_link_leads_there_and_only_to_its_own(client: Client, upload: Upload) -> None:
    issue = issue_of(upload, IssueKind.DUPLICATE)

    for link in (upload.share_id, uuid.uuid4(), "no-id"):
        assert client.get(f"/d/{link}/review").status_code == 404
        assert client.post(f"/d/{link}/review", {"issue": issue.token, "do": "skip"}).status_code == 404
    assert client.get(f"/s/{upload.share_id}/review").status_code == 404
    for form in ({"issue": uuid.uuid4()}, {"do": "undo", "resolution": "x"}, {"do": "all", "kind": "duplicate"}):
        assert client.post(f"/d/{upload.id}/review", form).status_code == 404, form
    assert client.get(f"/d/{upload.id}/review?kind=boredom").status_code == 404
    assert not upload.resolutions.exists()
