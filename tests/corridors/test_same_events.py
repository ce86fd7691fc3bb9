"""What says the same of workers must have asked the same workers.

Else two counts that are both shown differ by the few who were asked in one of them only,
and tell what these said.
"""

from itertools import combinations, product

from recruitcheck.corridors.corridor_model import shipped_corridor_model


def test_figures_of_the_same_answers_ask_the_same_workers(questionnaires, iris):
    """Of the incidences and gates of the model and the ILO indicators."""
    worker = questionnaires["worker-interview"]
    told = [
        (one.id, {one.asked}, one.condition)
        for one in (*iris.incidences, *iris.outcome_gates)
    ]
    told += [
        (one.id, set(one.asked), one.condition)
        for one in shipped_corridor_model().forced_labour.indicators
    ]
    assert [] == [
        (one, other)
        for (one, asked, said), (other, also_asked, also_said) in combinations(told, 2)
        if asked != also_asked and same(said, also_said, worker)
    ]


def same(one, other, worker):
    """Whether two conditions hold of the same answers, one choice a question."""
    names = sorted({*one.references, *other.references})
    if set(one.references) != set(other.references):
        return False
    given = [
        [*worker[name].choice_names, ""]
        if worker[name].choices
        else ["", "0", "1", "4", "17", "73"]
        for name in names
    ]
    return all(
        one.holds(answers) == other.holds(answers)
        for values in product(*given)
        for answers in [dict(zip(names, values, strict=True))]
    )
