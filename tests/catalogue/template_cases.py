"""T: templates, and what stands inside the page with them."""

from pathlib import Path

from recruitcheck.reports.lint import lint_templates
from tests.catalogue.registry import enter

_TEMPLATES = {
    "T101": "{% if view %}",
    "T102": "{{ 1|scoree }}",
    "T103": '{% include "bse.html" %}',
    "T104": "{{ view.name|safe }}",
    "T105": "{{ veiw }}",
    "T106": '{% extends "shipped:supplier.html" %}{% block heroo %}x{% endblock %}',
}


def _template(code: str, file: str, text: str) -> None:
    def make(folder: Path):
        path = folder / file
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")
        return lint_templates(folder / "reports")

    enter(code, file, make)


for _code, _text in _TEMPLATES.items():
    _template(_code, "reports/templates/supplier.html", _text)
_template("T107", "reports/report.css", "/* </style> */")
_template("T108", "reports/charts.mplstyle", "lines.linewith: 2")
_template("T109", "reports/charts.mplstyle", "lines.linewidth: thick")
