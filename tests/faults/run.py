"""What must hold while parts of Sangam are killed, hung, emptied or stale.

Each check is named for its guarantee. Usage:
run.py --binaries DIR --protoset FILE [--store sqlite|postgres] [--kills N]
       [--only NAME]
"""

import argparse
import itertools
import pathlib
import signal
import sys
import threading
import time

import grpc

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1] / "harness"))
import stubs  # noqa: E402
from stack import STORES, Stack, skip_without  # noqa: E402

SHG, VO = "SUBJECT_KIND_SHG", "SUBJECT_KIND_VO"
SUBJECTS = ("clusters/umden-eri", "clusters/bogulamari-jute")


class Check:
    """The stack under test, its clients, and small words to drive them."""

    def __init__(self, stack, kills):
        self.stack = stack
        self.kills = kills
        self.registry, self.catalog, self.matching = stubs.clients(stack)
        self.numbers = itertools.count()
        # Checks publish schemes of their own, which must not change answers().
        self.sample_schemes = [
            scheme.name for scheme in self.catalog.call(
                "ListSchemes", {"page_size": 1000}).schemes]

    def new_id(self, stem):
        return f"{stem}-{next(self.numbers)}"

    def match(self, name, token="", wait=True, **fields):
        request = {"name": name, **fields}
        if token:
            request["read_at"] = {"at_least_token": token}
        return self.matching.call("MatchSchemes", request, wait=wait)

    def publish_rule(self, expression):
        """Publishes a scheme with one condition; returns (name, token)."""
        name = "schemes/" + self.new_id("fault")
        self.catalog.call("CreateScheme", {"scheme": {
            "name": name, "title": {"text": {"en": "Fault case"}},
            "department": "departments/nec"}})
        version = {"name": name + "/versions/v1", "conditions": [{
            "id": "only", "expression": expression,
            "description": {"text": {"en": "A condition"}},
            "citations": [{"document": "Fault case", "restated": "A case.",
                           "confidence": "CONFIDENCE_ILLUSTRATIVE"}]}]}
        self.catalog.call("CreateSchemeVersion", {"scheme_version": version})
        reply = stubs.publish(self.catalog, version["name"])
        return name, reply.token

    def verdict(self, subject, scheme, token=""):
        reply = self.match(subject, token, schemes=[scheme],
                           verdicts=["VERDICT_ELIGIBLE",
                                     "VERDICT_NEEDS_INFORMATION",
                                     "VERDICT_NEAR_MISS",
                                     "VERDICT_INELIGIBLE"])
        assert len(reply.matches) == 1, reply
        number = reply.matches[0].verdict
        return {1: "ELIGIBLE", 2: "NEEDS_INFORMATION", 3: "NEAR_MISS",
                4: "INELIGIBLE"}[number]

    def put_group(self, name, kind, **fields):
        return self.registry.call("UpdateGroup", {
            "allow_missing": True,
            "group": {"name": name, "title": "Fault case", "kind": kind,
                      **fields}}).token

    def answers(self):
        """What matching says of the sample's subjects, without the basis."""
        result = []
        for name in SUBJECTS:
            reply = self.match(name, schemes=self.sample_schemes)
            reply.ClearField("basis")
            result.append(reply)
        return result


def write_then_match_with_token_sees_the_subject(check):
    scheme, published = check.publish_rule("members >= 10")
    group = "groups/" + check.new_id("fresh")
    for members in (9, 10, 9, 11, 8, 12):
        token = check.put_group(group, SHG, profile={"members": members})
        wanted = "ELIGIBLE" if members >= 10 else "NEAR_MISS"
        got = check.verdict(group, scheme, f"{token},{published}")
        assert got == wanted, (members, got)


def write_then_match_with_token_sees_a_child(check):
    scheme, published = check.publish_rule("members >= 20")
    parent = "groups/" + check.new_id("fresh-vo")
    child = "groups/" + check.new_id("fresh-child")
    check.put_group(parent, VO, children_complete=True)
    for members in (10, 20, 11, 22, 12):
        token = check.put_group(child, SHG, parent=parent,
                                profile={"members": members})
        wanted = "ELIGIBLE" if members >= 20 else "NEAR_MISS"
        got = check.verdict(parent, scheme, f"{token},{published}")
        assert got == wanted, (members, got)


