"""Static files with hashed names, compressed once at collectstatic."""

from whitenoise.storage import CompressedManifestStaticFilesStorage


class HashedStaticFiles(CompressedManifestStaticFilesStorage):  # type: ignore[misc]
    # Without this, modules import their unhashed siblings: stale caches after each release.
    support_js_module_import_aggregation = True
