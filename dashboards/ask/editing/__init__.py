"""A spec as the fields of a form, and back: what a reader changes of "I read this as" stands in the address.

    as=groups  measure=average:my_rating  group=genre  order=down  limit=10
    genre.1.is=%3D  genre.1=Fantasy  genre.1=Horror      the first condition on the genre: one of the two

Nothing else comes of such an address than a spec, checked against the same closed lists that the builder takes.
"""

from dashboards.ask.editing.choices import choices_of, refuse_unknown_names
from dashboards.ask.editing.fields import Pairs, conditions_of, fields_of, measure_name
from dashboards.ask.editing.kinds import CONDITIONS, MEASURES, ORDERS, Control, control_of, operators_of
from dashboards.ask.editing.reading import BadEdit, spec_of

__all__ = [
    "CONDITIONS",
    "MEASURES",
    "ORDERS",
    "BadEdit",
    "Control",
    "Pairs",
    "choices_of",
    "conditions_of",
    "control_of",
    "fields_of",
    "measure_name",
    "operators_of",
    "refuse_unknown_names",
    "spec_of",
]
