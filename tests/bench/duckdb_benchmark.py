"""DuckDB on the workload: one wide table in memory.

Usage: python duckdb_benchmark.py DATA THREADS, then the commands
  two_way    counts for each scheme who is eligible
  three_way  counts also who needs information
  filter N   two_way for the first N schemes, by count(*) FILTER

Both tell the seconds that it took, and the counts. Of what we tried (count(*)
FILTER for many schemes a query, sum(CASE), count_if, UNION ALL, tests ordered by
how few pass, with and without columns of masks) one query a scheme with all
tests in its WHERE is the fastest by far: a row is out at its first test that
fails. Plans are made within the time, as each question is asked once.
"""

import json
import pathlib
import sys
import time

import duckdb

from duckdb_questions import Questions, columns

# Of count(*) FILTER in one query.
SCHEMES_OF_QUERY = 100


class DuckDb:
    """The table and the questions."""

    def __init__(self, data, threads):
        workload = json.loads((data / "schemes.json").read_text())
        self.schemes = workload["schemes"]
        self.questions = Questions(workload)
        self.connection = duckdb.connect()
        self.connection.execute(f"SET threads = {threads}")
        self.connection.execute(
            f"CREATE TABLE subjects AS SELECT {', '.join(columns(workload))}"
            f" FROM read_csv('{data / 'subjects.csv'}')")

    def count(self, expression):
        query = f"SELECT count(*) FROM subjects WHERE {expression}"
        return self.connection.execute(query).fetchone()[0]

    def two_way(self):
        return {"eligible": [self.count(self.questions.holds(scheme))
                             for scheme in self.schemes]}

    def three_way(self):
        counts = self.two_way()
        counts["needs_information"] = [
            self.count(self.questions.may_hold(scheme)) - eligible
            for scheme, eligible in zip(self.schemes, counts["eligible"])]
        return counts

    def filter(self, schemes):
        eligible = []
        for first in range(0, schemes, SCHEMES_OF_QUERY):
            filters = ", ".join(
                f"count(*) FILTER (WHERE {self.questions.holds(scheme)})"
                for scheme in self.schemes[first:min(first + SCHEMES_OF_QUERY,
                                                     schemes)])
            query = f"SELECT {filters} FROM subjects"
            eligible += self.connection.execute(query).fetchone()
        return {"eligible": eligible}


def main():
    data, threads = pathlib.Path(sys.argv[1]), int(sys.argv[2])
    database = DuckDb(data, threads)
    print(json.dumps({"version": duckdb.__version__}), flush=True)
    for line in sys.stdin:
        command, *numbers = line.split()
        began = time.monotonic()
        answer = getattr(database, command)(*map(int, numbers))
        answer["seconds"] = time.monotonic() - began
        print(json.dumps(answer), flush=True)


if __name__ == "__main__":
    main()
