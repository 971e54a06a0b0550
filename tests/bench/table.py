"""The rows, on the screen and in RESULTS.md."""

import dataclasses
import datetime
import os
import pathlib
import platform
import re
import subprocess

import peers


@dataclasses.dataclass
class Row:
    """One figure. Without a gate it is only reported."""
    what: str
    value: float = None
    gate: float = None
    aim: float = None
    unit: str = ""
    # Whether more is better.
    more: bool = True
    # What the value was reckoned from, or why there is none.
    note: str = ""

    def reaches(self, bound):
        return self.value >= bound if self.more else self.value <= bound

    def judgement(self):
        if self.value is None:
            return "not measured"
        if self.gate is None:
            return "reported"
        if not self.reaches(self.gate):
            return "missed"
        if self.aim is not None and self.reaches(self.aim):
            return "met, aim too"
        return "met"

    def cells(self):
        return [self.what, number(self.gate, self.unit),
                number(self.aim, self.unit), number(self.value, self.unit),
                self.judgement(), self.note]


def number(value, unit=""):
    if value is None:
        return ""
    if value >= 100:
        text = f"{value:,.0f}"
    elif value >= 10:
        text = f"{value:.1f}".removesuffix(".0")
    else:
        text = f"{value:.3g}"
    return f"{text} {unit}".strip()


HEADER = ["what", "gate", "aim", "value", "", "from"]


def on_screen(rows):
    table = [HEADER[:5]] + [row.cells()[:5] for row in rows]
    widths = [max(len(line[i]) for line in table) for i in range(5)]
    lines = []
    for line, row in zip(table, [None] + rows):
        lines.append("  ".join(
            [line[0].ljust(widths[0])] +
            [line[i].rjust(widths[i]) for i in (1, 2, 3)] + [line[4]]).rstrip())
        if row is not None and row.note:
            lines.append(f"    {row.note}")
    return "\n".join(lines)


def first_line(command):
    try:
        return subprocess.run(command, capture_output=True, text=True,
                              check=True).stdout.splitlines()[0]
    except (OSError, subprocess.CalledProcessError, IndexError):
        return "unknown"


def compiler(binaries):
    cache = binaries.parent / "CMakeCache.txt"
    found = cache.is_file() and re.search(
        r"^CMAKE_CXX_COMPILER:\w+=(.*)$", cache.read_text(), re.MULTILINE)
    kind = cache.is_file() and re.search(
        r"^CMAKE_BUILD_TYPE:\w+=(.*)$", cache.read_text(), re.MULTILINE)
    name = first_line([found.group(1), "--version"]) if found else "unknown"
    return f"{name}, {kind.group(1) if kind else 'unknown'}"


def machine(binaries):
    """What it ran on, as (name, value) pairs."""
    info = pathlib.Path("/proc/cpuinfo").read_text(encoding="utf-8")
    model = re.search(r"^model name\s*:\s*(.*)$", info, re.MULTILINE)
    memory = re.search(r"^MemTotal:\s*(\d+)",
                       pathlib.Path("/proc/meminfo").read_text(encoding="utf-8"))
    return [
        ("date", datetime.datetime.now(datetime.timezone.utc)
         .strftime("%Y-%m-%d %H:%M UTC")),
        ("processor", model.group(1) if model else platform.processor()),
        ("cores", str(os.cpu_count())),
        ("memory", f"{int(memory.group(1)) / 2**20:.0f} GiB"),
        ("system", f"{platform.system()} {platform.release()}"),
        ("compiler", compiler(binaries)),
        ("peers", f"{peers.ZEN} {peers.ZEN_VERSION} on Node "
                  f"{first_line(['node', '--version'])}, "
                  f"DuckDB {peers.DUCKDB_VERSION}"),
    ]


def page(rows, binaries, command, minutes, load):
    """RESULTS.md."""
    lines = [
        "# Results of one run",
        "",
        f"Written by `{command}` in {minutes:.0f} minutes; every figure is of that"
        " run. [README.md](README.md) says what is measured and how.",
        "",
        "| | |", "|---|---|",
    ]
    lines += [f"| {name} | {value} |" for name, value in machine(binaries)]
    lines += [f"| other work, as load average before the run | {load:.1f} |", ""]
    lines += ["| " + " | ".join(HEADER) + " |", "|---|---|---|---|---|---|"]
    lines += ["| " + " | ".join(cell.replace("|", "\\|") for cell in row.cells())
              + " |" for row in rows]
    return "\n".join(lines) + "\n"
