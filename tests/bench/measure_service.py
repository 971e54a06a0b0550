"""Unary and batch calls over gRPC, and a change of the catalogue meanwhile."""

import contextlib

from contenders import (Contender, NotMeasured, Process, alternate, free_port,
                        median, ratios)
from table import Row

# (schemes, gate and aim of unary ÷ echo, gate and aim of batch ÷ echo)
SIZES = ((2_000, (0.75, 0.90), (20, 30)), (20_000, (0.55, 0.70), (8, 12)))
SUBJECTS_OF_BATCH = 512


@contextlib.contextmanager
def service(run, schemes):
    """A sangam_matching that has the schemes, an echo server, and their load."""
    with contextlib.ExitStack() as stack:
        load = stack.enter_context(Contender(
            [run.binary("service_benchmark"), f"--schemes={schemes}"],
            run.log("service_benchmark")))
        owners = f"127.0.0.1:{load.ready['owners_port']}"
        matching = f"127.0.0.1:{free_port()}"
        stack.enter_context(Process(
            [run.binary("sangam_matching"), f"--listen={matching}",
             "--metrics_listen=", f"--registry={owners}",
             f"--scheme_catalog={owners}", "--redis="],
            run.log("sangam_matching")))
        echo = f"127.0.0.1:{free_port()}"
        stack.enter_context(Process(
            [run.binary("echo_server"), f"--listen={echo}"],
            run.log("echo_server")))
        about = load.ask(f"connect {matching} {echo}")
        run.say(f"{schemes} schemes: requests of {about['request_bytes']} bytes,"
                f" replies of {about['reply_bytes']}")
        yield load, about


def unary_rows(run, load, about, schemes, gate, aim):
    command = run.millis(1500)
    match, echo = alternate(run.rounds(7),
                            lambda: load.ask(f"match {command}"),
                            lambda: load.ask(f"echo {command}"))
    calls = [turn["per_second"] for turn in match]
    echoes = [turn["per_second"] for turn in echo]
    return calls, [Row(
        f"unary MatchSchemes, 20 explained ÷ echo of the reply, {schemes} schemes",
        median(ratios(calls, echoes)), gate, aim,
        note=f"{median(calls):,.0f}/s ÷ {median(echoes):,.0f}/s; p99"
             f" {median([turn['p99_us'] for turn in match]) / 1e3:.1f} ms; replies"
             f" of {about['reply_bytes']:,} bytes")]


def batch_rows(run, load, schemes, gate, aim):
    what = f"batch, verdicts only: subjects/s ÷ unary echo/s, {schemes} schemes"
    command = run.millis(1500)
    try:
        batch, echo = alternate(
            run.rounds(5),
            lambda: load.ask(f"batch {command} {SUBJECTS_OF_BATCH}"),
            lambda: load.ask(f"echo {command}"))
    except NotMeasured as reason:
        return [Row(what, gate=gate, aim=aim, note=str(reason))]
    subjects = [turn["subjects_per_second"] for turn in batch]
    echoes = [turn["per_second"] for turn in echo]
    return [Row(what, median(ratios(subjects, echoes)), gate, aim,
                note=f"{median(subjects):,.0f}/s ÷ {median(echoes):,.0f}/s;"
                     f" {SUBJECTS_OF_BATCH} subjects a call")]


def change_rows(run, load, schemes):
    told = load.ask(f"change {run.count(24)}")
    return [
        Row(f"a new scheme among {schemes} is visible after",
            told["visible_median_ms"], 200, 50, "ms", more=False,
            note=f"slowest {told['visible_slowest_ms']:.0f} ms"),
        Row("p99 of answers meanwhile ÷ before",
            told["p99_meanwhile_us"] / max(told["p99_before_us"], 1), 2, 1.2,
            more=False,
            note=f"{told['p99_meanwhile_us'] / 1e3:.1f} ms of"
                 f" {told['calls_meanwhile']} calls that a change overlaps ÷"
                 f" {told['p99_before_us'] / 1e3:.1f} ms of"
                 f" {told['calls_before']}"),
    ]


def measure(run):
    unary, batch, change = [], [], []
    for schemes, (gate, aim), (batch_gate, batch_aim) in SIZES:
        schemes = run.size(schemes)
        try:
            with service(run, schemes) as (load, about):
                calls, rows = unary_rows(run, load, about, schemes, gate, aim)
                unary += rows
                if schemes == run.size(20_000):
                    change = change_rows(run, load, schemes)
                # Last, because a server without the method ends the load.
                batch += batch_rows(run, load, schemes, batch_gate, batch_aim)
        except NotMeasured as reason:
            unary.append(Row(f"unary and batch, {schemes} schemes", gate=gate,
                             aim=aim, note=str(reason)))
    return unary + batch + change
