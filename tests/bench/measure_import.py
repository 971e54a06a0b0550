#!/usr/bin/env python3
"""Imports a made-up registry through gRPC, twice, and tells how fast that was.

  tests/bench/measure_import.py --subjects=130000
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


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--binaries", type=pathlib.Path,
                        default=ROOT / "build/release/bin")
    parser.add_argument("--subjects", type=int, default=130_000)
    options = parser.parse_args()
    address = f"127.0.0.1:{free_port()}"
    with tempfile.TemporaryDirectory(prefix="sangam_import_") as folder, \
            Process([options.binaries / "sangam_registry",
                     f"--listen={address}", "--metrics_listen=",
                     f"--store=sqlite:{folder}/registry.db"],
                    pathlib.Path(folder) / "log") as server:
        lines = subprocess.run(
            [options.binaries / "import_benchmark", f"--registry={address}",
             f"--subjects={options.subjects}",
             f"--server_pid={server.child.pid}"],
            check=True, capture_output=True, text=True).stdout.splitlines()
    told = [json.loads(line) for line in lines]
    failed = 0
    for turn in told:
        what = "created" if turn["round"] == 1 else "unchanged"
        failed += turn["records"] - turn[what]
        print(f"{turn['records']:>9,} {turn['kind']:<12} {what:<10}"
              f"{turn['per_second']:>9,.0f}/s;"
              f" {turn['server_seconds'] / turn['records'] * 1e6:.0f} µs of the"
              " server's processor time a record")
    rates = {(turn["kind"], turn["round"]): turn["per_second"]
             for turn in told}
    print(f"enterprises {rates['enterprises', 1]:,.0f}/s, groups"
          f" {rates['shgs', 1]:,.0f}/s, again {rates['shgs', 2]:,.0f}/s;"
          f" not as expected: {failed}")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
