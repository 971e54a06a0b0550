"""A watcher that does not keep pace: it is cut off, and nobody else suffers."""

import itertools
import threading
import time

import grpc

import made_up
import stubs
from observer import (AccessLog, MemoryWatch, mebibytes,
                      processor_seconds)
from streaming import Call, own_channel

# All of them change in each transaction: as many as an import may change.
GROUPS = 1_000
# Sent before the first of them is answered.
CHUNKS_AHEAD = 4
# Transactions before the slow ones begin: more than a batch of the feed, for
# whoever has them all before it.
MISSED = 40
# What changes from one transaction to the next.
VARIANTS = 9
# These make profiles so large that a transaction takes several messages: of
# small ones, who reads a message a second keeps pace with any number. The slow
# watchers ask for profiles, the quick one for revisions alone.
LINKAGES_OF_GROUP = 12
LONG_NAME = "made-up-" * 5 + "name"
# What is promised; the short form only fails on more than the second.
CUT_WITHIN_SECONDS = 5
MOST_SECONDS = 20
MOST_BYTES = 16 << 20


def fill(registry):
    """Adds the groups, each with its linkages."""
    record_class = stubs.message("sangam.registry.v1.ImportRecord")
    records = []
    for index in range(GROUPS):
        group = record_class(row=index)
        _set_group(group.entity.group, index, members=10)
        records.append(group)
    for index in range(GROUPS * LINKAGES_OF_GROUP):
        record = record_class(row=index)
        linkage = record.entity.linkage
        linkage.name = f"linkages/busy-{LONG_NAME}-{index}"
        linkage.subject = f"groups/busy-{index % GROUPS}"
        linkage.scheme = f"schemes/busy-{LONG_NAME}-{index // GROUPS}"
        linkage.state = 1
        linkage.amount_paise = 1_500_000
        records.append(record)
    return made_up.fill_registry(registry, records)


def _set_group(group, index, members):
    group.name = f"groups/busy-{index}"
    group.title = "Busy"
    group.kind = 1
    group.profile.members = members
    group.profile.revenue_model = "MADE_UP_AND_LONG_" * 3


class Importer(threading.Thread):
    """Changes all groups over and over."""

    def __init__(self, registry):
        super().__init__(daemon=True)
        self.registry = registry
        self.stop = threading.Event()
        self.ahead = threading.Semaphore(CHUNKS_AHEAD)
        self.stored = 0
        self.token = ""
        self.fault = None

    def run(self):
        try:
            call = Call(self.registry, "ImportEntities", self._chunks())
            for answer in call.rpc:
                assert not answer.rejected, answer.rejected[0]
                self.ahead.release()
                self.stored += answer.created + answer.updated
                self.token = answer.token
        except Exception as error:  # pylint: disable=broad-except
            self.fault = error

    def end(self):
        self.stop.set()
        self.join(timeout=60)
        assert self.fault is None, self.fault

    def _chunks(self):
        # Made once, so that the test itself is not what limits the rate.
        request_class = stubs.message("sangam.registry.v1.ImportEntitiesRequest")
        variants = []
        for number in range(VARIANTS):
            chunk = request_class()
            for index in range(GROUPS):
                _set_group(chunk.records.add(row=index).entity.group, index,
                           members=11 + number)
            variants.append(chunk)
        for chunk in itertools.cycle(variants):
            self.ahead.acquire()
            if self.stop.is_set():
                return
            chunk.request_id = f"events-{time.monotonic_ns()}"
            yield chunk


class Follower(threading.Thread):
    """Reads a feed, a message every so many seconds.

    If that is None, it reads nothing until it is told to `go_on`. Each
    transaction changes all groups, so that what is missing of one is seen.
    """

    def __init__(self, title, registry, address, token, pause, profiles=True):
        super().__init__(daemon=True)
        self.title = title
        self.channel = own_channel(address, small_window=pause != 0)
        self.call = Call(registry, "WatchProfiles",
                         {"resume_token": token, "with_profiles": profiles},
                         channel=self.channel)
        self.pause = pause or 0
        self.go_on = threading.Event()
        if pause is not None:
            self.go_on.set()
        self.last = None
        self.of_last = GROUPS
        # The last revision up to the token: it goes on from there.
        self.last_whole = None
        self.events = 0
        self.token = token
        self.end = None
        self.fault = None

    def run(self):
        try:
            self.go_on.wait()
            while (message := self.call.read()) is not None:
                for profile in message.profiles:
                    revision = profile.profile_revision
                    self._take(revision)
                if message.token:
                    self.token = message.token
                    self.last_whole = self.last
                time.sleep(self.pause)
        except grpc.RpcError as error:
            self.end = error
        except AssertionError as error:
            self.fault = error

    def _take(self, revision):
        if revision != self.last:
            assert self.last in (None, revision - 1), (self.last, revision)
            assert self.of_last == GROUPS, (self.last, self.of_last)
            self.of_last = 0
        self.last = revision
        self.of_last += 1
        self.events += 1


