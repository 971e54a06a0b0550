"""Checks that includes run one way: proto <- common <- services.

A service never includes another service, and gRPC's types stay in adaptors.
"""

import pathlib
import re
import subprocess
import sys

ROOT = pathlib.Path(__file__).resolve().parents[2]
INCLUDE = re.compile(r'^\s*#\s*include\s+["<]([^">]+)[">]', re.MULTILINE)
# The folders and files in which types of gRPC may appear.
GRPC_ALLOWED = re.compile(
    r"^common/server/|^common/status/grpc_status|^services/sangamctl/|"
    r"^services/\w+/(feeds|history)/|^services/\w+/lookup/(registry_|owner_call)|"
    r"^services/\w+/main\.cc$|^services/\w+/\w+_(service|calls)\.(h|cc)$|"
    r"^tests/bench/|_(test|fixture|for_test)\.(h|cc)$")


def problems_of(path, text):
    """Yields what is wrong with the includes of one file."""
    folder = path.split("/")
    for include in INCLUDE.findall(text):
        target = include.split("/")
        if folder[0] == "common" and target[0] == "services":
            yield f"{path} includes {include}: common never includes services"
        if (folder[0] == "services" and target[0] == "services"
                and folder[1] != target[1]):
            yield f"{path} includes {include}: services meet through stubs only"
        if folder[0] in ("common", "services") and target[0] == "tests":
            yield f"{path} includes {include}: the product never includes tests"
        if target[0] in ("grpcpp", "grpc", "grpc++") or include.endswith(".grpc.pb.h"):
            if not GRPC_ALLOWED.search(path):
                yield f"{path} includes {include}: gRPC types belong in adaptors"


def self_test():
    """The check must see what it is there to see."""
    bad = {
        "common/sql/a.cc": '#include "services/registry/x.h"',
        "services/matching/a.h": '#include "services/registry/x.h"',
        "services/registry/store/a.h": "#include <grpcpp/grpcpp.h>",
    }
    for path, text in bad.items():
        assert list(problems_of(path, text)), path
    assert not list(problems_of("services/a/b.cc", '#include "services/a/c.h"'))


def main():
    self_test()
    files = subprocess.run(["git", "ls-files", "*.cc", "*.h"], cwd=ROOT,
                           text=True, capture_output=True,
                           check=True).stdout.split()
    problems = [p for f in files
                for p in problems_of(f, (ROOT / f).read_text())]
    print("\n".join(problems) or f"{len(files)} files, all includes run one way")
    return 1 if problems or not files else 0


if __name__ == "__main__":
    sys.exit(main())
