"""Exports read into books: `check_export` at the upload, `parse_export` for the library. Pure Python."""

from uploads.parsing.export import parse_export
from uploads.parsing.head import ExportHead, check_export
from uploads.parsing.limits import Limits
from uploads.parsing.records import ParsedBook, RowIssue
from uploads.parsing.rejected import ExportRejected

__all__ = ["ExportHead", "ExportRejected", "Limits", "ParsedBook", "RowIssue", "check_export", "parse_export"]
