"""Views as a network would have them. All names and numbers are invented."""

from collections.abc import Callable
from dataclasses import replace
from itertools import cycle

from recruitcheck.reports.charts.money import bin_payments
from recruitcheck.reports.views import (
    Absent,
    AnswerRow,
    AnswerState,
    Band,
    Breakdown,
    CellReference,
    Change,
    CorridorOfSupplier,
    CorridorRow,
    CorridorView,
    CostOfCorridor,
    CostRow,
    Costs,
    Coverage,
    EvidenceGap,
    EvidenceLevel,
    EvidenceMix,
    FactRow,
    Finding,
    FlagCount,
    Flags,
    Flow,
    FlowStop,
    FlowWay,
    ForcedLabourRow,
    FrameworkRow,
    Gate,
    GateLevel,
    Incidence,
    Interviews,
    Journey,
    JourneyStep,
    LastCycle,
    MemberRow,
    Method,
    MonthsOfPay,
    MonthsTable,
    NetworkView,
    PartOfWorkers,
    Peers,
    Practice,
    Principle,
    PrincipleScore,
    Ranges,
    RecruiterRow,
    Residual,
    ReturnProblem,
    Risk,
    RiskIndicator,
    RiskPart,
    Score,
    Stamp,
    SupplierRow,
    SupplierView,
    TopicRow,
    Unknown,
    View,
    VoiceRow,
    Withheld,
)
from tests.reports import follow_up_samples as follow

BANDS = (
    Band("E", "Critical", 0.0),
    Band("D", "Weak", 25.0),
    Band("C", "Partial", 50.0),
    Band("B", "Managed", 70.0),
    Band("A", "Leading", 85.0),
)
PRINCIPLES = (
    Principle("A", "Respect for laws and fundamental rights at work", "Rights at work"),
    Principle("B", "Ethical and professional conduct", "Conduct"),
    Principle("1", "No recruitment fees and related costs to workers", "No fees"),
    Principle("2", "Freedom of movement", "Movement"),
    Principle("3", "Transparency of terms and conditions of employment", "Terms"),
    Principle("4", "Confidentiality and data protection", "Data"),
    Principle("5", "Access to remedy", "Remedy"),
)
METHOD = Method(
    model=Stamp("iris", "2026.11", "3f9a71c4" * 8),
    model_title="IRIS principles",
    questionnaires=(
        Stamp("supplier", "2026.1", "a1b2c3d4" * 8),
        Stamp("worker", "2026.1", "0f1e2d3c" * 8),
    ),
    inputs=(
        Stamp("himal-electronics.xlsx", "", "9c8d7e6f" * 8),
        Stamp("interviews.csv", "", "12345678" * 8),
    ),
    caps=(("zero_tolerance", 24.0), ("critical", 49.0), ("major", 69.0)),
    credits=(
        ("declared", 0.6),
        ("document", 0.8),
        ("audited", 0.95),
        ("corroborated", 1.0),
    ),
    tool="recruitcheck 0.1.0",
    sentences=("Nothing here is validated against outcomes.",),
    fictional=True,
)
FILE = "himal-electronics.xlsx"
NEPAL = "Nepal to Malaysia"
BANGLADESH = "Bangladesh to Malaysia"


def at(cell: str, sheet: str = "Answers") -> CellReference:
    return CellReference(FILE, sheet, cell)


