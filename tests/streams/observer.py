"""What a server tells of its calls, and what it takes of memory."""

import datetime
import json
import os
import pathlib
import re
import time
import urllib.request

# Longer than anything here may take on a busy machine.
PATIENCE_SECONDS = 60


class AccessLog:
    """The ends of calls by their request ids, as a process logs them."""

    def __init__(self, process):
        self.path = pathlib.Path(process.log_path)
        self.offset = 0
        self.rest = b""
        self.ends = {}

    def wait_for(self, request_id):
        """The end of a call: its code, when it was and how long it took."""
        end = self.end_within(request_id, PATIENCE_SECONDS)
        assert end, f"the call {request_id} has not ended at the server"
        return end

    def end_within(self, request_id, seconds):
        """The same, or None: also where the call never came to the server."""
        deadline = time.monotonic() + seconds
        while request_id not in self.ends:
            self._read()
            if time.monotonic() >= deadline:
                break
            time.sleep(0.002)
        return self.ends.pop(request_id, None)

    def known_ends(self):
        """Those of which nobody has asked yet."""
        self._read()
        return self.ends

    def _read(self):
        with open(self.path, "rb") as file:
            file.seek(self.offset)
            text = self.rest + file.read()
            self.offset = file.tell()
        *lines, self.rest = text.split(b"\n")
        for line in lines:
            if not line.startswith(b"{") or b'"event":"call"' not in line:
                continue
            said = json.loads(line)
            at = datetime.datetime.strptime(said["time"] + "+0000",
                                            "%Y-%m-%dT%H:%M:%S.%fZ%z")
            self.ends[said["request_id"]] = {
                "code": said["code"], "reason": said["reason"],
                "at": at.timestamp(), "milliseconds": said["milliseconds"]}


def open_streams(metrics_address):
    """How many streams are open at a server, by its own count."""
    with urllib.request.urlopen(f"http://{metrics_address}/metrics",
                                timeout=10) as page:
        text = page.read().decode()
    return int(float(re.search(r"^sangam_server_open_streams (\S+)", text,
                               re.MULTILINE).group(1)))


def resident_bytes(process):
    """How much memory a process holds."""
    status = pathlib.Path(f"/proc/{process.popen.pid}/status").read_text()
    return int(re.search(r"^VmRSS:\s+(\d+) kB", status,
                         re.MULTILINE).group(1)) * 1024


def processor_seconds(process):
    """The processor's time that a process has taken."""
    fields = pathlib.Path(f"/proc/{process.popen.pid}/stat").read_text()
    user, system = fields.rpartition(")")[2].split()[11:13]
    return (int(user) + int(system)) / os.sysconf("SC_CLK_TCK")


class MemoryWatch:
    """The growth of a process's memory since the watch was made."""

    def __init__(self, process):
        self.process = process
        self.before = resident_bytes(process)
        self.most = 0

    def look(self):
        self.most = max(self.most, resident_bytes(self.process) - self.before)
        return self.most


def mebibytes(count):
    return f"{count / 2**20:.1f} MiB"


def spread(values):
    """The median and the largest of some milliseconds."""
    if not values:
        return "not measured"
    ordered = sorted(values)
    return (f"p50 {ordered[len(ordered) // 2]:.0f} ms, "
            f"max {ordered[-1]:.0f} ms of {len(ordered)}")
