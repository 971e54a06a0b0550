"""What the README promises of the command line, by the program itself."""

import argparse
import json
import pathlib
import re
import subprocess
import sys
import tempfile

HERE = pathlib.Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parent / "harness"))
from stack import ROOT, Stack  # noqa: E402  pylint: disable=wrong-import-position


def faults_end_with_another_code(stack, folder, draft):
    """What is wrong is shown at its place, and no program takes it for right."""
    text = pathlib.Path(draft).read_text(encoding="utf-8")

    def refused(code, shown, *arguments):
        result = stack.sangamctl(*arguments, check=False)
        told = result.stdout + result.stderr
        assert result.returncode == code, (arguments, result.returncode, told)
        for part in shown:
            assert part in told, (arguments, part, told)

    faulty = folder / "faulty.yaml"
    faulty.write_text(text.replace("silk-sheds", "loom-sheds").replace(
        "expression: subject", "expression: membrs > 3 && subject"),
        encoding="utf-8")
    refused(3, ["did you mean `members`?"], "scheme", "explain", str(faulty))
    caret = "\n        expression: membrs > 3 && subject.kind in"
    refused(4, ["did you mean `members`?", caret, "^", "nothing was stored"],
            "--principal", "author-account", "apply", "-f", str(faulty))
    refused(4, ["schemes/loom-sheds"], "get", "schemes/loom-sheds")
    faulty.write_text(text.replace("state: DRAFT", "stat: DRAFT"),
                      encoding="utf-8")
    refused(3, ['did you mean "state"?', "\n    stat: DRAFT\n    ^"],
            "apply", "-f", str(faulty))
    version = text.index("---\n# The terms")
    test = text.index("---\n# A test")
    faulty.write_text(
        text[:test] + text[version:test].replace(
            "versions/1", "versions/2").replace("&guideline", "&order").replace(
                "*guideline", "*order"), encoding="utf-8")
    result = stack.sangamctl("scheme", "lint", str(faulty), check=False)
    assert "schemes/silk-sheds/versions/1 is in force on some of the same" in (
        result.stdout), result.stdout + result.stderr
    refused(4, ['did you mean "clusters/umden-eri"?'],
            "match", "clusters/umden-er")
    rule = folder / "bad.rule"
    rule.write_bytes(b"members > 3 &&\n\xff")
    refused(3, ["bad.rule:2:1: not valid UTF-8"],
            "rule", "check", "-f", str(rule))
    stack.sangamctl("rule", "eval", "-9 < members", "--subject",
                    "groups/illustrative-jeevika-vo")

MAPPING = """
collection: groups
set: {kind: SHG, provenance.asserted_by: BLOCK_OFFICE}
columns:
  SHG Code: {outside_id: LOKOS}
  SHG Name: title
  Members: profile.members
  Village Code: {field: place, prefix: places/lgd-village-}
  Village: place_title
  District Code: {field: place_parent, prefix: places/lgd-district-}
"""
GROUPS = """SHG Code,SHG Name,Members,Village Code,Village,District Code,Mobile
1,Umden Eri,12,990001,Umden,276,0000000000
2,Made-up group,9,990001,Umden,276,
3,Of 98765 01234,11,990001,Umden,276,
4,Another one,many,990002,Elsewhere,276,
5,A fifth,,,,,
"""


def imported(stack, *arguments, code=0):
    """Imports, and gives what became of the records."""
    result = stack.sangamctl("import", "-o", "json", *arguments, check=False)
    assert result.returncode == code, (result.returncode, result.stdout,
                                       result.stderr)
    return json.loads(result.stdout)


def counts(told):
    return [told[what] for what in ("created", "updated", "unchanged",
                                    "rejected")]


def author_a_scheme(stack, folder):
    draft = str(folder / "silk-sheds.yaml")
    # Each ends with another code than 0 if it has anything to complain of.
    stack.sangamctl("scheme", "new", "silk-sheds", "--file", draft)
    stack.sangamctl("scheme", "lint", draft)
    stack.sangamctl("scheme", "test", draft)
    stack.sangamctl("--principal", "author-account", "apply", "-f", draft)
    stack.sangamctl("--principal", "author-account", "scheme", "submit",
                    "schemes/silk-sheds/versions/1")
    again = stack.sangamctl("--principal", "author-account", "scheme",
                            "submit", "schemes/silk-sheds/versions/1")
    assert "is submitted already, by author-account; " in again.stdout, again
    stack.sangamctl("--principal", "second-account", "scheme", "approve",
                    "schemes/silk-sheds/versions/1")
    faults_end_with_another_code(stack, folder, draft)
    print("a new scheme's file is linted, tested, stored and published")


