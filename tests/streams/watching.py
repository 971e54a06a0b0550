"""Many writers, and watchers who are cut off and go on: nothing may be missed."""

import random
import threading
import time

import grpc

from streaming import Call, own_channel

WRITERS = 16
WATCHERS = 8
RESOURCES_OF_WRITER = 50
JOIN_SECONDS = 120
# Of so many messages, one is cut off after.
CUT_ONE_IN = 8


class Writer(threading.Thread):
    """Writes its own resources in turn; `written` holds the last number of each.

    `write(client, name, number)` makes one call.
    """

    def __init__(self, number, client, write, stem, stop):
        super().__init__(daemon=True)
        self.names = [f"{stem}-{number}-{i}" for i in range(RESOURCES_OF_WRITER)]
        self.client = client
        self.write = write
        self.stop = stop
        self.written = {}
        self.count = 0
        self.fault = None

    def run(self):
        try:
            while not self.stop.is_set():
                name = self.names[self.count % len(self.names)]
                self.write(self.client, name, self.count)
                self.written[name] = self.count
                self.count += 1
        except Exception as error:  # pylint: disable=broad-except
            self.fault = error


class Watcher(threading.Thread):
    """Follows a feed until `done(watcher)`.

    A batch counts when its last message, the one with a token, has arrived:
    `take(change, listed)` is then called with each of its changes.
    """

    def __init__(self, number, address, client, method, request, done):
        super().__init__(daemon=True)
        self.address = address
        self.client = client
        self.method = method
        self.request = request
        self.done = done
        self.chance = random.Random(number)
        self.token = ""
        self.events = 0
        self.cuts = 0
        self.fault = None

    def run(self):
        channel = own_channel(self.address)
        try:
            while not self.done(self):
                if self.chance.random() < 0.25:
                    # Not only the call: the connection breaks.
                    channel.close()
                    channel = own_channel(self.address)
                self._follow(channel)
        except Exception as error:  # pylint: disable=broad-except
            self.fault = error
        channel.close()

    def _follow(self, channel):
        """Reads from the last token on until it is cut off, or done."""
        call = Call(self.client, self.method,
                    {**self.request, "resume_token": self.token},
                    timeout=600, channel=channel)
        batch = []
        while not self.done(self):
            message = call.read()
            assert message is not None, "the feed ended"
            cut = self.chance.randrange(CUT_ONE_IN) == 0
            # Cut off before what was sent has arrived, or after.
            if not cut or self.chance.random() < 0.5:
                batch += self.changes_of(message)
                if message.token:
                    for change in batch:
                        self.take(change, listed=not self.token)
                        self.events += bool(self.token)
                    batch = []
                    self.token = message.token
            if cut:
                self.cuts += 1
                break
        call.cancel()


class ProfileWatcher(Watcher):
    """Every transaction changes one profile, so revisions have no gaps."""

    def __init__(self, number, address, client, done):
        super().__init__(number, address, client, "WatchProfiles",
                         {"with_profiles": number % 2 == 0}, done)
        self.last = 0
        self.members = {}

    def changes_of(self, message):
        return message.profiles

    def take(self, change, listed):
        revision = change.profile_revision
        assert listed or revision == self.last + 1, (
            f"revision {revision} follows {self.last}")
        self.last = max(self.last, revision)
        if change.HasField("profile"):
            self.members[change.subject] = change.profile.members


class SchemeWatcher(Watcher):
    """Every writer numbers its writes, so numbers have no gaps."""

    def __init__(self, number, address, client, done):
        super().__init__(number, address, client, "WatchCatalog", {}, done)
        self.last = {}

    def changes_of(self, message):
        return message.changes

    def take(self, change, listed):
        name = change.scheme.name
        if not name.startswith("schemes/watched-"):
            return
        writer = name.split("-")[1]
        number = int(change.scheme.title.text["en"].split()[-1])
        last = self.last.get(writer, -1)
        assert listed or number == last + 1, f"{name}: {number} follows {last}"
        self.last[writer] = max(last, number)


def _write_group(client, name, number):
    client.call("UpdateGroup", {"allow_missing": True, "group": {
        "name": name, "title": "Watched", "kind": "SUBJECT_KIND_SHG",
        "profile": {"members": 1 + number // RESOURCES_OF_WRITER}}}, timeout=60)


def _write_scheme(client, name, number):
    client.call("UpdateScheme", {"allow_missing": True, "scheme": {
        "name": name, "title": {"text": {"en": f"Watched {number}"}},
        "department": "departments/nec"}}, timeout=60)


def _run(seconds, address, client, write, stem, make_watcher, is_done):
    """Writes and watches; returns those who did, when all have seen all."""
    stop = threading.Event()
    writers = [Writer(n, client, write, stem, stop) for n in range(WRITERS)]
    watchers = [make_watcher(n, address, client,
                             lambda watcher: stop.is_set() and
                             not any(w.is_alive() for w in writers) and
                             is_done(watcher, writers))
                for n in range(WATCHERS)]
    for thread in writers + watchers:
        thread.start()
    time.sleep(seconds)
    stop.set()
    for thread in writers + watchers:
        thread.join(timeout=JOIN_SECONDS)
    faults = [repr(thread.fault) for thread in writers + watchers
              if thread.fault]
    assert not faults, faults[:3]
    assert not any(w.is_alive() for w in watchers), "a watcher missed the end"
    cuts = sum(watcher.cuts for watcher in watchers)
    print(f"   {sum(w.count for w in writers)} writes by {WRITERS} writers, "
          f"{sum(w.events for w in watchers)} events to {WATCHERS} watchers "
          f"cut {cuts} times: lost 0, repeated 0, reordered 0", flush=True)
    assert cuts > 0, "no watcher was cut"
    return writers, watchers


def profile_watchers(stack, registry, seconds):
    known = registry.call("UpdateGroup", {"allow_missing": True, "group": {
        "name": "groups/watched-first", "title": "Watched",
        "kind": "SUBJECT_KIND_SHG"}})
    assert known.token
    first = registry.call("GetSubjectProfile", {
        "name": "groups/watched-first"}).profile_revision

    def is_done(watcher, writers):
        return watcher.token and watcher.last == first + sum(
            w.count for w in writers)

    writers, watchers = _run(seconds, stack.address("registry"), registry,
                             _write_group, "groups/watched", ProfileWatcher,
                             is_done)
    for watcher in watchers[::2]:
        for writer in writers:
            for name, number in writer.written.items():
                wanted = 1 + number // RESOURCES_OF_WRITER
                assert watcher.members[name] == wanted, name


def scheme_watchers(stack, catalog, seconds):
    def is_done(watcher, writers):
        return watcher.token and all(
            watcher.last.get(str(n), -1) == writer.count - 1
            for n, writer in enumerate(writers))

    _run(seconds, stack.address("scheme_catalog"), catalog, _write_scheme,
         "schemes/watched", SchemeWatcher, is_done)