def write_then_match_with_token_sees_a_linkage(check):
    scheme, published = check.publish_rule('received("schemes/sgsy")')
    group = "groups/" + check.new_id("fresh-linkage")
    token = check.put_group(group, SHG)
    assert check.verdict(group, scheme, f"{token},{published}") == \
        "NEEDS_INFORMATION"
    linkage = "linkages/" + check.new_id("fresh")
    for _ in range(3):
        token = check.registry.call("CreateLinkage", {"linkage": {
            "name": linkage, "subject": group, "scheme": "schemes/sgsy",
            "state": "LINKAGE_STATE_RECEIVED"}}).token
        assert check.verdict(group, scheme, token) == "ELIGIBLE"
        token = check.registry.call("DeleteLinkage", {"name": linkage}).token
        assert check.verdict(group, scheme, token) == "NEEDS_INFORMATION"


def write_then_match_with_token_sees_a_place_above(check):
    scheme, published = check.publish_rule(
        'place.within("places/lgd-state-17")')
    block = "places/" + check.new_id("fresh-block")
    village = "places/" + check.new_id("fresh-panchayat")
    group = "groups/" + check.new_id("fresh-place")

    def move(district):
        return check.registry.call("UpdatePlace", {
            "allow_missing": True,
            "place": {"name": block, "title": "Block",
                      "kind": "PLACE_KIND_BLOCK",
                      "development_parent": district}}).token

    move("places/lgd-district-276")
    check.registry.call("CreatePlace", {"place": {
        "name": village, "title": "Panchayat",
        "kind": "PLACE_KIND_GRAM_PANCHAYAT", "development_parent": block}})
    token = check.put_group(group, SHG, place=village)
    assert check.verdict(group, scheme, f"{token},{published}") == "ELIGIBLE"
    for district, wanted in (("places/lgd-district-566", "INELIGIBLE"),
                             ("places/lgd-district-276", "ELIGIBLE"),
                             ("places/lgd-district-143", "INELIGIBLE")):
        got = check.verdict(group, scheme, move(district))
        assert got == wanted, (district, got)


def answers_stay_right_while_redis_is_dead_hung_or_emptied(check):
    wanted = check.answers()
    redis = check.stack.processes["redis"]
    assert check.answers() == wanted, "from the cache"
    redis.signal(signal.SIGSTOP)
    assert check.answers() == wanted, "hung"
    write_then_match_with_token_sees_the_subject(check)
    redis.signal(signal.SIGCONT)
    redis.kill()
    assert check.answers() == wanted, "dead"
    write_then_match_with_token_sees_a_child(check)
    redis.start()
    assert check.answers() == wanted, "back and empty"
    write_then_match_with_token_sees_a_linkage(check)


def answers_once_back(check, killed):
    """What answers() gives as soon as the clients have connected again."""
    deadline = time.monotonic() + 15
    while True:
        try:
            return check.answers()
        except grpc.RpcError:
            assert time.monotonic() < deadline, f"after {killed}"
            time.sleep(0.05)


def matching_recovers_from_kills_of_any_service(check):
    wanted = check.answers()
    for name in ("registry", "scheme_catalog", "matching", "redis"):
        process = check.stack.processes[name]
        process.kill()
        if name == "scheme_catalog":
            assert check.answers() == wanted, "the catalogue in memory serves on"
        process.start()
        assert check.stack.ready(), f"{name} did not come back"
        assert answers_once_back(check, name) == wanted, f"after {name}"
        write_then_match_with_token_sees_the_subject(check)


def nothing_acknowledged_is_lost_when_the_registry_is_killed(check):
    acknowledged, stop = {}, threading.Event()

    def write(worker):
        for number in itertools.count():
            if stop.is_set():
                return
            name = f"groups/kill-{worker}-{number}"
            try:
                check.registry.call("CreateGroup", {"group": {
                    "name": name, "title": str(number), "kind": SHG}},
                    timeout=2, wait=True)
                acknowledged[name] = str(number)
            except grpc.RpcError:
                pass

    threads = [threading.Thread(target=write, args=(w,)) for w in range(4)]
    for thread in threads:
        thread.start()
    for _ in range(check.kills):
        before = len(acknowledged)
        deadline = time.monotonic() + 10
        while len(acknowledged) < before + 50 and time.monotonic() < deadline:
            time.sleep(0.01)
        check.stack.processes["registry"].kill()
        check.stack.processes["registry"].start()
    stop.set()
    for thread in threads:
        thread.join()
    assert check.stack.ready()
    for name, title in acknowledged.items():
        group = check.registry.call("GetGroup", {"name": name}, wait=True).group
        assert group.title == title, name
    assert len(acknowledged) >= 50 * check.kills, len(acknowledged)
    print(f"   {len(acknowledged)} acknowledged writes, {check.kills} kills, lost 0")


