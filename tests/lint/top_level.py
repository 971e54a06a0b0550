"""Checks that the top level holds only what the architecture names."""

import pathlib
import subprocess
import sys

ROOT = pathlib.Path(__file__).resolve().parents[2]
ALLOWED = {"CMakeLists.txt", "CMakePresets.json", "CONTRIBUTING.md", "LICENSE",
           "README.md", "common", "deploy", "proto", "services", "tests"}


def main():
    files = subprocess.run(["git", "ls-files"], cwd=ROOT, text=True,
                           capture_output=True, check=True).stdout.split("\n")
    top = {name.split("/")[0] for name in files if name}
    extra = {name for name in top if name not in ALLOWED and name[0] != "."}
    missing = ALLOWED - top
    print(f"beyond the plan: {sorted(extra)}; missing: {sorted(missing)}"
          if extra or missing else "the top level is as planned")
    return 1 if extra or missing else 0


if __name__ == "__main__":
    sys.exit(main())
