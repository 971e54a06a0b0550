// Runs every case of tests/rules; the format is described there.
#include <filesystem>
#include <fstream>
#include <string>
#include <vector>

#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"
#include "common/rules/explanation.h"
#include "common/rules/nearness.h"
#include "common/rules/random_rules.h"
#include "common/rules/rule.h"
#include "common/status/errors.h"
#include "google/protobuf/text_format.h"
#include "gtest/gtest.h"

namespace sangam::rules {
namespace {

std::string TruthName(Truth truth) {
  if (truth == Truth::kUnknown) return "unknown";
  return truth == Truth::kTrue ? "true" : "false";
}

// What the rule says of the facts, written as the third column is.
std::string Answer(absl::string_view text, const type::v1::Profile& profile) {
  const auto rule = sangam::Rule::Compile(text, AttributeDictionary::BuiltIn());
  if (!rule.ok()) {
    return absl::StrCat("error ",
                        FieldViolationsOf(rule.status())[0].description);
  }
  const SamplePlaces places;
  const SubjectView subject(
      profile, places.ChainOf(profile.place()).value_or(PlaceChain()),
      absl::CivilDay(2024, 4, 1));
  const Truth truth = rule->Evaluate(subject, places);
  std::string answer = TruthName(truth);
  absl::string_view separator = ", near ";
  if (truth == Truth::kFalse) {
    for (const Obstacle& obstacle :
         NearnessOf(rule->root(), subject, places).obstacles) {
      absl::StrAppend(&answer, separator, obstacle.predicate->attribute_name());
      separator = " ";
    }
  }
  separator = ", missing ";
  for (const std::string& name : MissingAttributes(*rule, subject, places)) {
    if (truth != Truth::kUnknown) break;
    absl::StrAppend(&answer, separator, name);
    separator = " ";
  }
  return answer;
}

TEST(RuleCasesTest, EveryCaseHolds) {
  int cases = 0;
  for (const auto& entry :
       std::filesystem::directory_iterator(SANGAM_RULE_CASES)) {
    if (entry.path().extension() != ".txt") continue;
    std::ifstream file(entry.path());
    std::string line;
    for (int number = 1; std::getline(file, line); ++number) {
      if (line.empty() || line[0] == '#') continue;
      SCOPED_TRACE(absl::StrCat(entry.path().filename().string(), ":", number));
      const std::vector<std::string> columns = absl::StrSplit(line, " | ");
      ASSERT_EQ(columns.size(), 3u) << line;
      type::v1::Profile profile;
      ASSERT_TRUE(
          google::protobuf::TextFormat::ParseFromString(columns[1], &profile));
      EXPECT_EQ(Answer(columns[0], profile),
                absl::StripAsciiWhitespace(columns[2]))
          << line;
      ++cases;
    }
  }
  EXPECT_GE(cases, 50) << "the cases were not found";
}

}  // namespace
}  // namespace sangam::rules
