"""Deciding through HTTP: what is asked, what is answered, and what a wrong call is told."""

from __future__ import annotations

import json
import uuid
from typing import Any

import pytest
from django.test import Client

from tests.pipeline import Queue, document_of
from tests.uploads.mending.every_kind import DOUBTFUL, KINDS, isbn_of, issue_of
from uploads.mending.questions import REQUIRED
from uploads.models import Issue, Resolution, Upload, UploadState
from uploads.parsing.records import IssueKind

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def upload(mendable: Upload) -> Upload:
    return mendable


def post(client: Client, path: str, **body: object) -> Any:
    return client.post(path, json.dumps(body), content_type="application/json")


def resolve(client: Client, issue: Issue, **body: object) -> Any:
    return post(client, f"/api/issues/{issue.token}/resolve", **body)


def resolve_all(client: Client, upload: Upload, **body: object) -> Any:
    return post(client, f"/api/uploads/{upload.id}/issues/resolve", **body)


def issues(client: Client, upload: Upload, query: str = "") -> dict[str, Any]:
    response = client.get(f"/api/uploads/{upload.id}/issues{query}")
    assert response.status_code == 200
    answer: dict[str, Any] = response.json()
    return answer


def error(response: Any) -> tuple[int, str, str | None]:
    told = response.json()["error"]
    assert told["message"]
    return response.status_code, told["code"], told["field"]


# --- asking -----------------------------------------------------------------------------------


def test_kinds_come_counted_and_those_that_change_numbers_most_first(client: Client, upload: Upload) -> None:
    answer = issues(client, upload)

    kinds = [kind["kind"] for kind in answer["kinds"]]
    assert set(kinds) == KINDS
    assert kinds[:3] == ["unreadable_row", "unclear_shelf", "duplicate"]
    assert sum(kind["open"] for kind in answer["kinds"]) == upload.issues.count() == answer["count"]
    assert answer["required_open"] == upload.issues.filter(kind__in=REQUIRED).count() == 4
    assert answer["issues"][0]["kind"] == "unreadable_row"


def test_issues_are_picked_by_kind_and_state_and_come_in_pages(client: Client, upload: Upload) -> None:
    first = issues(client, upload, "?kind=placeholder_date&per_page=3")
    second = issues(client, upload, "?kind=placeholder_date&per_page=3&page=2")

    assert (first["count"], first["pages"], len(first["issues"]), len(second["issues"])) == (4, 2, 3, 1)
    assert {issue["kind"] for issue in first["issues"]} == {"placeholder_date"}
    assert issues(client, upload, "?state=decided")["issues"] == []
    resolve(client, issue_of(upload, IssueKind.PLACEHOLDER_DATE), action="skip")
    assert issues(client, upload, "?state=open&kind=placeholder_date")["count"] == 3
    assert issues(client, upload, "?state=decided")["issues"][0]["decision"]["action"] == "skip"


def test_an_issue_says_its_book_what_may_be_typed_and_what_chosen(client: Client, upload: Upload) -> None:
    [duplicate] = issues(client, upload, "?kind=duplicate")["issues"]
    doubtful = issues(client, upload, "?kind=doubtful_match")["issues"][0]

    assert [choice["id"] for choice in duplicate["choices"]] == ["first", "second", "both", "reread"]
    assert duplicate["book"]["row"] != duplicate["other_book"]["row"]
    assert duplicate["book"]["title"] == duplicate["other_book"]["title"]
    assert doubtful["book"]["title"] == "Nearly the Same"
    assert doubtful["choices"][0]["candidate"]["title"] == "A Quite Different Book"
    assert doubtful["fields"] == ["isbn13", "title", "author"]


@pytest.mark.parametrize("query", ["?kind=boredom", "?state=lost", "?page=0", "?page=x", "?per_page=1000"])
def test_a_wrong_query_is_told(client: Client, upload: Upload, query: str) -> None:
    response = client.get(f"/api/uploads/{upload.id}/issues{query}")

    assert error(response)[:2] == (422, "invalid")


