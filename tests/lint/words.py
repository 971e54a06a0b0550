"""Checks the tree for what must not be in it.

Marks of unfinished work, paths of one machine, hosts of package registries,
overlong files, and numbers that look like Aadhaar numbers.
"""

import pathlib
import re
import subprocess
import sys

ROOT = pathlib.Path(__file__).resolve().parents[2]
LIMIT_LINES = 600
# Written in pieces, so that this file does not find itself.
FORBIDDEN = {
    "unfinished work": re.compile(r"\b(TO" r"DO|FIX" r"ME|XX" r"X)\b"),
    "a path of one machine": re.compile(r"(?<![\w.])/(work|home/\w+|tmp/\w+)/"),
    "a package registry's host": re.compile(
        r"\b(deb\.debian|registry\.npmjs|proxy\.golang|pypi|crates|repo1\.maven)"
        r"\.(org|io|com)\b"),
}
# Twelve digits; one that ends in six zeros is a sum in paise.
AADHAAR = re.compile(
    r"(?<![\d.])(?!\d{6}0{6}(?!\d))[2-9]\d{3}([ -]?)\d{4}\1\d{4}(?![\d.])")
TEXT = (".cc", ".h", ".proto", ".py", ".md", ".yaml", ".txt", ".cmake", ".json",
        ".js", ".java", "")


def main():
    files = subprocess.run(["git", "ls-files"], cwd=ROOT, text=True,
                           capture_output=True, check=True).stdout.split("\n")
    problems = []
    for name in filter(None, files):
        path = ROOT / name
        if path.suffix not in TEXT or name == "LICENSE" or not path.is_file():
            continue
        text = path.read_text()
        for what, pattern in FORBIDDEN.items():
            for match in pattern.finditer(text):
                line = text.count("\n", 0, match.start()) + 1
                problems.append(f"{name}:{line}: {what}: {match.group()}")
        if path.suffix == ".yaml" and "/sample/" in name and AADHAAR.search(text):
            problems.append(f"{name}: looks like an Aadhaar number")
        if path.suffix in (".cc", ".h") and text.count("\n") > LIMIT_LINES:
            problems.append(f"{name}: more than {LIMIT_LINES} lines")
    print("\n".join(problems) or f"{len(files)} files are clean")
    return 1 if problems else 0


if __name__ == "__main__":
    sys.exit(main())
