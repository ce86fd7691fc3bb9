"""Flags about contracts, pay, passports and complaints: RF-08 to RF-12, RF-16."""

from collections import Counter
from collections.abc import Sequence

from recruitcheck.corridors.countries import country_name
from recruitcheck.corridors.flag_limits import Limits
from recruitcheck.flags.case import Case, Count
from recruitcheck.flags.flag import Raised, Source, Unknown, Verdict, either


def pay_drop(case: Case, limits: Limits) -> Verdict:
    """RF-08: the first full month's pay is well below what was promised."""
    pairs = [
        (promised, got)
        for promised, got in zip(
            case.numbers("W-CON-05"), case.numbers("W-CON-06"), strict=True
        )
        if promised is not None and got is not None and promised > 0
    ]
    if len(pairs) < case.minimum:
        return case.few("W-CON-05 and W-CON-06")
    kept = limits.red.pay_kept
    fewer = sum(got < kept * promised for promised, got in pairs)
    dropped = Count(fewer, len(pairs), "W-CON-05 and W-CON-06")
    if not dropped.reaches(limits.red.pay_drop):
        return None
    return Raised(
        f"{dropped.first} interviewed workers got less than {100 * kept:.0f} % of the promised"
        " pay in their first full month.",
        (dropped.source,),
    )


def contract_late(case: Case, limits: Limits) -> Verdict:
    """RF-09: files or workers say that the contract was not there before departure."""
    return either([_files_without(case, limits), _left_without(case, limits)])


def _files_without(case: Case, limits: Limits) -> Verdict:
    share = case.number("A-CON-01")
    if share is None:
        return Unknown("no auditor answered A-CON-01")
    if float(share) >= limits.red.contract_before:
        return None
    return Raised(
        f"Only {share:f} % of the files that the auditor saw hold a contract signed"
        " before departure.",
        (case.source("A-CON-01"),),
    )


def _left_without(case: Case, limits: Limits) -> Verdict:
    without = case.count("W-CON-01", lambda text: text != "contract")
    if isinstance(without, Unknown):
        return without
    if not without.reaches(limits.red.without_contract):
        return None
    return Raised(
        f"{without.first} interviewed workers had no contract before they left home.",
        (without.source,),
    )


def passports_kept(case: Case, limits: Limits) -> Verdict:  # noqa: ARG001
    """RF-10: anybody reports that employer or agent keep passports."""
    kept = (
        (
            "M-DOC-01",
            {"employer", "agent"},
            "Management answers that passports are kept by",
        ),
        ("A-DOC-01", {"site", "agent"}, "The auditor saw passports kept"),
    )
    parts: list[Verdict] = []
    for question, bad, who in kept:
        chosen = case.chosen(question)
        if chosen is None:
            parts.append(Unknown(f"{question} has no answer"))
        elif chosen & bad:
            words = case.words(question)
            parts.append(Raised(f"{who}: {words.lower()}.", (case.source(question),)))
        else:
            parts.append(None)
    told = case.count("W-DOC-01", lambda text: text in {"employer", "agent"})
    if isinstance(told, Unknown):
        parts.append(told)
    else:
        sentence = (
            f"{told.first} interviewed workers say that the employer or an agent keeps"
            " their passport."
        )
        parts.append(Raised(sentence, (told.source,)) if told.reported else None)
    return either(parts)


def passports_with_recruiter(case: Case, limits: Limits) -> Verdict:  # noqa: ARG001
    """RF-10 of a recruiter: passports are kept beyond what a visa needs."""
    chosen = case.chosen("R-DOC-01")
    if chosen is None:
        return Unknown("R-DOC-01 has no answer")
    if not chosen & {"depart", "handover"}:
        return None
    words = case.words("R-DOC-01")
    return Raised(
        f"The recruiter says how long it keeps passports: {words.lower()}.",
        (case.source("R-DOC-01"),),
    )


def policy_only(cases: Sequence[Case], limits: Limits) -> Verdict:  # noqa: ARG001
    """RF-11: a policy against fees, and nobody looks whether workers paid."""
    case = cases[0]
    asked = ("M-GOV-01", "M-FEE-03", "M-FEE-04")
    policy, private, checked = (case.chosen(question) for question in asked)
    if policy is None or private is None or checked is None:
        lost = [q for q in asked if case.chosen(q) is None]
        return Unknown(f"nobody answered {' and '.join(lost)}")
    if not policy & {"approved", "public"}:
        return None
    if "no" not in private or "notchecked" not in checked:
        return None
    return Raised(
        "There is an approved policy that workers must not pay for their job, but"
        " nobody asks new workers in private what they paid, and nobody checked in 24"
        " months.",
        tuple(map(case.source, asked)),
    )


def nobody_complains(case: Case, limits: Limits) -> Verdict:
    """RF-12: no complaint among many workers, or workers who do not feel safe."""
    return either([_no_complaint(case, limits), _unsafe(case, limits)])


def _no_complaint(case: Case, limits: Limits) -> Verdict:
    """An auditor answers A-GRV-01 'not applicable' only where nobody complained."""
    found, workers = case.unit.unit.answer("A-GRV-01"), case.number("M-PRO-02")
    if found is None or found.given in {"blank", "invalid", "dk", "pns"}:
        return Unknown("no auditor answered A-GRV-01")
    if found.given != "na" or (workers or 0) < limits.red.silent_from:
        return None
    return Raised(
        f"The auditor found no complaint at all among {workers:,f} migrant workers.",
        (case.source("A-GRV-01"), case.source("M-PRO-02")),
    )


def _unsafe(case: Case, limits: Limits) -> Verdict:
    afraid = case.count("W-GRV-02", "unsafe".__eq__)
    if isinstance(afraid, Unknown):
        return afraid
    if not afraid.reaches(limits.red.unsafe):
        return None
    return Raised(
        f"{afraid.first} interviewed workers would not feel safe to report a problem.",
        (afraid.source,),
    )


def hidden_corridor(cases: Sequence[Case], limits: Limits) -> Verdict:  # noqa: ARG001
    """RF-16: workers from a country that the return does not name.

    The country is named only where as many workers as the minimum cell come from it.
    """
    one, table = cases[0], cases[0].results.interviews
    if table is None:
        return Unknown("there are no interviews")
    own = table[
        (table["supplier_id"].astype(str) == one.unit.organisation)
        & (table["cycle"].astype(str) == one.unit.cycle)
    ]
    if not len(own):
        return Unknown("there are no interviews of its workers")
    named = {case.unit.corridor.origin for case in cases if case.unit.corridor}
    others = Counter(o for o in own["origin"].astype(str) if o not in named)
    source = (Source("W-PRO-02", interviews=len(own)), one.source("M-PRO-03"))
    if sum(others.values()) < one.minimum:
        return None  # a few could be found out by their country
    if all(n >= one.minimum for n in others.values()):
        listed = ", ".join(
            f"{n} from {country_name(origin)}" for origin, n in sorted(others.items())
        )
    else:
        listed = f"{sum(others.values())} in all"
    return Raised(
        "Workers were interviewed who come from a country that the return does not name:"
        f" {listed}.",
        source,
    )
