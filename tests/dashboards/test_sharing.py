"""The share link: what it shows, what it hides, how it dies; and that nothing under it leads to the owner's link."""

from __future__ import annotations

import gzip
import json
import re
import uuid
from collections.abc import Iterator
from typing import Any

import pytest
from django.core.files.storage import storages
from django.db import IntegrityError, transaction
from django.test import Client

from dashboards import publish as publishing
from dashboards import sharing
from dashboards.deletion import delete_upload
from dashboards.pictures import SHAPES
from dashboards.publish import publish
from dashboards.sharing import Action, share
from tests.browser.library import export
from tests.pipeline import Queue, receive
from tests.stand_in import StandIn
from uploads.models import Upload

pytestmark = pytest.mark.django_db(transaction=True)

REVIEWED, TO_READ = "900000", "900004"  # in the made-up export every fifth book is to be read
LEFT_OUT = [(True, False), (False, True), (False, False)]


@pytest.fixture
def upload(queue: Queue, open_library: StandIn) -> Upload:
    upload = receive(export(30))
    queue.run()
    upload.refresh_from_db()
    return upload


def pages_under(prefix: str) -> list[str]:
    """Every address that a stranger can go to."""
    lists = ["/books", "/books?status=to-read", "/books?q=lantern", "/books?sort=title&page=2"]
    books = [f"/books/{book}" for book in (REVIEWED, "900001", TO_READ)]
    return [prefix + path for path in ("", *lists, *books, *(f"/picture-{shape}.png" for shape in SHAPES))]


def content_of(response: Any) -> bytes:
    whole: bytes = response.getvalue()
    return gzip.decompress(whole) if response.headers.get("Content-Encoding") == "gzip" else whole


def answers(client: Client, upload: Upload) -> Iterator[tuple[str, Any, bytes]]:
    for path in [*pages_under(f"/s/{upload.share_id}"), f"/api/shared/{upload.share_id}"]:
        response = client.get(path)
        yield path, response, content_of(response)


def ask(client: Client, upload: Upload, **wanted: object) -> Any:
    return client.post(f"/api/data/{upload.id}/share", json.dumps(wanted), content_type="application/json")


@pytest.mark.parametrize(("reviews", "to_read"), [(True, True), *LEFT_OUT])
def test_the_owners_id_is_in_no_answer_under_the_link(
    client: Client, upload: Upload, reviews: bool, to_read: bool
) -> None:
    share(upload.id, Action.SET, reviews=reviews, to_read=to_read)

    for path, response, content in answers(client, upload):
        text = content.decode("utf-8", "replace").lower() + str(response.headers).lower() + str(response.cookies)
        assert str(upload.id) not in text, path
        assert upload.id.hex not in text, path
        assert upload.id.bytes not in content, path
        assert "delete this library" not in text, path
        assert "/d/" not in text.replace("&", ""), path
        assert 'method="post"' not in text.replace('<form class="languages" method="post"', ""), path


def test_the_pictures_hold_nothing_but_pixels(client: Client, upload: Upload) -> None:
    for shape in SHAPES:
        picture = client.get(f"/s/{upload.share_id}/picture-{shape}.png").content

        kinds = set()
        place = 8
        while place < len(picture):
            size = int.from_bytes(picture[place : place + 4])
            kinds.add(picture[place + 4 : place + 8])
            place += size + 12
        assert kinds <= {b"IHDR", b"IDAT", b"IEND", b"PLTE", b"sRGB", b"gAMA", b"pHYs"}


def test_every_answer_under_the_link_stays_out_of_caches_and_indexes(client: Client, upload: Upload) -> None:
    for path, response, _ in answers(client, upload):
        assert response.status_code == 200, path
        assert response.headers["Cache-Control"] == "private, no-store", path
        assert "noindex" in response.headers["X-Robots-Tag"], path
        assert response.headers["Referrer-Policy"] == "no-referrer", path