def matching_starts_again_over_a_list_of_several_batches(check):
    """The first list of a feed comes in batches of half a MiB."""
    purpose = "A long purpose. " * 250
    for _ in range(200):
        check.catalog.call("CreateScheme", {"scheme": {
            "name": "schemes/" + check.new_id("large"),
            "title": {"text": {"en": "Large list"}},
            "purpose": {"text": {"en": purpose}},
            "department": "departments/nec"}})
    before = check.answers()
    check.stack.processes["matching"].kill()
    check.stack.processes["matching"].start()
    assert check.stack.ready(), "matching is not ready after a restart"
    assert answers_once_back(check, "matching") == before


def every_method_refuses_bytes_that_are_no_message(check):
    # Cut short, and no message at all.
    for bad in (b"\x0a", b"\xff\xff\xff"):
        for client in (check.registry, check.catalog, check.matching):
            for method in client.service.methods:
                path = f"/{client.service.full_name}/{method.name}"
                raw = (client.channel.unary_stream(path)
                       if method.server_streaming
                       else client.channel.unary_unary(path))
                try:
                    reply = raw(bad, timeout=10)
                    answer = list(reply) if method.server_streaming else reply
                    raise AssertionError(f"{path} answered {answer}")
                except grpc.RpcError as error:
                    assert error.code() == grpc.StatusCode.INVALID_ARGUMENT, (
                        path, error)
                    assert "INVALID_FIELD" in str(error.trailing_metadata()), (
                        path, error)
        try:
            check.matching.channel.unary_unary(
                f"/{check.matching.service.full_name}/NoSuchMethod")(
                    bad, timeout=10)
            raise AssertionError("a method that is not there answered")
        except grpc.RpcError as error:
            assert error.code() == grpc.StatusCode.UNIMPLEMENTED, error


def services_end_in_order_when_told(check):
    for name in ("matching", "scheme_catalog", "registry"):
        code = check.stack.processes[name].stop()
        assert code == 0, f"{name} ended with {code}"
        check.stack.processes[name].start()
    assert check.stack.ready()


CHECKS = (
    write_then_match_with_token_sees_the_subject,
    write_then_match_with_token_sees_a_child,
    write_then_match_with_token_sees_a_linkage,
    write_then_match_with_token_sees_a_place_above,
    answers_stay_right_while_redis_is_dead_hung_or_emptied,
    matching_recovers_from_kills_of_any_service,
    nothing_acknowledged_is_lost_when_the_registry_is_killed,
    matching_starts_again_over_a_list_of_several_batches,
    every_method_refuses_bytes_that_are_no_message,
    services_end_in_order_when_told,
)


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--binaries", required=True)
    parser.add_argument("--protoset", required=True)
    parser.add_argument("--kills", type=int, default=3)
    parser.add_argument("--only", default="")
    parser.add_argument("--store", choices=STORES, default="sqlite")
    options = parser.parse_args()
    skip_without(options.store)
    stubs.load(options.protoset)
    failed = 0
    with Stack(options.binaries, store=options.store) as stack:
        stack.sangamctl("apply", "-f", "deploy/local/sample")
        check = Check(stack, options.kills)
        for guarantee in CHECKS:
            if options.only not in guarantee.__name__:
                continue
            started = time.monotonic()
            try:
                guarantee(check)
                word = "ok"
            except (AssertionError, grpc.RpcError) as error:
                word = f"FAILED: {error!r}"
                failed += 1
            print(f"{guarantee.__name__}: {word} "
                  f"({time.monotonic() - started:.1f} s)", flush=True)
        if failed:
            print(stack.logs())
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
