"""One subject against every scheme, in process; and ZEN on the same schemes."""

import contextlib

import peers
from contenders import Contender, NotMeasured, alternate, median, ratios
from measure_service import service
from table import Row

# Subjects that ZEN is asked about in a round.
SUBJECTS = 64
SMALL, LARGE, LARGEST = 2_000, 20_000, 100_000


def forward(run, sizes, attributes=40, thresholds="round"):
    return Contender(
        [run.binary("forward_benchmark"),
         f"--schemes={','.join(map(str, sizes))}", f"--attributes={attributes}",
         f"--thresholds={thresholds}"], run.log("forward_benchmark"))


def per_second(answers):
    return [1e9 / answer["ns_a_subject"] for answer in answers]


def check_matches(ours, peer, schemes):
    """Raises unless the peer finds as many schemes for each subject."""
    eligible = ours.ask(f"eligible {schemes} {SUBJECTS}")["eligible"]
    if eligible != peer.ask("matches")["eligible"]:
        raise NotMeasured("ZEN finds other matches than we do")
    return sum(eligible)


def zen_rows(run):
    """Both rows against ZEN, each against two forms of its table."""
    schemes = run.size(SMALL)
    in_process = "forward in process, 20 explanations ÷ ZEN {}, {} schemes"
    over_grpc = "unary over gRPC, 20 explained ÷ ZEN {} in process, {} schemes"
    rows = []
    forms = (("columns", "table with trace", True),
             ("expressions", "table of expressions with trace", False))
    for form, name, gated in forms:
        first = Row(in_process.format(name, schemes),
                    gate=1_000 if gated else None, aim=5_000 if gated else None)
        second = Row(over_grpc.format(name, schemes),
                     gate=100 if gated else None, aim=200 if gated else None)
        most = Row(f"echo of an empty message over gRPC ÷ ZEN {name} in process,"
                   f" {schemes} schemes: the most that a unary call can reach")
        rows += [first, second, most]
        try:
            folder = peers.zen(run.cache)
            data = run.workload(schemes)
            with contextlib.ExitStack() as stack:
                ours = stack.enter_context(forward(run, [schemes]))
                zen = stack.enter_context(Contender(
                    ["node", run.here / "zen_benchmark.mjs", folder, data,
                     SUBJECTS, form], run.log("zen_benchmark")))
                matches = check_matches(ours, zen, schemes)
                run.say(f"ZEN, {form}: {matches} matches, the same as ours")
                explain, answer, peer = alternate(
                    run.rounds(7),
                    lambda: ours.ask(f"explain {schemes} {run.millis(500)}"),
                    lambda: ours.ask(f"answer {schemes} {run.millis(500)}"),
                    lambda: zen.ask("round"))
                first.value = median(ratios(per_second(explain),
                                            per_second(peer)))
                nanos = {turn: median([told["ns_a_subject"] for told in answers])
                         for turn, answers in (("explain", explain),
                                               ("answer", answer),
                                               ("zen", peer))}
                first.note = (f"{nanos['explain'] / 1e3:.1f} µs against"
                              f" {nanos['zen'] / 1e6:.2f} ms; the whole reply"
                              f" {nanos['answer'] / 1e3:.0f} µs; counts of"
                              f" {SUBJECTS} subjects equal")
                load, _ = stack.enter_context(service(run, schemes))
                unary, empty, one, at_once = alternate(
                    run.rounds(5),
                    lambda: load.ask(f"match {run.millis(1000)}"),
                    lambda: load.ask(f"empty {run.millis(1000)}"),
                    lambda: zen.ask("round"), lambda: zen.ask("at_once"))
                calls = [turn["per_second"] for turn in unary]
                # Whichever way ZEN gets through more.
                best = [max(pair) for pair in zip(per_second(one),
                                                  per_second(at_once))]
                second.value = median(ratios(calls, best))
                second.note = (f"{median(calls):,.0f}/s ÷ {median(best):,.0f}/s")
                empties = [turn["per_second"] for turn in empty]
                most.value = median(ratios(empties, best))
                most.note = f"{median(empties):,.0f}/s ÷ {median(best):,.0f}/s"
        except NotMeasured as reason:
            for row in (first, second, most):
                row.note = row.note or str(reason)
    return rows


def growth_rows(run, attributes, thresholds):
    """Memory, and how time grows with the schemes."""
    small, large, largest = (run.size(n) for n in (SMALL, LARGE, LARGEST))
    of = f"{attributes} attributes, {thresholds} thresholds"
    gated = attributes == 40
    memory = Row(f"bytes a scheme, {large} schemes, {of}", unit="B", more=False,
                 gate=400 if gated else None, aim=200 if gated else None)
    memory_largest = Row(f"bytes a scheme, {largest} schemes, {of}", unit="B",
                         more=False)
    growth = Row(f"time a subject, {large} ÷ {small} schemes, {of}", more=False,
                 gate=12 if gated else None, aim=8 if gated else None)
    growth_largest = Row(f"time a subject, {largest} ÷ {large} schemes, {of}",
                         aim=6 if gated else None, more=False)
    rows = [memory, memory_largest, growth, growth_largest]
    try:
        with forward(run, [small, large, largest], attributes,
                     thresholds) as ours:
            for row, size in ((memory, large), (memory_largest, largest)):
                told = ours.ask(f"bytes {size}")
                row.value = told["bytes_a_scheme"]
                row.note = f"built in {told['build_ms']:.0f} ms"
            times = alternate(run.rounds(7), *(
                lambda size=size: ours.ask(f"classify {size} {run.millis(200)}")
                for size in (small, large, largest)))
            nanos = [[told["ns_a_subject"] for told in answers]
                     for answers in times]
            growth.value = median(ratios(nanos[1], nanos[0]))
            growth_largest.value = median(ratios(nanos[2], nanos[1]))
            growth.note = (f"{median(nanos[1]) / 1e3:.2f} µs ÷"
                           f" {median(nanos[0]) / 1e3:.2f} µs")
            growth_largest.note = (f"{median(nanos[2]) / 1e3:.2f} µs ÷"
                                   f" {median(nanos[1]) / 1e3:.2f} µs")
    except NotMeasured as reason:
        for row in rows:
            row.note = row.note or str(reason)
    return rows


def measure(run):
    rows = zen_rows(run)
    kinds = [(attributes, thresholds) for attributes in (40, 20)
             for thresholds in ("round", "unique")]
    for attributes, thresholds in kinds[:1] if run.quick else kinds:
        run.say(f"growth, {attributes} attributes, {thresholds} thresholds")
        rows += growth_rows(run, attributes, thresholds)
    return rows
