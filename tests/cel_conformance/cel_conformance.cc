// Runs CEL's official cases.
//
// Usage: flatten_cases.mjs ... | cel_conformance --page README.md [--write]
//
// Fails where a case within the language fails, where one outside it is given
// another meaning than CEL's, and where the page is not current. --write writes
// the page instead of comparing it.
#include <fstream>
#include <iostream>
#include <sstream>
#include <string>

#include "absl/flags/flag.h"
#include "absl/flags/parse.h"
#include "absl/strings/str_cat.h"
#include "tests/cel_conformance/page.h"
#include "tests/cel_conformance/trial.h"

ABSL_FLAG(std::string, page, "", "the page that must be current");
ABSL_FLAG(bool, write, false, "write the page");
ABSL_FLAG(bool, list, false, "print what is expected of each case, or why not");

namespace sangam::cel_conformance {
namespace {

bool IsNamed(const std::string& reason) {
  return reason == kUncheckedReason || reason == kContainerReason ||
         reason == kLimitReason || reason == kUndeclaredReason ||
         reason == kBindingReason;
}

// How a case is named on the page, with the beginning of its expression.
std::string Title(const CelCase& cel_case) {
  std::string expression = cel_case.expression;
  for (char& c : expression) {
    if (c == '\n' || c == '\t') c = ' ';
  }
  const bool named_by_expression =
      cel_case.file.compare(0, 12, "conformance/") != 0;
  std::string name = named_by_expression ? "" : cel_case.name + " ";
  constexpr size_t kShown = 80;
  if (expression.size() > kShown) {
    size_t end = kShown;
    while ((expression[end] & 0xC0) == 0x80) --end;
    expression = expression.substr(0, end) + " ...";
  }
  return absl::StrCat(cel_case.file, " ", name, "`", expression, "`");
}

void CountWithin(Expectation expectation, FileCount* count) {
  count->values += expectation == Expectation::kValue;
  count->errors += expectation == Expectation::kError;
  count->types += expectation == Expectation::kType;
  count->refusals += expectation == Expectation::kRefused ||
                     expectation == Expectation::kParses;
}

// One line for --list.
void Print(const CelCase& cel_case, const Classification& classified) {
  static constexpr const char* kNames[] = {"",     "value",  "error",
                                           "type", "parses", "refused"};
  std::cout << Title(cel_case) << " | "
            << kNames[static_cast<int>(classified.expectation)]
            << classified.reason << "\n";
}

Summary Run(const std::vector<CelCase>& cases) {
  Summary summary;
  for (const CelCase& cel_case : cases) {
    const TreeParts parts = ReadTree(
        cel_case.checked_tree.empty() ? cel_case.tree : cel_case.checked_tree);
    const Classification classified = Classify(cel_case, parts);
    if (absl::GetFlag(FLAGS_list)) Print(cel_case, classified);
    FileCount& count = summary.files[cel_case.file];
    ++count.total;
    TrialResult result;
    if (classified.expectation == Expectation::kNothing) {
      ++count.excluded[classified.reason];
      if (IsNamed(classified.reason)) {
        summary.named_exclusions[classified.reason].push_back(Title(cel_case));
      }
      bool accepted = false;
      result = TryOutside(cel_case, parts, &accepted);
      if (accepted) summary.accepted_outside.push_back(Title(cel_case));
    } else {
      CountWithin(classified.expectation, &count);
      result = Try(cel_case, parts, classified.expectation);
      count.passed += result.passed;
    }
    if (!result.passed) {
      summary.failures.push_back(
          absl::StrCat(Title(cel_case), ": ", result.difference));
    }
  }
  return summary;
}

std::string ReadFile(const std::string& path) {
  std::ifstream file(path);
  std::stringstream text;
  text << file.rdbuf();
  return text.str();
}

int Main() {
  const std::vector<CelCase> cases = ReadCases(std::cin);
  const Summary summary = Run(cases);
  const std::string page = Page(summary);
  int within = 0, passed = 0;
  for (const auto& [file, count] : summary.files) {
    within += count.within();
    passed += count.passed;
  }
  for (const std::string& failure : summary.failures) {
    std::cout << "FAILED " << failure << "\n";
  }
  std::cout << cases.size() << " cases, " << within << " within the language, "
            << passed << " of them pass\n";
  bool current = true;
  if (absl::GetFlag(FLAGS_write)) {
    std::ofstream(absl::GetFlag(FLAGS_page)) << page;
  } else if (ReadFile(absl::GetFlag(FLAGS_page)) != page) {
    current = false;
    std::cout << "The page " << absl::GetFlag(FLAGS_page)
              << " is not current; write it with --write.\n";
  }
  // Fewer cases than the package holds would be a test that tests nothing.
  return current && summary.failures.empty() && cases.size() > 2000 ? 0 : 1;
}

}  // namespace
}  // namespace sangam::cel_conformance

int main(int argc, char** argv) {
  absl::ParseCommandLine(argc, argv);
  return sangam::cel_conformance::Main();
}
