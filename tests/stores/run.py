"""What a store must keep while the service, its database or its disk fails.

Each check is named for its guarantee, and runs on one engine or on both. Usage:
run.py --binaries DIR --protoset FILE --store sqlite|postgres [--kills N]
       [--writes N] [--rounds N] [--only NAME]
"""

import argparse
import pathlib
import signal
import subprocess
import sys
import tempfile
import time

import grpc

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1] / "harness"))
import stubs  # noqa: E402
import backups  # noqa: E402
import federations  # noqa: E402
import full_disks  # noqa: E402
from owner import Owner, Writers  # noqa: E402
from postgres import PostgresServer  # noqa: E402
from stack import STORES, skip_without  # noqa: E402


def nothing_acknowledged_is_lost_when_the_service_is_killed(owner, options):
    slowest = 0.0
    each = max(1, options.writes // options.kills)
    with Writers(owner, prefix="kill") as writers:
        for _ in range(options.kills):
            writers.wait_for(writers.count() + each, seconds=600)
            owner.process.kill()
            owner.process.start()
            slowest = max(slowest, owner.ready())
    writers.check()
    print(f"   {writers.count()} writes, {options.kills} kills: lost 0, doubled "
          f"0, in part 0; ready again in at most {slowest:.2f} s")


def _over(owner, fault, name, rounds):
    """Writes on through a fault of the database; tells how long it was away."""
    slowest = 0.0
    with Writers(owner, prefix=name) as writers:
        for _ in range(rounds):
            writers.wait_for(writers.count() + 50)
            fault()
            ended = time.monotonic()
            writers.wait_for(writers.count() + 1)
            slowest = max(slowest, time.monotonic() - ended)
            writers.wait_for(writers.count() + 20)
    writers.check()
    failed = sum(writers.failures.values())
    print(f"   {writers.count()} writes, {rounds} times, {failed} calls failed "
          f"and were repeated: lost 0, doubled 0; written again after at most "
          f"{slowest:.2f} s")


def nothing_is_lost_or_doubled_when_the_database_restarts_at_once(owner,
                                                                  options):
    _over(owner, owner.server.restart, "restart", options.rounds)


def nothing_is_lost_or_doubled_when_connections_are_cut(owner, options):
    def cut():
        owner.server.query(
            "registry", "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
            " WHERE application_name = 'sangam'")
    _over(owner, cut, "cut", 5 * options.rounds)


def nothing_is_lost_or_doubled_when_the_database_stalls(owner, options):
    def stall():
        owner.server.signal_all(signal.SIGSTOP)
        time.sleep(5)
        owner.server.signal_all(signal.SIGCONT)
    _over(owner, stall, "stall", max(1, options.rounds // 2))


def health_says_whether_the_database_can_be_reached(owner, _):
    owner.wait_serving(True)
    owner.server.stop()
    owner.wait_serving(False)
    owner.server.start()
    owner.wait_serving(True)


def a_service_waits_for_its_database_and_its_migration(owner, options):
    owner.process.stop()
    owner.server.query("postgres", "DROP DATABASE registry")
    owner.server.query("postgres", "CREATE DATABASE registry")
    owner.server.stop()
    owner.process.start()
    time.sleep(1)
    assert owner.serving() is None and owner.process.popen.poll() is None
    owner.server.start()
    deadline = time.monotonic() + 60
    while "run it once with --migrate" not in owner.process.log():
        assert time.monotonic() < deadline, owner.process.log()
        time.sleep(0.05)
    assert owner.serving() is None
    subprocess.run([f"{options.binaries}/sangam_registry", "--migrate",
                    f"--store={owner.store}"], check=True, capture_output=True)
    owner.wait_serving(True)
    assert owner.process.stop() == 0


def a_database_that_was_replaced_is_noticed_while_in_use(owner, _):
    client = owner.client()
    token = client.call("CreateGroup", {"group": {
        "name": "groups/a", "title": "A", "kind": "SUBJECT_KIND_SHG"}}).token
    server = owner.server
    cut = ("SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
           " WHERE application_name = 'sangam'")
    server.query("postgres", "ALTER DATABASE registry ALLOW_CONNECTIONS false")
    server.query("postgres", cut)
    server.query("postgres", "ALTER DATABASE registry RENAME TO old")
    server.query("postgres", "CREATE DATABASE registry TEMPLATE old")
    assert owner.process.popen.wait(60) == 0, "it should end in order"
    owner.process.start()
    owner.ready()
    try:
        client.call("GetGroup", {"name": "groups/a", "read_at": {
            "at_least_token": token}}, wait=True)
        raise AssertionError("the old token was taken")
    except grpc.RpcError as error:
        assert error.code() == grpc.StatusCode.FAILED_PRECONDITION, error
        assert "STORE_EPOCH_CHANGED" in str(error.trailing_metadata()), error
    client.call("GetGroup", {"name": "groups/a"})


ON_BOTH = (nothing_acknowledged_is_lost_when_the_service_is_killed,
           federations.sums_of_federations_are_exact_after_kills_restore_and_import,
           *backups.OF_ONE_REGISTRY)
ON_ONE = {
    "sqlite": full_disks.OF_ONE_FILE,
    "postgres": (nothing_is_lost_or_doubled_when_connections_are_cut,
                 nothing_is_lost_or_doubled_when_the_database_restarts_at_once,
                 nothing_is_lost_or_doubled_when_the_database_stalls,
                 health_says_whether_the_database_can_be_reached,
                 a_service_waits_for_its_database_and_its_migration,
                 a_database_that_was_replaced_is_noticed_while_in_use),
}


def run(guarantee, options):
    """Each check has a store of its own."""
    with tempfile.TemporaryDirectory() as folder:
        if options.store == "sqlite":
            with Owner(options.binaries, folder) as owner:
                guarantee(owner, options)
            return
        with PostgresServer() as server, \
                Owner(options.binaries, folder, server) as owner:
            guarantee(owner, options)


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--binaries", required=True)
    parser.add_argument("--protoset", required=True)
    parser.add_argument("--store", choices=STORES, required=True)
    parser.add_argument("--kills", type=int, default=3)
    parser.add_argument("--writes", type=int, default=300)
    parser.add_argument("--rounds", type=int, default=2)
    parser.add_argument("--only", default="")
    options = parser.parse_args()
    skip_without(options.store)
    stubs.load(options.protoset)
    checks = [(check, lambda c=check: run(c, options))
              for check in ON_BOTH + ON_ONE[options.store]]
    checks += [(check, lambda c=check: c(options))
               for check in backups.OF_A_WHOLE_STACK]
    checks += [(check, lambda c=check: c(options))
               for check in full_disks.ON_A_SMALL_DISK[options.store]]
    failed = 0
    for check, start in checks:
        if options.only not in check.__name__:
            continue
        started = time.monotonic()
        try:
            start()
            word = "ok"
        except (AssertionError, grpc.RpcError) as error:
            word = f"FAILED: {error!r}"
            failed += 1
        print(f"{check.__name__}: {word} ({time.monotonic() - started:.1f} s)",
              flush=True)
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