def test_the_shared_id_opens_nothing_of_the_owners(client: Client, upload: Upload) -> None:
    link = upload.share_id

    assert client.get(f"/d/{link}").status_code == 404
    assert client.get(f"/d/{link}/share").status_code == 404
    assert client.post(f"/d/{link}/share", {"action": "revoke"}).status_code == 404
    assert client.post(f"/s/{link}", {"action": "revoke"}).status_code == 405
    assert client.post(f"/api/data/{link}/share", {"action": "revoke"}, "application/json").status_code == 404
    assert Upload.objects.get().share_id == link


def test_a_revoked_link_is_answered_like_one_that_never_was(client: Client, upload: Upload) -> None:
    asked = ask(client, upload, action="revoke")

    never = uuid.uuid4()
    assert asked.json() == {"share_url": None, "reviews": True, "to_read": True}
    for path, response, content in answers(client, upload):
        unknown = client.get(path.replace(str(upload.share_id), str(never)))
        assert (response.status_code, response.headers) == (404, unknown.headers), path
        assert content == unknown.getvalue(), path
    assert client.get(f"/d/{upload.id}").status_code == 200


def test_a_renewed_link_works_and_the_old_one_is_dead(client: Client, upload: Upload) -> None:
    url = ask(client, upload, action="renew").json()["share_url"]

    assert url != f"/s/{upload.share_id}"
    assert str(upload.id) not in url
    assert client.get(url).status_code == 200
    for path, response, _ in answers(client, upload):
        assert response.status_code == 404, path


def test_a_revoked_link_can_be_followed_by_a_new_one_with_the_same_choices(client: Client, upload: Upload) -> None:
    ask(client, upload, action="revoke", reviews=False)

    again = ask(client, upload, action="renew").json()

    assert again["share_url"] not in (None, f"/s/{upload.share_id}")
    assert again["reviews"] is False


def test_an_etag_does_not_keep_alive_what_was_withdrawn(client: Client, upload: Upload) -> None:
    before = client.get(f"/api/shared/{upload.share_id}")
    tag = {"If-None-Match": before.headers["ETag"]}
    content_of(before)
    assert client.get(f"/api/shared/{upload.share_id}", headers=tag).status_code == 304

    ask(client, upload, action="set", reviews=False)

    after = client.get(f"/api/shared/{upload.share_id}", headers=tag)
    assert after.status_code == 200
    assert b"Dry, kind" not in content_of(after)


def test_without_reviews_no_word_of_one_is_under_the_link(client: Client, upload: Upload) -> None:
    assert b"Dry, kind" in client.get(f"/s/{upload.share_id}/books/{REVIEWED}").content

    ask(client, upload, action="set", reviews=False)

    for path, response, content in answers(client, upload):
        assert response.status_code == 200, path
        assert b"Dry, kind" not in content, path
    assert b"Dry, kind" in client.get(f"/d/{upload.id}/books/{REVIEWED}").content


def test_without_what_is_to_be_read_it_is_nowhere_and_in_no_figure(client: Client, upload: Upload) -> None:
    ask(client, upload, action="set", to_read=False)

    shared = json.loads(content_of(client.get(f"/api/shared/{upload.share_id}")))
    assert shared["total_books"] == len(shared["books"]) == 24
    assert shared["summary"]["to_read"]["books"] == shared["summary"]["headline"]["to_read"] == 0
    assert client.get(f"/s/{upload.share_id}/books/{TO_READ}").status_code == 404
    dashboard = client.get(f"/s/{upload.share_id}").content.decode()
    assert "Still to read" not in dashboard
    assert "kept back" in dashboard
    assert TO_READ not in client.get(f"/s/{upload.share_id}/books").content.decode()
    assert "Still to read" in client.get(f"/d/{upload.id}").content.decode()
    assert client.get(f"/d/{upload.id}/books/{TO_READ}").status_code == 200


def test_the_choices_hold_for_what_is_published_later(client: Client, upload: Upload) -> None:
    ask(client, upload, action="set", reviews=False, to_read=False)

    Upload.objects.update(unreadable_rows=3)
    publish(upload.id)

    shared = json.loads(content_of(client.get(f"/api/shared/{upload.share_id}")))
    assert shared["unreadable_rows"] == 3
    assert shared["total_books"] == 24
    assert not any(book["review"] for book in shared["books"])


