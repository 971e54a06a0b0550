"""What the README's first steps of an author promise, by the program itself."""

import argparse
import pathlib
import sys
import tempfile

HERE = pathlib.Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parent))
from harness.stack import ROOT, Stack  # noqa: E402  pylint: disable=wrong-import-position


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
    return 0


if __name__ == "__main__":
    sys.exit(main())
