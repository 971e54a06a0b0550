"""A transaction of very many large records: watchers take it in parts."""

import threading
import time

import stubs
from observer import MemoryWatch, mebibytes
from streaming import Call, own_channel

# All move in one merge, and are read with the body that they move to.
BODIES = 2_000
FACTS = 20
MOST_BYTES = 16 << 20
CHUNK = 40


def _records():
    record_class = stubs.message("sangam.registry.v1.ImportRecord")
    records = []
    for number, name in enumerate(("old", "new")):
        record = record_class(row=number)
        record.entity.group.name = f"groups/large-{name}"
        record.entity.group.kind = 3
        records.append(record)
    for number in range(BODIES):
        record = record_class(row=number)
        group = record.entity.group
        group.name, group.kind = f"groups/large-{number}", 2
        group.parent = "groups/large-old"
        for fact in range(FACTS):
            group.profile.extra[f"fact{fact}"].text = f"made up {number % 10} " * 27
        records.append(record)
    return records


def _chunks():
    records = _records()
    request_class = stubs.message("sangam.registry.v1.ImportEntitiesRequest")
    for first in range(0, len(records), CHUNK):
        yield request_class(records=records[first:first + CHUNK])


def one_large_transaction(stack, registry):
    process = stack.processes["registry"]
    # It follows the registry too, with all profiles.
    stack.processes["matching"].stop()
    for answer in Call(registry, "ImportEntities", _chunks()).rpc:
        assert not answer.rejected, answer.rejected[0]
    token = registry.call("CreateGroup", {"group": {
        "name": "groups/large-last", "kind": "SUBJECT_KIND_SHG"}}).token
    care = stubs.Client("sangam.registry.v1.SubjectCareService",
                        stack.address("registry"))
    merged = care.call("MergeSubjects", {
        "survivor": "groups/large-new", "duplicate": "groups/large-old"},
        timeout=60).token
    time.sleep(1)
    watch, read = MemoryWatch(process), threading.Event()

    def look():
        while not read.wait(0.005):
            watch.look()
    looking = threading.Thread(target=look, daemon=True)
    looking.start()
    call = Call(registry, "WatchProfiles",
                {"resume_token": token, "with_profiles": True}, timeout=60,
                channel=own_channel(stack.address("registry"),
                                    small_window=True))
    told, messages, reached = set(), 0, ""
    while reached != merged:
        time.sleep(0.05)
        message = call.read()
        told |= {profile.subject for profile in message.profiles}
        messages += 1
        reached = message.token
    call.cancel()
    read.set()
    looking.join()
    print(f"   a merge of {BODIES:,} large bodies in {messages} messages: the "
          f"watcher took {mebibytes(watch.most)} (promised: at most "
          f"{mebibytes(MOST_BYTES)})", flush=True)
    assert len(told) == BODIES + 2, len(told)
    assert watch.most < MOST_BYTES, mebibytes(watch.most)
