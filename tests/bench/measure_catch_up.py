#!/usr/bin/env python3
"""Imports a made-up registry and tells how fast a watcher that resumes from
before the import catches up, with and without profiles.

  tests/bench/measure_catch_up.py --store=postgres     a server of its own
"""

import argparse
import contextlib
import os
import pathlib
import subprocess
import sys
import tempfile
import time

HERE = pathlib.Path(__file__).resolve().parent
ROOT = HERE.parents[1]
sys.path[:0] = [str(HERE), str(ROOT / "tests/harness")]

# pylint: disable=wrong-import-position
import grpc  # noqa: E402
import stubs  # noqa: E402
from contenders import Process, free_port  # noqa: E402
from measure_import import POSTGRES_SETTINGS, started_store  # noqa: E402

SERVICE = "sangam.registry.v1"


def watch(address, token, profiles):
    """The messages of a feed."""
    request = stubs.message(f"{SERVICE}.WatchProfilesRequest")(
        resume_token=token, with_profiles=profiles)
    reply = stubs.message(f"{SERVICE}.WatchProfilesResponse")
    with grpc.insecure_channel(address) as channel:
        call = channel.unary_stream(
            f"/{SERVICE}.RegistryService/WatchProfiles",
            request_serializer=type(request).SerializeToString,
            response_deserializer=reply.FromString)
        yield from call(request, wait_for_ready=True, timeout=3600)


def catch_up(address, token, profiles):
    """How many events there were, and the seconds that they took."""
    events = 0
    began = time.monotonic()
    for message in watch(address, token, profiles):
        # A bookmark: nothing is left.
        if message.token and not message.profiles and not message.places:
            break
        events += len(message.profiles)
        took = time.monotonic() - began
    return events, took


def measure(options):
    address = f"127.0.0.1:{free_port()}"
    registry = options.binaries / "sangam_registry"
    with contextlib.ExitStack() as stack:
        folder = stack.enter_context(
            tempfile.TemporaryDirectory(prefix="sangam_catch_up_"))
        store, _ = stack.enter_context(
            started_store(options.store, folder, POSTGRES_SETTINGS))
        subprocess.run([registry, f"--store={store}", "--migrate"], check=True,
                       capture_output=True)
        stack.enter_context(Process(
            [registry, f"--listen={address}", "--metrics_listen=",
             f"--store={store}"], pathlib.Path(folder) / "log"))
        token = next(message.token for message in watch(address, "", False)
                     if message.snapshot_complete)
        subprocess.run([options.binaries / "import_benchmark",
                        f"--registry={address}", "--rounds=1",
                        f"--subjects={options.subjects}"], check=True,
                       capture_output=True)
        return [(profiles, *catch_up(address, token, profiles))
                for _ in range(options.rounds) for profiles in (False, True)]


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--binaries", type=pathlib.Path,
                        default=ROOT / "build/release/bin")
    parser.add_argument("--protoset", type=pathlib.Path,
                        help="sangam.protoset, if it is not beside bin")
    parser.add_argument("--subjects", type=int, default=20_000)
    parser.add_argument("--rounds", type=int, default=2)
    parser.add_argument("--store", choices=("sqlite", "postgres"),
                        default="sqlite")
    options = parser.parse_args()
    stubs.load(options.protoset or options.binaries.parent / "sangam.protoset")
    print(f"{options.store}, {os.cpu_count()} processors, load"
          f" {os.getloadavg()[0]:.1f} before")
    for profiles, events, took in measure(options):
        print(f"{'with' if profiles else 'without'} profiles:"
              f" {events:,} events, {events / took:,.0f}/s")


if __name__ == "__main__":
    sys.exit(main())