# --- deciding ---------------------------------------------------------------------------------


def test_the_whole_road_decided_applied_and_undone(client: Client, queue: Queue, upload: Upload) -> None:
    # given
    pages = issue_of(upload, IssueKind.IMPOSSIBLE_PAGES)
    decision = resolve(client, pages, action="edit", fields={"pages": "300"})
    assert decision.status_code == 200
    refused = post(client, f"/api/uploads/{upload.id}/finalize")
    assert error(refused)[:2] == (409, "required_open")

    # when
    for kind in REQUIRED:
        assert resolve_all(client, upload, kind=kind, action="skip").json()["open"] == 0
    done = post(client, f"/api/uploads/{upload.id}/finalize")
    queue.run()

    # then
    assert done.json()["applied"] == 5
    shown = {book["row"]: book for book in document_of(upload)["books"]}
    assert shown[pages.row]["num_pages"] == 300
    assert post(client, f"/api/uploads/{upload.id}/finalize").json() == {"applied": 0, "taken_back": 0, "looked_up": 0}
    undone = post(client, f"/api/resolutions/{decision.json()['id']}/undo")
    assert (undone.status_code, undone.json()["is_applied"]) == (200, True)
    assert post(client, f"/api/uploads/{upload.id}/finalize").json()["taken_back"] == 1


def test_what_is_sent_twice_is_answered_twice_and_done_once(client: Client, upload: Upload) -> None:
    issue = issue_of(upload, IssueKind.DUPLICATE)

    first, again = (resolve(client, issue, action="choose", choice="first") for _ in range(2))
    undone = [post(client, f"/api/resolutions/{first.json()['id']}/undo") for _ in range(2)]

    assert first.json() == again.json()
    assert undone[0].json() == undone[1].json()
    assert upload.resolutions.count() == 1


def test_who_decides_otherwise_meanwhile_is_told(client: Client, upload: Upload) -> None:
    issue = issue_of(upload, IssueKind.DUPLICATE)
    resolve(client, issue, action="choose", choice="first")

    response = resolve(client, issue, action="skip")

    assert error(response) == (409, "already_decided", None)


def test_all_of_a_kind_take_what_is_proposed_for_each(client: Client, upload: Upload) -> None:
    answer = resolve_all(client, upload, kind="placeholder_date", action="choose")

    assert (answer.json()["resolved"], answer.json()["open"]) == (4, 0)
    assert len(set(upload.resolutions.values_list("choice", flat=True))) == 4
    assert len(answer.json()["resolutions"]) == 4
    assert resolve_all(client, upload, kind="placeholder_date", action="choose").json()["resolved"] == 0


def test_of_a_kind_only_those_are_decided_that_say_what_is_meant(client: Client, upload: Upload) -> None:
    found = issue_of(upload, IssueKind.PLACEHOLDER_DATE).found

    answer = resolve_all(client, upload, kind="placeholder_date", action="skip", found=found)

    assert (answer.json()["resolved"], answer.json()["open"]) == (1, 3)


