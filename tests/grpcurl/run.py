"""Runs the cases of tests/grpcurl/cases through the real grpcurl.

A case file is YAML; adding one needs no code. Its steps run in order against
one stack that holds the sample data (README.md beside this file has the form).

Usage: run.py --binaries DIR --grpcurl-path-file FILE --protoset FILE
              [--store sqlite|postgres] [CASE...]
"""

import argparse
import json
import pathlib
import re
import subprocess
import sys
import time

import yaml

HERE = pathlib.Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parent / "harness"))
from stack import STORES, Stack, skip_without  # noqa: E402

SERVICES = {
    "RegistryService": ("registry", "sangam.registry.v1.RegistryService"),
    "FederationRollUpService":
        ("registry", "sangam.registry.v1.FederationRollUpService"),
    "SubjectCareService":
        ("registry", "sangam.registry.v1.SubjectCareService"),
    "SchemeCatalogService":
        ("scheme_catalog", "sangam.scheme_catalog.v1.SchemeCatalogService"),
    "MatchingService": ("matching", "sangam.matching.v1.MatchingService"),
    "PlanExecutionService":
        ("registry", "sangam.registry.v1.PlanExecutionService"),
    "OpportunityService":
        ("matching", "sangam.matching.v1.OpportunityService"),
    "ReplicationService":
        ("matching", "sangam.matching.v1.ReplicationService"),
    "GuidanceService": ("matching", "sangam.matching.v1.GuidanceService"),
    "GuidanceCatalogService":
        ("scheme_catalog", "sangam.scheme_catalog.v1.GuidanceCatalogService"),
}


def difference(expected, actual, path="$"):
    """Says where `actual` lacks what `expected` asks for; None if nowhere.

    Objects may hold more than is expected. A list must have the same length,
    unless it is expected as {$contains: [...]}. Other expectations:
    {$absent: true}, {$matches: regular expression}, {$any: true},
    {$length: n}.
    """
    if isinstance(expected, dict):
        operators = [key for key in expected if key.startswith("$")]
        if operators:
            return _operator(expected, actual, path)
        if not isinstance(actual, dict):
            return f"{path}: expected an object, got {actual!r}"
        for key, value in expected.items():
            if key not in actual and value != {"$absent": True}:
                return f"{path}.{key}: missing"
            found = difference(value, actual.get(key), f"{path}.{key}")
            if found:
                return found
        return None
    if isinstance(expected, list):
        if not isinstance(actual, list) or len(actual) != len(expected):
            return f"{path}: expected {len(expected)} elements, got {actual!r}"
        for index, value in enumerate(expected):
            found = difference(value, actual[index], f"{path}[{index}]")
            if found:
                return found
        return None
    # protobuf's JSON writes 64-bit numbers as text.
    same = expected == actual or (
        not isinstance(expected, bool) and str(expected) == actual)
    return None if same else f"{path}: expected {expected!r}, got {actual!r}"


def _operator(expected, actual, path):
    (operator, value), = expected.items()
    if operator == "$absent":
        return None if actual is None else f"{path}: should be absent: {actual!r}"
    if operator == "$any":
        return None if actual is not None else f"{path}: missing"
    if operator == "$length":
        length = len(actual or [])
        return None if length == value else f"{path}: {length} elements, not {value}"
    if operator == "$matches":
        ok = isinstance(actual, str) and re.search(value, actual)
        return None if ok else f"{path}: {actual!r} does not match {value!r}"
    if operator == "$contains":
        for wanted in value:
            if not any(difference(wanted, element) is None
                       for element in actual or []):
                return f"{path}: no element is {wanted!r} in {actual!r}"
        return None
    raise ValueError(f"{path}: unknown operator {operator}")


def snake_case(value):
    """The reply with names as in the protos.

    grpcurl prints as_of or asOf, depending on where its descriptors come from.
    """
    if isinstance(value, list):
        return [snake_case(element) for element in value]
    if isinstance(value, dict):
        return {re.sub(r"(?<=[a-z0-9])([A-Z])",
                       lambda m: "_" + m.group(1).lower(), key):
                snake_case(element) for key, element in value.items()}
    return value


def joined(output):
    """The messages of an answer as one: lists go on from message to message, of
    all else the last that is said counts."""
    decoder = json.JSONDecoder()
    answer, position = {}, 0
    output = output.strip()
    while position < len(output):
        message, end = decoder.raw_decode(output, position)
        position = end + len(output[end:]) - len(output[end:].lstrip())
        for key, value in message.items():
            if isinstance(value, list):
                answer.setdefault(key, []).extend(value)
            else:
                answer[key] = value
    return answer


def substitute(value, saved):
    """Replaces ${name} by what an earlier step saved: within a text by its
    text, by itself also by an object or a list."""
    if isinstance(value, str):
        whole = re.fullmatch(r"\$\{(\w+)\}", value)
        if whole and isinstance(saved[whole.group(1)], (dict, list)):
            return saved[whole.group(1)]
        return re.sub(r"\$\{(\w+)\}", lambda m: str(saved[m.group(1)]), value)
    if isinstance(value, list):
        return [substitute(v, saved) for v in value]
    if isinstance(value, dict):
        return {k: substitute(v, saved) for k, v in value.items()}
    return value


def lookup(reply, path):
    for part in path.split("."):
        reply = reply[int(part)] if part.isdigit() else reply[part]
    return reply


