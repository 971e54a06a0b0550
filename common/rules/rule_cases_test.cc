// Runs every case of tests/rules; the format is described there.
#include <filesystem>
#include <fstream>
#include <string>
#include <vector>

#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "absl/strings/str_split.h"
#include "common/rules/evaluator.h"
#include "common/rules/explanation.h"
#include "common/rules/nearness.h"
#include "common/rules/random_rules.h"
#include "common/rules/rule.h"
#include "common/rules/value_rule.h"
#include "common/status/errors.h"
#include "google/protobuf/text_format.h"
#include "gtest/gtest.h"

namespace sangam::rules {
namespace {

std::string TruthName(Truth truth) {
  if (truth == Truth::kUnknown) return "unknown";
  return truth == Truth::kTrue ? "true" : "false";
}

constexpr absl::CivilDay kAsOf(2024, 4, 1);

// The subject of a case, with what rules read beside it.
struct Question {
  explicit Question(const type::v1::Profile& profile)
      : reference(places, SampleReferences()),
        subject(profile, places.ChainOf(profile.place()).value_or(PlaceChain()),
                kAsOf, SampleDictionary(), &SampleReferences(), &places) {}

  const SamplePlaces places;
  const ReferenceData reference;
  const SubjectView subject;
};

// Why it is unknown, where asking does not help.
std::string Because(const UnknownCauses& causes) {
  if (causes.empty()) return "";
  return absl::StrCat(IsError(causes) ? ", error " : ", because ",
                      InWords(causes.front()));
}

// What the rule says of the facts, written as the third column is.
std::string Answer(absl::string_view text, const type::v1::Profile& profile) {
  const auto rule = sangam::Rule::Compile(text, SampleDictionary());
  if (!rule.ok()) {
    return absl::StrCat("error ",
                        FieldViolationsOf(rule.status())[0].description);
  }
  const Question question(profile);
  const Truth truth = rule->Evaluate(question.subject, question.reference);
  const Evaluated whole =
      EvaluateTree(rule->typed_root(), question.subject, question.reference);
  EXPECT_EQ(truth, IsKnown(whole.value) ? ToTruth(absl::get<bool>(whole.value))
                                        : Truth::kUnknown)
      << "the logic of a rule differs from the whole";
  const auto again = sangam::Rule::Compile(rule->ToText(), SampleDictionary());
  EXPECT_TRUE(again.ok() && again->ToText() == rule->ToText())
      << rule->ToText();
  std::string answer = TruthName(truth);
  absl::string_view separator = ", near ";
  if (truth == Truth::kFalse) {
    for (const Obstacle& obstacle :
         NearnessOf(rule->root(), question.subject, question.reference)
             .obstacles) {
      absl::StrAppend(&answer, separator, obstacle.predicate->attribute_name());
      separator = " ";
    }
  }
  if (truth != Truth::kUnknown) return answer;
  const std::vector<std::string> missing =
      MissingAttributes(*rule, question.subject, question.reference);
  if (missing.empty()) return answer + Because(whole.causes);
  return absl::StrCat(answer, ", missing ", absl::StrJoin(missing, " "));
}

// What an expression that is no condition comes to: "= 12".
std::string ValueAnswer(absl::string_view text,
                        const type::v1::Profile& profile) {
  const auto rule = ValueRule::Compile(text, SampleDictionary());
  if (!rule.ok()) {
    return absl::StrCat("= error ",
                        FieldViolationsOf(rule.status())[0].description);
  }
  const Question question(profile);
  const ValueRule::Outcome outcome =
      rule->Evaluate(question.subject, question.reference);
  if (!IsKnown(outcome.value)) return "= unknown, because " + outcome.reason;
  return "= " + Phrases("en").ValueOf(outcome.value, rule->unit());
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
      const absl::string_view expected = absl::StripAsciiWhitespace(columns[2]);
      EXPECT_EQ(absl::StartsWith(expected, "=")
                    ? ValueAnswer(columns[0], profile)
                    : Answer(columns[0], profile),
                expected)
          << line;
      ++cases;
    }
  }
  EXPECT_GE(cases, 250) << "the cases were not found";
}

}  // namespace
}  // namespace sangam::rules
