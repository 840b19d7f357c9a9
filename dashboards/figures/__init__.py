"""The figures of a dashboard: each a question, its computed answer, what it rests on, a drawing and a table.

Everything that is said is said here, from the document's head; the chart modules in static/js/charts only draw. A
figure that a library is too small for gives an `Instead` or a line of what is not shown, never an empty frame.
"""

from dashboards.figures.chapters import NUMERALS, chapters_of, figures_of
from dashboards.figures.parts import Chapter, Figure, Instead, Table

__all__ = ["NUMERALS", "Chapter", "Figure", "Instead", "Table", "chapters_of", "figures_of"]
