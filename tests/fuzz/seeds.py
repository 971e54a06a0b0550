"""Expressions to begin fuzzing with: those of tests/rules and of the sample."""

import pathlib

import yaml

ROOT = pathlib.Path(__file__).resolve().parents[2]
EXPRESSION_KEYS = {"expression", "condition", "derivation"}


def of_rule_cases():
    """The first column of every case; ` | ` parts the columns."""
    for path in sorted((ROOT / "tests" / "rules").glob("*.txt")):
        for line in path.read_text().splitlines():
            if line and not line.startswith("#"):
                yield line.split(" | ")[0]


def of_document(node):
    """Every text under a key that holds expressions."""
    if isinstance(node, dict):
        for key, value in node.items():
            if key in EXPRESSION_KEYS and isinstance(value, str):
                yield value
            else:
                yield from of_document(value)
    elif isinstance(node, list):
        for value in node:
            yield from of_document(value)


def of_sample():
    for path in sorted((ROOT / "deploy" / "local" / "sample").rglob("*.yaml")):
        for document in yaml.load_all(path.read_text(), Loader=yaml.CSafeLoader):
            yield from of_document(document)


def write(folder):
    """Writes each different expression into a file; returns their number."""
    folder.mkdir(parents=True, exist_ok=True)
    expressions = sorted({*of_rule_cases(), *of_sample()})
    for number, expression in enumerate(expressions):
        # Some bytes for the subject follow 0xFF.
        subject = bytes((number * 31 + at * 17) % 256 for at in range(96))
        (folder / f"seed-{number:04}").write_bytes(
            expression.encode() + b"\xff" + subject)
    return len(expressions)