def test_choices_made_before_the_first_publication_hold_from_the_first(
    client: Client, queue: Queue, open_library: StandIn
) -> None:
    upload = receive(export(10))
    ask(client, upload, action="set", to_read=False)
    assert client.get(f"/s/{upload.share_id}/books/{TO_READ}").status_code == 200  # the page that waits

    queue.run()

    assert client.get(f"/s/{upload.share_id}/books/{REVIEWED}").status_code == 200
    assert client.get(f"/s/{upload.share_id}/books/{TO_READ}").status_code == 404


def test_a_choice_made_while_the_document_is_written_is_kept(
    client: Client, upload: Upload, monkeypatch: pytest.MonkeyPatch
) -> None:
    write = publishing._write

    def choose_meanwhile(*given: Any, **named: Any) -> Any:
        share(upload.id, Action.SET, to_read=False)
        return write(*given, **named)

    monkeypatch.setattr(publishing, "_write", choose_meanwhile)
    publish(upload.id)

    shared = json.loads(content_of(client.get(f"/api/shared/{upload.share_id}")))
    assert shared["total_books"] == 24


def test_what_is_published_while_a_copy_is_written_is_in_the_copy(
    client: Client, upload: Upload, monkeypatch: pytest.MonkeyPatch
) -> None:
    put_out, published = sharing._write_from_storage, []

    def publish_meanwhile(*given: Any) -> None:
        put_out(*given)
        if not published:
            published.append(1)
            Upload.objects.update(unreadable_rows=7)
            publish(upload.id)

    monkeypatch.setattr(sharing, "_write_from_storage", publish_meanwhile)
    share(upload.id, Action.SET, reviews=False)

    shared = json.loads(content_of(client.get(f"/api/shared/{upload.share_id}")))
    assert shared["unreadable_rows"] == 7
    assert not any(book["review"] for book in shared["books"])


@pytest.mark.parametrize(("reviews", "to_read"), LEFT_OUT)
def test_deleting_the_library_deletes_its_copies(upload: Upload, reviews: bool, to_read: bool) -> None:
    chosen = share(upload.id, Action.SET, reviews=reviews, to_read=to_read)
    assert storages["dashboards"].exists(chosen.shared_document_name)

    names = delete_upload(upload.id)

    assert chosen.shared_document_name in names
    assert storages["dashboards"].listdir("")[1] == []


def test_a_copy_of_an_earlier_choice_does_not_stay(upload: Upload) -> None:
    for reviews, to_read in [*LEFT_OUT, (True, True)]:
        chosen = share(upload.id, Action.SET, reviews=reviews, to_read=to_read)

        names = {chosen.document_name, chosen.shared_document_name}
        assert set(storages["dashboards"].listdir("")[1]) == names


def test_a_library_that_is_gone_cannot_be_shared(client: Client, upload: Upload) -> None:
    delete_upload(upload.id)

    assert ask(client, upload, action="renew").status_code == 404
    assert client.post(f"/d/{upload.id}/share", {"action": "renew"}).status_code == 404
    with pytest.raises(Upload.DoesNotExist):
        share(upload.id, Action.RENEW)


@pytest.mark.parametrize("wanted", [{}, {"action": "delete"}, {"action": "set", "reviews": "maybe"}])
def test_the_api_refuses_what_it_does_not_know(client: Client, upload: Upload, wanted: dict[str, object]) -> None:
    assert ask(client, upload, **wanted).status_code == 422
    assert Upload.objects.get().share_id == upload.share_id


def test_a_foreign_page_cannot_revoke(client: Client, upload: Upload) -> None:
    response = client.post(
        f"/d/{upload.id}/share", {"action": "revoke"}, headers={"Sec-Fetch-Site": "cross-site", "Origin": "null"}
    )

    assert response.status_code == 403
    assert Upload.objects.get().share_id == upload.share_id


