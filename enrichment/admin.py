"""Looking after the catalogue and the services."""

from __future__ import annotations

import json

from django.contrib import admin, messages
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils import timezone
from django.utils.html import format_html

from enrichment.limits import calls_today, resume
from enrichment.models import Answer, Author, Book, Provider
from enrichment.sources import limit_of
from goodreads_site.read_only import ReadOnly


class AnswerInline(ReadOnly, admin.StackedInline):
    model = Answer
    fields = ("provider", "outcome", "reason", "asked_at", "next_attempt_at", "raw")
    readonly_fields = fields
    extra = 0
    can_delete = False

    @admin.display(description="raw answer")
    def raw(self, answer: Answer) -> str:
        return format_html("<pre>{}</pre>", json.dumps(answer.facts, indent=2, ensure_ascii=False))


@admin.register(Book)
class BookAdmin(ReadOnly, admin.ModelAdmin):
    list_display = ("title", "author", "year", "isbn13", "answered_by")
    list_filter = ("answers__provider", "answers__outcome")
    search_fields = ("title", "author", "isbn13", "goodreads_id")
    fields = ("title", "author", "year", "isbn13", "goodreads_id", "identity", "weights", "weights_version")
    inlines = (AnswerInline,)
    actions = ("ask_again",)
    show_full_result_count = False

    def get_queryset(self, request: HttpRequest) -> QuerySet[Book]:
        return super().get_queryset(request).prefetch_related("answers")

    @admin.display(description="answers")
    def answered_by(self, book: Book) -> str:
        return ", ".join(f"{answer.provider}: {answer.get_outcome_display()}" for answer in book.answers.all())

    @admin.action(description="Forget the answers, so that the next upload asks again")
    def ask_again(self, request: HttpRequest, queryset: QuerySet[Book]) -> None:
        forgotten, _ = Answer.objects.filter(book__in=queryset).delete()
        self.message_user(request, f"{forgotten} answers are forgotten.", messages.SUCCESS)


@admin.register(Author)
class AuthorAdmin(ReadOnly, admin.ModelAdmin):
    list_display = ("name", "source", "outcome", "reason", "asked_at", "next_attempt_at")
    list_filter = ("source", "outcome")
    search_fields = ("name", "identity")
    fields = ("name", "identity", "source", "outcome", "reason", "asked_at", "next_attempt_at", "raw")
    readonly_fields = ("raw",)
    actions = ("ask_again",)
    show_full_result_count = False

    @admin.display(description="raw answer")
    def raw(self, author: Author) -> str:
        return format_html("<pre>{}</pre>", json.dumps(author.facts, indent=2, ensure_ascii=False))

    @admin.action(description="Forget the answers, so that the next upload asks again")
    def ask_again(self, request: HttpRequest, queryset: QuerySet[Author]) -> None:
        forgotten = queryset.count()
        queryset.delete()
        self.message_user(request, f"{forgotten} answers are forgotten.", messages.SUCCESS)


@admin.register(Provider)
class ProviderAdmin(ReadOnly, admin.ModelAdmin):
    list_display = ("name", "state", "failures", "calls_on_its_day", "day", "allowed", "calls")
    actions = ("ask_again_now",)

    def has_delete_permission(self, request: HttpRequest, obj: Provider | None = None) -> bool:
        return False

    @admin.display(description="state")
    def state(self, provider: Provider) -> str:
        if not provider.is_paused:
            return "open"
        return f"paused until {provider.paused_until:%Y-%m-%d %H:%M:%S} UTC: {provider.pause_reason}"

    @admin.display(description="calls today")
    def calls_on_its_day(self, provider: Provider) -> int:
        return calls_today(provider, now=timezone.now())

    @admin.display(description="limits")
    def allowed(self, provider: Provider) -> str:
        limit = limit_of(provider.name)
        a_day = f", {limit.per_day} a day" if limit.per_day is not None else ""
        return f"{1 / limit.interval:.1f} a second{a_day}"

    @admin.action(description="End the pause: ask again now")
    def ask_again_now(self, request: HttpRequest, queryset: QuerySet[Provider]) -> None:
        for provider in queryset:
            resume(provider.name)
        self.message_user(request, "The services will be asked again.", messages.SUCCESS)
