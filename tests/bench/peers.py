"""Installs the peers, each once, versions pinned."""

import shutil
import subprocess
import sys

from contenders import NotMeasured

ZEN = "@gorules/zen-engine"
ZEN_VERSION = "0.54.0"
DUCKDB_VERSION = "2.0.0"


# What a row says that needs a peer that can't be had.
ABSENT = "not here:"


def attempt(command, what):
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    if done.returncode != 0:
        raise NotMeasured(f"{ABSENT} {what}, {done.stderr.strip()[-200:]}")


def mark(folder, version):
    """Whether this version is there already, and how to note that it is."""
    note = folder / "installed"
    if note.is_file() and note.read_text() == version:
        return True, None
    folder.mkdir(parents=True, exist_ok=True)
    return False, lambda: note.write_text(version)


def zen(cache):
    """The folder that has ZEN in its node_modules."""
    folder = cache / "zen"
    there, note = mark(folder, ZEN_VERSION)
    for tool in ("node", "npm"):
        if not shutil.which(tool):
            raise NotMeasured(f"{ABSENT} {tool}")
    if not there:
        (folder / "package.json").write_text('{"private": true}')
        attempt(["npm", "install", "--prefix", folder, "--no-audit", "--no-fund",
                 "--silent", "--ignore-scripts", f"{ZEN}@{ZEN_VERSION}"], "ZEN")
        note()
    return folder


def duckdb(cache):
    """A Python that has DuckDB."""
    folder = cache / "duckdb"
    there, note = mark(folder, DUCKDB_VERSION)
    if not there:
        attempt([sys.executable, "-m", "venv", folder], "DuckDB")
        attempt([folder / "bin/pip", "install", "-q",
                 "--disable-pip-version-check", f"duckdb=={DUCKDB_VERSION}"],
                "DuckDB")
        note()
    return folder / "bin/python"
