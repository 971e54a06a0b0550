"""A whole Sangam of its own for a test: Redis and the three services.

Everything listens on free loopback ports, keeps its data in a temporary folder
and ends with the `with` block:

    with Stack(binaries) as stack:
        stack.sangamctl("apply", "-f", "deploy/local/sample")

Its stores are SQLite files, or with store="postgres" databases of a PostgreSQL
server that is its own too.
"""

import os
import pathlib
import shutil
import signal
import socket
import subprocess
import tempfile
import time

from postgres import PostgresServer, program_folder

ROOT = pathlib.Path(__file__).resolve().parents[2]
# The ports of a stack are asked of the kernel just before use; another process
# may take one in between, so a start that fails is tried again with new ports.
START_ATTEMPTS = 5
READY_SECONDS = 30


STORES = ("sqlite", "postgres")


def skip_without(store):
    """Ends the test as skipped where the store is not installed."""
    if store == "postgres" and program_folder() is None:
        print("skipped: PostgreSQL is not installed")
        raise SystemExit(0)


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


class Process:
    """One started process; restarts keep its arguments and its port."""

    def __init__(self, name, arguments, log_path):
        self.name = name
        self.arguments = arguments
        self.log_path = log_path
        self.popen = None
        self.start()

    def start(self):
        with open(self.log_path, "ab") as log:
            self.popen = subprocess.Popen(
                self.arguments, stdout=log, stderr=log,
                stdin=subprocess.DEVNULL)

    def signal(self, number):
        self.popen.send_signal(number)

    def kill(self):
        """As a crash: SIGKILL, no chance to tidy up."""
        self.popen.kill()
        self.popen.wait()

    def stop(self, seconds=20):
        """As an orderly end: SIGTERM; returns the exit code."""
        if self.popen.poll() is None:
            self.popen.send_signal(signal.SIGCONT)
            self.popen.terminate()
            try:
                self.popen.wait(seconds)
            except subprocess.TimeoutExpired:
                self.kill()
        return self.popen.returncode

    def log(self):
        return pathlib.Path(self.log_path).read_text(errors="replace")


class Stack:
    """Redis, registry, scheme_catalog and matching."""

    SERVICES = ("registry", "scheme_catalog", "matching")

    def __init__(self, binaries, redis=True, data=None, reflection=True,
                 extra=None, store="sqlite"):
        self.binaries = pathlib.Path(binaries)
        self.with_redis = redis
        self.reflection = reflection
        self.extra = extra or {}
        self.store = store
        self.postgres = None
        self.own_data = data is None
        self.data = pathlib.Path(data or tempfile.mkdtemp(prefix="sangam-"))
        self.processes = {}
        self.ports = {}

    def __enter__(self):
        try:
            if self.store == "postgres":
                self._start_postgres()
            for attempt in range(START_ATTEMPTS):
                if self._start_all():
                    return self
                self._stop_all()
            raise RuntimeError("the services did not start:\n" + self.logs())
        except BaseException:
            self.__exit__()
            raise

    def __exit__(self, *_):
        self._stop_all()
        if self.postgres:
            self.postgres.__exit__()
        if self.own_data:
            shutil.rmtree(self.data, ignore_errors=True)

    def address(self, name):
        return f"127.0.0.1:{self.ports[name]}"

    def arguments(self, name):
        if name == "redis":
            return ["redis-server", "--port", str(self.ports["redis"]),
                    "--bind", "127.0.0.1", "--save", "", "--appendonly", "no",
                    "--dir", str(self.data)]
        common = [str(self.binaries / f"sangam_{name}"),
                  f"--listen={self.address(name)}",
                  f"--metrics_listen=127.0.0.1:{self.ports[name + '_metrics']}"]
        if self.reflection:
            common.append("--reflection")
        if name == "matching":
            redis = self.address("redis") if self.with_redis else ""
            common += [f"--registry={self.address('registry')}",
                       f"--scheme_catalog={self.address('scheme_catalog')}",
                       f"--redis={redis}"]
        else:
            common.append(f"--store={self.store_of(name)}")
        return common + self.extra.get(name, [])

    def store_of(self, name):
        """What --store says of a service."""
        if self.postgres:
            return self.postgres.url(name)
        return f"sqlite:{self.data / name}.db"

    def _start_postgres(self):
        self.postgres = PostgresServer().__enter__()
        for name in ("registry", "scheme_catalog"):
            self.postgres.create_database(name)
            subprocess.run([str(self.binaries / f"sangam_{name}"), "--migrate",
                            f"--store={self.store_of(name)}"], check=True,
                           capture_output=True, timeout=60)

    def start(self, name):
        self.processes[name] = Process(name, self.arguments(name),
                                       self.data / f"{name}.log")

    def environment(self):
        return {**os.environ,
                "SANGAM_REGISTRY": self.address("registry"),
                "SANGAM_SCHEME_CATALOG": self.address("scheme_catalog"),
                "SANGAM_MATCHING": self.address("matching"),
                "SANGAM_PRINCIPAL": "case-author",
                "SANGAM_APPROVER": "case-approver"}

    def sangamctl(self, *arguments, check=True, **options):
        """Runs sangamctl against this stack; returns the finished process."""
        result = subprocess.run(
            [str(self.binaries / "sangamctl"), *arguments], cwd=ROOT,
            env=self.environment(), text=True, capture_output=True,
            timeout=120, check=False, **options)
        if check and result.returncode != 0:
            raise RuntimeError(f"sangamctl {' '.join(arguments)} ended with "
                               f"{result.returncode}:\n{result.stdout}"
                               f"{result.stderr}")
        return result

    def ready(self, seconds=READY_SECONDS):
        """Waits until every service says that it serves."""
        return self.sangamctl("health", f"--wait={seconds}s",
                              check=False).returncode == 0

    def logs(self):
        return "\n".join(f"--- {name}\n{process.log()[-4000:]}"
                         for name, process in self.processes.items())

    def _start_all(self):
        names = (("redis",) if self.with_redis else ()) + self.SERVICES
        for name in names:
            self.ports[name] = free_port()
            self.ports[name + "_metrics"] = free_port()
        for name in names:
            self.start(name)
        deadline = time.monotonic() + READY_SECONDS
        while time.monotonic() < deadline:
            if any(p.popen.poll() is not None for p in self.processes.values()):
                return False
            if self.ready(seconds=1):
                return True
        return False

    def _stop_all(self):
        for name in ("matching", "scheme_catalog", "registry", "redis"):
            if name in self.processes:
                self.processes[name].stop()
