"""The WSGI door: waitress here, Zappa's handler on Lambda."""

import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "goodreads_site.settings")  # noqa: TID251
application = get_wsgi_application()
