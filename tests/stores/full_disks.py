"""What a store keeps while its disk is full, and when it is started then."""

import contextlib
import os
import pathlib
import resource
import subprocess
import tempfile
import time

import grpc

import stubs
from owner import Owner, START_SECONDS
from postgres import PostgresServer
from stack import Process, free_port


def _refused(error, code, reason):
    assert error.code() == code, error
    assert reason in str(error.trailing_metadata()), error


def _group(name):
    return {"group": {"name": name, "title": "x" * 200,
                      "kind": "SUBJECT_KIND_SHG"}}


def _meets_a_full_disk(owner, free):
    """Writes until the disk is full, reads, and writes on when it is free."""
    client = owner.client()
    written = []
    refused = None
    for number in range(100_000):
        name = f"groups/full-{number}"
        try:
            client.call("CreateGroup", _group(name))
            written.append(name)
        except grpc.RpcError as error:
            refused = error
            break
    assert refused is not None, "the disk never became full"
    _refused(refused, grpc.StatusCode.RESOURCE_EXHAUSTED, "STORE_FAILED")
    for name in written[:20] + written[-20:]:
        assert client.call("GetGroup", {"name": name}).group.name == name
    free()
    client.call("CreateGroup", _group("groups/after"))
    stored = {row[0] for row in owner.query("SELECT key FROM groups")}
    assert stored >= set(written) | {"groups/after"}
    print(f"   {len(written)} writes until the disk was full; then "
          "RESOURCE_EXHAUSTED, reads answered, and writes again once it was free")


def a_full_disk_is_told_and_passes_on_a_file(owner, _):
    wal = pathlib.Path(f"{owner.file}-wal")
    limit = max(wal.stat().st_size, owner.file.stat().st_size) + 200_000
    pid = owner.process.popen.pid
    _, hard = resource.prlimit(pid, resource.RLIMIT_FSIZE)
    resource.prlimit(pid, resource.RLIMIT_FSIZE, (limit, hard))
    _meets_a_full_disk(owner, lambda: resource.prlimit(
        pid, resource.RLIMIT_FSIZE, (hard, hard)))
    assert owner.query("PRAGMA integrity_check") == [["ok"]]


class SmallDisk:
    """A disk of its own, on which `folder` lies; None if it can't be had."""

    def __init__(self, folder):
        self.folder = pathlib.Path(folder)
        self.ballast = self.folder / "ballast"

    def fill(self, but=0):
        """Leaves room for so many bytes."""
        self.free()
        disk = os.statvfs(self.folder)
        with open(self.ballast, "wb") as file:
            os.posix_fallocate(file.fileno(), 0,
                               disk.f_bavail * disk.f_frsize - but)

    def free(self):
        self.ballast.unlink(missing_ok=True)


@contextlib.contextmanager
def small_disk(mebibytes):
    with tempfile.TemporaryDirectory() as folder:
        mounted = subprocess.run(
            ["mount", "-t", "tmpfs", "-o", f"size={mebibytes}m,mode=0777",
             "none", folder], capture_output=True, check=False).returncode == 0
        if not mounted:
            print("   skipped: this user can't mount a small disk")
            yield None
            return
        try:
            yield SmallDisk(folder)
        finally:
            subprocess.run(["umount", "-l", folder], check=False)


def a_full_disk_is_told_and_passes_on_a_database(options):
    """The server's tables on a small disk of their own, its log elsewhere."""
    with small_disk(80) as disk:
        if disk is None:
            return
        with PostgresServer(data=disk.folder / "data") as server, \
                tempfile.TemporaryDirectory() as logs, \
                Owner(options.binaries, logs, server) as owner:
            disk.fill(but=3_000_000)
            _meets_a_full_disk(owner, disk.free)


def _restart(owner, disk, end):
    """Ends and starts it on a disk that is full to the brim at either time."""
    disk.fill()
    end()
    disk.fill()
    owner.process.start()
    return owner.ready()


def _only_reads(client, disk, token, known):
    """Returns what found room all the same, after those that are known."""
    for name in known:
        read_at = {"at_least_token": token}
        group = client.call("GetGroup", {"name": name, "read_at": read_at})
        assert group.group.name == name
    while True:
        # The service makes room itself when it moves its log into the store.
        disk.fill()
        name = f"groups/known-{len(known)}"
        try:
            client.call("CreateGroup", _group(name))
        except grpc.RpcError as error:
            _refused(error, grpc.StatusCode.RESOURCE_EXHAUSTED, "STORE_FAILED")
            return known
        known = known + [name]
        assert len(known) < 1_000, "it writes on a full disk"


