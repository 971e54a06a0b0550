"""A workload's schemes as SQL over one wide table of its subjects.

Every column has the narrowest type; a code is a bit of a mask, so that "one of
these" is one AND; places are codes. NULL is what is not known, and SQL's logic
of three values is ours. For "not false" each column has a twin without NULL: it
holds a value that passes the test, whatever the test, so the question needs no
IS NULL.
"""

BIGGEST = 4_000_000_000_000
# Beside the numbers of places: a district of which the block is not known, a
# state of which the district is not known, nothing known.
DISTRICT_ONLY = 100_000
STATE_ONLY = 200_000
NOWHERE = 300_000


def mask(codes):
    """The bits of some codes."""
    return sum(1 << code for code in codes)


def columns(workload):
    """The columns of the wide table, out of those of subjects.csv."""
    for attribute in workload["attributes"]:
        name, shape = attribute["name"], attribute["shape"]
        if shape == "number":
            kind = "BIGINT" if name.endswith("paise") else "INTEGER"
            yield f"{name}::{kind} AS {name}"
            most = BIGGEST if kind == "BIGINT" else 2**31 - 1
            yield f"coalesce({name}, {most})::{kind} AS {name}_high"
            yield f"coalesce({name}, -1)::{kind} AS {name}_low"
        elif shape == "day":
            yield f"{name}::SMALLINT AS {name}"
            yield f"coalesce({name}, 32767)::SMALLINT AS {name}_high"
            yield f"coalesce({name}, -1)::SMALLINT AS {name}_low"
        elif shape == "truth":
            yield f"{name} = 1 AS {name}"
            yield f"coalesce({name} = 1, true) AS {name}_high"
            yield f"coalesce({name} = 1, false) AS {name}_low"
        elif shape == "code":
            bit = f"(1 << {name}::INTEGER)::INTEGER"
            yield f"{bit} AS {name}"
            yield f"coalesce({bit}, 2147483647)::INTEGER AS {name}_high"
        elif shape == "list":
            yield f"{name}::INTEGER AS {name}"
            yield f"coalesce({name}, 2147483647)::INTEGER AS {name}_high"
        elif shape == "place":
            bit = "(1::BIGINT << state::BIGINT)"
            yield f"{bit} AS state"
            yield f"coalesce({bit}, (1::BIGINT << 62) - 1) AS state_high"
            yield f"coalesce({bit}, 0) AS state_low"
            yield "district::SMALLINT AS district"
            yield "block::SMALLINT AS block"
            coarse = f"coalesce({STATE_ONLY} + state, {NOWHERE})"
            yield f"coalesce(district, {coarse})::INTEGER AS district_high"
            yield (f"coalesce(block, {DISTRICT_ONLY} + district, {coarse})"
                   "::INTEGER AS block_high")
        else:
            for code in range(len(attribute["codes"])):
                on_record = f"((received::INTEGER >> {code}) & 1 = 1)"
                yield (f"CASE WHEN {on_record} THEN true WHEN"
                       f" received_complete = 1 THEN false END AS received_{code}")
                yield (f"{on_record} OR received_complete = 0"
                       f" AS received_{code}_high")
                yield f"{on_record} AS received_{code}_low"


class Questions:
    """The tests of a workload in SQL."""

    def __init__(self, workload):
        self.attributes = workload["attributes"]
        self.districts_of_state = workload["districts_of_state"]
        self.blocks_of_district = workload["blocks_of_district"]

    def holds(self, conditions):
        """The scheme's conditions: true, false or NULL."""
        return " AND ".join(
            "(" + " OR ".join(self.test(test) for test in tests) + ")"
            for tests in conditions)

    def may_hold(self, conditions):
        """True unless the conditions are false."""
        return " AND ".join(
            "(" + " OR ".join(self.test(test, may=True) for test in tests) + ")"
            for tests in conditions)

    def test(self, test, may=False):
        attribute = self.attributes[test["attribute"]]
        check, codes = test["check"], test["codes"]
        high, low = ("_high", "_low") if may else ("", "")
        name = attribute["name"]
        if check == "at_least":
            return f"{name}{high} >= {test['least']}"
        if check == "at_most":
            return f"{name}{low} <= {test['most']}"
        if check == "between":
            return (f"{name}{high} >= {test['least']}"
                    f" AND {name}{low} <= {test['most']}")
        if check == "holds":
            return f"{name}{high}"
        if check == "fails":
            return f"NOT {name}{low}"
        if check in ("one_of", "some_of"):
            return f"({name}{high} & {mask(codes)}) <> 0"
        if check == "not_within":
            return f"(state{low} & {mask(codes)}) = 0" if may else (
                f"(state & {mask(codes)}) = 0")
        if check == "within" and test["level"] == "state":
            return f"(state{high} & {mask(codes)}) <> 0"
        if check == "within":
            if may:
                codes = sorted(codes + self.coarser(test["level"], codes))
            return f"{test['level']}{high} IN ({', '.join(map(str, codes))})"
        if check == "received":
            return f"received_{codes[0]}{high}"
        if check == "not_received":
            return f"NOT received_{codes[0]}{low}"
        raise ValueError(f"no such check: {check}")

    def coarser(self, level, codes):
        """The codes of places that may lie in one of these."""
        above = [NOWHERE]
        if level == "block":
            districts = {code // self.blocks_of_district for code in codes}
            above += [DISTRICT_ONLY + district for district in districts]
            codes = districts
        states = {code // self.districts_of_state for code in codes}
        return above + [STATE_ONLY + state for state in states]
