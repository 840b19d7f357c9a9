"""Asking a library: in plain words, or by a SELECT over its tables. By the owner's link or a shared one."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.utils.translation import gettext as _
from ninja import Field, Router, Schema

from dashboards import library as libraries
from dashboards.ask.planner.plain import LONGEST
from dashboards.ask.sandbox import Busy, Stopped, Wrong
from dashboards.asking import answering, answers
from dashboards.asking.model import by_model
from dashboards.asking.sql import running as own_select
from dashboards.asking.sql import words as sql_words
from dashboards.library import Library
from goodreads_site.api import ApiError, ErrorAnswer, read_id
from uploads import intake

router = Router(tags=["questions"])
ERRORS = {404: ErrorAnswer, 422: ErrorAnswer, 429: ErrorAnswer, 503: ErrorAnswer}


class Query(Schema):
    sql: str = Field(description="One SELECT, in SQLite's dialect", max_length=own_select.MOST_SQL)


class Answer(Schema):
    columns: list[str]
    rows: list[list[Any]] = Field(description="Texts, numbers and null; 1,000 rows at most")
    more: bool = Field(description="There would be further rows")
    milliseconds: float = Field(description="That SQLite took")


class ColumnOut(Schema):
    name: str
    type: str = Field(description="text, integer or numeric")
    meaning: str


class TableOut(Schema):
    name: str
    meaning: str
    columns: list[ColumnOut]
    sample: list[list[Any]] = Field(description="The first rows")


class FunctionOut(Schema):
    name: str
    meaning: str


class SchemaOut(Schema):
    tables: list[TableOut]
    functions: list[FunctionOut] = Field(description="Beside SQLite's own")


class Question(Schema):
    question: str = Field(description="In English", max_length=LONGEST)
    model: bool = Field(
        False,
        description="Send the question, and nothing else, to this installation's model if it is not understood here",
    )


class BookOut(Schema):
    id: str
    title: str
    author: str


class ReadingOut(Schema):
    question: str = Field(description="What was read: the question, or it with the doubtful word made plain")
    read_as: str = Field(description="What it was taken for, in words")
    answer: str = Field(description="A sentence")
    notes: list[str] = Field(description="What was assumed, and what was left out")
    spec: dict[str, Any] = Field(description="What it was taken for, as a closed form")
    sql: str
    parameters: list[Any]
    columns: list[str]
    rows: list[list[Any]] = Field(description="1,000 rows at most")
    more: bool = Field(description="There would be further rows")
    drawn_from: int = Field(description="Books that the answer is drawn from")
    books: list[BookOut] = Field(description="The first 200 of them")
    left_out: dict[str, int] = Field(description="By field: books that would belong to it, but lack the field")
    checks: list[str]
    milliseconds: float = Field(description="That SQLite took")


class RefusalOut(Schema):
    reason: str = Field(description="A short name for programs")
    message: str = Field(description="A sentence for people")
    words: list[str] = Field(description="That were not understood, or cannot be answered")
    near: list[str] = Field(description="Questions like it that can be answered")
    model: str | None = Field(description="The model that may be asked to read it (`model`: true)")


class ReadByOut(Schema):
    model: str
    message: str = Field(description="A sentence for people")
    milliseconds: float
    tokens_in: int | None
    tokens_out: int | None
    dollars: float
    remembered: bool = Field(description="It was read earlier that day, and nothing was sent anew")


class ModelFailedOut(Schema):
    reason: str = Field(description="A short name for programs")
    message: str = Field(description="A sentence for people")


class AskedOut(Schema):
    question: str
    milliseconds: float = Field(description="That it took to be understood")
    readings: list[ReadingOut] = Field(description="The likelier first; none where it is refused")
    refusal: RefusalOut | None
    read_by: ReadByOut | None = Field(description="The model that read the question, if one did")
    model_failed: ModelFailedOut | None = Field(description="Why a model that was asked gave no reading")


@router.get("/data/{uuid}/schema", response={200: SchemaOut, **ERRORS}, summary="The tables that can be asked")
def schema(request: HttpRequest, uuid: str) -> Any:
    """Their columns, what these mean, and the first rows of this library."""
    return _asked(request, lambda: own_select.schema(libraries.owned(read_id(uuid))))


@router.post("/data/{uuid}/query", response={200: Answer, **ERRORS}, summary="Ask by a SELECT of one's own")
def query(request: HttpRequest, uuid: str, asked: Query) -> Any:
    """Run in a process of its own that holds this library and can reach nothing else; two seconds at most."""
    return _asked(request, lambda: _answer(libraries.owned(read_id(uuid)), asked.sql))


@router.get("/shared/{share_id}/schema", response={200: SchemaOut, **ERRORS}, summary="The tables of a share link")
def shared_schema(request: HttpRequest, share_id: str) -> Any:
    """As far as the link shows the library."""
    return _asked(request, lambda: own_select.schema(libraries.shared(read_id(share_id))))


@router.post("/shared/{share_id}/query", response={200: Answer, **ERRORS}, summary="Ask a shared library by a SELECT")
def shared_query(request: HttpRequest, share_id: str, asked: Query) -> Any:
    """As far as the link shows the library."""
    return _asked(request, lambda: _answer(libraries.shared(read_id(share_id)), asked.sql))


@router.post("/data/{uuid}/ask", response={200: AskedOut, **ERRORS}, summary="Ask in plain words")
def ask(request: HttpRequest, uuid: str, asked: Question) -> Any:
    """In English. The readings of the question with their answers, or why there is none and what could be asked instead."""
    return _asked(request, lambda: _understood(request, libraries.owned(read_id(uuid)), asked))


@router.post(
    "/shared/{share_id}/ask", response={200: AskedOut, **ERRORS}, summary="Ask a shared library in plain words"
)
def shared_ask(request: HttpRequest, share_id: str, asked: Question) -> Any:
    """As far as the link shows the library."""
    return _asked(request, lambda: _understood(request, libraries.shared(read_id(share_id)), asked))


def _understood(request: HttpRequest, found: Library, wanted: Question) -> dict[str, Any]:
    with answering.opened(found) as questions:
        asked = questions.ask(wanted.question)
        today = questions.today
    choice = by_model.may_read(asked.refusal) if wanted.model else None
    if choice is None:
        return answers.as_data(asked)
    outcome = by_model.let_it_read(
        request, choice, wanted.question, today=today
    )  # with no database held open meanwhile
    with answering.opened(found) as questions:
        return answers.as_data(questions.ask_as_read(wanted.question, outcome))


def _answer(found: Library, sql: str) -> dict[str, Any]:
    rows = own_select.answer(found, sql)
    return {"columns": rows.columns, "rows": rows.rows, "more": rows.more, "milliseconds": rows.milliseconds}


def _asked(request: HttpRequest, answer: Callable[[], dict[str, Any]]) -> dict[str, Any]:
    try:
        intake.count(request, purpose="question", most=settings.QUESTIONS_PER_MINUTE, error=own_select.TooManyQuestions)
        return answer()
    except own_select.TooManyQuestions as error:
        raise ApiError(429, "too_many", str(error), retry_after=60) from error
    except Wrong as error:
        place = f"sql[{error.at[0]}:{error.at[1]}]" if error.at else "sql"
        raise ApiError(422, "wrong_sql", own_select.what_is_wrong(error), field=place) from error
    except Stopped as error:
        raise ApiError(422, "too_much", str(sql_words.STOPPED[error.limit]), field="sql") from error
    except Busy as error:
        raise ApiError(503, "busy", str(sql_words.BUSY), retry_after=2) from error
    except FileNotFoundError as error:
        raise ApiError(404, "not_yet", _("The library is still being read."), retry_after=2) from error
