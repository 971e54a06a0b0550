"""What must hold when matching starts again from its snapshot of the columns.

Each check is named for its guarantee, and runs over a made-up registry beside
the sample. Usage:
restarts.py --binaries DIR --protoset FILE [--subjects N] [--only NAME]
"""

import argparse
import os
import pathlib
import sqlite3
import stat
import subprocess
import sys
import time

import grpc

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1] / "harness"))
import stubs  # noqa: E402
from google.protobuf import json_format, message_factory  # noqa: E402
from stack import Stack  # noqa: E402

ANSWER_SECONDS = 60
SHG, VO = "SUBJECT_KIND_SHG", "SUBJECT_KIND_VO"
INTERVAL = "200ms"


class Check:
    """The stack under test, and words to ask it and to start it again."""

    def __init__(self, stack, snapshot):
        self.stack = stack
        self.snapshot = snapshot
        self.registry, _, self.matching = stubs.clients(stack)
        self.log_read = 0

    def stream(self, method, request):
        """All messages of a streamed answer; waits until it can be given."""
        descriptor = self.matching.service.methods_by_name[method]
        request_class = message_factory.GetMessageClass(descriptor.input_type)
        reply_class = message_factory.GetMessageClass(descriptor.output_type)
        call = self.matching.channel.unary_stream(
            f"/{self.matching.service.full_name}/{method}",
            request_serializer=request_class.SerializeToString,
            response_deserializer=reply_class.FromString)
        message = json_format.ParseDict(
            request, request_class(),
            descriptor_pool=request_class.DESCRIPTOR.file.pool)
        deadline = time.monotonic() + ANSWER_SECONDS
        while True:
            try:
                return list(call(message, timeout=30, wait_for_ready=True))
            except grpc.RpcError as error:
                unavailable = error.code() == grpc.StatusCode.UNAVAILABLE
                if not unavailable or time.monotonic() > deadline:
                    raise
                time.sleep(0.02)

    def answers(self, token=""):
        """What it says of everybody, without progress."""
        said = []
        for method, request in (
                ("ListEligibleEntities", {
                    "question": {"expression": "members >= 11"},
                    "verdicts": ["VERDICT_ELIGIBLE",
                                 "VERDICT_NEEDS_INFORMATION"]}),
                ("ListEligibleEntities", {
                    "question": {"expression":
                                 "children.exists(c, c.members >= 12)"}}),
                ("AnalyzeCoverage", {"by_place": "PLACE_KIND_DISTRICT",
                                     "all_schemes_together": True}),
                ("AnalyzeCoverage", {
                    "by_attribute": "subject.kind", "institution": {
                        "expression": "subject.kind == \"CLF\"",
                        "place_kind": "PLACE_KIND_BLOCK"}}),
                ("AssessFederations", {"kinds": ["SUBJECT_KIND_VO"],
                                       "children": 3})):
            if token:
                request = {**request, "min_token": token}
            replies = self.stream(method, request)
            assert replies, method
            for reply in replies:
                reply.ClearField("progress")
                # The digest is of the request, token included.
                reply.basis.ClearField("request_digest")
                reply.basis.ClearField("token")
                # Where it cuts an answer into messages is its own affair.
                if method == "ListEligibleEntities":
                    reply.ClearField("resume_token")
            whole = type(replies[0])()
            for reply in replies:
                whole.MergeFrom(reply)
            said.append(whole)
        assert said[0].entities and said[1].entities and said[2].cells
        assert said[3].cells and said[4].assessments
        return said

    def start(self):
        """Starts matching; returns what it says of everybody."""
        process = self.stack.processes["matching"]
        self.log_read = len(process.log())
        process.start()
        assert self.stack.ready(), "matching is not ready after a restart"
        return self.answers()

    def stop(self):
        """Ends it in order, so that it writes what it knows."""
        code = self.stack.processes["matching"].stop()
        assert code == 0, f"matching ended with {code}"

    def logged(self, event):
        """Lines of this event since the last start."""
        log = self.stack.processes["matching"].log()[self.log_read:]
        return [line for line in log.splitlines() if f'"{event}"' in line]

    def restored(self):
        """Whether the last start went on from the snapshot."""
        return bool(self.logged("columns_snapshot_restored")
                    and not self.logged("columns_snapshot_dropped"))

    def await_log(self, event, count=1):
        deadline = time.monotonic() + ANSWER_SECONDS
        while len(self.logged(event)) < count:
            assert time.monotonic() < deadline, f"no {event} in the log"
            time.sleep(0.02)

    def fresh_answers(self):
        """Of a start that lists the registry."""
        self.stop()
        self.snapshot.unlink(missing_ok=True)
        answers = self.start()
        assert not self.logged("columns_snapshot_restored")
        return answers

    def put_group(self, name, kind=SHG, **fields):
        return self.registry.call("UpdateGroup", {
            "allow_missing": True,
            "group": {"name": name, "title": "Restart case", "kind": kind,
                      **fields}}, wait=True).token


