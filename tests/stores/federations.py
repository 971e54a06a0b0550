"""Sums of federations: those of the state that is there, however it came there."""

import json
import random
import subprocess
import threading

import grpc

import stubs
from owner import Owner, PASSING

SERVICE = "sangam.registry.v1.FederationRollUpService"
LEVELS = ((2, "BLF", "b"), (5, "CLF", "c"), (12, "VO", "v"), (60, "SHG", "s"))
WRITERS = 4


def _group(number, level, choose):
    """A group with facts that not all of its kind have."""
    group = {"name": f"groups/{LEVELS[level][2]}{number}", "title": "Made up",
             "kind": f"SUBJECT_KIND_{LEVELS[level][1]}"}
    if level > 0:
        count, _, letter = LEVELS[level - 1]
        group["parent"] = f"groups/{letter}{choose.randrange(count)}"
    if level < 3:
        group["children_complete"] = choose.random() < 0.5
        if choose.random() < 0.2:
            group["profile"] = {
                "extra": {"promoted_before_the_mission": {"truth": True}}}
    elif choose.random() < 0.7:
        group["profile"] = {"members": choose.randrange(5, 20),
                            "annual_turnover_paise": choose.randrange(10**9)}
    return group


class _Movers:
    """Threads that put groups under others, over and over."""

    def __init__(self, owner, seed):
        self.stopped = threading.Event()
        self.written = [0] * WRITERS
        self.threads = [
            threading.Thread(target=self._move, args=(owner, n, seed + n))
            for n in range(WRITERS)]
        for thread in self.threads:
            thread.start()

    def _move(self, owner, number, seed):
        choose, client = random.Random(seed), owner.client()
        while not self.stopped.is_set():
            level = choose.choice((1, 2, 2, 3, 3, 3, 3))
            group = _group(choose.randrange(LEVELS[level][0]), level, choose)
            try:
                client.call("UpdateGroup", {"group": group,
                                            "allow_missing": True}, wait=True)
                self.written[number] += 1
            except grpc.RpcError as error:
                assert error.code() in PASSING, error
        client.close()

    def wait_for(self, count):
        while sum(self.written) < count:
            self.stopped.wait(0.01)
            assert any(thread.is_alive() for thread in self.threads)

    def stop(self):
        self.stopped.set()
        for thread in self.threads:
            thread.join()


def _reckon(lines):
    """Per federation what its SHGs come to, and what is apart, by the records."""
    groups = {}
    for line in lines:
        group = json.loads(line).get("group")
        if group:
            groups[group["name"]] = group

    def below(name, apart):
        """(apart, SHG) for all SHGs below."""
        for group in groups.values():
            if group.get("parent") != name:
                continue
            facts = group.get("profile", {})
            if group["kind"].endswith("SHG"):
                yield apart, facts
            else:
                before = facts.get("extra", {}).get(
                    "promoted_before_the_mission", {}).get("truth", False)
                yield from below(group["name"], apart or before)

    told = {}
    for name, group in groups.items():
        if group["kind"].endswith("SHG"):
            continue
        all_below = list(below(name, False))
        for apart in (False, True):
            facts = [f for a, f in all_below if a == apart]
            members = [int(f["members"]) for f in facts if "members" in f]
            turnover = [int(f["annual_turnover_paise"]) for f in facts
                        if "annual_turnover_paise" in f]
            told[name, apart] = (len(facts), len(members), sum(members),
                                 sum(turnover))
    return told


def _told(owner, names):
    client = stubs.Client(SERVICE, f"127.0.0.1:{owner.port}")
    told = {}
    for name in names:
        body = client.call("GetFederationRollUp", {"name": name}).roll_up
        for apart, sums in ((False, body.sums), (True, body.own_mandate)):
            told[name, apart] = (sums.shgs, sums.members.known,
                                 sums.members.sum,
                                 sums.annual_turnover_paise.sum)
    client.close()
    return told


def _sangamctl(options, *arguments):
    return subprocess.run(
        [f"{options.binaries}/sangamctl", *map(str, arguments)], check=True,
        capture_output=True, text=True, timeout=120).stdout


def _check(owner, options):
    """Sums that are told against those of an export; gives the export."""
    export = _sangamctl(options, "export", "--timeout=60s",
                        f"--registry=127.0.0.1:{owner.port}")
    reckoned = _reckon(export.splitlines())
    told = _told(owner, {name for name, _ in reckoned})
    assert told == reckoned, {key: (told[key], reckoned[key]) for key in told
                              if told[key] != reckoned[key]}
    return export


def sums_of_federations_are_exact_after_kills_restore_and_import(owner,
                                                                 options):
    choose, client = random.Random(1), owner.client()
    for level, (count, _, _) in enumerate(LEVELS):
        for number in range(count):
            client.call("UpdateGroup", {"group": _group(number, level, choose),
                                        "allow_missing": True})
    written = 0
    for kill in range(3):
        movers = _Movers(owner, 10 * kill)
        movers.wait_for(100)
        owner.process.kill()
        owner.process.start()
        owner.ready()
        movers.wait_for(150)
        movers.stop()
        written += sum(movers.written)
        _check(owner, options)
    file = owner.folder / "federations.backup"
    movers = _Movers(owner, 100)
    movers.wait_for(50)
    _sangamctl(options, "backup", f"--store={owner.store}", f"--to={file}")
    movers.stop()
    with Owner(options.binaries, owner.folder, owner.server, "federations",
               backup=file) as other:
        _check(other, options)
        movers = _Movers(other, 200)
        movers.wait_for(50)
        movers.stop()
        export = _check(other, options)
    register = owner.folder / "federations.jsonl"
    # Children come before what they are under.
    register.write_text("\n".join(reversed(export.splitlines())) + "\n",
                        encoding="utf-8")
    with Owner(options.binaries, owner.folder, owner.server, "moved") as moved:
        _sangamctl(options, "import", register,
                   f"--registry=127.0.0.1:{moved.port}")
        assert _check(moved, options) == export
    print(f"   {written} groups were moved through 3 kills, then more through a"
          f" restore and an import: every sum is that of the records")
