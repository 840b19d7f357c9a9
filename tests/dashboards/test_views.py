"""The pages of a library by all three links, whole and half-made, tiny, empty and gone."""

from __future__ import annotations

import re
import uuid
from pathlib import Path
from typing import Any

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import storages
from django.test import Client
from django.test.utils import override_script_prefix
from django.urls import reverse

from dashboards import library
from tests.dashboards.document.made_up import Pair, a_book, a_document, a_library, known, waiting
from tests.exports import book, books, export
from tests.pipeline import Queue, receive
from tests.stand_in import StandIn
from uploads.models import Upload, UploadState

PLAIN_404 = "This library has been deleted, or the address is mistyped."
UUID = re.compile(r"[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}")


@pytest.fixture
def upload(queue: Queue, open_library: StandIn, transactional_db: None) -> Upload:
    """A library of twelve books, looked up to the end; one of them reviewed, none with markup that may run."""
    rows = [book(number, date_read=f"20{10 + number}/05/17") for number in range(11)]
    rows.append(book(11, my_review="<b>Dry.</b><script>alert(1)</script>", bookshelves="owned, sea"))
    received = receive(export(*rows))
    queue.run()
    received.refresh_from_db()
    return received


def page(client: Client, address: str, status: int = 200) -> str:
    response = client.get(address)
    assert response.status_code == status
    return response.content.decode()