def a_restart_answers_as_a_fresh_list_does(check):
    fresh = check.fresh_answers()
    check.stop()
    mode = stat.S_IMODE(os.stat(check.snapshot).st_mode)
    assert mode == 0o600, f"rights {mode:o}: it holds what subjects are"
    assert check.start() == fresh
    assert check.restored()


def changes_made_while_matching_was_down_arrive(check):
    check.put_group("groups/restart-gone", profile={"members": 11})
    check.put_group("groups/restart-changed", profile={"members": 11})
    check.put_group("groups/restart-vo", VO)
    before = check.fresh_answers()
    check.stop()
    check.registry.call("DeleteGroup", {"name": "groups/restart-gone"})
    check.put_group("groups/restart-changed", profile={"members": 5})
    check.put_group("groups/restart-new", profile={"members": 14},
                    parent="groups/restart-vo")
    check.registry.call("UpdatePlace", {
        "allow_missing": True,
        "place": {"name": "places/restart-district", "title": "New",
                  "kind": "PLACE_KIND_DISTRICT",
                  "revenue_parent": "places/lgd-state-17"}})
    token = check.put_group("groups/restart-placed", profile={"members": 13},
                            place="places/restart-district")
    after = check.start()
    assert check.restored()
    assert after != before
    assert check.answers(token) == after, "not the newest state at once"
    assert check.fresh_answers() == after
    eligible = {e.subject for e in after[0].entities}
    assert "groups/restart-new" in eligible
    assert "groups/restart-gone" not in eligible
    assert "groups/restart-changed" not in eligible
    assert "groups/restart-vo" in {e.subject for e in after[1].entities}


def changes_after_a_restart_arrive(check):
    check.fresh_answers()
    check.stop()
    check.start()
    assert check.restored()
    token = check.put_group("groups/restart-later", profile={"members": 17})
    answers = check.answers(token)
    assert "groups/restart-later" in {e.subject for e in answers[0].entities}
    # And are in the next one.
    check.stack.processes["matching"].stop()
    assert check.start() == answers
    assert check.restored()


def a_damaged_snapshot_is_left_aside(check):
    fresh = check.fresh_answers()
    for at in (0, 0.5, 1):
        check.stop()
        whole = check.snapshot.read_bytes()
        place = min(int(len(whole) * at), len(whole) - 1)
        check.snapshot.write_bytes(whole[:place] + bytes([whole[place] ^ 255])
                                   + whole[place + 1:])
        assert check.start() == fresh
        assert len(check.logged("columns_snapshot_dropped")) == 1
        assert not check.logged("columns_snapshot_restored")
    check.stop()
    check.snapshot.write_bytes(check.snapshot.read_bytes()[:-100])
    assert check.start() == fresh
    assert len(check.logged("columns_snapshot_dropped")) == 1
    # What took its place is whole.
    check.stop()
    assert check.start() == fresh
    assert check.restored()


def a_snapshot_of_another_life_of_the_registry_is_left_aside(check):
    check.fresh_answers()
    check.stop()
    registry = check.stack.processes["registry"]
    registry.stop()
    # As a backup that was put back is known by.
    pathlib.Path(f"{check.stack.data / 'registry.db'}.life").unlink()
    registry.start()
    after = check.start()
    assert len(check.logged("columns_snapshot_dropped")) == 1
    assert check.fresh_answers() == after


