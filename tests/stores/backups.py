"""Backups of a store: whole, of one state, and the beginning of another life."""

import json
import pathlib
import signal
import subprocess
import time

import grpc

import stubs
from owner import Owner, Writers
from stack import Stack

REFUSED_FILE, REFUSED = 3, 4


def _sangamctl(options, *arguments, code=0):
    """Runs sangamctl, which must end with `code`; returns what it printed."""
    result = subprocess.run(
        [f"{options.binaries}/sangamctl", *map(str, arguments)],
        capture_output=True, text=True, check=False, timeout=300)
    told = result.stdout + result.stderr
    assert result.returncode == code, (arguments, result.returncode, told)
    return told if code else result.stdout


def _back_up(options, store, file):
    return json.loads(_sangamctl(options, "backup", f"--store={store}",
                                 f"--to={file}", "-o", "json"))


def _export(options, owner, *arguments):
    return _sangamctl(options, "export", "--timeout=60s",
                      f"--registry=127.0.0.1:{owner.port}", *arguments)


def _fill(owner, count=1500):
    """Writes so much that a copy takes a while."""
    with Writers(owner, prefix="fill") as writers:
        writers.wait_for(count)


def _is_of_another_life(call):
    try:
        call()
    except grpc.RpcError as error:
        assert error.code() == grpc.StatusCode.FAILED_PRECONDITION, error
        assert "STORE_EPOCH_CHANGED" in str(error.trailing_metadata()), error
        return
    raise AssertionError("the old token was taken")


def a_backup_under_load_is_one_state_and_restores_elsewhere(owner, options):
    file = owner.folder / "load.backup"
    _fill(owner)
    during = 0
    slowest = 0.0
    with Writers(owner, threads=4, prefix="load") as writers:
        for _ in range(max(3, options.rounds)):
            writers.wait_for(writers.count() + 20)
            before, started = writers.count(), time.monotonic()
            backup = _back_up(options, owner.store, file)
            slowest = max(slowest, time.monotonic() - started)
            during += writers.count() - before
        writers.wait_for(writers.count() + 20)
    writers.check()
    assert during > 0, "nobody wrote while the backups were taken"
    token = backup["token"]
    asked = {"name": "groups/fill0-0", "read_at": {"at_least_token": token}}
    owner.client().call("GetGroup", asked)
    there = _export(options, owner, "--exact-token", token)
    with Owner(options.binaries, owner.folder, owner.server, "elsewhere",
               backup=file) as other:
        assert _export(options, other) == there
        for table in ("history", "request", "profiles", "reference"):
            (rows,), = other.query(f"SELECT count(*) FROM {table}")
            assert int(rows) > 0 or table == "reference", (table, rows)
        (rows, head), = other.query(
            "SELECT count(DISTINCT revision), max(revision) FROM history")
        assert int(rows) == int(head) == backup["revision"], (rows, head)
        (epoch, revision), = other.query("SELECT epoch, revision FROM meta")
        assert epoch != backup["epoch"], "the epoch is the same"
        assert int(revision) == backup["revision"]
        client = other.client()
        _is_of_another_life(lambda: client.call("GetGroup", asked))
        reply = client.call("CreateGroup", {"group": {
            "name": "groups/after", "title": "After",
            "kind": "SUBJECT_KIND_SHG"}})
        client.call("GetGroup", {"name": "groups/after", "read_at": {
            "at_least_token": reply.token}})
    print(f"   {len(there.splitlines())} records of revision "
          f"{backup['revision']} are equal; {during} writes were acknowledged "
          f"while backups were taken, the slowest in {slowest:.2f} s")


