"""How each streaming call ends: cancelled, too late, or not read at all."""

import itertools
import random
import signal
import sqlite3
import statistics
import time

import grpc

import made_up
from observer import (MemoryWatch, mebibytes, open_streams, processor_seconds,
                      spread)
from streaming import Call, own_channel

# What is promised, printed beside what was measured; and what fails a test on a
# machine however busy.
PROMISED_MILLISECONDS = 50
MOST_MILLISECONDS = 5000
MOST_MEDIAN_MILLISECONDS = 500
# Of the processor's time of a whole answer, what half of those that are cancelled
# as they begin may take after it.
MOST_WORK_AFTER_CANCEL = 0.33
# Less than an owner has for an answer, or a writer for its turn.
OWNER_SILENT_MILLISECONDS = 1000
# A stream holds one message of at most a MiB, its form on the wire and what the
# connection has taken of it; a question about all subjects also its tables.
STREAM_BYTES = 8 << 20
UNREAD_STREAMS = 8
# As many long answers as there are places for, and how soon those of callers who
# never read are free; the second is what fails a test on a busy machine.
MANY_UNREAD_STREAMS = 72
PLACE_FREE_SECONDS = 10
MOST_PLACE_FREE_SECONDS = 40
CALLS_OF_CHANNEL = 9

ALL_VERDICTS = ["VERDICT_ELIGIBLE", "VERDICT_NEEDS_INFORMATION",
                "VERDICT_NEAR_MISS", "VERDICT_INELIGIBLE"]


class Subject:
    """One streaming method, and a request that keeps it busy."""

    def __init__(self, service, client, method, requests, note=""):
        self.service = service
        self.client = client
        self.method = method
        self.requests = requests
        self.title = f"{method}{', ' + note if note else ''}"

    def call(self, **options):
        return Call(self.client, self.method, self.requests(), **options)


def subjects(world):
    """The streaming methods of the three services that take a while."""
    registry, catalog, matching = world.registry, world.catalog, world.matching
    groups = [{"name": record.entity.group.name} for record in world.records
              if record.entity.HasField("group")][:10_000]
    slow = made_up.slow_draft()

    def imports():
        """The same records over and over; the server finds them unchanged."""
        for number in itertools.count():
            yield from made_up.chunks(world.records,
                                      f"again-{time.monotonic()}-{number}")

    def of(service, client, method, request, note=""):
        return Subject(service, client, method, lambda: request, note)

    return [
        of("matching", matching, "BatchMatchSchemes",
           {"subjects": groups, "detail": "BATCH_DETAIL_MATCHES"}),
        of("matching", matching, "ListEligibleEntities",
           {"question": {"draft": slow}, "verdicts": ALL_VERDICTS}),
        of("matching", matching, "AnalyzeCoverage",
           {"by_place": "PLACE_KIND_BLOCK", "by_sector": True}),
        of("matching", matching, "PreviewScheme",
           {"scheme_version": slow, "examples": 1000}),
        of("matching", matching, "AssessFederations", {
            "kinds": ["SUBJECT_KIND_SHG", "SUBJECT_KIND_VO", "SUBJECT_KIND_CLF"],
            "formations": [{"kind": "SUBJECT_KIND_VO",
                            "place_kind": "PLACE_KIND_BLOCK"}],
            "children": 1000}),
        of("scheme_catalog", catalog, "WatchCatalog", {}),
        of("registry", registry, "WatchProfiles", {}, "names"),
        of("registry", registry, "WatchProfiles", {"with_profiles": True},
           "profiles"),
        of("registry", registry, "ExportEntities", {}),
        Subject("registry", registry, "ImportEntities", imports),
    ]


def _full_time(subject):
    """How long the call takes that is read to the end, at most a second."""
    started = time.monotonic()
    outcome = subject.call(timeout=1.0).read_beside().get()
    if isinstance(outcome, grpc.RpcError):
        assert outcome.code() == grpc.StatusCode.DEADLINE_EXCEEDED, outcome
    return time.monotonic() - started


def _check_spread(title, what, values):
    print(f"   {title}: {what} {spread(values)}"
          f" (promised: {PROMISED_MILLISECONDS} ms)", flush=True)
    assert not values or max(values) < MOST_MILLISECONDS, (title, what, values)
    assert (not values or
            statistics.median(values) < MOST_MEDIAN_MILLISECONDS), (
                title, what, values)


def streams_end_when_cancelled(world):
    chance = random.Random(world.options.seed)
    for subject in subjects(world):
        log = world.logs[subject.service]
        whole = _full_time(subject)
        read, held = [], []
        for trial in range(world.options.trials * 2):
            reading = trial % 2 == 0
            call = subject.call()
            if reading:
                outcome = call.read_beside()
            # Not read: a while is enough for it to fill what is between.
            time.sleep(chance.uniform(0.005, whole * 0.9) if reading else
                       chance.uniform(0.05, 0.5))
            at = time.time()
            call.cancel()
            end = log.wait_for(call.request_id)
            if reading:
                outcome.get(timeout=60)
            if end["code"] == "OK":
                # It was over before, so it takes less than it did.
                whole = min(whole, end["milliseconds"] / 1000)
                continue
            if end["code"] == "INVALID_ARGUMENT":
                continue  # Its request never arrived whole.
            assert end["code"] == "CANCELLED", (subject.title, end)
            # The log's clock counts whole milliseconds.
            (read if reading else held).append(max(0.0,
                                                   (end["at"] - at) * 1000))
        _check_spread(subject.title, "ended after its cancel, read:", read)
        _check_spread(subject.title, "and unread:", held)
        assert read or held, f"{subject.title} was never cancelled in time"
    _no_stream_stays(world)