GATES = (
    Gate(
        "zero_tolerance",
        24.0,
        binding=True,
        title="Fees paid by workers",
        question_id="W-FEE-01",
        question="In total, how much, if anything, did you or your family pay?",
        because="workers",
        statement="21 of 24 interviewed workers report paying for their job",
        scope=NEPAL,
    ),
    Gate(
        "major",
        69.0,
        binding=False,
        title="Repayment of fees found",
        question_id="M-FEE-04",
        question="In the last 24 months, what did you find when you checked whether "
        "workers paid for their jobs?",
        because="answer",
        answer="Payments found, not repaid",
    ),
    Gate(
        "major",
        69.0,
        binding=False,
        title="Sub-agents",
        question_id="M-DD-07",
        question="Do your recruiters use sub-agents that you have not approved?",
        because="missing",
        scope=BANGLADESH,
    ),
    Gate(
        "alert",
        None,
        binding=False,
        title="Recruitment channel",
        question_id="M-PRO-05",
        question="Which recruitment channels did you use for these workers?",
        because="answer",
        answer="Individual broker",
        scope=BANGLADESH,
    ),
)
FINDINGS = (
    Finding(
        "zero_tolerance",
        "21 of 24 interviewed workers report paying for their job",
        "On average USD 1,180, which is 3.4 months of their own first pay. Management "
        "states that no worker pays.",
        "24 interviews",
        ("W-FEE-01", "M-FEE-01"),
        (at("D41"),),
    ),
    Finding(
        "major",
        "Payments were found and not repaid",
        "The return says so itself; no plan or date is given.",
        "Declared by management",
        ("M-FEE-04",),
        (at("D44"), at("D45")),
    ),
    Finding(
        "major",
        "Whether unapproved sub-agents are used was left blank for Bangladesh",
        "",
        "No answer",
        ("M-DD-07",),
        (at("F31"),),
    ),
    Finding(
        "alert",
        "An individual broker recruits in Bangladesh",
        "Informal routes raise the risk of hidden payments.",
        "Declared by management",
        ("M-PRO-05",),
        (at("F9"),),
    ),
    Finding(
        "gap",
        "No audit took place in this cycle",
        "Documents were seen for 31% of the weight; the rest is a declaration.",
    ),
    Finding(
        "positive",
        "Workers keep their passports",
        "Management says so, and so do the workers interviewed.",
        "24 interviews, locker register",
        ("M-DOC-01", "W-DOC-01"),
    ),
)
_SCORES = (64.0, 58.6, 31.2, 78.4, 55.5, 61.9, 47.3)
_HIGHS = (71.2, 66.0, 38.8, 78.4, 63.0, 80.4, 60.1)
_WEIGHTS = (0.15, 0.05, 0.25, 0.2, 0.15, 0.1, 0.1)
PRINCIPLE_SCORES = tuple(
    PrincipleScore(name, weight, score, score, high, 1 - (high - score) / 100)
    for name, weight, score, high in zip(
        PRINCIPLES, _WEIGHTS, _SCORES, _HIGHS, strict=True
    )
)
VOICES = (
    VoiceRow(PRINCIPLES[0], 84.0, 66.0, 58.0, 73.0, 24),
    VoiceRow(PRINCIPLES[1], 75.0, None, None, None, 0),
    VoiceRow(PRINCIPLES[2], 88.0, 24.0, 13.0, 38.0, 24),
    VoiceRow(PRINCIPLES[3], 79.0, 85.0, 76.0, 92.0, 24),
    VoiceRow(PRINCIPLES[4], 77.0, 49.0, 36.0, 61.0, 22),
    VoiceRow(PRINCIPLES[5], 60.0, Withheld("8 answers, shown from 10"), n=8),
    VoiceRow(PRINCIPLES[6], 64.0, 58.0, 44.0, 70.0, 23),
)
TOPICS = (
    TopicRow("Fees paid by workers", 100.0, 75.0, None, 21.0, 24, 62.0, NEPAL),
    TopicRow("Contract before departure", 75.0, 50.0, None, 44.0, 24, 12.0, NEPAL),
    TopicRow("Passports", 100.0, None, None, 94.0, 24, 0.0, NEPAL),
    TopicRow(
        *("Fees paid by workers", 100.0, None, None, Withheld("8 interviews"), 8),
        discrepancy=None,
        scope=BANGLADESH,
    ),
)
COST_ROWS = (
    CostRow("Recruitment fees", "Agents and brokers", 612.0, "no"),
    CostRow("Related costs", "Medical checks", 58.0, "yes"),
    CostRow("Related costs", "Insurance", 0.0, "yes"),
    CostRow("Related costs", "Skills and language tests", 22.0, "some"),
    CostRow("Related costs", "Training and orientation", 35.0, "no"),
    CostRow("Related costs", "Tools, uniforms and safety gear", 0.0, "yes"),
    CostRow("Related costs", "Travel and lodging", 214.0, "some"),
    CostRow("Related costs", "Passports, visas, permits and papers", 96.0, "no"),
    CostRow("Illegitimate or undisclosed", "Deposits and guarantees", 110.0),
    CostRow("Illegitimate or undisclosed", "Gifts and unofficial payments", 18.0),
    CostRow("Other", "Anything else", 15.0),
)
COSTS = Costs(
    unit="USD",
    n=24,
    rows=COST_ROWS,
    worker_total=1180.0,
    employer_total=3200.0,
    employer_unit="MYR",
    months_of_pay=3.4,
)
AMOUNTS = (
    *(0, 0, 0, 350, 400, 520, 800, 850, 900, 950, 980, 1020, 1100, 1150, 1200),
    *(1250, 1400, 1450, 1500, 1600, 2100, 2250, 2400, 3100),
)
PAYMENTS = bin_payments(AMOUNTS, "USD")
INCIDENCES = (
    Incidence("Paid anything to get the job", 24, 21 / 24, 21, 0.69, 0.956, kind="fee"),
    Incidence("Passport kept by somebody else", 24, 0.0, 0, 0.0, 0.138),
    Incidence("Owes more than three months of pay", 24, 9 / 24, 9, 0.212, 0.573),
    Incidence(
        "Job worse than promised, or a worse contract", 22, 6 / 22, 6, 0.13, 0.48
    ),
    Incidence("Told what to say about payments", 9, Withheld("9 answers, from 10")),
)
_ASKED = (
    *("Do you have a written policy that workers must not pay for their job?",),
    *("Which costs does the policy say the employer must pay?",),
    *("Is one senior manager named as responsible for recruitment?",),
    *("When did you last assess recruitment risks for this origin country?",),
    *("Which costs did your site pay in full for workers from this country?",),
    *("Do you ask newly arrived workers, in private, what they paid?",),
    *("What did you find when you checked whether workers paid?",),
    *("Must a worker pay back recruitment costs when leaving early?",),
    *("Who keeps the passports of migrant workers?",),
    *("In which languages is the contract given before departure?",),
    *("How do workers report a problem?",),
    *("Who pays for the journey home at the end of the contract?",),
)
_SAID = (
    *("Approved and public", "Fees, medical checks, travel", "Yes, in writing"),
    *("12 to 24 months ago", "Medical checks, insurance, tools", "Yes, some workers"),
    *("Payments found, not repaid", "No", "Workers, in their own lockers"),
    *("Nepali, English", "", "The employer"),
)


