#!/usr/bin/env python3
"""Imports a made-up registry and tells how long a page of groups takes, by each
declared pair of a filter and an order. Pairs that are not declared are told too
("scans"): they look at a bounded number of rows a page.

  tests/bench/measure_lists.py --subjects=1450000     about a million groups
  tests/bench/measure_lists.py --store=postgres://user@host/database
"""

import argparse
import json
import pathlib
import subprocess
import sys
import tempfile

HERE = pathlib.Path(__file__).resolve().parent
sys.path.insert(0, str(HERE))

from contenders import Process, free_port  # noqa: E402  pylint: disable=wrong-import-position

ROOT = HERE.parents[1]
AIM_MILLISECONDS = 5.0


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--binaries", type=pathlib.Path,
                        default=ROOT / "build/release/bin")
    parser.add_argument("--subjects", type=int, default=145_000)
    parser.add_argument("--draws", type=int, default=12)
    parser.add_argument("--store", help="where to keep it, if not in a"
                        " temporary file; a PostgreSQL database is migrated")
    options = parser.parse_args()
    address = f"127.0.0.1:{free_port()}"
    with tempfile.TemporaryDirectory(prefix="sangam_lists_") as folder:
        store = options.store or f"sqlite:{folder}/registry.db"
        subprocess.run([options.binaries / "sangam_registry",
                        f"--store={store}", "--migrate"], check=True,
                       capture_output=True)
        with Process([options.binaries / "sangam_registry",
                      f"--listen={address}", "--metrics_listen=",
                      f"--store={store}"], pathlib.Path(folder) / "log"):
            subprocess.run([options.binaries / "import_benchmark",
                            f"--registry={address}", "--rounds=1",
                            f"--subjects={options.subjects}"], check=True,
                           capture_output=True)
            lines = subprocess.run(
                [options.binaries / "list_benchmark",
                 f"--registry={address}", f"--draws={options.draws}"],
                check=True, capture_output=True, text=True).stdout.splitlines()
    told = [json.loads(line) for line in lines]
    print(f"{told[0]['groups']:,} SHGs, pages of 100")
    print(f"{'filter':<22}{'order':<18}{'p50 ms':>8}{'p99 ms':>8}"
          f"{'a page':>8}")
    declared = [pair for pair in told if pair["declared"]]
    for pair in told:
        print(f"{pair['filter']:<22}{pair['order']:<18}{pair['p50']:>8.1f}"
              f"{pair['p99']:>8.1f}{pair['found'] / pair['pages']:>8.0f}"
              f"{'' if pair['declared'] else '  scans'}")
    slow = [pair for pair in declared if pair["p50"] > AIM_MILLISECONDS]
    print(f"{len(declared) - len(slow)} of {len(declared)} declared pairs within"
          f" {AIM_MILLISECONDS:.0f} ms p50; the slowest takes"
          f" {max(pair['p50'] for pair in declared):.1f} ms")


if __name__ == "__main__":
    sys.exit(main())
