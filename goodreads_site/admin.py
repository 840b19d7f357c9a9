"""What the admin must not offer."""

import django_q.admin  # noqa: F401 - registers what is taken back here
from django.contrib import admin
from django_q.models import Failure, OrmQ, Schedule, Success

# A Schedule's row runs any function by its name; a task's and a message's rows hold pickles that run when
# they are shown. Whoever gets into the admin must not get at the machine.
for model in (Schedule, Success, Failure, OrmQ):
    if admin.site.is_registered(model):
        admin.site.unregister(model)