def answers() -> tuple[AnswerRow, ...]:
    """Twelve site answers, and eight of two corridors, in every state."""
    points = (1.0, 0.5, 1.0, 0.5, 0.4, 0.5, 0.0, 1.0, 1.0, 0.75, 0.0, 1.0)
    levels: tuple[EvidenceLevel, ...] = (
        *("document", "declared", "audited", "corroborated"),
    )
    site = [
        AnswerRow(
            f"M-GOV-{number:02}",
            asked,
            "Policy" if number < 5 else "Fees and repayment",
            PRINCIPLES[number % 7].id,
            "management",
            said,
            "answered" if said else "missing",
            mark,
            0.02,
            levels[number % 4] if said else None,
            at(f"D{number + 5}"),
        )
        for number, (asked, said, mark) in enumerate(
            zip(_ASKED, _SAID, points, strict=True), 1
        )
    ]
    states: tuple[AnswerState, ...] = (
        *("answered", "hidden", "na_approved", "na_unapproved"),
    )
    corridor = [
        AnswerRow(
            f"M-DD-{number:02}",
            "What service fee do you pay the recruiter for each worker?",
            "Due diligence",
            "1",
            "auditor" if number == 1 else "management",
            "USD 350" if state == "answered" else "",
            state,
            {"answered": 0.5, "hidden": 0.0, "na_unapproved": 0.0}.get(state),
            0.03,
            "audited" if state == "answered" else None,
            at(f"E{number + 30}", "Corridors"),
            scope,
            "Limited by the auditor's answer" if number == 1 else "",
        )
        for scope in (NEPAL, BANGLADESH)
        for number, state in enumerate(states, 1)
    ]
    return (*site, *corridor)


FRAMEWORKS = (
    FrameworkRow("IRIS", "IOM IRIS Standard", 24, 31, 118, 101),
    FrameworkRow("EPP", "Employer Pays Principle", 9, 12, 62, 55),
    FrameworkRow("ILO_FEES", "ILO definition of recruitment fees", 12, 12, 38, 30),
    FrameworkRow("RBA", "Responsible Business Alliance code", 14, 18, 71, 60),
    FrameworkRow("SDG", "Sustainable Development Goals", 3, 4, 44, 40, states=True),
)
RECRUITERS = (
    RecruiterRow(
        "HIMAL-01",
        "Himal Bridge Overseas",
        "../recruiters/HIMAL-01.html",
        (NEPAL,),
        Score(49.0, "D", 55.2, 49.0, 49.0, 49.0),
        7,
        "complete",
        ("critical", "major"),
    ),
    RecruiterRow(
        "DHAKA-02",
        "Padma Careers",
        "",
        (BANGLADESH,),
        Score(None, why_none="Has not answered."),
        2,
    ),
)


