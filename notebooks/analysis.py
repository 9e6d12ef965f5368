"""The figures, tables and pictures of docs/ANALYSIS.md, from the exports of a published run.

    analysis.py RUN                  prints every figure and table
    analysis.py --check RUN [DOC]    compares the figures in the text with the run; exit code 1 if they differ
    analysis.py --update RUN [DOC]   writes them to the text and draws its pictures

A figure in the text is the word before a comment with its name, as in `€1,234<!--mrr-->`. A table is between
`<!-- begin NAME -->` and `<!-- end NAME -->`. RUN is the folder of a run, such as warehouse/latest.
"""

import argparse
import re
import sys
from pathlib import Path

import charts
import pandas
from figures import Run, figures, tables

FIGURE = re.compile(r"([^\s|(*]+)<!--([a-z0-9_]+)-->")
TABLE = re.compile(r"(<!-- begin ([a-z_]+) -->\n)(.*?)(<!-- end \2 -->)", re.DOTALL)
ANALYSIS = Path(__file__).resolve().parent.parent / "docs" / "ANALYSIS.md"


def differences(text: str, run: Run) -> list[str]:
    """Returns one line per figure or table that differs between the text and the run."""
    known, made = figures(run), tables(run)
    found = [
        f"{name}: the text has {quoted}, the run {known.get(name, 'has no such figure')}"
        for quoted, name in FIGURE.findall(text)
        if quoted != known.get(name)
    ]
    return found + [
        f"table {name}: the text and the run differ" for _, name, body, _ in TABLE.findall(text) if body != made.get(name, "") + "\n"
    ]


def updated(text: str, run: Run) -> str:
    known, made = figures(run), tables(run)
    text = FIGURE.sub(lambda match: f"{known[match[2]]}<!--{match[2]}-->", text)
    return TABLE.sub(lambda match: match[1] + made[match[2]] + "\n" + match[4], text)


def draw(exports: Path, folder: Path) -> None:
    """Writes the pictures as SVG; the same run gives the same bytes."""

    def reported(name: str) -> pandas.DataFrame:
        rows = pandas.read_parquet(exports / name, dtype_backend="pyarrow")
        return rows[rows["is_converted"]] if "is_converted" in rows else rows

    churn, forecast = reported("churn_by_month"), reported("mrr_forecast")
    pictures = {
        "mrr": charts.mrr_over_time(reported("daily_mrr")),
        "movements": charts.movements_waterfall(reported("monthly_growth").sort_values("month").iloc[-1]),
        "weekdays": charts.changes_by_weekday(reported("daily_mrr")),
        "churn": charts.churn_by_month(churn[churn["billing_interval"] == "all"]),
        "survival": charts.survival(reported("retention_by_renewal")),
        "cohorts": charts.cohort_heat_map(reported("cohort_nrr_pivot")),
        "biggest": charts.biggest_customers(reported("biggest_customers")),
        "forecast": charts.forecast_fan(reported("daily_mrr"), forecast[forecast["is_headline"]]),
    }
    folder.mkdir(parents=True, exist_ok=True)
    for name, picture in pictures.items():
        picture.savefig(folder / f"{name}.svg", metadata={"Date": None})


def main() -> int:
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--check", action="store_true", help="compare the text with the run")
    options.add_argument("--update", action="store_true", help="write the run's figures into the text, draw its pictures")
    options.add_argument("run", type=Path, metavar="RUN")
    options.add_argument("analysis", type=Path, metavar="DOC", nargs="?", default=ANALYSIS)
    given = options.parse_args()
    if not (given.run / "manifest.json").is_file():
        options.error(f"{given.run} is no published run: it has no manifest.json")
    run = Run(given.run)
    if given.update:
        given.analysis.write_text(updated(given.analysis.read_text(encoding="utf-8"), run), encoding="utf-8")
        draw(given.run / "exports" / "parquet", given.analysis.parent / "images")
    elif given.check:
        found = differences(given.analysis.read_text(encoding="utf-8"), run)
        print("\n".join(found) or f"{given.analysis} matches the run")
        return 1 if found else 0
    else:
        print("\n".join(f"{name:28} {value}" for name, value in figures(run).items()))
        print("\n".join(f"\n{name}\n\n{table}" for name, table in tables(run).items()))
    return 0


if __name__ == "__main__":
    sys.exit(main())
