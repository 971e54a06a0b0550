"""DuckDB on the workload: one wide table in memory.

Usage: python duckdb_benchmark.py DATA THREADS, then the commands
  two_way    counts for each scheme who is eligible
  three_way  counts also who needs information
  filter N   two_way for the first N schemes, by count(*) FILTER
  prepare two_way, prepare three_way, prepare filter N

They tell the seconds that it took, and the counts. Of what we tried (count(*)
FILTER for many schemes a query, sum(CASE), count_if, UNION ALL, tests ordered by
how few pass, with and without columns of masks) one query a scheme with all
tests in its WHERE is the fastest by far: a row is out at its first test that
fails. The statements are prepared by "prepare", outside the time: plans of
repeated questions are kept on our side, too.
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
        self.statements = {}
        self.connection = duckdb.connect()
        self.connection.execute(f"SET threads = {threads}")
        self.connection.execute(
            f"CREATE TABLE subjects AS SELECT {', '.join(columns(workload))}"
            f" FROM read_csv('{data / 'subjects.csv'}')")

    def prepare(self, query):
        """The name of the statement, which is prepared once."""
        if query not in self.statements:
            self.statements[query] = f"statement_{len(self.statements)}"
            self.connection.execute(
                f"PREPARE {self.statements[query]} AS {query}")
        return self.statements[query]

    def ask(self, query):
        name = self.prepare(query)
        return self.connection.execute(f"EXECUTE {name}").fetchone()

    def ask_all(self, queries):
        return [count for query in queries for count in self.ask(query)]

    @staticmethod
    def count(expression):
        return f"SELECT count(*) FROM subjects WHERE {expression}"

    def queries(self, command, schemes=0):
        """By what they count, the queries of a command."""
        holds = [self.questions.holds(scheme) for scheme in self.schemes]
        if command == "filter":
            return {"eligible": [
                "SELECT " + ", ".join(f"count(*) FILTER (WHERE {of_scheme})"
                                      for of_scheme in holds[first:last])
                + " FROM subjects"
                for first in range(0, schemes, SCHEMES_OF_QUERY)
                for last in [min(first + SCHEMES_OF_QUERY, schemes)]]}
        queries = {"eligible": [self.count(of_scheme) for of_scheme in holds]}
        if command == "three_way":
            queries["possible"] = [
                self.count(self.questions.may_hold(scheme))
                for scheme in self.schemes]
        return queries

    def answer(self, queries):
        """The seconds that it took, and the counts."""
        began = time.monotonic()
        counts = {kind: self.ask_all(of_kind)
                  for kind, of_kind in queries.items()}
        counts["seconds"] = time.monotonic() - began
        if "possible" in counts:
            counts["needs_information"] = [
                possible - eligible for possible, eligible in
                zip(counts.pop("possible"), counts["eligible"])]
        return counts


def main():
    data, threads = pathlib.Path(sys.argv[1]), int(sys.argv[2])
    database = DuckDb(data, threads)
    print(json.dumps({"version": duckdb.__version__}), flush=True)
    for line in sys.stdin:
        words = line.split()
        prepares = words[0] == "prepare"
        command, *numbers = words[1:] if prepares else words
        queries = database.queries(command, *map(int, numbers))
        if prepares:
            for query in sum(queries.values(), []):
                database.prepare(query)
        print(json.dumps({} if prepares else database.answer(queries)),
              flush=True)


if __name__ == "__main__":
    main()
