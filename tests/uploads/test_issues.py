"""Issues and decisions as rows: what the database refuses, what counts as open, what finalising changes."""

from __future__ import annotations

from typing import Any

import pytest
from django.db import IntegrityError

from tests.uploads.rows import NOW, an_upload
from uploads.models import Action, Issue, Resolution, Upload

pytestmark = pytest.mark.django_db


def an_issue(upload: Upload, row: int = 1, **fields: Any) -> Issue:
    plain = {"kind": "invalid_isbn", "field": "ISBN13", "reason": "A digit is wrong."}
    return Issue.objects.create(upload=upload, row=row, **(plain | fields))


def a_decision(issue: Issue, **fields: Any) -> Resolution:
    plain = {"upload": issue.upload, "action": Action.SKIP, "decided_at": NOW}
    return Resolution.objects.create(issue=issue, **(plain | fields))


def test_an_issue_is_found_once() -> None:
    upload = an_upload()
    an_issue(upload)

    an_issue(upload, field="ISBN")
    with pytest.raises(IntegrityError, match=r"issue_found_once|uploads_issue.upload_id, uploads_issue.kind"):
        an_issue(upload)


def test_an_issue_has_one_standing_decision() -> None:
    issue = an_issue(an_upload())
    a_decision(issue, undone_at=NOW)
    a_decision(issue)

    with pytest.raises(IntegrityError, match=r"one_decision_an_issue|uploads_resolution.issue_id"):
        a_decision(issue)


def test_a_decision_is_an_action_that_we_know() -> None:
    issue = an_issue(an_upload())

    with pytest.raises(IntegrityError, match="resolution_action_is_known"):
        a_decision(issue, action="burn")


def test_what_is_undone_is_open_again() -> None:
    # given
    upload = an_upload()
    decided, undone, untouched = (an_issue(upload, row) for row in (1, 2, 3))
    a_decision(decided)
    a_decision(undone, undone_at=NOW)
    an_issue(an_upload())

    # then
    assert set(Issue.objects.open(upload)) == {undone, untouched}
    assert set(Issue.objects.decided(upload)) == {decided}


def test_finalising_applies_what_stands_and_takes_back_what_was_undone() -> None:
    # given
    upload = an_upload()
    new = a_decision(an_issue(upload, 1))
    applied = a_decision(an_issue(upload, 2), is_applied=True)
    undone = a_decision(an_issue(upload, 3), is_applied=True, undone_at=NOW)
    never = a_decision(an_issue(upload, 4), undone_at=NOW)
    assert set(upload.resolutions.pending()) == {new, undone}

    # when
    counts = upload.resolutions.all().finalize()

    # then
    assert counts == (1, 1)
    assert list(upload.resolutions.applied()) == [new, applied]
    assert not upload.resolutions.pending().exists()
    never.refresh_from_db()
    assert not never.is_applied


def test_decisions_go_with_their_upload() -> None:
    upload = an_upload()
    a_decision(an_issue(upload))

    upload.delete()

    assert not Resolution.objects.exists()


def test_only_an_edit_can_do_without_an_issue() -> None:
    upload = an_upload()
    Resolution.objects.create(upload=upload, action=Action.EDIT)

    with pytest.raises(IntegrityError, match="resolution_without_issue_is_an_edit"):
        Resolution.objects.create(upload=upload, action=Action.SKIP)
