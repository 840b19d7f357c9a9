"""In which language a reader is answered."""

from __future__ import annotations

import pytest
from django.test import Client
from django.utils import translation

pytestmark = pytest.mark.django_db
GERMAN = {"Accept-Language": "de-AT,de;q=0.8,en;q=0.5"}


def test_the_browsers_language_is_spoken_where_we_have_it(client: Client) -> None:
    assert b'<html lang="de">' in client.get("/", headers=GERMAN).content
    assert b'<html lang="en">' in client.get("/", headers={"Accept-Language": "zu"}).content
    assert b'<html lang="en">' in client.get("/").content


def test_a_page_offers_the_other_languages_and_leads_back_to_itself(client: Client) -> None:
    page = client.get("/sample?year=2020").content.decode()

    assert '<button class="plain" type="submit" name="language" value="de" lang="de">Deutsch</button>' in page
    assert 'name="language" value="en"' not in page
    assert '<input type="hidden" name="next" value="/sample?year=2020">' in page


def test_a_chosen_language_is_kept_in_the_one_cookie_and_wins_over_the_browser(client: Client) -> None:
    # when
    answer = client.post("/language", {"language": "de", "next": "/sample?year=2020"})

    # then
    assert (answer.status_code, answer.headers["Location"]) == (302, "/sample?year=2020")
    (cookie,) = answer.cookies.values()
    assert (cookie.key, cookie.value, cookie["samesite"], cookie["httponly"]) == ("language", "de", "Lax", True)
    assert b'<html lang="de">' in client.get("/", headers={"Accept-Language": "en"}).content


def test_the_api_speaks_to_people_in_their_language(client: Client) -> None:
    german = client.get("/api/data/nobodys", headers=GERMAN).json()["error"]
    english = client.get("/api/data/nobodys").json()["error"]

    assert german["code"] == english["code"] == "not_found"
    assert german["message"] == "Hier ist nichts: Es wurde gelöscht, oder die Adresse ist vertippt."
    assert english["message"] == "There is nothing here: it was deleted, or the address is mistyped."


def test_a_picture_to_share_is_drawn_in_the_language_of_the_request(client: Client) -> None:
    german = client.get("/sample/picture-1200x630.png", headers=GERMAN).content

    assert german.startswith(b"\x89PNG")
    assert german != client.get("/sample/picture-1200x630.png").content


def test_a_language_that_we_do_not_have_is_not_kept(client: Client) -> None:
    answer = client.post("/language", {"language": "tlh", "next": "/"})

    assert answer.status_code == 302
    assert not answer.cookies


@pytest.mark.parametrize("elsewhere", ["https://example.org/", "//example.org/", "javascript:alert(1)"])
def test_choosing_a_language_leads_to_no_other_site(client: Client, elsewhere: str) -> None:
    answer = client.post("/language", {"language": "de", "next": elsewhere}, headers={"Referer": elsewhere})

    assert answer.headers["Location"] == "/"


def test_asking_for_the_address_changes_nothing(client: Client) -> None:
    answer = client.get("/language?language=de&next=/sample")

    assert not answer.cookies


def test_another_sites_page_cannot_choose(client: Client) -> None:
    answer = client.post("/language", {"language": "de"}, headers={"Sec-Fetch-Site": "cross-site"})

    assert answer.status_code == 403


def test_the_language_ends_with_the_answer(client: Client) -> None:
    client.get("/", headers=GERMAN)

    assert translation.get_language() == "en"


@pytest.mark.parametrize("address", ["/", "/sample", "/sample/picture-1200x630.png"])
def test_caches_are_told_that_an_answer_depends_on_the_language(client: Client, address: str) -> None:
    answer = client.get(address)

    assert {"Accept-Language", "Cookie"} <= {name.strip() for name in answer.headers["Vary"].split(",")}