def sample_of(pairs: list[Pair], folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Let /sample show these books: the pages without the work of a whole upload."""
    path = folder / "sample.json"
    path.write_bytes(a_document(pairs)[0].getvalue())
    monkeypatch.setattr(library, "SAMPLE", path)


def test_the_owner_sees_which_rows_could_not_be_read_and_why(
    client: Client, queue: Queue, open_library: StandIn, transactional_db: None
) -> None:
    too_many_cells = b",".join([b"900002"] + [b"x"] * 40) + b"\r\n"
    received = receive(export(book(1)) + too_many_cells)
    queue.run()
    received.refresh_from_db()

    owners, others = page(client, f"/d/{received.id}"), page(client, f"/s/{received.share_id}")

    assert received.unreadable_rows == 1
    assert "<li>Row 2: " in owners
    assert "Row 2: " not in others


def test_the_dashboard_says_what_the_library_adds_up_to(client: Client, upload: Upload) -> None:
    text = page(client, f"/d/{upload.id}")

    assert "<h1>12 books, fourteen years, one reader.</h1>" in text
    assert 'data-chart="columns"' in text
    assert f'data-status="/api/status/{upload.id}"' in text
    assert 'data-whole="true"' in text
    assert 'id="progress"' not in text


def test_a_document_that_lacks_newer_figures_is_published_anew_once_it_is_looked_at(
    client: Client, upload: Upload, queue: Queue
) -> None:
    with storages["dashboards"].open(upload.document_name) as file:
        older = file.read().replace(b'"rereads":', b'"not_yet_thought_of":', 1)
    storages["dashboards"].delete(upload.document_name)
    storages["dashboards"].save(upload.document_name, ContentFile(older))

    page(client, f"/d/{upload.id}")
    ran = queue.run()
    page(client, f"/d/{upload.id}")

    assert ran == ["publish"]
    assert queue.stages == []


def test_every_page_under_a_link_stays_out_of_indexes_and_caches(client: Client, upload: Upload) -> None:
    for address in (f"/d/{upload.id}", f"/d/{upload.id}/books", f"/s/{upload.share_id}"):
        response = client.get(address)

        assert '<meta name="robots" content="noindex' in response.content.decode()
        assert response.headers["Cache-Control"] == "private, no-store"
        assert not response.cookies


def test_a_shared_link_shows_the_same_and_never_the_owners_id(client: Client, upload: Upload) -> None:
    prefix = f"/s/{upload.share_id}"
    book_id = "900011"

    for address in (prefix, f"{prefix}/books", f"{prefix}/books/{book_id}"):
        text = page(client, address)

        assert str(upload.id) not in text
        assert set(UUID.findall(text)) <= {str(upload.share_id)}
        assert "Delete this library" not in text
        assert "data-status" not in text


def test_every_page_says_which_of_the_two_links_it_is(client: Client, upload: Upload) -> None:
    for path in ("", "/books", "/books/900001", "/genres", "/year/2015"):
        owners, others = page(client, f"/d/{upload.id}{path}"), page(client, f"/s/{upload.share_id}{path}")

        assert "Your private link:" in owners, path
        assert "Read-only link:" not in owners, path
        assert "Read-only link:" in others, path
        assert "private link" not in others, path
    for path in ("/share", "/review", "/delete"):
        assert "Your private link:" in page(client, f"/d/{upload.id}{path}"), path
    assert 'id="whose"' not in page(client, "/sample")


def test_the_owner_may_share_and_delete(client: Client, upload: Upload) -> None:
    text = page(client, f"/d/{upload.id}")

    assert f'value="http://testserver/s/{upload.share_id}"' in text
    assert f'data-api="/api/data/{upload.id}"' in text


@pytest.mark.parametrize("kind", ["d", "s"])
@pytest.mark.parametrize("rest", ["", "/books", "/books/1"])
def test_what_is_gone_what_never_was_and_what_is_no_id_look_alike(
    client: Client, db: None, kind: str, rest: str
) -> None:
    unknown = page(client, f"/{kind}/{uuid.uuid4()}{rest}", status=404)
    mistyped = page(client, f"/{kind}/not-an-id{rest}", status=404)

    assert PLAIN_404 in unknown
    assert unknown == mistyped


def test_a_laptop_with_debug_on_shows_the_readers_page_too(client: Client, db: None, settings: Any) -> None:
    settings.DEBUG = True

    assert PLAIN_404 in page(client, f"/d/{uuid.uuid4()}", status=404)


def test_a_share_link_opens_no_owners_page(client: Client, upload: Upload) -> None:
    page(client, f"/d/{upload.share_id}", status=404)
    page(client, f"/s/{upload.id}", status=404)
    page(client, f"/d/{upload.share_id}/delete", status=404)


def test_before_the_first_publication_the_same_address_waits(client: Client, transactional_db: None) -> None:
    upload = receive(books(1, 2, 3))

    for address in (f"/d/{upload.id}", f"/d/{upload.id}/books", f"/d/{upload.id}/books/1", f"/s/{upload.share_id}"):
        assert "Reading your library" in page(client, address)


def test_while_books_are_looked_up_the_dashboard_shows_how_far_it_is(
    client: Client, queue: Queue, transactional_db: None
) -> None:
    upload = receive(books(*range(12)))
    for _stage in range(2):
        path, ids = queue.calls.pop(0)
        Queue.run(_one(path, ids))
    text = page(client, f"/d/{upload.id}")

    assert 'id="progress"' in text
    assert '<li data-stage="look_up" data-state="now">' in text
    assert "being looked up" in text
    shared = page(client, f"/s/{upload.share_id}")
    assert "still being looked up: 0% so far" in shared
    assert 'id="progress"' not in shared


def _one(path: str, ids: dict[str, Any]) -> Queue:
    queue = Queue()
    queue.take(path, ids)
    return queue


def test_a_file_that_could_not_be_read_is_said_with_a_way_back(client: Client, db: None) -> None:
    upload = Upload.objects.create(state=UploadState.ERROR, error_message="This file has no rows. Export once more.")

    text = page(client, f"/d/{upload.id}")

    assert "This file has no rows. Export once more." in text
    assert 'role="alert"' in text
    assert 'href="/"' in text


def test_the_list_obeys_its_form(client: Client, upload: Upload) -> None:
    text = page(client, f"/d/{upload.id}/books?q=lantern&sort=title&rating=4")

    assert "2 of 12 books" in text
    assert 'aria-sort="ascending"' in text
    assert "Remove the filter" in text


def test_a_search_without_an_answer_offers_a_way_out(client: Client, upload: Upload) -> None:
    text = page(client, f"/d/{upload.id}/books?q=zzzz")

    assert "Nothing on the shelves answers to that." in text
    assert f'href="/d/{upload.id}/books"' in text


def test_a_book_shows_its_review_with_its_harmless_markup(client: Client, upload: Upload) -> None:
    text = page(client, f"/d/{upload.id}/books/900011")

    assert "<b>Dry.</b>" in text
    assert "alert(1)" not in text
    assert f'href="/d/{upload.id}/books?shelf=sea"' in text
    assert "Found at Open Library" in text


def test_a_book_that_is_not_in_the_library_is_not_found(client: Client, upload: Upload) -> None:
    page(client, f"/d/{upload.id}/books/12345", status=404)


def test_deleting_without_scripts_asks_first_and_leaves_nothing(client: Client, upload: Upload) -> None:
    address = reverse("dashboards:delete", args=[upload.id])
    asked = page(client, address)
    assert Upload.objects.filter(id=upload.id).exists()

    response = Client(enforce_csrf_checks=True).post(
        address, headers={"Origin": "null", "Sec-Fetch-Site": "same-origin"}
    )

    assert 'method="post"' in asked
    assert response.headers["Location"] == "/?deleted=1"
    assert not Upload.objects.filter(id=upload.id).exists()
    assert not storages["dashboards"].exists(upload.document_name)
    page(client, f"/d/{upload.id}", status=404)
    page(client, f"/s/{upload.share_id}", status=404)


def test_another_sites_page_cannot_delete(client: Client, upload: Upload) -> None:
    response = client.post(f"/d/{upload.id}/delete", headers={"Sec-Fetch-Site": "cross-site"})

    assert response.status_code == 403
    assert Upload.objects.filter(id=upload.id).exists()


def test_pages_are_only_looked_at(client: Client) -> None:
    assert client.post("/sample").status_code == 405
    assert client.put("/sample/books").status_code == 405
    assert client.head("/sample").status_code == 200


def test_the_sample_needs_no_database_and_says_that_it_is_made_up(client: Client) -> None:
    text = page(client, "/sample")

    assert "This is a made-up reader; the books are real." in text
    assert "Upload your own" in text
    assert "Delete this library" not in text
    assert "noindex" not in text
    assert "198 books" in page(client, "/sample/books")


def test_a_tiny_library_is_one_short_page_with_all_its_books(
    client: Client, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    sample_of(waiting([a_book(1, title="Tides"), a_book(2, title="Salt")]), tmp_path, monkeypatch)

    text = page(client, "/sample")

    assert "Too few for statistics, enough for a shelf" in text
    assert "All your books" in text
    assert "How much do you read?" not in text


def test_titles_and_names_cannot_become_markup(client: Client, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    evil = "</script><img src=x onerror=alert(1)>"
    made = [
        (a_book(row, title=f"{evil} {row}", author=evil, shelves=(evil,), read="2024-05-05"), known("Fantasy"))
        for row in range(1, 15)
    ]
    sample_of(made, tmp_path, monkeypatch)

    for address in ("/sample", "/sample/books", "/sample/books/1001", f"/sample/books?q={evil}&author={evil}"):
        assert "<img src=x" not in page(client, address)


@pytest.mark.parametrize("size", [0, 1, 9, 10, 40, 150])
def test_no_page_of_any_library_ever_says_none_or_nan(
    client: Client, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, size: int
) -> None:
    sample_of(a_library(size, seed=size), tmp_path, monkeypatch)

    for address in ("/sample", "/sample/books", "/sample/books/row-1"):
        if client.get(address).status_code == 404:
            continue
        said = re.sub(r"<script.*?</script>", "", page(client, address), flags=re.DOTALL)
        said = re.sub(r"<[^>]*>", " ", said)
        assert not re.search(r"\b(None|nan|NaN|undefined|inf)\b", said)


def test_nothing_on_a_page_runs_or_styles_inline(client: Client) -> None:
    for address in ("/", "/sample", "/sample/books", "/nowhere"):
        text = client.get(address).content.decode()

        assert not re.search(r"<script(?![^>]*(?:\bsrc=|application/json))", text)
        assert not re.search(r"<style|\sstyle=|\son[a-z]+=", text)


def test_pages_travel_packed(client: Client) -> None:
    plain = client.get("/sample")

    packed = client.get("/sample", headers={"Accept-Encoding": "gzip"})

    assert packed.headers["Content-Encoding"] == "gzip"
    assert len(packed.content) < len(plain.content) / 4
    assert "Accept-Encoding" in packed.headers["Vary"]


def test_everything_works_below_a_prefix(client: Client, settings: Any) -> None:
    with override_script_prefix("/shelf/"):
        text = page(client, "/sample")

    within = re.findall(r'(?:href|action)="(/[^"]*)"', text) + re.findall(r'"href": "(/[^"]*)"', text)
    assert within
    assert [address for address in within if not address.startswith(("/shelf/", settings.STATIC_URL))] == []


def test_a_torn_page_says_that_nothing_is_lost(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    client.raise_request_exception = False
    monkeypatch.setattr("dashboards.views.front_of", lambda *args, **kwargs: 1 / 0)

    text = page(client, "/sample", status=500)

    assert "Nothing of yours is lost." in text


def test_the_dashboard_obeys_the_filters_of_its_address(client: Client, upload: Upload) -> None:
    for here in (f"/d/{upload.id}", f"/s/{upload.share_id}"):
        text = page(client, f"{here}?year=2012")

        assert "<h1>1 of 12 books: read in 2012</h1>" in text
        assert f'<a class="chip" href="{here}">' in text
        assert f'<a href="{here}/books?year=2012">Show these books</a>' in text


def test_a_library_is_whole_whatever_a_filter_leaves_of_it(client: Client, upload: Upload) -> None:
    text = page(client, f"/d/{upload.id}?year=1999")

    assert "No book is all of that." in text
    assert 'data-whole="true"' in text
    assert '<section class="chapter" id="habit"' not in text


def test_previews_tell_of_the_whole_library_under_every_filter(client: Client, upload: Upload) -> None:
    said = re.compile('<meta property="og:[^>]*>')

    filtered, whole = page(client, f"/s/{upload.share_id}?year=2012"), page(client, f"/s/{upload.share_id}")

    assert said.findall(filtered) == said.findall(whole) != []


def test_a_tiny_library_shows_the_covers_that_pass(
    client: Client, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    books = [a_book(1, read="2020-01-05", title="The Ledger"), a_book(2, read="2021-01-05", title="The Orchard")]
    sample_of([(one, known("Magic")) for one in books], tmp_path, monkeypatch)

    text = page(client, "/sample?year=2020")

    assert "These books" in text
    assert "The Ledger" in text
    assert "The Orchard" not in text