def supplier() -> SupplierView:
    """A supplier with a ceiling that binds, two corridors and 24 interviews."""
    return SupplierView(
        id="HIMAL-E",
        name="Sunrise Precision Components Sdn. Bhd.",
        role="supplier",
        sector="Electronics",
        place="Penang, Malaysia",
        cycle="2026",
        assessed_on="2026-03-12",
        bands=BANDS,
        score=Score(24.0, "E", 52.6, 24.0, 24.0, 24.0),
        coverage=Coverage(
            *(0.914, "provisional", 96, 9, 11, 3, 2, 14), na_exposure=1.4
        ),
        evidence=EvidenceMix(0.42, 0.31, 0.09, 0.18),
        method=METHOD,
        workers=1240,
        migrants=812,
        peers=Peers(61.3, 38, "electronics suppliers of this network"),
        last_cycle=LastCycle("2025", 44.1, "D"),
        change=Change(
            "2025",
            44.1,
            48.9,
            (("better or worse answers", 6.1), ("proof", -1.3)),
            real=False,
            left_out=3,
        ),
        ranges=Ranges(2000, 45.2, 53.1, 7, 9, 14, (("D", 0.7), ("C", 0.3))),
        gates=GATES,
        findings=FINDINGS,
        principles=PRINCIPLE_SCORES,
        corridors=(
            CorridorOfSupplier(
                NEPAL,
                "../corridors/NPL-MYS.html",
                540,
                24,
                Score(24.0, "E", 50.8, 24.0, 24.0, 24.0),
                Coverage(0.93, "provisional"),
                ("zero_tolerance", "major"),
            ),
            CorridorOfSupplier(
                BANGLADESH,
                "../corridors/BGD-MYS.html",
                272,
                8,
                Score(56.1, "C", 56.1, 69.0, 56.1, 63.8),
                Coverage(0.88, "provisional"),
                ("major", "major", "alert"),
            ),
        ),
        interviews=Interviews(32, 812, "2026-03-02", "2026-03-06"),
        voices=VOICES,
        topics=TOPICS,
        costs=(COSTS,),
        payments=(PAYMENTS,),
        incidences=INCIDENCES,
        evidence_gaps=(
            EvidenceGap(
                "M-FEE-01",
                _ASKED[4],
                "Invoices and bank proof for each category",
                0.031,
                "1",
                at("F9"),
                NEPAL,
            ),
            EvidenceGap(
                "M-DD-03",
                "Have you checked the recruiter's licence this year?",
                "Copy of the licence, dated search in the official list",
                0.024,
                "B",
                at("F22"),
            ),
        ),
        answers=answers(),
        recruiters=RECRUITERS,
        recruiter_problems=follow.PROBLEMS,
        fixes=follow.FIXES,
        actions=follow.ACTIONS,
        flags=follow.FLAGS,
        owed=follow.OWED,
        frameworks=FRAMEWORKS,
        index_href="../index.html",
    )


def well_managed() -> SupplierView:
    """No rule fires, everything answered, one corridor, workers agree."""
    best = tuple(
        replace(row, score=score, low=score, high=score, answered_weight=1.0)
        for row, score in zip(
            PRINCIPLE_SCORES, (88.1, 91.0, 93.4, 86.0, 90.2, 85.0, 87.7), strict=True
        )
    )
    voices = tuple(VoiceRow(name, 90.0, 88.0, 81.0, 93.0, 24) for name in PRINCIPLES)
    view = supplier()
    return replace(
        view,
        name="Kulim Assembly",
        score=Score(89.2, "A", 89.2, None, 89.2, 89.2),
        coverage=Coverage(1.0, "complete", 120, 0, 11, 0, 0, 4),
        gates=(),
        findings=(FINDINGS[-1],),
        principles=best,
        voices=voices,
        corridors=(
            replace(
                view.corridors[0],
                score=Score(89.2, "A", 89.2, None, 89.2, 89.2),
                coverage=Coverage(1.0, "complete"),
                gates=(),
            ),
        ),
        costs=(
            replace(
                COSTS,
                rows=tuple(
                    replace(row, worker_mean=0.0, employer_pays="yes")
                    for row in COST_ROWS
                ),
                worker_total=0.0,
                months_of_pay=0.0,
            ),
        ),
        payments=(bin_payments([0] * 24, "USD"),),
        incidences=(Incidence("Paid anything to get the job", 24, 0.0, 0, 0.0, 0.138),),
        last_cycle=LastCycle("2025", 71.0, "B", comparable=False),
        peers=None,
        actions=replace(follow.ACTIONS, rows=(), settled=0, planned=False),
        flags=Flags(),
        owed=None,
    )


def without_interviews() -> SupplierView:
    """Workers were to be heard, and nobody was."""
    return replace(
        supplier(),
        gates=GATES[1:],
        score=Score(58.8, "C", 58.8, 69.0, 58.8, 66.1),
        findings=FINDINGS[1:5],
        interviews=Interviews(0, 812),
        voices=tuple(replace(row, workers=None, n=0) for row in VOICES),
        owed=follow.UNTOLD,
        topics=(),
        costs=(),
        payments=(),
        incidences=(),
    )