def import_a_register(stack, folder):
    table, mapping = folder / "groups.csv", folder / "groups.mapping.yaml"
    table.write_text(GROUPS)
    mapping.write_text(MAPPING)
    rejects = folder / "rejects.csv"
    flags = ["--mapping", str(mapping)]
    told = imported(stack, str(table), "--dry-run", *flags, code=4)
    assert counts(told) == [3, 0, 0, 2], told
    told = imported(stack, str(table), *flags, "--rejects", str(rejects),
                    code=4)
    assert counts(told) == [3, 0, 0, 2], told
    assert told["provisional_places"] == 1, told
    assert told["flags"]["FEW_MEMBERS"] == 1, told
    stored = stack.sangamctl("get", "groups/lokos-2", "-o", "json").stdout
    assert "Mobile" not in stored and "990001" in stored, stored
    again = imported(stack, str(table), *flags, code=4)
    assert counts(again) == [0, 0, 3, 2], again
    # No other file of the person is taken for old rejects.
    for precious in (mapping, folder / "mapping.copy"):
        precious.write_text(MAPPING)
        refused = stack.sangamctl("import", str(table), *flags, "--rejects",
                                  str(precious), check=False)
        assert refused.returncode == 2, refused
        assert precious.read_text() == MAPPING
    # The rejects are corrected and imported by themselves.
    text = rejects.read_text()
    assert "telephone number" in text and "whole number" in text, text
    rejects.write_text(text.replace("Of 98765 01234", "A third")
                       .replace("many", "14"))
    told = imported(stack, str(rejects), *flags)
    assert counts(told) == [2, 0, 0, 0], told
    # The rows in another order, one of them gone, one changed.
    lines = GROUPS.splitlines()
    table.write_text("\n".join([lines[0], lines[5], lines[2],
                                lines[1].replace("12", "13")]) + "\n")
    told = imported(stack, str(table), *flags, "--complete")
    assert counts(told) == [0, 1, 2, 0] and told["absent"] == 2, told
    # A register may be empty, which is said.
    table.write_text(lines[0] + "\n")
    empty = stack.sangamctl("import", str(table), *flags)
    assert f"{table} holds no records" in empty.stderr, empty
    # Lines end as an older spreadsheet writes them.
    table.write_bytes(b"\r".join(line.encode() for line in lines[:3]))
    told = imported(stack, str(table), *flags)
    assert counts(told) == [0, 1, 1, 0], told
    print("a register is imported, corrected, and imported again")


def import_the_directory(stack, folder):
    states, districts = folder / "states.csv", folder / "districts.csv"
    states.write_text("S.No.,State Code,State Name,State Name\n"
                      "1,97,MADE-UP STATE,MADE-UP STATE\n")
    districts.write_text("State Code,State Name,District Code,District Name\n"
                         "97,MADE-UP STATE,99001,MADE-UP DISTRICT\n"
                         "98,NO SUCH STATE,99002,LOST DISTRICT\n")
    # The finer places come first.
    told = imported(stack, "--lgd", str(districts), str(states), code=4)
    assert counts(told) == [2, 0, 0, 1], told
    told = imported(stack, "--lgd", str(states), str(districts), code=4)
    assert counts(told) == [0, 0, 2, 1], told
    # Local bodies without their types may be of either kind.
    bodies = folder / "bodies.csv"
    bodies.write_text("State Code,Local Body Code,Local Body Name\n"
                      "97,99003,MADE-UP BODY\n")
    unclear = stack.sangamctl("import", "--lgd", str(bodies), check=False)
    assert unclear.returncode == 3, unclear
    assert "say --lgd-level gram-panchayat or" in unclear.stderr, unclear
    told = imported(stack, "--lgd", str(bodies), "--lgd-level",
                    "urban-local-body")
    assert counts(told) == [1, 0, 0, 0], told
    stored = stack.sangamctl("get", "places/lgd-state-97").stdout
    assert "MADE-UP STATE" in stored, stored
    print("files of the Local Government Directory are imported as they are")