def a_snapshot_that_is_too_old_is_left_aside(check):
    check.fresh_answers()
    check.stop()
    check.put_group("groups/restart-compacted", profile={"members": 18})
    registry = check.stack.processes["registry"]
    registry.stop()
    with sqlite3.connect(check.stack.data / "registry.db") as database:
        database.execute("UPDATE meta SET compacted_revision = revision")
    database.close()
    registry.start()
    after = check.start()
    dropped = check.logged("columns_snapshot_dropped")
    assert len(dropped) == 1, dropped
    assert check.fresh_answers() == after
    assert "groups/restart-compacted" in {
        e.subject for e in after[0].entities}


def killed_while_it_writes_the_old_one_stays_usable(check):
    draft = pathlib.Path(f"{check.snapshot}.new")
    check.stop()
    check.start()
    process = check.stack.processes["matching"]
    kills = midway = 0
    for round_number in range(200):
        before = check.snapshot.stat().st_mtime_ns
        token = check.put_group("groups/restart-killed",
                                profile={"members": 11 + round_number % 5})
        deadline = time.monotonic() + ANSWER_SECONDS
        while (not draft.exists()
               and check.snapshot.stat().st_mtime_ns == before):
            assert time.monotonic() < deadline, "it writes no snapshot"
        if not draft.exists():
            continue
        process.kill()
        kills += 1
        # Else it had just put it in its place.
        midway += draft.exists()
        check.start()
        assert check.restored(), check.logged("columns_snapshot_dropped")
        if midway == 2:
            break
    assert midway > 0, f"none of {kills} kills was in the middle"
    assert check.answers(token) == check.fresh_answers()
    print(f"   killed {kills} times, {midway} of them in the middle")


def a_snapshot_that_cannot_be_written_costs_nothing_else(check):
    fresh = check.fresh_answers()
    check.stop()
    check.snapshot.unlink(missing_ok=True)
    draft = pathlib.Path(f"{check.snapshot}.new")
    # A folder in the way, as a disk that fails.
    (draft / "in_the_way").mkdir(parents=True)
    assert check.start() == fresh
    check.await_log("columns_snapshot_failed")
    port = check.stack.ports["matching_metrics"]
    metrics = subprocess.run(
        ["curl", "-s", f"http://127.0.0.1:{port}/metrics"], check=True,
        capture_output=True, text=True).stdout
    assert 'sangam_matching_columns_snapshots_total{outcome="failed"}' in metrics
    token = check.put_group("groups/restart-full", profile={"members": 19})
    answers = check.answers(token)
    assert "groups/restart-full" in {e.subject for e in answers[0].entities}
    (draft / "in_the_way").rmdir()
    draft.rmdir()
    check.stop()
    assert check.snapshot.exists()


CHECKS = (
    a_restart_answers_as_a_fresh_list_does,
    changes_made_while_matching_was_down_arrive,
    changes_after_a_restart_arrive,
    a_damaged_snapshot_is_left_aside,
    killed_while_it_writes_the_old_one_stays_usable,
    a_snapshot_that_cannot_be_written_costs_nothing_else,
    a_snapshot_of_another_life_of_the_registry_is_left_aside,
    a_snapshot_that_is_too_old_is_left_aside,
)


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--binaries", type=pathlib.Path, required=True)
    parser.add_argument("--protoset", required=True)
    parser.add_argument("--subjects", type=int, default=10_000)
    parser.add_argument("--only", default="")
    options = parser.parse_args()
    stubs.load(options.protoset)
    failed = 0
    stack = Stack(options.binaries)
    snapshot = stack.data / "columns"
    stack.extra = {"matching": [f"--columns_snapshot={snapshot}",
                                f"--columns_snapshot_interval={INTERVAL}"]}
    with stack:
        stack.sangamctl("apply", "-f", "deploy/local/sample")
        register = stack.data / "registry.jsonl"
        with open(register, "wb") as lines:
            subprocess.run([options.binaries / "generate_registry",
                            f"--subjects={options.subjects}"], check=True,
                           stdout=lines)
        stack.sangamctl("import", str(register))
        check = Check(stack, snapshot)
        check.await_log("columns_snapshot_written")
        for guarantee in CHECKS:
            if options.only not in guarantee.__name__:
                continue
            started = time.monotonic()
            try:
                guarantee(check)
                word = "ok"
            except (AssertionError, grpc.RpcError) as error:
                word = f"FAILED: {error!r}"[:2000]
                failed += 1
            print(f"{guarantee.__name__}: {word} "
                  f"({time.monotonic() - started:.1f} s)", flush=True)
        if failed:
            print(stack.logs())
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