def streams_about_many_tests_do_no_work_after_their_cancel(world):
    """However much there is to do before the first subject is looked at.

    Measured in the processor's time, for others who keep the machine busy add
    none to it, but any time to when a call ends; and in parts of what the whole
    answer takes, for a slow machine takes longer over both.
    """
    process = world.stack.processes["matching"]

    def work_since(began):
        return processor_seconds(process) - began

    def ask():
        # What is asked of a cohort is prepared anew for each question.
        return Call(world.matching, "AnalyzeCoverage", {
            "all_schemes_together": True,
            "cohort": {"kinds": ["SUBJECT_KIND_SHG"]}})

    def whole_work():
        began = processor_seconds(process)
        ask().read_all()
        return work_since(began)

    # The first answer also finds who received what.
    whole_work()
    whole = statistics.median(whole_work() for _ in range(5))
    parts = []
    for _ in range(3 + 2 * world.options.trials):
        began = processor_seconds(process)
        call = ask()
        outcome = call.read_beside()
        while work_since(began) == 0:
            time.sleep(0.001)
        began = processor_seconds(process)
        call.cancel()
        end = world.logs["matching"].wait_for(call.request_id)
        outcome.get(timeout=60)
        # What outlives the call is freed, or worked on.
        time.sleep(0.1)
        if end["code"] != "OK":
            parts.append(work_since(began) / whole)
    print(f"   AnalyzeCoverage, {1000 * whole:.0f} ms of work: of it after the "
          f"cancel p50 {statistics.median(parts):.0%}, max {max(parts):.0%} of "
          f"{len(parts)} (bound of p50: {MOST_WORK_AFTER_CANCEL:.0%})",
          flush=True)
    assert statistics.median(parts) < MOST_WORK_AFTER_CANCEL, parts
    _no_stream_stays(world)


def batches_end_when_cancelled_while_their_owner_is_silent(world):
    """Matching asks the registry for subjects that its feed does not show."""
    unknown = {"subjects": [{"name": f"groups/nobody-{number}"}
                            for number in range(100)]}
    registry = world.stack.processes["registry"]
    log = world.logs["matching"]
    late = []
    for _ in range(world.options.trials):
        registry.signal(signal.SIGSTOP)
        try:
            call = Call(world.matching, "BatchMatchSchemes", unknown)
            time.sleep(0.1)
            at = time.time()
            call.cancel()
            end = log.wait_for(call.request_id)
        finally:
            registry.signal(signal.SIGCONT)
        assert end["code"] == "CANCELLED", end
        late.append(max(0.0, (end["at"] - at) * 1000))
        # What was kept waiting arrives, and the feed with it.
        time.sleep(0.5)
    _check_spread("BatchMatchSchemes", "cancelled, its owner silent:", late)
    assert max(late) < OWNER_SILENT_MILLISECONDS, late


def imports_end_when_cancelled_while_another_writes(world):
    """What waits for the store, or commits, holds up no call that has ended."""
    log = world.logs["registry"]
    other = sqlite3.connect(world.stack.data / "registry.db",
                            isolation_level=None)
    late = []
    for trial in range(world.options.trials):
        other.execute("BEGIN IMMEDIATE")
        try:
            call = Call(world.registry, "ImportEntities", made_up.chunks(
                world.records, f"waits-{time.monotonic()}-{trial}"))
            time.sleep(0.1)
            at = time.time()
            call.cancel()
            end = log.wait_for(call.request_id)
        finally:
            other.execute("ROLLBACK")
        assert end["code"] == "CANCELLED", end
        late.append(max(0.0, (end["at"] - at) * 1000))
    other.close()
    _check_spread("ImportEntities", "cancelled while another writes:", late)
    assert max(late) < OWNER_SILENT_MILLISECONDS, late
    _no_stream_stays(world)


