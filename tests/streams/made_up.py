"""Fills a stack: a made-up registry, and schemes that take time to answer."""

import json
import pathlib
import subprocess

from google.protobuf import json_format

import stubs
from streaming import Call

RECORDS_IN_CHUNK = 500
RULES = (
    "members >= {n} && has(place)",
    "members >= 10 || poor_member_share_bps >= {n}00",
    'subject.kind in ["SHG", "VO", "CLF"] && members != {n}',
    'received("schemes/sgsy") || members > {n}',
)
# No index helps with this one: it is worked out for each subject's children.
SLOW_RULE = ("children.filter(c, c.members >= {n} && c.poor_member_share_bps >= "
             "{n}).size() >= {n} || members >= {n}")
SLOW_ONE_IN = 10
SLOW_CONDITIONS = 64
# Written out, a long rule is 2 ** LONG_CHOICES times all its tests: as much work
# before the first subject is looked at as a hundred schemes of a few tests, and
# published as fast as one.
LONG_CHOICES = 5
LONG_TESTS = 220


def chunks(records, stem):
    """Import requests of these records, named after `stem`."""
    request_class = stubs.message("sangam.registry.v1.ImportEntitiesRequest")
    for first in range(0, len(records), RECORDS_IN_CHUNK):
        yield request_class(
            request_id=f"{stem}-{first}",
            records=records[first:first + RECORDS_IN_CHUNK])


def records(binaries, subjects):
    """A made-up registry of so many subjects, as records of an import."""
    lines = subprocess.run(
        [str(pathlib.Path(binaries) / "generate_registry"),
         f"--subjects={subjects}"], check=True, capture_output=True,
        text=True).stdout.splitlines()
    record_class = stubs.message("sangam.registry.v1.ImportRecord")
    return [json_format.ParseDict({"row": row, "entity": json.loads(line)},
                                  record_class(),
                                  descriptor_pool=stubs.pool())
            for row, line in enumerate(lines)]


def fill_registry(registry, records_to_store):
    """Imports them; returns the token of the state that holds them all."""
    call = Call(registry, "ImportEntities", chunks(records_to_store, "fill"))
    token = ""
    for answer in call.rpc:
        token = answer.token
        assert not answer.rejected, answer.rejected[0]
    return token


def usual_conditions(number):
    """The conditions of a scheme, each of a few tests."""
    rule = RULES[number % len(RULES)] if number % SLOW_ONE_IN else SLOW_RULE
    return [rule.format(n=number)]


def long_conditions(number):
    """The conditions of a scheme, of tests that no other scheme has."""
    choices = [f"members >= {number + 1000 * n} || "
               f"poor_member_share_bps >= {number + 1000 * n}"
               for n in range(LONG_CHOICES)]
    tests = [f"sc_st_member_share_bps <= {1_000_000 - 1000 * n - number}"
             for n in range(LONG_TESTS)]
    return choices + [" && ".join(tests)]


def fill_catalog(catalog, schemes, conditions=usual_conditions):
    """Publishes so many schemes; returns the token of that state."""
    token = ""
    for number in range(schemes):
        name = f"schemes/made-up-{number}"
        catalog.call("CreateScheme", {"scheme": {
            "name": name, "title": {"text": {"en": f"Made-up {number}"}},
            "purpose": {"text": {"en": "Made up. " * 400}},
            "department": "departments/nec"}})
        version = {"name": name + "/versions/v1", "conditions": [{
            "id": f"c{place}",
            "expression": expression,
            "description": {"text": {"en": "A made-up condition"}},
            "citations": [{"document": "Made up", "restated": "A case.",
                           "confidence": "CONFIDENCE_ILLUSTRATIVE"}]}
            for place, expression in enumerate(conditions(number))]}
        catalog.call("CreateSchemeVersion", {"scheme_version": version})
        token = stubs.publish(catalog, version["name"]).token
    return token


def slow_draft():
    """A version that takes long to put to many subjects."""
    return {"name": "schemes/made-up-0/versions/v2", "conditions": [
        {"id": f"c{n}", "expression": SLOW_RULE.format(n=n)}
        for n in range(SLOW_CONDITIONS)]}
