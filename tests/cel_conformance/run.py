"""Runs CEL's official cases, where npm has installed them and Node is there.

Usage: run.py --package FOLDER --runner PROGRAM [--write]
"""

import argparse
import pathlib
import shutil
import subprocess
import sys

HERE = pathlib.Path(__file__).resolve().parent


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--package", required=True, type=pathlib.Path)
    parser.add_argument("--runner", required=True)
    parser.add_argument("--write", action="store_true", help="write the page")
    options = parser.parse_args()
    data = options.package / "dist" / "esm" / "testdata"
    if not shutil.which("node") or not (data / "conformance.js").exists():
        print("skipped: cel_conformance: Node or CEL's cases are not there; "
              "tests/run installs the cases where npm is")
        return 0
    cases = subprocess.run(["node", str(HERE / "flatten_cases.mjs"), str(data)],
                           stdout=subprocess.PIPE, check=True).stdout
    command = [options.runner, f"--page={HERE / 'README.md'}"]
    return subprocess.run(command + ["--write"] * options.write, input=cases,
                          check=False).returncode


if __name__ == "__main__":
    sys.exit(main())