def move_a_registry(stack, folder, binaries):
    """What is exported, imported and exported again is the same."""
    exported = folder / "exported.jsonl"
    stack.sangamctl("export", "-f", str(exported))
    told = imported(stack, str(exported))
    whole = exported.read_text()
    # An export that fails leaves the one of before.
    for wrong in (["nonsense"], ["--registry", "127.0.0.1:1", "--timeout",
                                 "1s"]):
        failed = stack.sangamctl("export", "-f", str(exported), *wrong,
                                 check=False)
        assert failed.returncode != 0, failed
        assert exported.read_text() == whole, failed
    assert sorted(folder.glob("exported.jsonl*")) == [exported]
    records = len(whole.splitlines())
    assert counts(told) == [0, 0, records, 0], told
    with Stack(binaries, redis=False) as other:
        told = imported(other, str(exported))
        assert counts(told) == [records, 0, 0, 0], told
        again = other.sangamctl("export").stdout
        assert again == exported.read_text()
    print(f"{records} records are exported and imported elsewhere")


def import_a_population(stack, folder, binaries):
    """A made-up register, twice, from a file whose rows stand upside down."""
    lines = subprocess.run(
        [str(pathlib.Path(binaries) / "generate_registry"), "--subjects=2000"],
        check=True, capture_output=True, text=True).stdout.splitlines()
    register = folder / "made-up.jsonl"
    register.write_text("\n".join(reversed(lines)) + "\n")
    told = imported(stack, str(register))
    assert counts(told) == [len(lines), 0, 0, 0], told
    register.write_text("\n".join(lines) + "\n")
    told = imported(stack, str(register))
    assert counts(told) == [0, 0, len(lines), 0], told
    print(f"{len(lines)} made-up records are the same in any order")


def plan_is_made_kept_and_changed(stack):
    """Reads as an officer would: sums, what is open, and the plan as it was."""
    needs = str(ROOT / "deploy/local/plans/umden-eri.yaml")
    screen = stack.sangamctl("plan", "-f", needs, "--save", "plans/umden").stdout
    assert len(screen.splitlines()) <= 40, screen
    has_all(screen, "WHO PAYS WHAT", "STILL OPEN", "IN WHICH ORDER",
            "nobody holds the role", "in all ₹72,36,000",
            "* TAKEN FOR GRANTED: ₹38,36,000 of ₹72,36,000 rests on assumptions",
            "Backward Regions Grant Fund* ₹20,00,000",
            "Centre* ₹1,50,000 + Gap funder ₹50,000",
            "Centre ₹23,00,000 — Development Commissioner (MSME)"
            " (of it ₹3,00,000*)",
            "11. Working capital of household units",
            "2-7.   Apply: Backward Regions Grant Fund [2] — sericulture"
            " department (government agency);",
            "19-20. Carry out: [9] — NOBODY; [10] — District Handloom Office")
    for name in ("groups/", "departments/", "schemes/"):
        assert name not in screen, f"{name} is told, not a title:\n{screen}"
    made = stack.sangamctl("plan", "plans/umden", "--details").stdout
    for text in ("₹14,76,000", "64 × ₹9,000 + 36 × ₹25,000", "proven best",
                 "gap funding pays ₹6,00,000", "nobody holds the role"):
        assert text in made, f"{text!r} is not on the screen:\n{made}"
    kept = stack.sangamctl("plan", "plans/umden", "--details").stdout
    assert "64 × ₹9,000 + 36 × ₹25,000" in kept, kept
    changed = stack.sangamctl(
        "plan", "plans/umden", "--exclude", "schemes/nec-gap@soft-intervention",
        "--save", "plans/umden", "--details").stdout
    assert "gap funding pays ₹1,00,000" in changed, changed
    assert changed.splitlines()[2:] != kept.splitlines()[2:]
    again = stack.sangamctl("plan", "plans/umden", "--details").stdout
    assert "gap funding pays ₹1,00,000" in again, again
    stack.sangamctl("plan", "plans/umden", "--save", "plans/umden-copy")
    copy = stack.sangamctl("plan", "plans/umden-copy", "--details").stdout
    assert copy == again, f"the copy is another plan:\n{copy}"
    stack.sangamctl("plan", "plans/umden-copy", "--title", "For the funder",
                    "--save", "plans/umden-copy")
    named = stack.sangamctl("plan", "plans/umden-copy").stdout
    has_all(named, "For the funder")
    print("a plan is made, kept, changed and shown")


