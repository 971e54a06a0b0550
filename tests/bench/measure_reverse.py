"""Every subject against every scheme, and DuckDB on the same subjects."""

import contextlib
import os

import peers
from contenders import Contender, NotMeasured, alternate, median, ratios
from table import Row

SCHEMES, SUBJECTS = 2_000, 1_000_000
# count(*) FILTER is slow: so many schemes are enough to see it.
FILTERED = 100


def reverse(run, schemes, subjects):
    return Contender(
        [run.binary("reverse_benchmark"), f"--threads={os.cpu_count()}",
         f"--schemes={schemes}", f"--subjects={subjects}"],
        run.log("reverse_benchmark"))


def available_gigabytes():
    with open("/proc/meminfo", encoding="utf-8") as info:
        for line in info:
            if line.startswith("MemAvailable:"):
                return int(line.split()[1]) / 2**20
    return 0


def check_counts(ours, peer):
    for kind, counts in peer.items():
        if kind != "seconds" and ours[kind] != counts:
            raise NotMeasured(f"DuckDB counts otherwise: {kind}")


def seconds(answers):
    return [answer["seconds"] for answer in answers]


def duckdb_rows(run):
    schemes, subjects = run.size(SCHEMES), run.size(SUBJECTS)
    filtered = run.size(FILTERED)
    of = f"{schemes} schemes x {subjects} subjects"
    two = Row(f"reverse, two-way counts ÷ DuckDB, {of}", gate=500, aim=1_500)
    three = Row(f"reverse, three-way counts ÷ DuckDB, {of}", gate=300, aim=1_000)
    plain = Row("reverse, two-way counts ÷ DuckDB's count(*) FILTER, "
                f"{filtered} schemes x {subjects} subjects")
    rows = [two, three, plain]
    try:
        python = peers.duckdb(run.cache)
        data = run.workload(schemes, subjects)
        with contextlib.ExitStack() as stack:
            run.say(f"reverse, {of}: loading")
            ours = stack.enter_context(reverse(run, schemes, subjects))
            few = stack.enter_context(reverse(run, filtered, subjects))
            database = stack.enter_context(Contender(
                [python, run.here / "duckdb_benchmark.py", data,
                 os.cpu_count()], run.log("duckdb_benchmark")))
            memory = f"{ours.ready['bytes_a_subject']:.0f} B a subject in memory"
            for row, contender, mine, its, rounds in (
                    (two, ours, "two_way", "two_way", 3),
                    (three, ours, "three_way", "three_way", 1),
                    (plain, few, "two_way", f"filter {filtered}", 1)):
                run.say(f"reverse, {its}")
                first, anew, answers, peer = alternate_once(
                    run.rounds(rounds), contender, mine, database, its)
                check_counts(answers[0], peer[0])
                row.value = median(ratios(seconds(peer), seconds(answers)))
                row.note = (f"{median(seconds(answers)):.3f} s against"
                            f" {median(seconds(peer)):.1f} s, {os.cpu_count()}"
                            f" threads each; all counts equal; the first time"
                            f" {first:.3f} s, with a plan made anew"
                            f" {anew:.3f} s; {memory}")
    except NotMeasured as reason:
        for row in rows:
            row.note = row.note or str(reason)
    return rows


def alternate_once(rounds, ours, mine, database, its):
    """As alternate(), but only ours warms up: the peer takes minutes, and only
    its plans are made before.

    Also the seconds of our first question of its kind, and of one with a plan
    that is made anew."""
    database.ask(f"prepare {its}")
    first = ours.ask(mine)["seconds"]
    anew = median(seconds([ours.ask(f"{mine}_anew") for _ in range(5)]))
    answers, peer = [], []
    for _ in range(rounds):
        peer.append(database.ask(its))
        # Ours takes so much less that one turn of it says little.
        turns = [ours.ask(mine) for _ in range(5)]
        answers.append(sorted(turns, key=lambda turn: turn["seconds"])[2])
    return first, anew, answers, peer


def full_rows(run):
    """Ten million subjects; only if there is the memory for it."""
    rows = []
    for schemes, gate, aim in ((20_000, 30, 10), (100_000, None, 120)):
        schemes, subjects = run.size(schemes), run.size(10_000_000)
        row = Row(f"{subjects} subjects x {schemes} schemes, two-way counts",
                  gate=gate, aim=aim, unit="s", more=False)
        rows.append(row)
        try:
            if available_gigabytes() < 12:
                raise NotMeasured("needs 12 GiB of free memory")
            run.say(f"reverse, {row.what}: loading")
            with reverse(run, schemes, subjects) as ours:
                row.value = median([ours.ask("two_way")["seconds"]
                                    for _ in range(run.rounds(3))])
                row.note = (f"{os.cpu_count()} threads;"
                            f" {ours.ready['bytes_a_subject']:.0f} B a subject")
        except NotMeasured as reason:
            row.note = str(reason)
    return rows


def measure(run):
    return duckdb_rows(run) + (full_rows(run) if run.full else [])