def slow_watchers_are_cut_off(stack, registry, options):
    seconds, pause = options.seconds, options.pause
    process = stack.processes["registry"]
    address = stack.address("registry")
    log = AccessLog(process)
    # It follows the registry too, with all profiles.
    stack.processes["matching"].stop()
    missed = fill(registry)
    # What the imports take by themselves, and a watcher that keeps pace.
    importer = Importer(registry)
    importer.start()
    while importer.stored < 2 * GROUPS and importer.is_alive():
        time.sleep(0.01)
    token = importer.token
    quick = Follower("quick", registry, address, token, 0, profiles=False)
    quick.start()
    while importer.stored < MISSED * GROUPS and importer.is_alive():
        time.sleep(0.01)
    watch = MemoryWatch(process)
    began, stored_before = time.time(), importer.stored
    busy_before = processor_seconds(process)
    log.known_ends().clear()
    slow = [Follower(f"reads a message every {pause:g} s", registry, address,
                     importer.token, pause),
            Follower("does not read", registry, address, importer.token, None),
            # It never comes to what is new, only to what it missed.
            Follower(f"resumes far behind and reads one every {pause:g} s",
                     registry, address, missed, pause)]
    for follower in slow:
        follower.start()
    until = time.monotonic() + MOST_SECONDS
    while (len(log.known_ends()) < len(slow) and time.monotonic() < until
           or time.time() < began + seconds):
        watch.look()
        time.sleep(0.02)
    stored = importer.stored - stored_before
    rate = stored / (time.time() - began)
    busy = (processor_seconds(process) - busy_before) / max(1, stored)
    importer.end()
    print(f"   {rate:,.0f} events/s at {busy * 1e6:.0f} µs of the server's "
          f"processor time each; {len(slow)} slow watchers took {mebibytes(watch.most)} "
          f"(promised: at most {mebibytes(MOST_BYTES)} each)", flush=True)
    for follower in slow:
        end = log.ends.get(follower.call.request_id)
        assert end, (f"the watcher that {follower.title} was not cut off in "
                     f"{MOST_SECONDS} s")
        follower.go_on.set()
        follower.join(timeout=60)
        assert follower.fault is None, follower.fault
        cut_after = end["at"] - began
        print(f"   the one that {follower.title}: cut off after "
              f"{cut_after:.1f} s (promised: {CUT_WITHIN_SECONDS} s), "
              f"{follower.end.code().name}: {follower.end.details()}",
              flush=True)
        assert follower.end.code() == grpc.StatusCode.RESOURCE_EXHAUSTED, end
        assert "too slow" in follower.end.details(), follower.end
        assert end["code"] == "RESOURCE_EXHAUSTED", end
        assert cut_after <= options.cut_within, cut_after
    assert watch.most < len(slow) * MOST_BYTES, mebibytes(watch.most)
    _wait_until_all_is_seen(quick, importer)
    assert quick.of_last == GROUPS, quick.of_last
    _goes_on(slow[0], registry, address, quick.last)
    quick.call.cancel()
    print(f"   {rate:,.0f} events/s; the quick one: {quick.events} events, all "
          "in order, none lost; and a slow one went on from its token",
          flush=True)
    assert rate >= options.least_rate, f"{rate:,.0f} events/s"


def _wait_until_all_is_seen(quick, importer):
    _follow(quick, lambda: quick.token == importer.token, "quick")


def _follow(follower, there, title):
    """Waits until it is there; it may be slow, but must not stand still."""
    seen, deadline = -1, 0
    while not there():
        assert follower.is_alive() and follower.fault is None, (
            follower.fault, follower.end)
        if follower.events != seen:
            seen, deadline = follower.events, time.monotonic() + 60
        assert time.monotonic() < deadline, f"the {title} watcher stays behind"
        time.sleep(0.01)


def _goes_on(slow, registry, address, newest):
    """From where it was cut off, it sees the rest when it reads."""
    again = Follower("again", registry, address, slow.token, 0)
    again.last = slow.last_whole
    again.start()
    _follow(again, lambda: again.last == newest, "resumed")
    again.call.cancel()
