"""What the README's first steps of an author promise, by the program itself."""

import argparse
import pathlib
import sys
import tempfile

HERE = pathlib.Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parent))
from harness.stack import ROOT, Stack  # noqa: E402  pylint: disable=wrong-import-position


def faults_end_with_another_code(stack, folder, draft):
    """What is wrong is shown at its place, and no program takes it for right."""
    text = pathlib.Path(draft).read_text(encoding="utf-8")

    def refused(code, shown, *arguments):
        result = stack.sangamctl(*arguments, check=False)
        told = result.stdout + result.stderr
        assert result.returncode == code, (arguments, result.returncode, told)
        for part in shown:
            assert part in told, (arguments, part, told)

    faulty = folder / "faulty.yaml"
    faulty.write_text(text.replace("silk-sheds", "loom-sheds").replace(
        "expression: subject", "expression: membrs > 3 && subject"),
        encoding="utf-8")
    refused(3, ["did you mean `members`?"], "scheme", "explain", str(faulty))
    caret = "\n        expression: membrs > 3 && subject.kind in"
    refused(4, ["did you mean `members`?", caret, "^", "nothing was stored"],
            "--principal", "author-account", "apply", "-f", str(faulty))
    refused(4, ["schemes/loom-sheds"], "get", "schemes/loom-sheds")
    faulty.write_text(text.replace("state: DRAFT", "stat: DRAFT"),
                      encoding="utf-8")
    refused(3, ['did you mean "state"?', "\n    stat: DRAFT\n    ^"],
            "apply", "-f", str(faulty))
    version = text.index("---\n# The terms")
    test = text.index("---\n# A test")
    faulty.write_text(
        text[:test] + text[version:test].replace(
            "versions/1", "versions/2").replace("&guideline", "&order").replace(
                "*guideline", "*order"), encoding="utf-8")
    result = stack.sangamctl("scheme", "lint", str(faulty), check=False)
    assert "schemes/silk-sheds/versions/1 is in force on some of the same" in (
        result.stdout), result.stdout + result.stderr
    refused(4, ['did you mean "clusters/umden-eri"?'],
            "match", "clusters/umden-er")
    rule = folder / "bad.rule"
    rule.write_bytes(b"members > 3 &&\n\xff")
    refused(3, ["bad.rule:2:1: not valid UTF-8"],
            "rule", "check", "-f", str(rule))
    stack.sangamctl("rule", "eval", "-9 < members", "--subject",
                    "groups/illustrative-jeevika-vo")


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--binaries", required=True)
    options = parser.parse_args()
    with Stack(options.binaries) as stack, \
            tempfile.TemporaryDirectory(prefix="sangam_author_") as folder:
        stack.sangamctl("apply", "-f", str(ROOT / "deploy/local/sample"))
        draft = str(pathlib.Path(folder) / "silk-sheds.yaml")
        # Each ends with another code than 0 if it has anything to complain of.
        stack.sangamctl("scheme", "new", "silk-sheds", "--file", draft)
        stack.sangamctl("scheme", "lint", draft)
        stack.sangamctl("scheme", "test", draft)
        stack.sangamctl("--principal", "author-account", "apply", "-f", draft)
        stack.sangamctl("--principal", "author-account", "scheme", "submit",
                        "schemes/silk-sheds/versions/1")
        again = stack.sangamctl("--principal", "author-account", "scheme",
                                "submit", "schemes/silk-sheds/versions/1")
        assert "is submitted already, by author-account; " in again.stdout, again
        stack.sangamctl("--principal", "second-account", "scheme", "approve",
                        "schemes/silk-sheds/versions/1")
        faults_end_with_another_code(stack, pathlib.Path(folder), draft)
        print("a new scheme's file is linted, tested, stored and published")
    return 0


if __name__ == "__main__":
    sys.exit(main())
