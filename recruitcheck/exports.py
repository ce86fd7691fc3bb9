"""Scores as files: `scores.json` for programs, `scores.csv` for spreadsheets."""

import csv
import io
import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from recruitcheck.scoring.assessment import Assessment
from recruitcheck.scoring.roll_ups import RollUp, roll_up
from recruitcheck.sheets.saving import put_whole

if TYPE_CHECKING:
    from recruitcheck.results import Results
    from recruitcheck.scoring.ranges import Spread

FORMAT_VERSION = 2  # 2: ranges, ranks and changes of the model


def write_scores(results: "Results", folder: Path) -> tuple[Path, Path]:
    """Write `scores.json` and `scores.csv`; OutputError where that is impossible."""
    as_json = json.dumps(as_record(results), indent=1, ensure_ascii=False)
    json_path, csv_path = folder / "scores.json", folder / "scores.csv"
    put_whole(f"{as_json}\n".encode(), json_path)
    # Excel reads UTF-8 only with this mark at the front.
    put_whole(f"\ufeff{as_csv(results)}".encode(), csv_path)
    return json_path, csv_path


def as_record(results: "Results") -> Mapping[str, object]:
    """Everything that was scored, with what it rests on; the shape of `scores.json`."""
    model = results.model
    return {
        "format": FORMAT_VERSION,
        "network": results.title,
        "fictional": results.fictional,
        "model": {
            "id": model.id,
            "version": model.version,
            "hash": model.hash,
            "changes": list(model.changes),
        },
        "ranges": {
            "draws": results.ranges.draws,
            "seed": results.ranges.seed,
            "nominal_weights": dict(results.ranges.nominal_weights),
            "effective_weights": dict(results.ranges.effective_weights),
            "rank_shift": results.ranges.rank_shift,
        },
        "questionnaires": [
            {"id": q.id, "version": q.version, "hash": q.hash}
            for q in results.questionnaires.values()
        ],
        "inputs": [{"file": one.file, "hash": one.hash} for one in results.inputs],
        "organisations": [
            {
                "organisation": name,
                "role": role,
                **_total(units, results),
                **_organisation_range(name, results),
            }
            for role in ("supplier", "recruiter", "member")
            for name, units in results.latest(role).items()
        ],
        "corridors": [
            {"corridor": str(corridor), **_total(units, results)}
            for corridor, units in results.corridors.items()
        ],
        "assessments": [_unit(one, results) for one in results.network.assessments],
        "issues": {
            severity: sum(one.severity == severity for one in results.issues)
            for severity in ("blocking", "error", "advisory")
        },
    }


def _total(units: Sequence[Assessment], results: "Results") -> dict[str, object]:
    total: RollUp = roll_up(units, results.model)
    return {
        "cycle": max(one.cycle for one in units),
        "migrant_workers": total.workers if units[0].role == "supplier" else None,
        "assessed_share": total.covered,
        "score": total.score,
        "band": total.band,
        "raw": total.raw,
        "low": total.low,
        "high": total.high,
        "completeness": total.completeness,
        "status": total.status,
        "principles": dict(total.principles),
    }


def _organisation_range(name: str, results: "Results") -> dict[str, object]:
    """Range of the score, place among the organisations of its role, chance of bands."""
    found = results.ranges.organisations.get(name)
    if found is None:
        ranks = ("rank", "rank_p05", "rank_p95", "rank_of")
        return {**_spread(None), **dict.fromkeys(ranks), "band_chances": None}
    return {
        **_spread(found.score),
        "rank": found.rank,
        "rank_p05": found.best_rank,
        "rank_p95": found.worst_rank,
        "rank_of": found.of,
        "band_chances": dict(found.bands),
    }


def _spread(found: "Spread | None") -> dict[str, object]:
    return {
        "score_p05": found.low if found else None,
        "score_p50": found.middle if found else None,
        "score_p95": found.high if found else None,
    }


def _unit(one: Assessment, results: "Results") -> dict[str, object]:
    corridor = one.corridor
    range_ = results.ranges.units.get(one.unit.key)
    return {
        "organisation": one.organisation,
        "name": one.unit.own.name,
        "role": one.role,
        "sector": one.unit.own.sector,
        "corridor": str(corridor) if corridor else None,
        "origin": corridor.origin if corridor else None,
        "destination": corridor.destination if corridor else None,
        "cycle": one.cycle,
        "migrant_workers": one.workers,
        "score": one.score,
        "band": one.band,
        "raw": one.raw,
        "cap": one.cap,
        "low": one.low,
        "high": one.high,
        **_spread(range_.score if range_ else None),
        "band_chances": dict(range_.bands) if range_ else None,
        "completeness": one.completeness,
        "status": one.status,
        "na_exposure": one.na_exposure,
        "principles": dict(one.principles),
        "gates": list(one.gates),
        "binding_gates": list(one.binding),
        "alerts": list(one.alerts),
        "interviews": one.heard.n,
        "worker_voice": _voices(one, results),
        "why_no_score": one.why_none or None,
    }


def _voices(
    one: Assessment, results: "Results"
) -> Mapping[str, Mapping[str, float]] | None:
    """Mean points x 100 by principle, as they may be told; None where too few spoke."""
    from recruitcheck.summaries.samples import own_voice

    minimum = results.model.minimum_cell
    if one.heard.n < minimum:
        return None
    found = {
        principle: own_voice(one, principle, minimum) for principle in one.heard.voices
    }
    return {
        principle: {"mean": 100 * said.share, "n": said.n}
        for principle, said in found.items()
        if said is not None and said.share is not None
    }


def as_csv(results: "Results") -> str:
    """One row per organisation, corridor and cycle. Text never begins a formula.

    The last columns are the same in every row: the model, and the seed of the ranges.
    """
    model = results.model
    principles = [p.id for p in model.principles]
    bands = [band.letter for band in model.bands]
    rows = [_unit(one, results) for one in results.network.assessments]
    flat = [name for name in (rows[0] if rows else {}) if name not in _NESTED]
    same = {
        "model": model.id,
        "model_version": model.version,
        "model_hash": model.hash,
        "ranges_seed": results.ranges.seed,
    }
    out = io.StringIO(newline="")
    writer = csv.writer(out, lineterminator="\n")
    principle_columns = [f"principle_{p}" for p in principles]
    chances = [f"chance_{letter}" for letter in bands]
    writer.writerow([*flat, *principle_columns, *chances, *same])
    for row in rows:
        values = [_cell(row[name]) for name in flat]
        values += _cells(row["principles"], principles)
        values += _cells(row["band_chances"], bands)
        writer.writerow([*values, *map(_cell, same.values())])
    return out.getvalue()


_NESTED = frozenset({"principles", "worker_voice", "band_chances"})


def _cells(found: object, names: Sequence[str]) -> list[object]:
    """The values of a mapping by these names, empty where there is none."""
    known = found if isinstance(found, Mapping) else {}
    return [_cell(known.get(name)) for name in names]


_FORMULA = ("=", "+", "-", "@", "\t", "\r", "＝", "＋", "－", "＠")  # noqa: RUF001


def _cell(value: object) -> object:
    """A value for a spreadsheet: lists joined, text that would be a formula quoted."""
    if isinstance(value, list):
        value = " ".join(map(str, value))
    if isinstance(value, str) and value.startswith(_FORMULA):
        return f"'{value}"
    return "" if value is None else value