def streams_end_at_their_deadline(world):
    chance = random.Random(world.options.seed)
    for subject in subjects(world):
        log = world.logs[subject.service]
        whole = _full_time(subject)
        late = []
        for trial in range(world.options.trials * 2):
            timeout = chance.uniform(min(0.02, whole * 0.3),
                                     min(0.3, whole * 0.9))
            call = subject.call(timeout=timeout)
            if trial % 2 == 0:
                outcome = call.read_beside().get(timeout=60)
            else:
                time.sleep(timeout)
                outcome = call.read_beside().get(timeout=60)
            end = log.end_within(call.request_id, MOST_MILLISECONDS / 1000)
            if end is None or end["code"] == "INVALID_ARGUMENT":
                continue  # Its request never arrived, or not whole.
            if end["code"] == "OK":
                whole = min(whole, end["milliseconds"] / 1000)
                continue
            # The caller goes away at its deadline, which may be seen first.
            assert end["code"] in ("DEADLINE_EXCEEDED", "CANCELLED"), (
                subject.title, end)
            assert (isinstance(outcome, grpc.RpcError) and outcome.code() ==
                    grpc.StatusCode.DEADLINE_EXCEEDED), outcome
            late.append(max(0.0, end["milliseconds"] - timeout * 1000))
        _check_spread(subject.title, "ended after its deadline:", late)
        assert late, f"{subject.title} never met its deadline"
    _no_stream_stays(world)


def streams_that_nobody_reads_take_bounded_memory(world):
    for subject in subjects(world):
        process = world.stack.processes[subject.service]
        # What a call needs anyway, and what the allocator keeps of it.
        _full_time(subject)
        watch = MemoryWatch(process)
        calls = [subject.call() for _ in range(UNREAD_STREAMS)]
        until = time.monotonic() + world.options.unread_seconds
        while time.monotonic() < until:
            watch.look()
            time.sleep(0.05)
        print(f"   {subject.title}: {UNREAD_STREAMS} streams unread for "
              f"{world.options.unread_seconds:.0f} s: {mebibytes(watch.most)} "
              f"(bound: {mebibytes(UNREAD_STREAMS * STREAM_BYTES)})", flush=True)
        for call in calls:
            call.cancel()
        for call in calls:
            world.logs[subject.service].wait_for(call.request_id)
        assert watch.most < UNREAD_STREAMS * STREAM_BYTES, subject.title
    _no_stream_stays(world)


def streams_that_nobody_reads_hold_up_nobody(world):
    lists = {"question": {"draft": made_up.slow_draft()},
             "verdicts": ALL_VERDICTS}
    unread = [Call(world.matching, "ListEligibleEntities", lists)
              for _ in range(4)]
    # Long enough for each to fill what is between.
    time.sleep(1)
    for _ in range(3):
        call = Call(world.matching, "AnalyzeCoverage",
                    {"all_schemes_together": True}, timeout=60)
        assert any(message.HasField("basis") for message in call.rpc)
    for call in unread:
        call.cancel()
        world.logs["matching"].wait_for(call.request_id)
    _no_stream_stays(world)


def streams_that_nobody_reads_give_their_places_up(world):
    anybody = {"question": {"draft": {
        "name": "schemes/made-up-0/versions/v3", "conditions": [
            {"id": "anybody", "expression": "members >= 1"}]}},
               "verdicts": ALL_VERDICTS}
    watch = MemoryWatch(world.stack.processes["matching"])
    channels = [own_channel(world.stack.address("matching"), small_window=True)
                for _ in range(MANY_UNREAD_STREAMS // CALLS_OF_CHANNEL)]
    unread = []
    for channel in channels:
        unread += [Call(world.matching, "ListEligibleEntities", anybody,
                        channel=channel) for _ in range(CALLS_OF_CHANNEL)]
        # Those who ask while others are patient yet are refused.
        time.sleep(0.5)
    started = time.monotonic()
    refused, entered = 0, None
    while entered is None:
        waited = time.monotonic() - started
        assert waited < MOST_PLACE_FREE_SECONDS, "no place became free"
        outcome = Call(world.matching, "ListEligibleEntities", anybody,
                       timeout=10).read_beside().get()
        if isinstance(outcome, grpc.RpcError):
            assert outcome.code() == grpc.StatusCode.RESOURCE_EXHAUSTED, outcome
            refused += 1
            time.sleep(1)
        else:
            entered = waited
        watch.look()
    log = world.logs["matching"]
    ends = []
    while time.monotonic() - started < MOST_PLACE_FREE_SECONDS:
        ends = [end for call in unread
                if (end := log.known_ends().get(call.request_id))]
        if len(ends) >= MANY_UNREAD_STREAMS // 2:
            break
        watch.look()
        time.sleep(0.05)
    print(f"   {MANY_UNREAD_STREAMS} unread: {mebibytes(watch.most)}; another got "
          f"its answer after {entered:.1f} s and {refused} refusals; "
          f"{len(ends)} ended (promised: {PLACE_FREE_SECONDS} s)", flush=True)
    assert len(ends) >= MANY_UNREAD_STREAMS // 2, len(ends)
    assert all(end["code"] == "RESOURCE_EXHAUSTED" for end in ends), ends
    assert watch.most < UNREAD_STREAMS * STREAM_BYTES, mebibytes(watch.most)
    for call in unread:
        call.cancel()
    for call in unread:
        log.wait_for(call.request_id)
    _no_stream_stays(world)


def _no_stream_stays(world):
    """But for those that matching keeps open to the owners."""
    for service, kept in world.kept_streams.items():
        deadline = time.monotonic() + 10
        while open_streams(
                world.stack.address(service + "_metrics")) != kept:
            assert time.monotonic() < deadline, f"{service} keeps streams"
            time.sleep(0.01)