def plan_that_keeps_no_terms_ends_with_its_own_code(stack, folder):
    """Told on one screen, and no script takes it for a plan."""
    needs = (ROOT / "deploy/local/plans/umden-eri.yaml").read_text(
        encoding="utf-8")
    file = folder / "infeasible.yaml"
    file.write_text(needs.replace("cost_paise: 30000000",
                                  "cost_paise: 30000000\n      must_be_met: true"),
                    encoding="utf-8")
    for arguments in (("-f", str(file)), ("-f", str(file), "-o", "json"),
                      ("-f", str(file), "--save", "plans/none"),
                      ("plans/none",)):
        told = stack.sangamctl("plan", *arguments, check=False)
        assert told.returncode == 3, (arguments, told)
        assert len(told.stdout.splitlines()) <= 40 or "json" in arguments, told
        has_all(told.stdout, " must be met in full, ₹3,00,000")
    has_all(told.stdout, "• Working capital of household units must be met",
            "--pin")
    proposed = stack.sangamctl("plan", "plans/none", "--proposal", check=False)
    assert proposed.returncode == 3 and not proposed.stdout, proposed
    has_all(proposed.stderr, "plans/none came to nothing")
    nothing = stack.sangamctl(
        "plan", "-f", str(ROOT / "deploy/local/plans/thirty-three-houses.yaml"))
    has_all(nothing.stdout, "in all ₹0: nothing of it costs money")
    asked = stack.sangamctl("find", "providers", "clusters/umden-eri",
                            check=False)
    assert asked.returncode == 2 and "--service CODE" in asked.stderr, asked
    print("terms that no plan keeps are told, and end with 3")


def shipped_plans_fund_what_they_show(stack, folder):
    """Every plan that is shipped comes to something, as its comment says."""
    def told(file, *arguments):
        return stack.sangamctl("plan", "-f", str(file), *arguments).stdout

    for file in sorted((ROOT / "deploy/local/plans").glob("*.yaml")):
        plan = json.loads(told(file, "-o", "json"))["plan"]
        gives = [line for line in plan["lines"] if line["kind"] in (
            "PLAN_LINE_KIND_GRANT", "PLAN_LINE_KIND_SERVICE")]
        assert gives, f"{file.name} funds nothing: {plan}"
    fund = ROOT / "deploy/local/plans/thrissur.yaml"
    has_all(told(fund), "Trainings", "BUDS home", "Egger nursery",
            "Local body ₹60,00,000 + OPEN ₹20,00,000",
            "in all ₹2,70,00,000: Local body ₹2,50,00,000 — Local Self Government"
            " Department, Kerala; OPEN\n    ₹20,00,000")
    on_record = folder / "on-record.yaml"
    on_record.write_text(re.sub(
        r"subject: .*", "subject:"
        " {name: groups/kudumbashree-district-mission-thrissur}",
        fund.read_text(encoding="utf-8"), count=1), encoding="utf-8")
    why = ("Local government convergence fund (Thrissur precedent): "
           "₹2,50,00,000 came of it before")
    screen = told(on_record)
    has_all(screen, "Not used: " + why[:50])
    assert "no scheme that fits" not in screen, screen
    has_all(told(on_record, "--details"), "NOT USED, AND WHY",
            "(Trainings, BUDS home, Egger nursery,")
    print("the plans that are shipped fund what they show")


def has_all(screen, *texts):
    for text in texts:
        assert text in screen, f"{text!r} is not on the screen:\n{screen}"