def a_damaged_or_foreign_backup_is_refused(owner, options):
    file = owner.folder / "whole.backup"
    _fill(owner, 50)
    revision = _back_up(options, owner.store, file)["revision"]
    whole = file.read_bytes()
    bad = owner.folder / "bad.backup"
    target = (owner.server.create_database("target") if owner.server
              else f"sqlite:{owner.folder / 'target.db'}")
    middle = len(whole) // 2
    faults = [
        (whole[:-1], "cut short"),
        (whole[:middle], "cut short"),
        (whole + b"\n", "something was added" if not owner.server else "cut"),
        (whole[:middle] + bytes([whole[middle] ^ 1]) + whole[middle + 1:],
         "is damaged"),
        (whole.replace(b'"revision":%d' % revision,
                       b'"revision":%d' % (revision + 1)), "is damaged"),
        (b"SHG Code,SHG Name\n", "sangamctl backup did not write it"),
        (b"", "it is empty")]
    for contents, told in faults:
        assert contents != whole
        bad.write_bytes(contents)
        said = _sangamctl(options, "restore", f"--from={bad}",
                          f"--store={target}", code=REFUSED_FILE)
        assert told in said, (told, said)
    other = ("sqlite:" + str(owner.folder / "other.db") if owner.server
             else "postgres:///nowhere")
    said = _sangamctl(options, "restore", f"--from={file}", f"--store={other}",
                      code=REFUSED_FILE)
    assert "can be restored only to --store=" in said, said
    assert not (owner.folder / "other.db").exists()
    # What has data, and what is in use.
    restore = ("restore", f"--from={file}", f"--store={owner.store}")
    said = _sangamctl(options, *restore, code=REFUSED)
    assert f"holds a registry of {revision} changes already" in said, said
    said = _sangamctl(options, *restore, "--replace", code=REFUSED)
    assert "is in use" in said, said
    said = _sangamctl(options, "backup", f"--to={file}",
                      "--store=postgres://sangam:swordfish@db/x", code=2)
    assert "PGPASSWORD" in said and "swordfish" not in said, said
    if not owner.server:
        said = _sangamctl(options, "backup", f"--store={owner.store}",
                          f"--to={owner.file}", code=REFUSED_FILE)
        assert "is not overwritten" in said, said
    owner.client().call("GetGroup", {"name": "groups/fill0-0"})


def _size(path):
    """-1 where it is not there, or no more."""
    try:
        return path.stat().st_size
    except FileNotFoundError:
        return -1


