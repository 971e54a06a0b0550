#include "services/sangamctl/scheme_file/trial_report.h"

#include <utility>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "nlohmann/json.hpp"
#include "services/sangamctl/document/message_writer.h"
#include "services/sangamctl/match_screen/condition_lines.h"
#include "services/sangamctl/match_screen/screen_text.h"

namespace sangam::sangamctl {
namespace {

using Json = nlohmann::ordered_json;

constexpr int kItem = 4;

const char* StateOf(const TrialResult& result) {
  if (!result.trouble.empty()) return "not run";
  return result.passed() ? "passed" : "failed";
}

void Draw(TrialResult result, ScreenText& screen) {
  const Layout& layout = screen.layout();
  MakePlain(result.match);
  if (result.passed()) {
    screen.Wrapped(0, absl::StrCat(Green("pass", layout), " ", result.name));
    return;
  }
  screen.Wrapped(
      0, absl::StrCat(Red(result.trouble.empty() ? "FAIL" : "NOT RUN", layout),
                      " ", Bold(result.name, layout)));
  screen.Wrapped(kItem, absl::StrCat(result.file, ":", result.position.line,
                                     result.description.empty() ? "" : ": ",
                                     result.description));
  screen.Wrapped(kItem, result.trouble);
  for (const Disappointment& one : result.disappointments) {
    screen.Wrapped(kItem, absl::StrCat(one.what, ": expected ", one.expected,
                                       ", got ", one.actual));
  }
  if (result.trouble.empty()) {
    AppendConditions(result.match, kItem, ConditionView::kForAuthor, screen);
  }
}

Json ToJson(const std::vector<TrialResult>& results) {
  Json json = Json::array();
  for (const TrialResult& result : results) {
    Json entry = {{"name", result.name},
                  {"file", result.file},
                  {"line", result.position.line},
                  {"result", StateOf(result)}};
    if (!result.trouble.empty()) entry["trouble"] = result.trouble;
    for (const Disappointment& one : result.disappointments) {
      entry["differences"].push_back({{"what", one.what},
                                      {"expected", one.expected},
                                      {"actual", one.actual}});
    }
    json.push_back(std::move(entry));
  }
  return json;
}

std::string ToYaml(const std::vector<TrialResult>& results) {
  std::string yaml;
  for (const TrialResult& result : results) {
    absl::StrAppend(&yaml, "- name: ", YamlScalar(result.name),
                    "\n  file: ", YamlScalar(result.file),
                    "\n  line: ", result.position.line,
                    "\n  result: ", StateOf(result), "\n");
    if (!result.trouble.empty()) {
      absl::StrAppend(&yaml, "  trouble: ", YamlScalar(result.trouble), "\n");
    }
    if (!result.disappointments.empty()) {
      absl::StrAppend(&yaml, "  differences:\n");
    }
    for (const Disappointment& one : result.disappointments) {
      absl::StrAppend(&yaml, "  - what: ", YamlScalar(one.what),
                      "\n    expected: ", YamlScalar(one.expected),
                      "\n    actual: ", YamlScalar(one.actual), "\n");
    }
  }
  return yaml.empty() ? "[]\n" : yaml;
}

}  // namespace

std::string DrawTrials(const std::vector<TrialResult>& results,
                       OutputFormat format, const Layout& layout) {
  if (format == OutputFormat::kJson) {
    return ToJson(results).dump(1, ' ', false, Json::error_handler_t::replace) +
           "\n";
  }
  if (format == OutputFormat::kYaml) return ToYaml(results);
  ScreenText screen(layout);
  size_t passed = 0;
  size_t not_run = 0;
  for (const TrialResult& result : results) {
    Draw(result, screen);
    passed += result.passed();
    not_run += !result.trouble.empty();
  }
  std::vector<std::string> counts = {
      absl::StrCat(passed, " passed"),
      absl::StrCat(results.size() - passed - not_run, " failed")};
  if (not_run > 0) counts.push_back(absl::StrCat(not_run, " not run"));
  screen.Line(0, absl::StrJoin(counts, ", "));
  return screen.Take();
}

}  // namespace sangam::sangamctl