def plan_becomes_linkages_and_a_document(stack):
    """Open points are named before anything is stored; asked twice, nothing is
    stored twice."""
    refused = stack.sangamctl("plan", "plans/umden", "--propose", "--by",
                              "DISTRICT_MISSION", check=False)
    assert refused.returncode == 4, refused
    assert "nobody holds the role MARKETING_AGENCY" in refused.stderr, refused
    assert "--allow-blockers: is needed" in refused.stderr, refused
    assert "allow_blockers" not in refused.stderr, refused
    propose = ("plan", "plans/umden", "--propose", "--by", "DISTRICT_MISSION",
               "--allow-blockers")
    sum_of_all = "11 linkages, ₹59,36,000; nobody has applied by this."
    has_all(stack.sangamctl(*propose, "--dry-run").stdout, "would propose",
            sum_of_all)
    before = stack.sangamctl("plan", "plans/umden", "--proposal").stdout
    has_all(before, "# Proposal: Umden Eri", "₹72,36,000",
            "64 × ₹9,000 + 36 × ₹25,000",
            "no application has been proposed from this plan")
    has_all(stack.sangamctl(*propose).stdout, " proposed ", sum_of_all,
            "schemes/brgf* ", "* rests on assumptions of the plan: --details")
    has_all(stack.sangamctl(*propose).stdout, " unchanged ", sum_of_all)
    after = stack.sangamctl("plan", "plans/umden", "--proposal").stdout
    assert after.count("| PROPOSED | not on record |") == 11, after
    print("a plan becomes linkages and a document for a funder")


def sums_of_a_federation_are_shown(stack, folder):
    """An officer sees each sum, and of how many SHGs it is known."""
    tree = folder / "tree.yaml"
    tree.write_text("""
{name: groups/made-up-clf, title: Made-up CLF, kind: CLF, children_complete: true}
---
{name: groups/made-up-vo, title: Made-up VO, kind: VO, parent: groups/made-up-clf}
---
name: groups/made-up-a
title: A
kind: SHG
parent: groups/made-up-vo
profile: {members: 12, poor_members: 9, extra: {savings_paise: {number: 147600000}}}
---
{name: groups/made-up-b, title: B, kind: SHG, parent: groups/made-up-vo}
""", encoding="utf-8")
    stack.sangamctl("apply", "-f", str(tree))
    show = ("federation", "sums", "groups/made-up-clf")
    has_all(stack.sangamctl(*show).stdout, "Made-up CLF (CLF)", "₹14,76,000",
            "1 of 2", "9 of 12", "75 %", "Of 1 body it is not declared",
            "groups/made-up-vo", "₹14,76,000*")
    told = json.loads(stack.sangamctl(*show, "-o", "json").stdout)
    assert told["parent"]["sums"]["members"] == {
        "sum": "12", "known": "1", "missing": "1"}, told
    assert [body["name"] for body in told["roll_ups"]] == [
        "groups/made-up-vo"], told
    assert "savings_paise" in stack.sangamctl(*show, "-o", "yaml").stdout
    refused = stack.sangamctl("federation", "sums", "groups/nowhere",
                              check=False)
    assert refused.returncode == 4, refused
    print("sums of a federation are shown")


def each_side_finds_the_other(stack):
    """The README's own commands."""
    offers = ROOT / "deploy/local/offers"
    has_all(stack.sangamctl("find", "takers", "-f",
                            str(offers / "thirty-three-houses.yaml")).stdout,
            "enterprises/women-construction-unit-trivandrum", "NOT SERVED",
            "33 units of 33 units", "Nothing is assigned by it")
    has_all(stack.sangamctl("find", "takers", "-f",
                            str(offers / "thrissur-fund.yaml")).stdout,
            "₹0 of ₹90,00,000", "₹1,50,00,000 of ₹1,50,00,000",
            "nobody of the cohort is known to fit")
    has_all(stack.sangamctl("find", "providers", "enterprises/famous-bakery",
                            "--service", "AUDIT").stdout,
            "enterprises/spark-me-consultancy", "in the same state, Kerala")
    has_all(stack.sangamctl("find", "precedents", "clusters/umden-eri",
                            "--alike", "25").stdout,
            "Design Clinic Scheme", "of 100 alike: kind 25")
    has_all(stack.sangamctl("find", "unserved", "schemes/design-clinic",
                            "--like", "clusters/iie-meghalaya", "--as-of",
                            "2012-06-01", "--alike", "25").stdout,
            "could use it and have not", " eligible\n")
    has_all(stack.sangamctl("find", "precedents",
                            "clusters/umden-eri").stdout, "--alike POINTS")
    # What they received, by lots.
    has_all(stack.sangamctl("find", "precedents", "clusters/bogulamari-jute",
                            "--scheme", "schemes/dc-handloom-worksheds",
                            "--alike", "25").stdout,
            "clusters/umden-eri", "₹14,76,000 received",
            "64 workshed with loom and accessories at ₹9,000")
    told = json.loads(stack.sangamctl(
        "find", "precedents", "clusters/bogulamari-jute", "--scheme",
        "schemes/dc-handloom-worksheds", "--alike", "25", "-o", "json").stdout)
    received = [benefit.get("received_paise")
                for story in told["stories"]["precedents"]
                for benefit in story.get("benefits", [])]
    if not told["schemes"] or "147600000" not in received:
        raise SystemExit(f"the sums are not told to programs: {told}")
    print("funds find takers, subjects find providers and precedents")