def nine_interviews() -> SupplierView:
    """One interview short of the minimum cell: everything of workers is withheld."""
    why = Withheld("9 interviews, shown from 10")
    return replace(
        supplier(),
        gates=GATES[1:],
        score=Score(58.8, "C", 58.8, 69.0, 58.8, 66.1),
        findings=FINDINGS[1:5],
        interviews=Interviews(9, 812, "2026-03-02", "2026-03-02"),
        voices=tuple(
            VoiceRow(row.principle, row.management, why, n=9) for row in VOICES
        ),
        topics=(),
        costs=(
            Costs(
                "USD",
                9,
                why,
                employer_total=3200.0,
                employer_unit="MYR",
                employer_only=(("Medical checks", "yes"), ("Insurance", "some")),
            ),
        ),
        payments=(why,),
        incidences=tuple(
            Incidence(row.label, 9, why, kind=row.kind) for row in INCIDENCES
        ),
    )


def no_score() -> SupplierView:
    """Nothing is in scope."""
    return replace(
        supplier(),
        score=Score(
            None, why_none="The number of migrant workers (M-PRO-02) is not stated."
        ),
        coverage=Coverage(0.0, "incomplete"),
        evidence=EvidenceMix(0, 0, 0, 0),
        gates=(),
        findings=(),
        principles=tuple(
            PrincipleScore(name, weight, None)
            for name, weight in zip(PRINCIPLES, _WEIGHTS, strict=True)
        ),
        corridors=(),
        interviews=Interviews(0),
        voices=(),
        topics=(),
        costs=(),
        payments=(),
        incidences=(),
        evidence_gaps=(),
        fixes=(),
        actions=None,
        owed=None,
        answers=(),
        recruiters=(),
        frameworks=(),
        peers=None,
        last_cycle=None,
        workers=None,
        migrants=None,
    )


def all_zero() -> SupplierView:
    """Every answer is the worst one, and nothing costs anything."""
    view = supplier()
    return replace(
        view,
        score=Score(0.0, "E", 0.0, None, 0.0, 0.0),
        coverage=Coverage(1.0, "complete", 100),
        evidence=EvidenceMix(1.0, 0.0, 0.0, 0.0),
        gates=(),
        findings=(),
        principles=tuple(
            PrincipleScore(name, weight, 0.0, 0.0, 0.0, 1.0)
            for name, weight in zip(PRINCIPLES, _WEIGHTS, strict=True)
        ),
        voices=tuple(VoiceRow(name, 0.0, 0.0, 0.0, 0.14, 24) for name in PRINCIPLES),
        costs=(
            replace(
                COSTS,
                rows=(CostRow("Recruitment fees", "Agents", 0.0, "no"),),
                worker_total=0.0,
                employer_total=0.0,
            ),
        ),
        payments=(bin_payments([0] * 10, "USD"),),
        peers=Peers(0.0, 5, "suppliers"),
        last_cycle=LastCycle("2025", 0.0, "E"),
    )


HOSTILE = (
    '<script>alert("x")</script>${7*7}{{ 7*7 }}</style>" onload="x\u202e\x07\ud800'
)
ARABIC = "شركة الخليج للتوظيف (دبي) ذ.م.م"
NEPALI = "हिमाल म्यानपावर सर्भिसेज प्रा. लि., काठमाडौं"
LONG = "The Very Long and Entirely Legitimate Consolidated Overseas Employment " * 3


