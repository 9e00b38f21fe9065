"""The results of a run in pandas, or in polars where pandas is missing.

    python3 examples/read_a_run.py RUN/results.parquet

pandas needs pyarrow (or fastparquet) beside it to read Parquet. Columns and units: packages/data-runs/README.md.
"""

import sys

path = sys.argv[1]
try:
    import pandas

    runs = pandas.read_parquet(path)
    cells = len(runs)
    phases = runs.groupby("phase").agg(cells=("loss", "size"), least=("loss", "min")).sort_index()
    table = [(phase, int(row.cells), float(row.least)) for phase, row in phases.iterrows()]
    first = list(runs["weights"].iloc[0])
except ImportError:
    import polars

    runs = polars.read_parquet(path)
    cells = runs.height
    phases = runs.group_by("phase").agg(cells=polars.len(), least=polars.col("loss").min()).sort("phase")
    table = phases.rows()
    first = runs["weights"][0].to_list()

print(f"{cells} cells")
for phase, count, least in table:
    print(f"{phase}: {count} cells, least loss {least:.3e}")
print("W of the first cell:", " ".join(f"{weight:.6f}" for weight in first))