@pytest.mark.parametrize(
    ("kind", "body", "status", "code", "field"),
    [
        (IssueKind.DUPLICATE, {"action": "choose", "choice": "all"}, 422, "unknown_choice", "choice"),
        (IssueKind.DOUBTFUL_MATCH, {"action": "choose", "choice": "openlibrary:/works/OL0W"}, 422, "unknown_choice", "choice"),
        (IssueKind.DUPLICATE, {"action": "edit", "fields": {"title": "x"}}, 422, "field_refused", "fields.title"),
        (IssueKind.MISSING_TITLE, {"action": "edit", "fields": {"title": " "}}, 422, "field_refused", "fields.title"),
        (IssueKind.INVALID_ISBN, {"action": "edit", "fields": {"isbn13": "123"}}, 422, "field_refused", "fields.isbn13"),
        (IssueKind.INVALID_ISBN, {"action": "edit", "fields": {"isbn13": 123}}, 422, "invalid", "wanted.fields.isbn13"),
        (IssueKind.INVALID_ISBN, {"action": "edit", "fields": ["isbn13"]}, 422, "invalid", "wanted.fields"),
        (IssueKind.DUPLICATE, {"action": "eat"}, 422, "invalid", "wanted.action"),
        (IssueKind.DUPLICATE, {"action": "choose", "choice": None}, 422, "invalid", "wanted.choice"),
        (IssueKind.DUPLICATE, {}, 422, "invalid", "wanted.action"),
    ],
)  # fmt: skip
def test_what_cannot_be_decided_so_is_told_and_nothing_kept(
    client: Client, upload: Upload, kind: IssueKind, body: dict[str, object], status: int, code: str, field: str
) -> None:
    response = resolve(client, issue_of(upload, kind), **body)

    assert error(response) == (status, code, field)
    assert not Resolution.objects.exists()


@pytest.mark.parametrize(
    ("body", "code"),
    [
        ({"kind": "duplicate", "action": "edit"}, "not_for_all"),
        ({"kind": "boredom", "action": "skip"}, "invalid"),
        ({"kind": "duplicate"}, "invalid"),
        ({"kind": "duplicate", "action": "skip", "found": "a\0b"}, "invalid"),
    ],
)
def test_what_cannot_be_decided_for_all_is_told(
    client: Client, upload: Upload, body: dict[str, object], code: str
) -> None:
    assert error(resolve_all(client, upload, **body))[:2] == (422, code)


def test_a_book_of_another_issue_cannot_be_chosen(client: Client, upload: Upload) -> None:
    taken = f"openlibrary:/works/OL{isbn_of(DOUBTFUL)[-8:-1]}W"
    assert taken in {choice["id"] for choice in issues(client, upload, "?kind=doubtful_match")["issues"][0]["choices"]}

    response = resolve(client, issue_of(upload, IssueKind.INVALID_ISBN), action="choose", choice=taken)

    assert error(response) == (422, "unknown_choice", "choice")


def test_what_cannot_be_seen_is_not_kept_of_what_was_typed(client: Client, upload: Upload) -> None:
    response = resolve(client, issue_of(upload, IssueKind.MISSING_TITLE), action="edit", fields={"title": "A\0 Title"})

    assert response.json()["after"] == "A Title"


# --- who may ----------------------------------------------------------------------------------


def test_what_nobody_has_and_what_is_only_shared_is_not_there(client: Client, upload: Upload) -> None:
    issue = issue_of(upload, IssueKind.DUPLICATE)

    for link in (upload.share_id, uuid.uuid4(), issue.token, "no-id", issue.pk):
        answers = [
            client.get(f"/api/uploads/{link}/issues"),
            post(client, f"/api/uploads/{link}/issues/resolve", kind="duplicate", action="skip"),
            post(client, f"/api/uploads/{link}/finalize"),
            post(client, f"/api/resolutions/{link}/undo"),
        ]
        assert [error(answer)[:2] for answer in answers] == [(404, "not_found")] * 4, link
    for link in (upload.share_id, upload.id, uuid.uuid4(), "no-id", issue.pk):
        assert error(post(client, f"/api/issues/{link}/resolve", action="skip"))[:2] == (404, "not_found"), link
    assert not Resolution.objects.exists()


def test_after_a_deletion_nothing_is_there(client: Client, upload: Upload) -> None:
    issue = issue_of(upload, IssueKind.DUPLICATE)
    client.delete(f"/api/data/{upload.id}")

    assert error(resolve(client, issue, action="skip"))[0] == 404
    assert error(post(client, f"/api/uploads/{upload.id}/finalize"))[0] == 404


def test_while_the_file_is_read_it_is_too_early(client: Client, upload: Upload) -> None:
    Upload.objects.update(state=UploadState.READING)

    assert error(resolve(client, issue_of(upload, IssueKind.DUPLICATE), action="skip"))[:2] == (409, "not_yet")


