"""Languages by name. Django names most; these it does not."""

from __future__ import annotations

from django.conf.locale import LANG_INFO
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

_OTHERS = {
    "akk": gettext_noop("Akkadian"),
    "ang": gettext_noop("Old English"),
    "enm": gettext_noop("Middle English"),
    "grc": gettext_noop("Ancient Greek"),
    "la": gettext_noop("Latin"),
    "mul": gettext_noop("several languages"),
    "sa": gettext_noop("Sanskrit"),
    "yi": gettext_noop("Yiddish"),
    "zh": gettext_noop("Chinese"),
}


def language_name(code: str) -> str:
    """The English name of an ISO 639 code, translated; the code where nobody has a name for it.

    >>> language_name("it"), language_name("grc"), language_name("qqq")
    ('Italian', 'Ancient Greek', 'qqq')
    """
    if code in _OTHERS:
        return _(_OTHERS[code])
    name: str | None = LANG_INFO.get(code, {}).get("name")
    return _(name) if name else code