def test_the_page_revokes_only_after_it_has_asked(client: Client, upload: Upload) -> None:
    page = client.get(f"/d/{upload.id}/share").content.decode()
    asked = client.get(f"/d/{upload.id}/share?ask=revoke").content.decode()

    assert 'value="revoke"' not in page
    assert 'value="revoke"' in asked
    assert Upload.objects.get().share_id == upload.share_id

    done = client.post(f"/d/{upload.id}/share", {"action": "revoke"}, follow=True).content.decode()
    assert "The link is revoked" in done
    assert str(upload.share_id) not in done
    assert Upload.objects.get().share_id is None


def test_the_page_keeps_the_choices_of_its_boxes(client: Client, upload: Upload) -> None:
    client.post(f"/d/{upload.id}/share", {"action": "set", "to_read": "on"})

    row = Upload.objects.get()
    assert (row.shares_reviews, row.shares_to_read) == (False, True)
    assert re.search(r'name="to_read" checked', client.get(f"/d/{upload.id}/share").content.decode())


def test_what_the_page_does_not_know_changes_nothing(client: Client, upload: Upload) -> None:
    response = client.post(f"/d/{upload.id}/share", {"action": "delete"})

    assert response.status_code == 302
    assert Upload.objects.get().share_id == upload.share_id


def test_previews_have_absolute_addresses_and_no_titles(client: Client, upload: Upload, settings: Any) -> None:
    settings.SITE_URL = "https://books.example"

    page = client.get(f"/s/{upload.share_id}/books/{REVIEWED}").content.decode()

    told = dict(re.findall(r'<meta (?:property|name)="([\w:]+)" content="([^"]*)"', page))
    assert told["og:title"] == "24 books, six years"
    assert told["og:url"] == f"https://books.example/s/{upload.share_id}"
    assert told["og:image"] == f"https://books.example/s/{upload.share_id}/picture-1200x630.png"
    assert (told["og:image:width"], told["og:image:height"]) == ("1200", "630")
    assert told["twitter:card"] == "summary_large_image"
    assert "noindex" in told["robots"]
    assert not [text for name, text in told.items() if name.startswith("og:") and "Lantern" in text]


def test_a_years_page_is_previewed_by_its_own_picture(client: Client, upload: Upload) -> None:
    prefix = f"/s/{upload.share_id}"
    found = re.search(rf'href="{prefix}/year/(\d+)"', client.get(prefix).content.decode())
    assert found is not None
    page = f"{prefix}/year/{found[1]}"

    html = client.get(page).content.decode()

    assert f'{page}/picture-{SHAPES[0]}.png"' in html
    assert str(upload.id) not in html
    assert client.get(f"{page}/picture-{SHAPES[0]}.png").headers["Content-Type"] == "image/png"


def test_the_owner_shares_pictures_of_the_year_from_its_page(client: Client, upload: Upload) -> None:
    found = re.search(rf'href="(/d/{upload.id}/year/\d+)"', client.get(f"/d/{upload.id}").content.decode())
    assert found is not None

    html = client.get(found[1]).content.decode()

    assert all(f'src="{found[1]}/picture-{shape}.png"' in html for shape in SHAPES)


def test_the_owners_pages_are_not_previewed(client: Client, upload: Upload) -> None:
    assert "og:" not in client.get(f"/d/{upload.id}").content.decode()


def test_preview_services_may_fetch_shared_pages_and_search_engines_may_not(client: Client) -> None:
    groups = client.get("/robots.txt").content.decode().split("\n\n")

    assert "User-agent: Twitterbot" in groups[0]
    assert "Disallow: /s/" not in groups[0]
    assert "Disallow: /d/" in groups[0]
    assert {"User-agent: *", "Disallow: /s/", "Disallow: /d/"} <= set(groups[1].splitlines())


def test_two_libraries_never_have_one_link(upload: Upload) -> None:
    other = receive(export(3))

    upload.share_id = other.share_id

    with pytest.raises(IntegrityError), transaction.atomic():
        upload.save()
