"""K, and what is said of `corridors.toml`: facts and judgements about corridors."""

from pathlib import Path

from recruitcheck.content import content_folder
from recruitcheck.corridors.fact_tables import read_facts
from recruitcheck.corridors.lint import lint_corridors
from recruitcheck.corridors.own_facts import read_own_facts
from recruitcheck.scoring.crosswalk import read_clauses
from recruitcheck.scoring.model_changes import change_model
from recruitcheck.workspace import read_model
from tests.catalogue.registry import case, enter
from tests.corridors.tabling import write_csv

HEADING = (
    "indicator_id,iso3,origin_iso3,destination_iso3,value,unit,applies_to,rule,"
    "reference_date,source_title,source_publisher,source_url,retrieved_on,note"
)
CITED = "A report,An office,https://example.org/report,2026-11-02,"


def own_fact(code: str, row: str) -> None:
    """The issue of a fact that a user wrote down."""

    def make(folder: Path):
        path = folder / "scoring" / "countries" / "own"
        path.mkdir(parents=True)
        write_csv(path, "mine", HEADING, row)
        return read_own_facts(path)[1]

    enter(code, "scoring/countries/own/mine.csv", make)


own_fact("K101", f"tip_tier,NPL,,,3,tier,,,,{CITED}")
own_fact("K102", f"tip_tier,NPL,,,3,,,,last year,{CITED}")
own_fact("K103", f"tip_tire,NPL,,,3,,,,2026,{CITED}")
own_fact("K104", f"tip_tier,Nepl,,,3,,,,2026,{CITED}")
own_fact("K105", f"tip_tier,NPL,,,4,,,,2026,{CITED}")
own_fact("K106", f"rule_of_law,NPL,,,101,percentile rank,,,2026,{CITED}")
own_fact("K107", f"rule_of_law,NPL,,,40,,,,2026,{CITED}")
own_fact("K108", f"rule_of_law,NPL,,,4,points,,,2026,{CITED}")
own_fact("K109", f"tip_tier,,,,3,,,,2026,{CITED}")
own_fact("K110", f"tip_tier,NPL,,,3,,,,2026-12-01,{CITED}")
own_fact("R106", f"rule_of_law,NPL,,,high,percentile rank,,,2026,{CITED}")


def fact(code: str, name: str, *lines: str) -> None:
    """The issue of a table of facts that a workspace has instead of the shipped one."""

    def make(folder: Path):
        path = folder / "scoring" / "countries"
        path.mkdir(parents=True)
        write_csv(path, name, *lines)
        return read_facts(folder / "scoring")[1]

    enter(code, f"scoring/countries/{name}.csv", make)


TIERS = "iso3,value,unit,reference,basis,sources,note"
fact("K201", "trafficking_tiers", TIERS, "BGD,2,tier,2025,listed,NOBODY,")
fact("K202", "trafficking_tiers", TIERS, "MYS,2,tier,2025,guessed,IAWJ_TIP2025,")
fact(
    "K203",
    "sources",
    "source_id,title,publisher,year,address,terms,retrieved_on",
    "FACTBOOK_2026_05,,CIA,2026,https://example.org,public domain,2026-11-25",
)


def judged(code: str, old: str, new: str) -> None:
    """The issue that one replacement in `corridors.toml` brings."""

    def make(folder: Path):
        shipped = content_folder() / "scoring" / "corridors.toml"
        text = shipped.read_text("utf-8")
        assert old in text
        (folder / "corridors.toml").write_text(text.replace(old, new, 1), "utf-8")
        return lint_corridors(folder, [], read_clauses())

    enter(code, "scoring/corridors.toml", make)


judged("M107", "\nfloor_gap", "\nfloor_gab")
judged("M108", "\norigin = 0.30", "\norigin = 0.40")


@case("M109", "--set")
def _(_folder):
    return change_model(read_model("iris"), {"cap.majr": "60"})[1]