def test_another_sites_page_decides_nothing(client: Client, upload: Upload) -> None:
    issue = issue_of(upload, IssueKind.DUPLICATE)

    response = client.post(
        f"/api/issues/{issue.token}/resolve",
        json.dumps({"action": "skip"}),
        content_type="application/json",
        headers={"Origin": "https://elsewhere.example"},
    )

    assert response.status_code == 403
    assert not Resolution.objects.exists()


# --- the trail, and books that nobody asked about -----------------------------------------------


def test_what_was_decided_together_is_undone_with_one_call(client: Client, upload: Upload) -> None:
    made = resolve_all(client, upload, kind="placeholder_date", action="choose").json()

    undone = [post(client, f"/api/uploads/{upload.id}/resolutions/undo", together=made["together"]) for _ in range(2)]

    assert [answer.json() for answer in undone] == [{"undone": 4}, {"undone": 0}]
    assert issues(client, upload, "?state=open&kind=placeholder_date")["count"] == 4


def test_the_trail_says_what_from_to_and_when(client: Client, upload: Upload) -> None:
    resolve(client, issue_of(upload, IssueKind.IMPOSSIBLE_PAGES), action="edit", fields={"pages": "300"})
    edited = post(client, f"/api/uploads/{upload.id}/books/1", fields={"rating": "2"}).json()
    post(client, f"/api/resolutions/{edited['id']}/undo")

    trail = client.get(f"/api/uploads/{upload.id}/resolutions").json()

    later, earlier = trail["resolutions"]
    assert (trail["count"], trail["pages"]) == (2, 1)
    assert earlier["steps"] == [{"field": "pages", "before": "3", "after": "300"}]
    assert (later["issue"], later["row"]) == (None, 1)
    assert later["steps"] == [{"field": "rating", "before": "4", "after": "2"}]
    assert later["undone_at"] >= later["decided_at"] >= earlier["decided_at"]


@pytest.mark.parametrize(
    ("row", "body", "wanted"),
    [
        ("1", {"fields": {"isbn13": "123"}}, (422, "field_refused", "fields.isbn13")),
        ("1", {"fields": {"shelves": "x"}}, (422, "field_refused", "fields.shelves")),
        ("1", {"fields": {"rating": 3}}, (422, "invalid", "wanted.fields.rating")),
        ("1", {}, (422, "invalid", "wanted.fields")),
        ("1", {"fields": {"rating": "2"}, "seen": "something"}, (409, "changed_meanwhile", None)),
        ("999", {"fields": {"rating": "2"}}, (404, "not_found", None)),
        ("99999999999999999999", {"fields": {"rating": "2"}}, (404, "not_found", None)),
    ],
)
def test_what_cannot_be_edited_so_is_told(
    client: Client, upload: Upload, row: str, body: dict[str, object], wanted: tuple[int, str, str | None]
) -> None:
    assert error(post(client, f"/api/uploads/{upload.id}/books/{row}", **body)) == wanted
    assert not Resolution.objects.exists()


def test_another_library_undoes_nothing_of_this_one(client: Client, upload: Upload) -> None:
    made = resolve_all(client, upload, kind="placeholder_date", action="choose").json()
    other = Upload.objects.create(state=UploadState.COMPLETE)

    answer = post(client, f"/api/uploads/{other.id}/resolutions/undo", together=made["together"])

    assert answer.json() == {"undone": 0}
    assert upload.resolutions.standing().count() == 4
    for link in (upload.share_id, uuid.uuid4(), "no-id"):
        answers = [
            client.get(f"/api/uploads/{link}/resolutions"),
            post(client, f"/api/uploads/{link}/resolutions/undo", together=made["together"]),
            post(client, f"/api/uploads/{link}/books/1", fields={"rating": "2"}),
        ]
        assert [error(one)[:2] for one in answers] == [(404, "not_found")] * 3, link
