"""Where readers send a question that they want a model to read."""

from __future__ import annotations

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST

from dashboards.asking.answering import opened
from dashboards.asking.model.by_model import let_it_read, may_read
from dashboards.asking.model.outcome import Outcome, signed
from dashboards.asking.sql.running import TooManyQuestions
from dashboards.links import Links, with_query
from dashboards.pages.frame import library_of, with_our_own_404
from uploads import intake


@csrf_exempt  # for the reasons that `dashboards.views.delete` gives
@with_our_own_404
@require_POST
def let_a_model_read(request: HttpRequest, link: str = "", *, kind: str) -> HttpResponse:
    """Puts `q` to the model if the planner does not understand it, then leads to the page that shows what came of it."""
    found = library_of(kind, link)
    question = request.POST.get("q", "")
    address = with_query(Links(found).ask, q=question)
    try:
        with opened(found) as questions:
            choice = may_read(questions.ask(question).refusal)
            today = questions.today
        if choice is None:
            return redirect(address)
        intake.count(request, purpose="question", most=settings.QUESTIONS_PER_MINUTE, error=TooManyQuestions)
        outcome = let_it_read(request, choice, question, today=today)
    except FileNotFoundError:
        return redirect(address)
    except TooManyQuestions:
        outcome = Outcome(None, None, "too_many")
    return redirect(with_query(Links(found).ask, q=question, model=signed(outcome, question)))
