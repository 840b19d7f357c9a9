"""Looking after uploads: where each stands, what went wrong, deleting and trying again."""

from __future__ import annotations

from typing import cast

from django.contrib import admin, messages
from django.core.files.storage import storages
from django.db.models import Count, Q, QuerySet
from django.http import HttpRequest
from django.utils import timezone
from django.utils.timesince import timesince

from goodreads_site import background
from goodreads_site.logging import alias
from goodreads_site.read_only import ReadOnly
from uploads.models import Batch, BatchState, Issue, Upload, UploadState


class BatchInline(ReadOnly, admin.TabularInline):
    model = Batch
    fields = ("number", "state", "found", "runs", "postponed", "lease_until")
    extra = 0
    can_delete = False


class IssueKinds(admin.SimpleListFilter):
    title = "rows to mend"
    parameter_name = "issues"

    def lookups(self, request: HttpRequest, model_admin: object) -> list[tuple[str, str]]:
        return [("yes", "with some"), ("no", "without")]

    def queryset(self, request: HttpRequest, queryset: QuerySet[Upload]) -> QuerySet[Upload]:
        if self.value() == "yes":
            return queryset.filter(issues__isnull=False).distinct()
        return queryset.filter(issues__isnull=True) if self.value() == "no" else queryset


@admin.register(Upload)
class UploadAdmin(ReadOnly, admin.ModelAdmin):
    """The list shows an alias: whoever has an upload's id owns the dashboard, and lists are looked at over shoulders."""

    list_display = ("short", "state", "books", "unreadable_rows", "looked_up", "age", "error_code", "published_at")
    list_filter = ("state", IssueKinds, "created_at")
    search_fields = ("id",)
    ordering = ("-created_at",)
    actions = ("try_again",)
    inlines = (BatchInline,)
    readonly_fields = ("rows_to_mend",)

    def get_queryset(self, request: HttpRequest) -> QuerySet[Upload]:
        closed = Count("batches", filter=~Q(batches__state=BatchState.OPEN), distinct=True)
        counted = (
            super().get_queryset(request).annotate(batches_all=Count("batches", distinct=True), batches_closed=closed)
        )
        return cast("QuerySet[Upload]", counted)

    @admin.display(description="upload")
    def short(self, upload: Upload) -> str:
        return alias(str(upload.id))

    @admin.display(description="batches looked up")
    def looked_up(self, upload: Upload) -> str:
        return f"{upload.batches_closed} of {upload.batches_all}"  # type: ignore[attr-defined]

    @admin.display(description="age", ordering="created_at")
    def age(self, upload: Upload) -> str:
        return timesince(upload.created_at, timezone.now())

    @admin.display(description="rows to mend")
    def rows_to_mend(self, upload: Upload) -> str:
        kinds = Issue.objects.filter(upload=upload).values_list("kind").annotate(n=Count("id")).order_by("-n")
        return ", ".join(f"{kind.replace('_', ' ')}: {n}" for kind, n in kinds) or "none"

    @admin.action(description="Try again what failed (reading, looking up, publishing)")
    def try_again(self, request: HttpRequest, queryset: QuerySet[Upload]) -> None:
        tried = sum(retry(upload) for upload in queryset)
        self.message_user(request, f"{tried} of {queryset.count()} uploads go on.", messages.SUCCESS)


def retry(upload: Upload) -> bool:
    """Go on with whatever of the upload ended or stands still: False where nothing can be done (the file is gone)."""
    now = timezone.now()
    if upload.state in (UploadState.RECEIVED, UploadState.READING, UploadState.ERROR):
        if not storages["uploads"].exists(upload.raw_name):
            return False  # the file was deleted with the verdict on it: it must be handed in again
        Upload.objects.filter(id=upload.id).update(
            state=UploadState.RECEIVED, runs=0, lease_until=None, completed_at=None, error_code="", error_message=""
        )
        background.enqueue("ingest", upload_id=str(upload.id))
        return True
    reopened = Batch.objects.filter(upload=upload, state__in=(BatchState.FAILED, BatchState.DEFERRED)).update(
        state=BatchState.OPEN, runs=0, postponed=0, lease_until=None
    )
    if reopened:
        Upload.objects.filter(id=upload.id).update(state=UploadState.ENRICHING, read_at=now)
        for _ in range(reopened):
            background.enqueue("look_up")
    background.enqueue("publish", upload_id=str(upload.id))
    return True
