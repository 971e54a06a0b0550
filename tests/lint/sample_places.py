"""Checks the sample's places against the Local Government Directory's tables.

Every place whose name begins with places/lgd- must be in the table of its kind,
under its code, by its title or an alias, and below the parents that it names.
The tables lie beside the checkout; without them the check is skipped.
"""

import csv
import pathlib
import re
import sys

import yaml

ROOT = pathlib.Path(__file__).resolve().parents[2]
TABLES = ROOT.parent / "shared" / "domain" / "data" / "lgd"
SAMPLE = ROOT / "deploy" / "local" / "sample" / "places"
NAME = re.compile(r"places/lgd-([a-z-]+)-(\d+)")
# Kind in a place's name: table, column of the code, column of the name, and for
# each parent that the table knows its kind and column, the nearest first.
KINDS = {
    "state": ("1-state.csv", 1, 3, ()),
    "district": ("2-district.csv", 2, 3, (("state", 0),)),
    "sub-district": ("3-subdistrict.csv", 5, 7, (("district", 3), ("state", 1))),
    "block": ("blocks.csv", 5, 7, (("district", 3), ("state", 1))),
    "urban-local-body": ("urban-local-body.csv", 1, 3, (("state", 7),)),
}
PARENTS = ("revenue_parent", "development_parent", "urban_parent")


def plain(name):
    """A name without what the directory and people write differently."""
    return re.sub(r"[^a-z0-9]", "", name.lower().replace("&", "and"))


def read_table(kind):
    """The rows of a kind by their code."""
    file, code, name, parents = KINDS[kind]
    with open(TABLES / file, encoding="utf-8-sig", newline="") as lines:
        rows = list(csv.reader(lines))[1:]
    return {int(row[code]): (row[name], {parent: int(row[column])
                                         for parent, column in parents})
            for row in rows if len(row) > code and row[code].strip().isdigit()}


def parents_of(tables, kind, code):
    """All that the tables put a place in, as {(kind, code)}."""
    found = set()
    for parent in tables[kind].get(code, ("", {}))[1].items():
        found |= {parent} | parents_of(tables, *parent)
    return found


def check(place, tables):
    """Yields what is wrong with one place."""
    match = NAME.fullmatch(place["name"])
    if not match or match[1] not in tables:
        yield "no table has places of this kind"
        return
    kind, code = match[1], int(match[2])
    if place.get("kind") != "PLACE_KIND_" + kind.upper().replace("-", "_"):
        yield f"kind is {place.get('kind')}"
    if place.get("lgd_code") != code:
        yield f"lgd_code is {place.get('lgd_code')}"
    if code not in tables[kind]:
        yield "the directory has no such code"
        return
    name = tables[kind][code][0]
    if plain(name) not in map(plain, [place["title"], *place.get("aliases", [])]):
        yield f"the directory calls it {name}"
    # A table of towns names the state only, so a district that the sample
    # gives there must lie in that state.
    known = parents_of(tables, kind, code)
    nearest = KINDS[kind][3][0][0] if KINDS[kind][3] else None
    given = {field: place[field] for field in PARENTS if field in place}
    if nearest and not given:
        yield "has no parent"
    for field, parent in given.items():
        match = NAME.fullmatch(parent)
        if kind == "state":
            if parent != "places/india":
                yield f"{field} is {parent}"
            continue
        above = (match[1], int(match[2])) if match else None
        direct = above in known and above[0] == nearest
        through = above and nearest != above[0] and known <= parents_of(
            tables, *above)
        if not direct and not through:
            yield f"{field} is {parent}"


def main():
    if not TABLES.is_dir():
        print("skipped: the tables of the Local Government Directory are not "
              "beside the checkout")
        return 0
    tables = {kind: read_table(kind) for kind in KINDS}
    places = [place for path in sorted(SAMPLE.glob("*.yaml"))
              for place in yaml.safe_load_all(path.read_text())
              if place and place["name"].startswith("places/lgd-")]
    problems = [f"{place['name']}: {problem}" for place in places
                for problem in check(place, tables)]
    print("\n".join(problems) or
          f"{len(places)} places agree with the directory")
    return 1 if problems or not places else 0


if __name__ == "__main__":
    sys.exit(main())