def _await_log(process, text):
    deadline = time.monotonic() + START_SECONDS
    while text not in process.log():
        assert time.monotonic() < deadline, process.log()
        time.sleep(0.05)


def a_service_restarted_on_a_full_disk_reads_and_recovers(options):
    with small_disk(48) as disk, tempfile.TemporaryDirectory() as logs:
        if disk is None:
            return
        with Owner(options.binaries, disk.folder, logs=logs) as owner:
            client = owner.client()
            known = []
            for end in (owner.process.kill, owner.process.stop) * 2:
                # Refused before, and taken without a word to the service.
                name = f"groups/known-{len(known)}"
                token = client.call("CreateGroup", _group(name)).token
                slowest = _restart(owner, disk, end)
                known = _only_reads(client, disk, token, known + [name])
                disk.free()
            last = client.call("CreateGroup", _group("groups/last")).token
            client.call("GetGroup", {"name": "groups/last", "read_at": {
                "at_least_token": token}})
            print("   4 restarts on a full disk: reads answered, writes "
                  "RESOURCE_EXHAUSTED, and taken once it was free; ready after "
                  f"{slowest:.2f} s")
            _begins_another_life_when_there_is_room(owner, disk, last)
            assert owner.query("PRAGMA integrity_check") == [["ok"]]
            revisions = int(owner.query("SELECT revision FROM meta")[0][0])
            assert owner.query(
                "SELECT count(DISTINCT revision), min(revision), max(revision)"
                " FROM history") == [[str(revisions), "1", str(revisions)]]


def _begins_another_life_when_there_is_room(owner, disk, token):
    """As a backup that was put back: it must not be read under its old name."""
    owner.process.stop()
    pathlib.Path(f"{owner.file}.life").unlink()
    disk.fill()
    owner.process.start()
    _await_log(owner.process, "until its new life is on record")
    assert owner.serving() is None
    # Nor when it is tried again.
    owner.process.kill()
    owner.process.start()
    time.sleep(1)
    assert owner.serving() is None
    disk.free()
    owner.ready()
    try:
        owner.client().call("GetGroup", {"name": "groups/last", "read_at": {
            "at_least_token": token}})
        raise AssertionError("the token of the other life was taken")
    except grpc.RpcError as error:
        _refused(error, grpc.StatusCode.FAILED_PRECONDITION,
                 "STORE_EPOCH_CHANGED")


def a_catalogue_restarted_on_a_full_disk_reads_and_recovers(options):
    with small_disk(48) as disk, tempfile.TemporaryDirectory() as logs:
        if disk is None:
            return
        address = f"127.0.0.1:{free_port()}"
        process = Process(
            "scheme_catalog",
            [f"{options.binaries}/sangam_scheme_catalog",
             f"--listen={address}", "--metrics_listen=",
             f"--store=sqlite:{disk.folder}/catalogue.db"],
            pathlib.Path(logs) / "catalogue.log")
        client = stubs.Client("sangam.scheme_catalog.v1.SchemeCatalogService",
                              address)

        def create(name):
            client.call("CreateDepartment", {"department": {
                "name": name, "title": "Made up",
                "level": "DEPARTMENT_LEVEL_PARTNER"}},
                timeout=START_SECONDS, wait=True)

        try:
            create("departments/a")
            process.stop()
            disk.fill()
            process.start()
            client.call("GetDepartment", {"name": "departments/a"},
                        timeout=START_SECONDS, wait=True)
            try:
                create("departments/b")
                raise AssertionError("it wrote on a full disk")
            except grpc.RpcError as error:
                _refused(error, grpc.StatusCode.RESOURCE_EXHAUSTED,
                         "STORE_FAILED")
            disk.free()
            create("departments/b")
        finally:
            process.stop()


OF_ONE_FILE = (a_full_disk_is_told_and_passes_on_a_file,)
ON_A_SMALL_DISK = {
    "sqlite": (a_service_restarted_on_a_full_disk_reads_and_recovers,
               a_catalogue_restarted_on_a_full_disk_reads_and_recovers),
    "postgres": (a_full_disk_is_told_and_passes_on_a_database,),
}