def what_works_is_taken_over(stack, folder):
    """Models become plans, problems lead to remedies, zones to products."""
    vaikom = "enterprises/haritha-karma-sena-vaikom"
    model = "replicableModels/haritha-karma-sena-vaikom"
    has_all(stack.sangamctl("get", "replicableModels").stdout, "WARNINGS", model)
    has_all(stack.sangamctl("find", "models",
                            "enterprises/haritha-karma-sena-kooroppada").stdout,
            "? Collecting waste alone does not give a lasting income",
            "contract: A monthly salary", "cost to be stated",
            "Practice of enterprises")
    plan = folder / "husk.yaml"
    has_all(stack.sangamctl("find", "models", vaikom, "--model", model,
                            "--plan", str(plan)).stdout, "sangamctl plan -f")
    has_all(plan.read_text(), "# State cost_paise of: husk-collection.")
    refused = stack.sangamctl("plan", "-f", str(plan), check=False)
    assert refused.returncode == 4, refused.stdout + refused.stderr
    has_all(refused.stderr, "cost_paise")
    stack.sangamctl("find", "models", vaikom, "--model", model, "--cost",
                    "husk-collection=50,000", "--plan", str(plan))
    has_all(stack.sangamctl("plan", "-f", str(plan)).stdout, "₹50,000")
    has_all(stack.sangamctl("find", "models", vaikom, "--cost", "a=1",
                            check=False).stderr, "one --model")
    has_all(stack.sangamctl("find", "remedies", "clusters/iie-assam",
                            "--as-of", "2012-06-01").stdout,
            "Products are not diversified", "on record", "1. First a design",
            "Design Clinic Scheme", "Not known yet")
    has_all(stack.sangamctl("find", "remedies", vaikom, "--problem",
                            "surveyProblems/books-not-kept").stdout, "reported",
            f"sangamctl find providers {vaikom} --service BOOK_KEEPING")
    has_all(stack.sangamctl("find", "upgrades",
                            "upgradeProgrammes/one-cluster-one-skill",
                            "--cluster", "clusters/hapur-potato").stdout,
            "potatoes → potato powder", "for the product aimed at",
            "nothing is on record of any of the 12 clusters",
            "₹10,00,00,00,00,000")
    print("models become plans, problems find remedies, zones their products")


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--binaries", required=True)
    options = parser.parse_args()
    with Stack(options.binaries) as stack, \
            tempfile.TemporaryDirectory(prefix="sangam_author_") as folder:
        stack.sangamctl("apply", "-f", str(ROOT / "deploy/local/sample"))
        folder = pathlib.Path(folder)
        # Among the sample alone, before anything is made up.
        each_side_finds_the_other(stack)
        sums_of_a_federation_are_shown(stack, folder)
        what_works_is_taken_over(stack, folder)
        author_a_scheme(stack, folder)
        import_a_register(stack, folder)
        import_the_directory(stack, folder)
        move_a_registry(stack, folder, options.binaries)
        import_a_population(stack, folder, options.binaries)
        plan_is_made_kept_and_changed(stack)
        plan_that_keeps_no_terms_ends_with_its_own_code(stack, folder)
        shipped_plans_fund_what_they_show(stack, folder)
        plan_becomes_linkages_and_a_document(stack)
    return 0


if __name__ == "__main__":
    sys.exit(main())
