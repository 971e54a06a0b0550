#!/usr/bin/env python3
"""How soon matching answers after a start, with and without its snapshot.

  tests/bench/measure_restart.py --subjects=200000

The registry is made up. "serves" is when health says so, "counts" when a
question about everybody is answered; both from the start of the process on.
"""

import argparse
import pathlib
import statistics
import subprocess
import sys
import time

import grpc

HERE = pathlib.Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parent / "harness"))
import stubs  # noqa: E402
from stack import Stack  # noqa: E402

ROOT = HERE.parents[1]
SERVICE = "sangam.matching.v1.MatchingService"
PATIENCE_SECONDS = 1800
POLL_SECONDS = 0.01


def until(began, is_there):
    """Seconds from `began` until something is there."""
    while not is_there():
        if time.monotonic() - began > PATIENCE_SECONDS:
            raise SystemExit("matching does not answer")
        time.sleep(POLL_SECONDS)
    return time.monotonic() - began


def memory_of(pid):
    """Resident mebibytes: now, and at most so far."""
    status = pathlib.Path(f"/proc/{pid}/status").read_text("utf-8")
    lines = dict(line.split(":", 1) for line in status.splitlines())
    return [int(lines[name].split()[0]) / 1024 for name in ("VmRSS", "VmHWM")]


class Measured:
    """One start of matching."""

    def __init__(self, stack):
        process = stack.processes["matching"]
        began = time.monotonic()
        process.start()
        channel = grpc.insecure_channel(stack.address("matching"), options=[
            ("grpc.initial_reconnect_backoff_ms", 10),
            ("grpc.max_reconnect_backoff_ms", 20)])
        check = channel.unary_unary("/grpc.health.v1.Health/Check")
        count = channel.unary_stream(f"/{SERVICE}/AnalyzeCoverage")
        # HealthCheckRequest{service}; AnalyzeCoverageRequest{
        # all_schemes_together}.
        name = bytes([0x0A, len(SERVICE)]) + SERVICE.encode()
        together = b"\x38\x01"

        def serves():
            try:
                return check(name, timeout=5) == b"\x08\x01"
            except grpc.RpcError:
                return False

        def counts():
            try:
                return bool(list(count(together, timeout=600)))
            except grpc.RpcError:
                return False

        self.serves = until(began, serves)
        self.counts = until(began, counts)
        self.resident, self.peak = memory_of(process.popen.pid)
        channel.close()


def tell(what, rounds):
    median = {name: statistics.median(getattr(each, name) for each in rounds)
              for name in ("serves", "counts", "resident", "peak")}
    print(f"{what}: serves after {median['serves']:.2f} s, counts after"
          f" {median['counts']:.2f} s; {median['resident']:.0f} MiB resident,"
          f" {median['peak']:.0f} MiB at most")
    return median


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--binaries", type=pathlib.Path,
                        default=ROOT / "build/release/bin")
    parser.add_argument("--protoset", default="")
    parser.add_argument("--subjects", type=int, default=200_000)
    parser.add_argument("--rounds", type=int, default=3)
    options = parser.parse_args()
    stubs.load(options.protoset or options.binaries.parent / "sangam.protoset")
    stack = Stack(options.binaries, redis=False)
    snapshot = stack.data / "columns"
    stack.extra = {"matching": [f"--columns_snapshot={snapshot}"]}
    with stack:
        stack.processes["matching"].stop()
        stack.sangamctl("apply", "-f", "deploy/local/sample")
        subprocess.run(
            f"'{options.binaries}/generate_registry'"
            f" --subjects={options.subjects} > registry.jsonl"
            f" && '{options.binaries}/sangamctl' import registry.jsonl",
            shell=True, check=True, cwd=stack.data, stdout=subprocess.DEVNULL,
            env=stack.environment())
        listed, restored = [], []
        for _ in range(options.rounds):
            snapshot.unlink(missing_ok=True)
            listed.append(Measured(stack))
            stack.processes["matching"].stop(seconds=600)
            restored.append(Measured(stack))
            stack.processes["matching"].stop(seconds=600)
        size = snapshot.stat().st_size
    print(f"{options.subjects} subjects, median of {options.rounds}; the"
          f" snapshot has {size / 2**20:.1f} MiB,"
          f" {size / options.subjects:.0f} B a subject")
    tell("listed  ", listed)
    tell("restored", restored)
    return 0


if __name__ == "__main__":
    sys.exit(main())
