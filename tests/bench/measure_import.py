#!/usr/bin/env python3
"""Imports a made-up registry through gRPC, twice, and tells how fast that was and
how much processor time it took of the registry, its database and the client.

  tests/bench/measure_import.py --subjects=130000
  tests/bench/measure_import.py --store=postgres      a server of its own
"""

import argparse
import contextlib
import json
import os
import pathlib
import subprocess
import sys
import tempfile

HERE = pathlib.Path(__file__).resolve().parent
ROOT = HERE.parents[1]
sys.path[:0] = [str(HERE), str(ROOT / "tests/harness")]

# pylint: disable=wrong-import-position
from contenders import Process, free_port  # noqa: E402
from postgres import PostgresServer  # noqa: E402

# As an administrator would set a server for a registry; fsync and
# synchronous_commit stay on.
POSTGRES_SETTINGS = ("shared_buffers=512MB", "max_wal_size=2GB",
                     "min_wal_size=512MB")


@contextlib.contextmanager
def started_store(store, folder, settings):
    """What --store says, and the first process of the database server, if any."""
    if store == "sqlite":
        yield f"sqlite:{folder}/registry.db", 0
        return
    with PostgresServer(settings=settings, log_file_mib=16) as server:
        yield server.create_database("registry"), server.popen.pid


def measure(options):
    address = f"127.0.0.1:{free_port()}"
    registry = options.binaries / "sangam_registry"
    with contextlib.ExitStack() as stack:
        folder = stack.enter_context(
            tempfile.TemporaryDirectory(prefix="sangam_import_"))
        store, database_pid = stack.enter_context(started_store(
            options.store, folder, (*POSTGRES_SETTINGS, *options.setting)))
        subprocess.run([registry, f"--store={store}", "--migrate"], check=True,
                       capture_output=True)
        server = stack.enter_context(Process(
            [registry, f"--listen={address}", "--metrics_listen=",
             f"--store={store}"], pathlib.Path(folder) / "log"))
        lines = subprocess.run(
            [options.benchmark or options.binaries / "import_benchmark",
             f"--registry={address}", f"--subjects={options.subjects}",
             f"--rounds={options.rounds}", f"--server_pid={server.child.pid}",
             f"--database_pid={database_pid}"],
            check=True, capture_output=True, text=True).stdout.splitlines()
    return [json.loads(line) for line in lines]


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--binaries", type=pathlib.Path,
                        default=ROOT / "build/release/bin")
    parser.add_argument("--benchmark", type=pathlib.Path,
                        help="import_benchmark, if it is elsewhere")
    parser.add_argument("--subjects", type=int, default=130_000)
    parser.add_argument("--rounds", type=int, default=2)
    parser.add_argument("--store", choices=("sqlite", "postgres"),
                        default="sqlite")
    parser.add_argument("--setting", action="append", default=[],
                        help="a setting of the PostgreSQL server, NAME=VALUE")
    options = parser.parse_args()
    print(f"{options.store}, {os.cpu_count()} processors, load"
          f" {os.getloadavg()[0]:.1f} before")
    told = measure(options)
    print(f"{'records':>9} {'kind':<12} {'became':<10}{'a second':>9}"
          "   µs of processor time a record: registry, database, client")
    failed = 0
    for turn in told:
        what = "created" if turn["round"] == 1 else "unchanged"
        failed += turn["records"] - turn[what]
        each = [turn[f"{who}_seconds"] / turn["records"] * 1e6
                for who in ("server", "database", "client")]
        print(f"{turn['records']:>9,} {turn['kind']:<12} {what:<10}"
              f"{turn['per_second']:>9,.0f}"
              f"   {each[0]:.0f} + {each[1]:.0f} + {each[2]:.0f}"
              f" = {sum(each):.0f}")
    rates = {(turn["kind"], turn["round"]): turn["per_second"]
             for turn in told}
    again = (f", again {rates['shgs', 2]:,.0f}/s" if options.rounds > 1 else "")
    print(f"enterprises {rates['enterprises', 1]:,.0f}/s, groups"
          f" {rates['shgs', 1]:,.0f}/s{again}; not as expected: {failed};"
          f" load {os.getloadavg()[0]:.1f} after")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
