"""Conditions of a questionnaire in words, for people who fill in or send answers."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from recruitcheck.questionnaires.blank_texts import FALLBACK, Texts, texts_in
from recruitcheck.questionnaires.expressions import (
    Call,
    Expression,
    Literal,
    Node,
    Operation,
    Reference,
)
from recruitcheck.questionnaires.functions import text_of
from recruitcheck.questionnaires.questionnaire import Question, Questionnaire, text_in


class Unsayable(Exception):  # noqa: N818 - nothing went wrong
    """A condition for which there is no formula, or no words."""


def in_words(condition: Expression, questionnaire: Questionnaire) -> str:
    """The condition in English, with labels of choices in the first language.

    As it is written in the form where there are no words for it.
    """
    language = questionnaire.languages[0]

    def label(question: Question, choice: str) -> str:
        labels = {one.name: text_in(one.labels, language) for one in question.choices}
        return labels[choice] or choice

    words = Words(texts_in(FALLBACK), questionnaire.__getitem__, label)
    trees = dict.fromkeys(part.tree for part in condition.conditions)
    return words.condition(list(trees)) or condition.text


def reference_of(node: Node) -> tuple[str, bool]:
    """The question a node names, and whether it joins all its repeats."""
    if isinstance(node, Reference) and node.question != ".":
        return node.question, False
    if isinstance(node, Call) and node.name == "join":
        inner = node.arguments[1]
        if isinstance(inner, Reference):
            return inner.question, True
    raise Unsayable


_COMPARED = {">": "is_more", ">=": "is_at_least", "<": "is_less", "<=": "is_at_most"}


@dataclass(frozen=True, slots=True)
class Words:
    """Says conditions in one language, with the labels of the choices."""

    texts: Texts
    question: Callable[[str], Question]
    label: Callable[[Question, str], str]

    def condition(self, trees: Sequence[Node]) -> str:
        """The conditions joined by 'and'; '' when one of them cannot be said."""
        said = [self._condition(tree) for tree in trees]
        return f" {self.texts.say('word_and')} ".join(said) if all(said) else ""

    def _condition(self, tree: Node) -> str:
        try:
            return self._compared(tree) or self._among(tree)
        except Unsayable:
            return ""

    def _compared(self, tree: Node) -> str:
        """'M-PRO-02 is more than 0'."""
        if (
            isinstance(tree, Operation)
            and tree.operator in _COMPARED
            and isinstance(tree.left, Reference)
            and isinstance(tree.right, Literal)
        ):
            return self.texts.say(
                _COMPARED[tree.operator],
                question=tree.left.question,
                values=text_of(tree.right.value),
            )
        return ""

    def _among(self, tree: Node) -> str:
        """'M-GOV-01 is A or B', or 'is not C' where that is shorter."""
        pairs = [_choice_of(term) for term in _alternatives(tree)]
        names = {name for name, _ in pairs}
        if len(names) != 1:
            raise Unsayable
        name = names.pop()
        question = self.question(name)
        chosen = [choice for _, choice in pairs]
        if not set(chosen) <= set(question.choice_names):
            raise Unsayable
        others = [one for one in question.choice_names if one not in chosen]
        single = question.kind == "select_one"
        if single and len(others) == 1 and len(chosen) > 1:
            return self._listed("is_not", name, question, others)
        key = "is_among" if single else "includes"
        return self._listed(key, name, question, chosen)

    def _listed(
        self, key: str, name: str, question: Question, choices: Sequence[str]
    ) -> str:
        *first, last = (
            self.texts.say("quoted", value=self.label(question, one)) for one in choices
        )
        either = f" {self.texts.say('word_or')} "
        values = either.join([", ".join(first), last]) if first else last
        return self.texts.say(key, question=name, values=values)


def _alternatives(node: Node) -> Iterator[Node]:
    if isinstance(node, Operation) and node.operator == "or":
        yield from _alternatives(node.left)
        yield from _alternatives(node.right)
    else:
        yield node


def _choice_of(node: Node) -> tuple[str, str]:
    """The question and choice of `${q} = 'a'` or `selected(${q}, 'a')`."""
    if isinstance(node, Operation) and node.operator == "=":
        left, right = node.left, node.right
    elif isinstance(node, Call) and node.name == "selected":
        left, right = node.arguments
    else:
        raise Unsayable
    if not isinstance(right, Literal) or not isinstance(right.value, str):
        raise Unsayable
    return reference_of(left)[0], right.value
