"""What the README's first steps of an author promise, by the program itself."""

import argparse
import pathlib
import sys
import tempfile

HERE = pathlib.Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parent))
from harness.stack import ROOT, Stack  # noqa: E402  pylint: disable=wrong-import-position


def plan_is_made_kept_and_changed(stack):
    """Reads as an officer would: sums, what is open, and the plan as it was."""
    needs = str(ROOT / "deploy/local/plans/umden-eri.yaml")
    made = stack.sangamctl("plan", "-f", needs, "--save", "plans/umden").stdout
    for text in ("₹14,76,000", "64 × ₹9,000 + 36 × ₹25,000", "proven best",
                 "gap funding pays ₹6,00,000", "nobody holds the role"):
        assert text in made, f"{text!r} is not on the screen:\n{made}"
    kept = stack.sangamctl("plan", "plans/umden").stdout
    assert "64 × ₹9,000 + 36 × ₹25,000" in kept, kept
    changed = stack.sangamctl(
        "plan", "plans/umden", "--exclude", "schemes/nec-gap@soft-intervention",
        "--save", "plans/umden").stdout
    assert "gap funding pays ₹1,00,000" in changed, changed
    assert changed.splitlines()[2:] != kept.splitlines()[2:]
    again = stack.sangamctl("plan", "plans/umden").stdout
    assert "gap funding pays ₹1,00,000" in again, again
    for file in ("thrissur.yaml", "thirty-three-houses.yaml"):
        stack.sangamctl("plan", "-f", str(ROOT / "deploy/local/plans" / file))
    print("a plan is made, kept, changed and shown")


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
        stack.sangamctl("--principal", "second-account", "scheme", "approve",
                        "schemes/silk-sheds/versions/1")
        print("a new scheme's file is linted, tested, stored and published")
        plan_is_made_kept_and_changed(stack)
    return 0


if __name__ == "__main__":
    sys.exit(main())
