"""Writes that wait for a store that another program holds, and what they hold."""

import sqlite3
import time

import grpc

import made_up
import stubs
from observer import spread
from streaming import Call

# More than a server has workers.
WRITES = 12
# Promised is that what has ended is free after 50 ms; less than the store is
# waited for.
MOST_MILLISECONDS = 1000


def writes_that_have_ended_hold_up_nobody(world):
    """Neither those whose deadline has passed nor imports that are cancelled."""
    registry = world.registry
    plans = stubs.Client("sangam.registry.v1.PlanExecutionService",
                         world.stack.address("registry"))
    other = sqlite3.connect(world.stack.data / "registry.db",
                            isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    try:
        for number in range(WRITES):
            _call_too_late(registry, "CreateGroup", {"group": {
                "name": f"groups/too-late-{number}",
                "kind": "SUBJECT_KIND_SHG"}})
        beside_late = _milliseconds_of_a_read(registry)
        for _ in range(WRITES):
            # Whether there is such a plan is asked when it could write.
            _call_too_late(plans, "ProposeLinkages", {
                "name": "plans/too-late", "proposed_by": "MISSION"})
        beside_late_plans = _milliseconds_of_a_read(registry)
        imports = [Call(registry, "ImportEntities", made_up.chunks(
            world.records[:1], f"leaves-{time.monotonic()}-{number}"))
                   for number in range(WRITES)]
        time.sleep(0.3)
        for call in imports:
            call.cancel()
        beside_cancelled = _milliseconds_of_a_read(registry)
    finally:
        other.execute("ROLLBACK")
        other.close()
        plans.close()
    beside = [beside_late, beside_late_plans, beside_cancelled]
    print(f"   ListGroups beside {WRITES} writes that have ended: "
          f"{spread(beside)}", flush=True)
    assert max(beside) < MOST_MILLISECONDS, beside


def _call_too_late(client, method, request):
    try:
        client.call(method, request, timeout=0.05)
    except grpc.RpcError as error:
        if error.code() == grpc.StatusCode.DEADLINE_EXCEEDED:
            return
        raise
    raise AssertionError(f"{method} was done while another program wrote")


def _milliseconds_of_a_read(registry):
    started = time.monotonic()
    registry.call("ListGroups", {"page_size": 1}, timeout=60)
    return (time.monotonic() - started) * 1000
