"""One registry on a store, and writers who keep account of what was promised."""

import pathlib
import sqlite3
import subprocess
import sys
import threading
import time

import grpc

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1] / "harness"))
import stubs  # noqa: E402
from stack import Process, free_port  # noqa: E402

START_SECONDS = 60
# What a caller may meet while a service or its database is away.
PASSING = {grpc.StatusCode.UNAVAILABLE, grpc.StatusCode.DEADLINE_EXCEEDED,
           grpc.StatusCode.RESOURCE_EXHAUSTED}


class Owner:
    """A registry process on a SQLite file or on a database of `server`.

    The store is made anew, under `name`, or restored from the file `backup`.
    Its log lies beside it, or in `logs`.
    """

    def __init__(self, binaries, folder, server=None, name="registry",
                 backup=None, logs=None):
        self.binaries = pathlib.Path(binaries)
        self.folder = pathlib.Path(folder)
        self.server = server
        self.name = name
        self.file = self.folder / f"{name}.db"
        self.store = (server.create_database(name) if server
                      else f"sqlite:{self.file}")
        if backup:
            subprocess.run([str(self.binaries / "sangamctl"), "restore",
                            f"--from={backup}", f"--store={self.store}"],
                           check=True, capture_output=True, timeout=120)
        elif server:
            subprocess.run([str(self.binaries / "sangam_registry"), "--migrate",
                            f"--store={self.store}"], check=True,
                           capture_output=True, timeout=60)
        self.port = free_port()
        self.process = Process(
            "registry",
            [str(self.binaries / "sangam_registry"),
             f"--listen=127.0.0.1:{self.port}", "--metrics_listen=",
             f"--store={self.store}"],
            pathlib.Path(logs or folder) / f"{name}.log")
        self.ready()

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.process.stop()

    def client(self):
        return stubs.Client("sangam.registry.v1.RegistryService",
                            f"127.0.0.1:{self.port}")

    def ready(self):
        """Waits until a call is answered; returns how long that took."""
        started = time.monotonic()
        client = self.client()
        while True:
            try:
                client.call("ListGroups", {"page_size": 1}, wait=True)
                client.close()
                return time.monotonic() - started
            except grpc.RpcError:
                if time.monotonic() - started > START_SECONDS:
                    raise

    def serving(self):
        """What the health service says; None where nobody answers."""
        name = b"sangam.registry.v1.RegistryService"
        with grpc.insecure_channel(f"127.0.0.1:{self.port}") as channel:
            try:
                reply = channel.unary_unary("/grpc.health.v1.Health/Check")(
                    b"\x0a" + bytes([len(name)]) + name, timeout=5)
            except grpc.RpcError:
                return None
        return reply == b"\x08\x01"

    def wait_serving(self, wanted, seconds=60):
        deadline = time.monotonic() + seconds
        while self.serving() != wanted:
            assert time.monotonic() < deadline, f"health is not {wanted}"
            time.sleep(0.05)

    def query(self, text):
        """Rows of the database as lists of texts, past the service."""
        if self.server:
            answer = self.server.query(self.name, text)
            return [line.split("|") for line in answer.splitlines()]
        with sqlite3.connect(self.file) as database:
            return [[str(value) for value in row]
                    for row in database.execute(text)]


class Writers:
    """Threads that each create one group after another.

    A call that fails for the time being is repeated with the same request id
    until it is acknowledged.
    """

    def __init__(self, owner, threads=4, prefix="w"):
        self.owner = owner
        self.prefix = prefix
        self.stopped = threading.Event()
        self.acknowledged = [[] for _ in range(threads)]
        self.failures = {}
        self.wrong = []
        self.threads = [threading.Thread(target=self._write, args=(n,))
                        for n in range(threads)]

    def __enter__(self):
        for thread in self.threads:
            thread.start()
        return self

    def __exit__(self, *_):
        self.stopped.set()
        for thread in self.threads:
            thread.join()

    def count(self):
        return sum(map(len, self.acknowledged))

    def wait_for(self, count, seconds=60):
        deadline = time.monotonic() + seconds
        while self.count() < count and not self.wrong:
            assert time.monotonic() < deadline, (
                f"{self.count()} of {count} writes in {seconds} s: "
                f"{self.failures}")
            time.sleep(0.005)

    def _write(self, number):
        client = self.owner.client()
        written = self.acknowledged[number]
        while not self.stopped.is_set():
            name = f"groups/{self.prefix}{number}-{len(written)}"
            request = {"group": {"name": name, "title": name,
                                 "kind": "SUBJECT_KIND_SHG"},
                       "request_id": name}
            while True:
                try:
                    client.call("CreateGroup", request, timeout=10, wait=True)
                    written.append(name)
                    break
                except grpc.RpcError as error:
                    self.failures[error.code()] = (
                        self.failures.get(error.code(), 0) + 1)
                    if error.code() not in PASSING:
                        self.wrong.append(f"{name}: {error.details()}")
                        return
                    if self.stopped.is_set():
                        return
        client.close()

    def check(self):
        """What was acknowledged is there once, and nothing is there in part."""
        assert not self.wrong, self.wrong
        stored = {row[0] for row in self.owner.query("SELECT key FROM groups")}
        lost = [name for names in self.acknowledged for name in names
                if name not in stored]
        assert not lost, f"lost: {lost[:5]} and others, {len(lost)} in all"
        doubled = self.owner.query(
            "SELECT key FROM history WHERE collection = 'groups'"
            " GROUP BY key HAVING count(*) > 1")
        assert not doubled, f"done twice: {doubled[:5]}"
        # Each write is one revision, of a group and of its profile.
        parts = self.owner.query(
            "SELECT revision FROM history GROUP BY revision"
            " HAVING count(*) <> 2")
        assert not parts, f"in part: {parts[:5]}"
        (count, first, last), = self.owner.query(
            "SELECT count(DISTINCT revision), min(revision), max(revision)"
            " FROM history")
        assert (int(first), count) == (1, last), (count, first, last)
        (head,), = self.owner.query("SELECT revision FROM meta")
        assert head == last, (head, last)
