"""What streaming calls promise, over real connections.

Each check is named for its guarantee. Usage:
run.py --binaries DIR --protoset FILE [--store sqlite|postgres] [--subjects N]
       [--schemes N] [--long-schemes N] [--trials N] [--unread-seconds N]
       [--seconds N] [--pause N] [--least-rate N] [--cut-within N] [--seed N]
       [--only NAME]
"""

import argparse
import pathlib
import sys
import time

import grpc

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1] / "harness"))
import stubs  # noqa: E402
import endings  # noqa: E402
import large_transactions  # noqa: E402
import made_up  # noqa: E402
import slow_reading  # noqa: E402
import waiting_writes  # noqa: E402
import watching  # noqa: E402
from observer import PATIENCE_SECONDS, AccessLog, open_streams  # noqa: E402
from stack import STORES, Stack, skip_without  # noqa: E402


class World:
    """A filled stack, its clients and its logs."""

    def __init__(self, stack, options, schemes, conditions):
        self.stack = stack
        self.options = options
        self.records = made_up.records(options.binaries, options.subjects)
        self.registry, self.catalog, self.matching = stubs.clients(stack)
        self.logs = {name: AccessLog(stack.processes[name])
                     for name in stack.SERVICES}
        stack.sangamctl("apply", "-f", "deploy/local/sample")
        known = made_up.fill_registry(self.registry, self.records)
        offered = made_up.fill_catalog(self.catalog, schemes, conditions)
        self._await_matching(f"{known},{offered}")
        self.kept_streams = {
            name: open_streams(stack.address(name + "_metrics"))
            for name in stack.SERVICES}

    def _await_matching(self, token):
        """Matching has it all when it answers; it refuses to wait for long."""
        deadline = time.monotonic() + PATIENCE_SECONDS
        while True:
            try:
                self.matching.call("MatchSchemes", {
                    "name": "clusters/umden-eri", "page_size": 1,
                    "read_at": {"at_least_token": token}})
                return
            except grpc.RpcError as error:
                if (error.code() != grpc.StatusCode.UNAVAILABLE or
                        time.monotonic() > deadline):
                    raise


# On a stack full of made-up data. What they are about lies above the store.
ON_FULL = (
    endings.streams_end_when_cancelled,
    endings.batches_end_when_cancelled_while_their_owner_is_silent,
    endings.imports_end_when_cancelled_while_another_writes,
    waiting_writes.writes_that_have_ended_hold_up_nobody,
    endings.streams_end_at_their_deadline,
    endings.streams_that_nobody_reads_take_bounded_memory,
    endings.streams_that_nobody_reads_hold_up_nobody,
    endings.streams_that_nobody_reads_give_their_places_up,
)

# On one whose schemes have long rules.
ON_LONG = (
    endings.streams_about_many_tests_do_no_work_after_their_cancel,
)


def profile_watchers_lose_repeat_and_reorder_nothing(stack, options):
    registry, _, _ = stubs.clients(stack)
    watching.profile_watchers(stack, registry, options.seconds)


def scheme_watchers_lose_repeat_and_reorder_nothing(stack, options):
    _, catalog, _ = stubs.clients(stack)
    catalog.call("CreateDepartment", {"department": {
        "name": "departments/nec", "title": "Made up",
        "level": "DEPARTMENT_LEVEL_PARTNER"}})
    watching.scheme_watchers(stack, catalog, options.seconds)


def slow_watchers_are_cut_off_alone(stack, options):
    registry, _, _ = stubs.clients(stack)
    slow_reading.slow_watchers_are_cut_off(stack, registry, options)


def a_large_transaction_takes_bounded_memory(stack, _options):
    registry, _, _ = stubs.clients(stack)
    large_transactions.one_large_transaction(stack, registry)


# On a stack of its own, and on either store.
ON_EMPTY = (
    profile_watchers_lose_repeat_and_reorder_nothing,
    scheme_watchers_lose_repeat_and_reorder_nothing,
    slow_watchers_are_cut_off_alone,
    a_large_transaction_takes_bounded_memory,
)


def attempt(guarantee, stack, *arguments):
    """Runs one check; whether it held."""
    started = time.monotonic()
    fault = None
    try:
        guarantee(*arguments)
    except (AssertionError, grpc.RpcError) as error:
        fault = error
    print(f"{guarantee.__name__}: {f'FAILED: {fault!r}' if fault else 'ok'} "
          f"({time.monotonic() - started:.1f} s)", flush=True)
    if fault:
        print(stack.logs())
    return fault is None


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--binaries", required=True)
    parser.add_argument("--protoset", required=True)
    parser.add_argument("--store", choices=STORES, default="sqlite")
    parser.add_argument("--subjects", type=int, default=3_000)
    parser.add_argument("--schemes", type=int, default=60)
    parser.add_argument("--long-schemes", type=int, default=200)
    parser.add_argument("--trials", type=int, default=3)
    parser.add_argument("--unread-seconds", type=float, default=2)
    parser.add_argument("--seconds", type=float, default=3)
    # On a machine that is busy or slow, who reads each second may keep pace.
    parser.add_argument("--pause", type=float, default=3)
    # What the long form asks for, on a machine of its own.
    parser.add_argument("--least-rate", type=float, default=0)
    parser.add_argument("--cut-within", type=float,
                        default=slow_reading.MOST_SECONDS)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--only", default="")
    options = parser.parse_args()
    skip_without(options.store)
    stubs.load(options.protoset)
    held = []
    for checks, schemes, conditions in (
            (ON_FULL, options.schemes, made_up.usual_conditions),
            (ON_LONG, options.long_schemes, made_up.long_conditions)):
        wanted = [check for check in checks if options.only in check.__name__
                  and options.store == "sqlite"]
        if wanted:
            with Stack(options.binaries) as stack:
                world = World(stack, options, schemes, conditions)
                held += [attempt(check, stack, world) for check in wanted]
    for check in ON_EMPTY:
        if options.only in check.__name__:
            with Stack(options.binaries, store=options.store) as stack:
                held.append(attempt(check, stack, stack, options))
    return 0 if all(held) else 1


if __name__ == "__main__":
    sys.exit(main())
