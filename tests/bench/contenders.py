"""Programs that take turns, and servers."""

import json
import os
import select
import signal
import socket
import statistics
import subprocess
import time


class NotMeasured(Exception):
    """A row cannot be measured here; says why."""


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


class Process:
    """A child whose standard error goes to a file; ends with the `with`."""

    def __init__(self, command, log, stdout=subprocess.DEVNULL):
        self.command = [str(part) for part in command]
        self.log = log
        if not os.path.exists(self.command[0]) and "/" in self.command[0]:
            raise NotMeasured(f"{self.command[0]} is not built")
        with open(log, "w", encoding="utf-8") as errors:
            self.child = subprocess.Popen(
                self.command, stdin=subprocess.PIPE, stdout=stdout,
                stderr=errors)

    def __enter__(self):
        return self

    def __exit__(self, *unused):
        self.child.stdin.close()
        if self.child.poll() is None:
            self.child.send_signal(signal.SIGTERM)
        try:
            self.child.wait(15)
        except subprocess.TimeoutExpired:
            self.child.kill()
            self.child.wait()

    def last_words(self):
        """The end of what it wrote to standard error."""
        with open(self.log, encoding="utf-8", errors="replace") as log:
            lines = log.read().strip().splitlines()
        return " / ".join(lines[-3:])[-300:] or "it said nothing"


class Contender(Process):
    """A program that answers a line with a line of JSON."""

    def __init__(self, command, log, patience=900):
        super().__init__(command, log, subprocess.PIPE)
        self.patience = patience
        self.buffer = b""
        self.ready = self.answer()

    def ask(self, command):
        try:
            self.child.stdin.write(f"{command}\n".encode())
            self.child.stdin.flush()
        except BrokenPipeError:
            pass
        return self.answer()

    def answer(self):
        deadline = time.monotonic() + self.patience
        while b"\n" not in self.buffer:
            left = deadline - time.monotonic()
            if left <= 0 or not select.select([self.child.stdout], [], [],
                                              left)[0]:
                raise NotMeasured(f"{self.command[0]} took too long")
            piece = os.read(self.child.stdout.fileno(), 1 << 20)
            if not piece:
                self.child.wait(15)
                raise NotMeasured(f"{os.path.basename(self.command[0])} ended: "
                                  f"{self.last_words()}")
            self.buffer += piece
        line, self.buffer = self.buffer.split(b"\n", 1)
        return json.loads(line)


def alternate(rounds, *turns):
    """Calls each of `turns` in every round; for each the list of its answers.

    The first round warms up and is thrown away.
    """
    answers = [[] for _ in turns]
    for round_number in range(rounds + 1):
        for turn, told in zip(turns, answers):
            answer = turn()
            if round_number > 0:
                told.append(answer)
    return answers


def ratios(tops, bottoms):
    """Round by round, so that what disturbs a round disturbs both."""
    return [top / bottom for top, bottom in zip(tops, bottoms)]


def median(values):
    return statistics.median(values)
