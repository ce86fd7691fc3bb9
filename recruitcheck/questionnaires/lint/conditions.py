"""Conditions, constraints and calculations: what they compare, and whether they hold.

Where ODK Collect and KoboCollect (the engine JavaRosa) and web forms (Enketo) come to
different results, an advisory says so. Measured for JavaRosa 5.1 and
openrosa-xpath-evaluator 2.0 by the oracle tables of the Rust crate rxeval 0.1 (looked
up 2026-11-23): a question that is not there `!= 0` is true and false, `boolean()` of a
blank false and true, `round(-1.5)` -1 and -2, and only JavaRosa lets a regex match the
whole answer alone.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from recruitcheck.issues import Issue, Place, did_you_mean, issue, listed
from recruitcheck.questionnaires.expressions import (
    Call,
    Expression,
    ExpressionError,
    Literal,
    Node,
    Operation,
    Reference,
    parse_expression,
    text_of,
)
from recruitcheck.questionnaires.lint.draft import BEGIN, END, Draft, Row
from recruitcheck.questionnaires.lint.reach import ever
from recruitcheck.questionnaires.lint.trees import (
    ARITHMETIC,
    COMPARISONS,
    ISO_DATE,
    Asked,
    Subject,
    literal,
    nodes,
    subject,
)
from recruitcheck.questionnaires.questionnaire import Question

_COLUMNS = ("relevant", "constraint", "calculation", "rc_applies")
_CONDITIONS = frozenset({"relevant", "constraint", "rc_applies"})
