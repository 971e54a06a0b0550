#include "tests/cel_conformance/page.h"

#include <algorithm>
#include <utility>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_replace.h"

namespace sangam::cel_conformance {
namespace {

constexpr char kIntroduction[] =
    R"(# CEL's conformance cases

The eligibility language is a subset of CEL (Common Expression Language). This
page counts how CEL's own cases fare with it: those of the npm package
@bufbuild/cel-spec 0.6.1, which holds the conformance files of cel-spec 0.25.1
and the cases of cel-go's parser, checker and comprehensions. `tests/run`
installs the package where npm is there; nothing of it is kept here. The page is
written by the test itself (`cel_conformance --page README.md`), which fails
where the page is out of date.

Whether a case lies within the language is decided from the case alone: from
cel-go's syntax tree with its types and overloads, the case's bindings, and what
cel-go says of the text. What our compiler accepts plays no part in it; see
`subset.cc`. Every case within the language must pass; there is no list of
allowed failures.

What passing means:

- **value**: the expression gives CEL's value. A case's variables become
  attributes that a department added, its bindings what a subject has. A list of
  numbers or truths is compared within the language, because our values hold
  lists of texts alone.
- **error**: CEL's checker accepts the expression and its evaluation fails. Ours
  must fail too: the value is unknown with a reason and nothing to ask for, or
  the compiler already refuses what can only fail (`1 / 0`).
- **type**: the case states a type and no value: ours compiles to that type.
- **refused**: cel-go's parser or checker refuses the text, so ours must. Where
  the checker's only complaint is an undeclared name, our parser must accept the
  syntax. The checker's complaint counts here only where the case itself is about
  it; cases that switch the check off and evaluate all the same are left out.

An expression outside the language must be refused, or mean what CEL means by it:
that is tested too, on every case that states a value or an error.
)";

// In a table or a list `|` and line breaks would be read as marks.
std::string Escaped(const std::string& text) {
  return absl::StrReplaceAll(text, {{"|", "\\|"}, {"\n", " "}});
}

void AppendFiles(const Summary& summary, std::string* page) {
  absl::StrAppend(
      page,
      "\n## By file\n\n| file | cases | within the language | value | error | "
      "type | refused | passed |\n|---|---|---|---|---|---|---|---|\n");
  FileCount all;
  const auto row = [page](const std::string& name, const FileCount& count) {
    absl::StrAppend(page, "| ", name, " | ", count.total, " | ", count.within(),
                    " | ", count.values, " | ", count.errors, " | ",
                    count.types, " | ", count.refusals, " | ", count.passed,
                    " |\n");
  };
  for (const auto& [name, count] : summary.files) {
    row(name, count);
    all.total += count.total;
    all.values += count.values;
    all.errors += count.errors;
    all.types += count.types;
    all.refusals += count.refusals;
    all.passed += count.passed;
  }
  row("**all**", all);
}

void AppendExclusions(const Summary& summary, std::string* page) {
  std::map<std::string, int> totals;
  std::map<std::string, std::string> by_file;
  for (const auto& [file, count] : summary.files) {
    for (const auto& [reason, cases] : count.excluded) {
      totals[reason] += cases;
      std::string& files = by_file[reason];
      absl::StrAppend(&files, files.empty() ? "" : ", ", file, " ", cases);
    }
  }
  std::vector<std::pair<int, std::string>> order;
  for (const auto& [reason, cases] : totals) order.push_back({-cases, reason});
  std::sort(order.begin(), order.end());
  absl::StrAppend(page,
                  "\n## What is outside\n\nA case is counted once, under the "
                  "first reason that applies.\n\n| reason | cases | by file "
                  "|\n|---|---|---|\n");
  for (const auto& [negative, reason] : order) {
    absl::StrAppend(page, "| ", Escaped(reason), " | ", -negative, " | ",
                    by_file[reason], " |\n");
  }
}

void AppendNames(const std::string& title,
                 const std::vector<std::string>& names, std::string* page) {
  absl::StrAppend(page, "\n### ", title, "\n\n");
  for (const std::string& name : names) {
    absl::StrAppend(page, "- ", Escaped(name), "\n");
  }
}

}  // namespace

std::string Page(const Summary& summary) {
  std::string page = kIntroduction;
  if (!summary.failures.empty()) {
    AppendNames("Failing", summary.failures, &page);
  }
  AppendFiles(summary, &page);
  AppendExclusions(summary, &page);
  absl::StrAppend(
      &page,
      "\n## Left out by name\n\nCases whose reason is not a type or "
      "a construct that the language lacks.\n");
  for (const auto& [reason, names] : summary.named_exclusions) {
    AppendNames(reason, names, &page);
  }
  if (!summary.accepted_outside.empty()) {
    AppendNames(
        "Outside by these rules, yet accepted, with CEL's result where one is "
        "stated",
        summary.accepted_outside, &page);
  }
  return page;
}

}  // namespace sangam::cel_conformance