def hostile() -> SupplierView:
    """Every text of people tries to be markup, maths or a layout accident."""
    view = supplier()
    bad = HOSTILE
    return replace(
        view,
        id=bad,
        name=bad,
        sector=bad,
        place=ARABIC,
        cycle=bad,
        assessed_on=bad,
        bands=(Band("E", bad, 0.0), *BANDS[1:]),
        gates=(
            replace(GATES[0], statement="", because="answer", answer=bad, title=bad),
        ),
        findings=(
            Finding("major", bad, bad, bad, (bad,), (CellReference(bad, bad, bad),)),
        ),
        principles=tuple(
            replace(row, principle=Principle(row.principle.id, bad, bad))
            for row in PRINCIPLE_SCORES
        ),
        corridors=(replace(view.corridors[0], label=bad, href="javascript:alert(1)"),),
        voices=tuple(
            replace(row, principle=Principle(bad, NEPALI, bad)) for row in VOICES
        ),
        topics=(replace(TOPICS[0], topic=bad, scope=bad),),
        costs=(
            replace(COSTS, unit=bad, rows=(CostRow(bad, bad, 12.0, "yes"),), label=bad),
        ),
        incidences=(replace(INCIDENCES[0], label=bad),),
        evidence_gaps=(replace(view.evidence_gaps[0], question=bad, wanted=bad),),
        answers=tuple(
            replace(row, question=bad, answer=bad, principle=bad, scope=bad, note=bad)
            for row in answers()
        ),
        actions=replace(
            follow.ACTIONS,
            rows=tuple(
                replace(row, title=bad, action=bad, owner=bad, due=bad, scope=bad)
                for row in follow.ACTIONS.rows
            ),
            command=bad,
        ),
        flags=replace(
            follow.FLAGS,
            red=(
                replace(follow.FLAGS.red[0], sentence=bad, sources=(bad,), scope=bad),
            ),
            unknown=(replace(follow.FLAGS.unknown[0], why=bad, scope=bad),),
        ),
        owed=replace(
            follow.OWED,
            rows=(replace(follow.OWED.rows[0], cohort=bad),),
            sentences=(bad, ARABIC),
            command=bad,
        ),
        recruiter_problems=(
            replace(follow.PROBLEMS[0], recruiter=bad, href="javascript:x", title=bad),
        ),
        serving=replace(
            follow.SERVING,
            rows=(replace(follow.SERVING.rows[0], suppliers=((bad, "//e/x"),)),),
        ),
        recruiters=(
            replace(RECRUITERS[0], name=bad, id=bad, href="//evil.example/x"),
            replace(RECRUITERS[0], name=ARABIC, id="AR"),
            replace(RECRUITERS[0], name=NEPALI, id="NE"),
            replace(RECRUITERS[0], name=LONG, id=LONG),
        ),
        frameworks=(replace(FRAMEWORKS[0], title=bad),),
        peers=Peers(61.3, 38, bad),
        method=replace(METHOD, sentences=(bad,), model=Stamp(bad, bad, bad)),
        index_href="data:text/html,x",
    )


def recruiter() -> SupplierView:
    """A labour recruiter's own page: no workers, no corridors."""
    return replace(
        supplier(),
        id="HIMAL-01",
        name="Himal Bridge Overseas Pvt. Ltd.",
        role="recruiter",
        sector="Labour recruitment",
        place=NEPAL,
        score=Score(49.0, "D", 55.2, 49.0, 49.0, 49.0),
        gates=(
            Gate(
                "critical",
                49.0,
                binding=True,
                title="Fees charged to workers",
                question_id="R-FEE-01",
                question="How much, if anything, does each worker pay your agency?",
                because="answer",
                answer="NPR 40,000",
            ),
        ),
        findings=(),
        corridors=(),
        interviews=None,
        voices=(),
        topics=(),
        costs=(),
        payments=(),
        incidences=(),
        recruiters=(),
        recruiter_problems=(),
        owed=None,
        serving=follow.SERVING,
        workers=None,
        migrants=None,
        answers=tuple(replace(row, respondent="recruiter") for row in answers()),
    )


_NAMES = (
    *("Perai Moulding", "Kinta Textiles", "Selat Gloves", "Bayan Circuits"),
    *("Larkin Metals", "Johor Timber", "Muda Plastics", "Klang Packaging"),
    *("Seri Cables", "Melaka Chips", "Ipoh Furnishings", "Tebrau Optics"),
    *("Kulim Assembly",),
)
_VALUES = (
    *(12.4, 24.0, 24.0, 41.9, 44.2, 49.0, 51.3, 52.2, 57.7, 63.1, 69.0, 86.8, 89.2),
)


_FIRED: dict[float, tuple[GateLevel, ...]] = {
    24.0: ("zero_tolerance", "major"),
    49.0: ("critical",),
    69.0: ("major", "alert"),
}


def supplier_rows() -> tuple[SupplierRow, ...]:
    """Thirteen suppliers from 12 to 89, and one without a score."""
    rows = []
    for place, (name, value) in enumerate(zip(_NAMES, _VALUES, strict=True)):
        letter = [band.letter for band in BANDS if band.low <= value][-1]
        capped = value in {24.0, 49.0, 69.0}
        gates = _FIRED.get(value, ())
        spread = (4, -9, -22, 11, 2, 8, -6)
        rows.append(
            SupplierRow(
                f"S-{place:02}",
                name,
                f"suppliers/S-{place:02}.html",
                ("Electronics", "Textiles", "Plastics")[place % 3],
                (NEPAL,) if place % 2 else (NEPAL, BANGLADESH),
                80 + 37 * place,
                (61, 36, 41, 9, 24, 0, 28, 34, 13, 18, 14, 24, 12)[place],
                Score(
                    value,
                    letter,
                    value + 18.3 if capped else value,
                    value if capped else None,
                    value,
                    min(value + 6, 100),
                ),
                ("complete", "provisional", "incomplete")[place % 3],
                gates,
                tuple(
                    None
                    if place == 3 and step == 11
                    else min(max(value + step, 0), 100)
                    for step in spread
                ),
            )
        )
    return tuple(rows)