def _killed(options, words, begun):
    """Starts sangamctl, and kills it as soon as begun(); False if it ended."""
    process = subprocess.Popen(
        [f"{options.binaries}/sangamctl", *map(str, words)],
        stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    while process.poll() is None and not begun():
        pass
    process.send_signal(signal.SIGKILL)
    return process.wait() != 0


def a_killed_backup_leaves_none_and_a_killed_restore_is_repeated(owner,
                                                                 options):
    file = owner.folder / "killed.backup"
    part = pathlib.Path(f"{file}.part")
    _fill(owner)
    killed = 0
    for size in (0, 1, 4096, 100_000, 1_000_000):
        file.unlink(missing_ok=True)
        part.unlink(missing_ok=True)
        killed += _killed(
            options, ("backup", f"--store={owner.store}", f"--to={file}"),
            lambda s=size: _size(part) >= s)
        if part.exists():
            assert not file.exists()
            _sangamctl(options, "restore", f"--from={part}",
                       f"--store=sqlite:{owner.folder / 'none.db'}",
                       code=REFUSED_FILE)
    assert killed > 0
    backup = _back_up(options, owner.store, file)
    content = _export(options, owner)
    killed_restores = 0
    for number in range(5):
        name = f"again{number}"
        if owner.server:
            store = owner.server.create_database(name)
            # The last is killed when psql has the script's end, and commits it.
            query = "ANALYZE%" if number == 4 else "%"

            def begun(n=name, q=query, at=time.monotonic() + 0.1 * (number % 4)):
                return time.monotonic() > at and owner.server.query(
                    "postgres", "SELECT 1 FROM pg_stat_activity WHERE"
                    f" datname = '{n}' AND application_name = 'psql'"
                    f" AND query LIKE '{q}'")
        else:
            path = owner.folder / f"{name}.db"
            store = f"sqlite:{path}"

            def begun(p=path, size=number * 200_000):
                return _size(p) > size
        words = ("restore", f"--from={file}", f"--store={store}")
        killed_restores += _killed(options, words, begun)
        # One that came to its end just before is refused without --replace.
        _sangamctl(options, *words, "--replace")
        if owner.server:
            epoch = owner.server.query(name, "SELECT epoch FROM meta")
            assert epoch != backup["epoch"]
    assert killed_restores > 0
    with Owner(options.binaries, owner.folder, owner.server, "last",
               backup=file) as other:
        assert _export(options, other) == content
    print(f"   {killed} backups and {killed_restores} restores were killed")


def _publish(catalog, expression):
    catalog.call("CreateDepartment", {"department": {
        "name": "departments/d", "title": "Department",
        "level": "DEPARTMENT_LEVEL_STATE"}})
    catalog.call("CreateScheme", {"scheme": {
        "name": "schemes/s", "title": {"text": {"en": "Scheme"}},
        "department": "departments/d"}})
    catalog.call("CreateSchemeVersion", {"scheme_version": {
        "name": "schemes/s/versions/v1", "conditions": [{
            "id": "only", "expression": expression,
            "description": {"text": {"en": "A condition"}},
            "citations": [{"document": "A case", "restated": "A case.",
                           "confidence": "CONFIDENCE_ILLUSTRATIVE"}]}]}})
    return stubs.publish(catalog, "schemes/s/versions/v1").token


def matching_goes_on_after_its_registry_was_restored(options):
    """In place, and back by a few writes: what matching and Redis hold of the
    life before is not served."""
    with Stack(options.binaries, store=options.store) as stack:
        registry, catalog, matching = stubs.clients(stack)
        file = stack.data / "registry.backup"
        published = _publish(catalog, "members >= 10")

        def put(name, members):
            return registry.call("UpdateGroup", {
                "allow_missing": True, "group": {
                    "name": name, "title": "A", "kind": "SUBJECT_KIND_SHG",
                    "profile": {"members": members}}}, wait=True).token

        def verdict(name, *tokens):
            request = {"name": name, "verdicts": ["VERDICT_ELIGIBLE",
                                                  "VERDICT_NEAR_MISS"],
                       "read_at": {"at_least_token": ",".join(tokens)}}
            deadline = time.monotonic() + 60
            while True:
                try:
                    reply = matching.call("MatchSchemes", request, wait=True)
                    break
                except grpc.RpcError as error:
                    # It lists anew, and says to come again.
                    if (error.code() != grpc.StatusCode.UNAVAILABLE
                            or time.monotonic() > deadline):
                        raise
            return {1: "ELIGIBLE", 3: "NEAR_MISS"}[reply.matches[0].verdict]

        before = put("groups/a", 12)
        assert verdict("groups/a", before, published) == "ELIGIBLE"
        _back_up(options, stack.store_of("registry"), file)
        lost = put("groups/a", 9)
        assert verdict("groups/a", lost) == "NEAR_MISS"
        put("groups/b", 12)
        stack.processes["registry"].stop()
        _sangamctl(options, "restore", f"--from={file}", "--replace",
                   f"--store={stack.store_of('registry')}")
        stack.start("registry")
        assert stack.ready(), stack.logs()
        deadline = time.monotonic() + 60
        while True:
            try:
                verdict("groups/a", lost)
            except grpc.RpcError as error:
                if error.code() == grpc.StatusCode.FAILED_PRECONDITION:
                    break
            assert time.monotonic() < deadline, "matching still serves it"
        for token in (before, lost):
            _is_of_another_life(lambda t=token: verdict("groups/a", t))
        assert verdict("groups/a") == "ELIGIBLE"
        try:
            verdict("groups/b")
            raise AssertionError("a group that was never restored is there")
        except grpc.RpcError as error:
            assert error.code() == grpc.StatusCode.NOT_FOUND, error
        assert verdict("groups/a", put("groups/a", 8)) == "NEAR_MISS"


OF_ONE_REGISTRY = (a_backup_under_load_is_one_state_and_restores_elsewhere,
                   a_damaged_or_foreign_backup_is_refused,
                   a_killed_backup_leaves_none_and_a_killed_restore_is_repeated)
OF_A_WHOLE_STACK = (matching_goes_on_after_its_registry_was_restored,)
