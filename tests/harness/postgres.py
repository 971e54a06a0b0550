"""A PostgreSQL server of its own for a test.

It listens on a socket in a temporary folder and ends with the `with` block, or
with the process that started it:

    with PostgresServer() as server:
        url = server.create_database("registry")
"""

import os
import pathlib
import pwd
import shutil
import signal
import subprocess
import tempfile
import time

START_SECONDS = 30


def program_folder():
    """Where the newest installed version keeps its programs, or None."""
    folders = sorted(pathlib.Path("/usr/lib/postgresql").glob("*/bin/initdb"))
    return folders[-1].parent if folders else None


def _other_user():
    """Whom a root's server runs as: PostgreSQL refuses to run as root."""
    if os.geteuid() != 0:
        return None
    try:
        return pwd.getpwnam("postgres")
    except KeyError:
        return pwd.getpwnam("nobody")


class PostgresServer:
    """Durable as in production: every commit is flushed."""

    def __init__(self, settings=(), data=None, log_file_mib=1):
        """`data`: where the tables go, if not into a folder of the server's.
        `log_file_mib`: the size of a file of the write-ahead log, small so that
        a test takes little space; by default PostgreSQL's are of 16 MiB."""
        self.programs = program_folder()
        if self.programs is None:
            raise RuntimeError("PostgreSQL is not installed")
        self.settings = list(settings)
        self.log_file_mib = log_file_mib
        self.folder = pathlib.Path(tempfile.mkdtemp(prefix="sangam-pg-"))
        self.data = data or self.folder / "data"
        self.user = _other_user()
        self.popen = None
        if self.user:
            os.chown(self.folder, self.user.pw_uid, self.user.pw_gid)

    def __enter__(self):
        try:
            self._run("initdb", "--no-sync", "--auth=trust",
                      "--username=sangam", "--encoding=UTF8",
                      "--locale=C.UTF-8",
                      f"--wal-segsize={self.log_file_mib}",
                      "-X", str(self.folder / "wal"), "-D", str(self.data))
            self.start()
            return self
        except BaseException:
            self.__exit__()
            raise

    def __exit__(self, *_):
        self.stop()
        shutil.rmtree(self.folder, ignore_errors=True)

    def start(self):
        with open(self.folder / "server.log", "ab") as log:
            self.popen = subprocess.Popen(
                [*self._as_user("postgres"), "-D", str(self.data),
                 "-k", str(self.folder), "-c", "listen_addresses=",
                 "-c", "max_connections=100",
                 *[word for s in self.settings for word in ("-c", s)]],
                stdout=log, stderr=log, stdin=subprocess.DEVNULL,
                cwd=self.folder)
        deadline = time.monotonic() + START_SECONDS
        while time.monotonic() < deadline:
            if self.popen.poll() is not None:
                break
            if self.query("postgres", "SELECT 1", check=False) == "1":
                return
            time.sleep(0.05)
        raise RuntimeError("PostgreSQL did not start:\n" + self.log())

    def stop(self, number=signal.SIGQUIT):
        """SIGQUIT: at once, as a crash, which the next start recovers from."""
        if self.popen is None or self.popen.poll() is not None:
            return
        # One that is stopped could not end.
        os.kill(self.popen.pid, signal.SIGCONT)
        self.popen.send_signal(number)
        self.popen.wait()

    def restart(self, number=signal.SIGQUIT):
        self.stop(number)
        self.start()

    def processes(self):
        """The ids of the server's processes, the first one first."""
        children = subprocess.run(
            ["pgrep", "-P", str(self.popen.pid)], capture_output=True,
            text=True, check=False).stdout.split()
        return [self.popen.pid, *map(int, children)]

    def signal_all(self, number):
        for pid in self.processes():
            try:
                os.kill(pid, number)
            except ProcessLookupError:
                pass

    def create_database(self, name):
        """Makes an empty database; returns its URL."""
        self.query("postgres", f"CREATE DATABASE {name}")
        return self.url(name)

    def url(self, name):
        return f"postgres:///{name}?user=sangam&host={self.folder}"

    def query(self, database, text, check=True):
        """The answer of psql, without decoration."""
        result = subprocess.run(
            [str(self.programs / "psql"), "-X", "-A", "-t", "-q",
             "-v", "ON_ERROR_STOP=1", "-d", self.url(database), "-c", text],
            capture_output=True, text=True, check=False)
        if check and result.returncode != 0:
            raise RuntimeError(f"{text}: {result.stderr}")
        return result.stdout.strip()

    def log(self):
        path = self.folder / "server.log"
        return path.read_text(errors="replace")[-4000:] if path.exists() else ""

    def _run(self, program, *arguments):
        result = subprocess.run(
            [*self._as_user(program), *arguments], cwd=self.folder,
            capture_output=True, text=True, check=False)
        if result.returncode != 0:
            raise RuntimeError(f"{program}: {result.stdout}{result.stderr}")

    def _as_user(self, program):
        """By setpriv and not by code between fork and exec: where gRPC has
        threads, a fork that waits for such code may never return."""
        words = ["setpriv", "--pdeathsig=QUIT"]
        if self.user:
            words += [f"--reuid={self.user.pw_uid}",
                      f"--regid={self.user.pw_gid}", "--clear-groups"]
        return words + [str(self.programs / program)]