PRACTICE = Practice(47.9, "D", 52.6, 0.91, 12.4, 51.3, 89.2)
ABSENT = (
    Absent("S-20", "Padang Rubber", "supplier", "No return received.", (NEPAL,), 143),
    Absent("R-07", "Everest Manpower", "recruiter", "3 errors stop the return."),
)


MONTHS = (MonthsOfPay(61, 0.5, 3.4, 4.0), Withheld("6 interviews, shown from 10"), None)
FLOW = Flow(
    314,
    ("Who helped most", "Labour recruiter", "Employer in Malaysia"),
    (
        (
            FlowStop("A broker or agent", 180),
            FlowStop("An agency in my country", 100),
            FlowStop("Other ways", 34),
        ),
        (FlowStop("Himal Bridge", 200), FlowStop("No recruiter named", 114)),
        (FlowStop("Perai Moulding", 61, 2.0), FlowStop("Other suppliers", 253)),
    ),
    (
        (FlowWay(0, 0, 150), FlowWay(1, 1, 80)),
        (FlowWay(0, 1, 160), FlowWay(1, 0, 20)),
    ),
)
JOURNEY = Journey(
    "USD",
    290,
    (
        JourneyStep("Finding the job", "Agents and sub-agents", 700.0),
        JourneyStep("Finding the job", "Deposits, bribes", None, few=True),
        JourneyStep("Getting ready", "Medical", 55.0),
        JourneyStep("Before departure", "Travel and lodging", 150.0),
    ),
    1040.0,
    75.0,
    "Legal maximum in Nepal, 2025",
)
COMPARISON = (
    CostOfCorridor(
        "Bangladesh to Malaysia", "BGD-MYS.html", MonthsOfPay(188, 4.8, 6.6, 8.1)
    ),
    CostOfCorridor("Nepal to Malaysia", "", MonthsOfPay(290, 1.8, 2.7, 4.4), here=True),
)


RISK = Risk(
    value=47.3,
    low=30.4,
    high=67.2,
    known=0.67,
    provisional=False,
    parts=(
        RiskPart(
            "Origin (Nepal)",
            63.0,
            0.3,
            1.0,
            (
                RiskIndicator("trafficking tier", 70.0, "Tier 2 Watch List"),
                RiskIndicator("ratifications", None, "", "Which of C181 are ratified?"),
            ),
        ),
        RiskPart("Destination (Malaysia)", 45.0, 0.45, 0.6, ()),
        RiskPart("Between the two", 32.0, 0.25, 0.4, ()),
    ),
    facts=(
        FactRow("Nepal, trafficking tier: Tier 2 Watch List (2025).", (1,)),
        FactRow(
            "Malaysia, rule on fees: no rule (2019).", (2, 1), stale=True, own=True
        ),
    ),
    others=(FactRow("Nepal to Malaysia, legal maximum: NPR 10,000 (2025).", (2,)),),
    sources=("A report. A ministry, 2025. https://example.org", "A paper. 2019."),
    rules="corridor-default 1 (de1888a5)",
    on="2026-05-18",
    floors=("The risk is not put more than 20 below that of the destination (45).",),
    residual=Residual(75.1, "high", "What workers report decides.", 26.2, 75.1),
)
FORCED_LABOUR = (
    ForcedLabourRow("Debt bondage", "35 of 314", 314, 0.08, 0.15),
    ForcedLabourRow("Isolation", "nobody or one worker reports it", 40, 0.0, 0.13),
    ForcedLabourRow("Violence", "not asked", 0),
)
BREAKDOWN = Breakdown(
    "By sex",
    ("Paid for the job", "Borrowed"),
    (
        PartOfWorkers("Female", 120, (0.5, None), "USD 900"),
        PartOfWorkers("Male", 194, (0.6, 0.3)),
    ),
)