class Runner:
    def __init__(self, stack, grpcurl, protoset):
        self.stack = stack
        self.grpcurl = grpcurl
        self.protoset = protoset

    def call(self, step, saved):
        """Sends one request; returns (code, reply or error)."""
        service, method = step["call"].split("/")
        target, full_name = SERVICES[service]
        command = [self.grpcurl, "-plaintext", "-format", "json",
                   "-format-error", "-max-time", "10", "-emit-defaults=false"]
        if step.get("reflection", True) is False:
            command += ["-protoset", self.protoset]
        metadata = dict(step.get("metadata", {}))
        metadata["sangam-principal"] = step.get("as", "case-author")
        for key, value in metadata.items():
            if value:
                command += ["-H", f"{key}: {value}"]
        request = substitute(step.get("request", {}), saved)
        if "pad_title_to" in step:
            request["group"]["title"] = "a" * step["pad_title_to"]
        body = json.dumps(request)
        command += ["-d", "@", self.stack.address(target),
                    f"{full_name}/{method}"]
        result = subprocess.run(command, input=body, text=True, timeout=30,
                                capture_output=True, check=False)
        if result.returncode == 0:
            return "OK", snake_case(joined(result.stdout))
        try:
            error = snake_case(json.loads(result.stderr))
        except ValueError:
            return "CLIENT", {"message": result.stderr.strip()}
        return code_name(error["code"]), error

    def submit(self, step, saved):
        """Submits the version that `step` publishes, as its author; returns the
        call by which another principal publishes it."""
        request = {"name": step["publish"]}
        code, reply = self.call(
            {"call": "SchemeCatalogService/SubmitSchemeVersion",
             "as": "case-author", "request": request}, saved)
        if code != "OK":
            raise RuntimeError(f"submitting {request}: {code}: {reply}")
        return {**step, "call": "SchemeCatalogService/PublishSchemeVersion",
                "as": "case-approver", "request": request}

    def try_step(self, step, saved):
        """Calls once; returns the reply and what is wrong with it, or None."""
        code, reply = self.call(step, saved)
        wanted = step.get("code", "OK")
        if code != wanted:
            return reply, f"expected {wanted}, got {code}: {reply}"
        return reply, (
            difference(substitute(step.get("expect", {}), saved), reply)
            or error_difference(step, reply))

    def run(self, path):
        case = yaml.safe_load(path.read_text())
        saved = {}
        for number, step in enumerate(case["steps"], 1):
            if "sangamctl" in step:
                self.stack.sangamctl(*step["sangamctl"])
                continue
            if "publish" in step:
                step = self.submit(step, saved)
            deadline = time.monotonic() + step.get("within_seconds", 0)
            while True:
                reply, problem = self.try_step(step, saved)
                if not problem or time.monotonic() >= deadline:
                    break
            if problem:
                return f"step {number}: {problem}"
            for name, where in step.get("save", {}).items():
                saved[name] = lookup(reply, where)
        return None


def error_difference(step, error):
    """Compares `reason` and `fields` of a step with an error's details."""
    details = error.get("details", [])
    if "reason" in step:
        reasons = [d.get("reason") for d in details if "ErrorInfo" in d["@type"]]
        if reasons != [step["reason"]]:
            return f"expected reason {step['reason']}, got {reasons}: {error}"
    if "violation" in step:
        texts = [v["description"] for d in details if "BadRequest" in d["@type"]
                 for v in d["field_violations"]]
        if not any(step["violation"] in text for text in texts):
            return f"expected a violation with {step['violation']!r}, got {error}"
    if "fields" in step:
        fields = [v["field"] for d in details if "BadRequest" in d["@type"]
                  for v in d["field_violations"]]
        if sorted(fields) != sorted(step["fields"]):
            return f"expected violations of {step['fields']}, got {error}"
    return None


def code_name(number):
    names = ("OK CANCELLED UNKNOWN INVALID_ARGUMENT DEADLINE_EXCEEDED NOT_FOUND "
             "ALREADY_EXISTS PERMISSION_DENIED RESOURCE_EXHAUSTED "
             "FAILED_PRECONDITION ABORTED OUT_OF_RANGE UNIMPLEMENTED INTERNAL "
             "UNAVAILABLE DATA_LOSS UNAUTHENTICATED").split()
    return names[number]


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--binaries", required=True)
    parser.add_argument("--grpcurl-path-file", required=True,
                        type=pathlib.Path)
    parser.add_argument("--protoset", required=True)
    parser.add_argument("cases", nargs="*", type=pathlib.Path)
    parser.add_argument("--store", choices=STORES, default="sqlite")
    options = parser.parse_args()
    skip_without(options.store)
    cases = options.cases or sorted((HERE / "cases").rglob("*.yaml"))
    failed = 0
    with Stack(options.binaries, store=options.store) as stack:
        stack.sangamctl("apply", "-f", "deploy/local/sample")
        runner = Runner(stack, options.grpcurl_path_file.read_text().strip(),
                        options.protoset)
        for path in cases:
            try:
                problem = runner.run(path)
            except (KeyError, IndexError, RuntimeError) as error:
                problem = repr(error)
            name = path.name if path.is_absolute() is False else path.relative_to(HERE)
            print(f"{'FAILED' if problem else 'ok'}  {name}"
                  f"{': ' + problem if problem else ''}", flush=True)
            failed += problem is not None
        if failed:
            print(stack.logs())
    print(f"{len(cases) - failed} of {len(cases)} grpcurl cases passed")
    return 1 if failed or not cases else 0


if __name__ == "__main__":
    sys.exit(main())
