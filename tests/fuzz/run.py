"""Fuzzes the eligibility language for some time.

The corpus that libFuzzer finds stays beside the program, so that the next run
goes on from there; an input that breaks something is kept in findings/.

Usage: run.py --fuzzer PROGRAM --seconds N
"""

import argparse
import pathlib
import re
import subprocess
import sys

HERE = pathlib.Path(__file__).resolve().parent
sys.path.insert(0, str(HERE))
import seeds  # noqa: E402

FEWEST_SEEDS = 50


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--fuzzer", required=True, type=pathlib.Path)
    parser.add_argument("--seconds", required=True, type=int)
    options = parser.parse_args()
    if not options.fuzzer.exists():
        print("skipped: rule_fuzz: the fuzzer is not built; tests/run builds it "
              "where clang and its runtime are")
        return 0
    work = options.fuzzer.resolve().parents[1] / "fuzzing"
    corpus, findings, seed_folder = (work / "corpus", work / "findings",
                                     work / "seeds")
    for folder in (corpus, findings):
        folder.mkdir(parents=True, exist_ok=True)
    count = seeds.write(seed_folder)
    if count < FEWEST_SEEDS:
        print(f"only {count} seeds: the expressions were not found")
        return 1
    log = work / "log"
    with log.open("w") as out:
        result = subprocess.run(
            [str(options.fuzzer), f"-max_total_time={options.seconds}",
             f"-dict={HERE / 'rule.dict'}", f"-artifact_prefix={findings}/",
             "-timeout=10", "-rss_limit_mb=2560", "-max_len=2048",
             "-print_final_stats=1", "-use_value_profile=1",
             str(corpus), str(seed_folder)],
            stdout=out, stderr=out, check=False)
    text = log.read_text(errors="replace")
    if result.returncode != 0:
        print(text[-6000:])
        print(f"a finding; its input is kept in {findings}")
        return 1
    executed = re.search(r"number_of_executed_units:\s*(\d+)", text)
    slowest = re.search(r"slowest_unit_time_sec:\s*(\d+)", text)
    coverage = re.findall(r"cov: (\d+)", text)
    print(f"{count} seeds, {executed[1]} inputs in {options.seconds} s, "
          f"{coverage[-1]} edges, slowest {slowest[1]} s, no finding")
    # A fuzzer that refuses its seeds unread would find nothing either.
    return 0 if int(executed[1]) > count else 1


if __name__ == "__main__":
    sys.exit(main())