def corridor() -> CorridorView:
    """Thirteen suppliers, 314 interviews, one supplier without a score."""
    return CorridorView(
        origin="Nepal",
        origin_code="NPL",
        destination="Malaysia",
        destination_code="MYS",
        cycle="2026",
        bands=BANDS,
        practice=PRACTICE,
        method=METHOD,
        interviews=Interviews(314, 3480, "2026-01-12", "2026-03-20"),
        workers=3623,
        principles=PRINCIPLES,
        suppliers=tuple(
            replace(row, corridors=(), months=months)
            for row, months in zip(supplier_rows(), cycle(MONTHS))
        ),
        absent=ABSENT[:1],
        findings=FINDINGS[:2],
        voices=VOICES,
        costs=(replace(COSTS, n=290, employer_total=None, employer_unit=""),),
        payments=(bin_payments(AMOUNTS * 12, "USD"),),
        incidences=(
            Incidence(
                "Paid anything to get the job", 314, 0.81, 254, 0.763, 0.85, kind="fee"
            ),
            Incidence("Passport kept by somebody else", 314, 0.11, 35, 0.08, 0.15),
            Incidence("Owes more than three months of pay", 300, 0.3, 90, 0.25, 0.354),
        ),
        flow=FLOW,
        journeys=(JOURNEY,),
        comparison=COMPARISON,
        risk=RISK,
        forced_labour=FORCED_LABOUR,
        breakdowns=(BREAKDOWN,),
        months=MonthsTable(
            (("Mean of each worker's own cost in months of own pay", "2.4"),),
            290,
            24,
            "A sample of sites, not the national indicator.",
        ),
        change=Change(
            "2025", 40.0, 52.6, (("better or worse suppliers", 12.6),), real=True
        ),
        recruiters=RECRUITERS,
        unknowns=(
            Unknown(
                "Three suppliers held fewer than 10 interviews",
                "Interview 6 more workers in total.",
            ),
            Unknown("What the recruiter in Dhaka charges"),
        ),
        index_href="../index.html",
    )


def empty_corridor() -> CorridorView:
    """A corridor known from a list, and nothing else."""
    return CorridorView(
        origin="Myanmar",
        origin_code="MMR",
        destination="Thailand",
        destination_code="THA",
        cycle="2026",
        bands=BANDS,
        practice=Practice(None, "", None, None, None, None, None),
        method=replace(METHOD, fictional=False),
        interviews=Interviews(0),
        principles=PRINCIPLES,
        absent=ABSENT[:1],
    )


def network() -> NetworkView:
    """The whole network, with an absentee of each kind and a broken return."""
    unscored = SupplierRow(
        "S-30",
        "Langkawi Foods",
        "suppliers/S-30.html",
        "Food",
        (BANGLADESH,),
        None,
        0,
        Score(None, why_none="Nothing is in scope."),
        "incomplete",
    )
    return NetworkView(
        name="Responsible Sourcing Network",
        cycle="2026",
        bands=BANDS,
        method=METHOD,
        suppliers=(*supplier_rows(), unscored),
        corridors=(
            CorridorRow(
                *(NEPAL, "corridors/NPL-MYS.html", PRACTICE, 13, 1, 3623, 314),
                gates=("zero_tolerance", "zero_tolerance", "critical", "major"),
                risk=47.3,
                left=75.1,
                tier="high",
                brief_href="briefs/NPL-MYS.html",
            ),
            CorridorRow(
                BANGLADESH,
                "corridors/BGD-MYS.html",
                Practice(61.2, "C", 61.2, 1.0, 24.0, 52.2, 89.2),
                7,
                0,
                1904,
                96,
            ),
        ),
        recruiters=RECRUITERS,
        members=(
            MemberRow(
                "BUYER-1",
                "Northwind Appliances",
                "members/BUYER-1.html",
                "Appliances",
                Score(74.4, "B", 74.4, None, 74.4, 80.0),
                "provisional",
            ),
            MemberRow("BUYER-2", "Contoso Retail", "", "Retail", Score(None)),
        ),
        flags=FlagCount(35, 9, (("Paid twice", 6), ("A perfect zero", 2))),
        absent=ABSENT,
        problems=(
            ReturnProblem(
                "himal-manpower.xlsx",
                "Everest Manpower",
                3,
                1,
                "'Yess' is not a choice of 'yes_no': yes, no. Did you mean 'yes'?",
                "S204",
                CellReference("himal-manpower.xlsx", "Answers", "D14"),
            ),
        ),
        frameworks=FRAMEWORKS,
    )


def many_suppliers(number: int) -> NetworkView:
    """As many suppliers as asked for, spread over the whole scale."""
    rows = supplier_rows()
    spread = tuple(
        replace(
            rows[place % 13],
            id=f"N-{place}",
            name=f"Supplier {place}",
            score=replace(rows[place % 13].score, value=(place * 37 % 1000) / 10),
        )
        for place in range(number)
    )
    return replace(network(), suppliers=spread)


ALL: dict[str, Callable[[], View]] = {
    "supplier": supplier,
    "well-managed": well_managed,
    "without-interviews": without_interviews,
    "nine-interviews": nine_interviews,
    "no-score": no_score,
    "all-zero": all_zero,
    "hostile": hostile,
    "recruiter": recruiter,
    "corridor": corridor,
    "empty-corridor": empty_corridor,
    "network": network,
}
