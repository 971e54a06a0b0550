// Fuzzes the eligibility language: parse, check, print, parse again, evaluate.
//
// An input is an expression; what follows its first byte 0xFF (which no UTF-8
// text holds) makes the subject. Must hold on every input, beside no crash and
// no finding of a sanitizer:
// - a refusal names a line and a column of the text;
// - printing is the inverse of parsing, and printing twice changes nothing;
// - the plain text compiles where the text does, to what evaluates alike;
// - a condition means the same by its logical skeleton as by its typed tree;
// - a value has the type that the checker gave the expression, and an unknown
//   one has a reason;
// - the explanation gives the truth of the evaluation.
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <string>
#include <vector>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/string_view.h"
#include "absl/time/civil_time.h"
#include "common/rules/explanation.h"
#include "common/rules/nearness.h"
#include "common/rules/parser.h"
#include "common/rules/printer.h"
#include "common/rules/rule.h"
#include "common/rules/subject_view.h"
#include "common/rules/value_rule.h"
#include "common/status/errors.h"
#include "tests/fuzz/fuzz_subject.h"

namespace sangam::fuzz {
namespace {

void Require(bool holds, absl::string_view what, absl::string_view text) {
  if (holds) return;
  std::fprintf(stderr, "BROKEN: %s\n%s\n", std::string(what).c_str(),
               std::string(text).c_str());
  std::abort();
}

void CheckRefusal(const absl::Status& status, absl::string_view text) {
  const std::vector<FieldViolation> violations = FieldViolationsOf(status);
  Require(!violations.empty() && violations.size() <= 10,
          "a refusal has one to ten faults", text);
  for (const FieldViolation& violation : violations) {
    Require(violation.field == "expression" &&
                absl::StartsWith(violation.description, "line "),
            "a fault has its place", violation.description);
  }
}

bool HasType(const rules::Value& value,
             scheme_catalog::v1::AttributeType type) {
  switch (type) {
    case scheme_catalog::v1::ATTRIBUTE_TYPE_NUMBER:
      return absl::holds_alternative<int64_t>(value);
    case scheme_catalog::v1::ATTRIBUTE_TYPE_TRUTH:
      return absl::holds_alternative<bool>(value);
    case scheme_catalog::v1::ATTRIBUTE_TYPE_TEXT:
    case scheme_catalog::v1::ATTRIBUTE_TYPE_PLACE:
      return absl::holds_alternative<std::string>(value);
    case scheme_catalog::v1::ATTRIBUTE_TYPE_LIST:
      return absl::holds_alternative<std::vector<std::string>>(value);
    case scheme_catalog::v1::ATTRIBUTE_TYPE_DATE:
      return absl::holds_alternative<absl::CivilDay>(value);
    default:
      return false;
  }
}

Truth TruthOf(const rules::Value& value) {
  const auto* truth = absl::get_if<bool>(&value);
  return truth == nullptr ? Truth::kUnknown : ToTruth(*truth);
}

// A subject, and what it is asked with.
struct Question {
  FuzzPlaces places;
  ReferenceData reference;
  SubjectView subject;

  explicit Question(const type::v1::Profile& profile)
      : reference(places, FuzzReferences()),
        subject(profile, places.ChainOf(profile.place()).value_or(PlaceChain()),
                absl::CivilDay(2024, 4, 1), FuzzDictionary(), &FuzzReferences(),
                &places) {}
};

void CheckPrinting(const rules::Expression& tree, absl::string_view text) {
  const std::string plain = rules::ToText(tree);
  const auto again = rules::Parse(plain);
  // Printing may add parentheses and escapes, so that a text at the very limit
  // of size can grow beyond it.
  if (!again.ok() && plain.size() > Rule::kMaxBytes) return;
  Require(again.ok(), "the plain text parses", plain);
  Require(*again == tree, "the plain text parses to an equal tree", plain);
  Require(rules::ToText(*again) == plain, "the plain text is its own", text);
}

void CheckValue(const ValueRule& rule, const Question& question) {
  const ValueRule::Outcome outcome =
      rule.Evaluate(question.subject, question.reference);
  if (rules::IsKnown(outcome.value)) {
    Require(HasType(outcome.value, rule.type()),
            "a value has the type of its expression", rule.text());
  } else {
    Require(!outcome.reason.empty(), "an unknown value has a reason",
            rule.text());
  }
  const auto plain = ValueRule::Compile(rule.ToText(), FuzzDictionary());
  Require(plain.ok(), "the plain text compiles", rule.ToText());
  const ValueRule::Outcome again =
      plain->Evaluate(question.subject, question.reference);
  Require(again.value == outcome.value && again.reason == outcome.reason,
          "the plain text means the same", rule.text());
  Require(plain->attribute_names() == rule.attribute_names() &&
              plain->place_names() == rule.place_names() &&
              plain->scheme_names() == rule.scheme_names(),
          "the plain text mentions the same", rule.text());
}

void CheckCondition(const Rule& rule, const ValueRule& typed,
                    const Question& question) {
  Require(typed.is_condition(), "a rule is a condition", rule.text());
  const Truth truth = rule.Evaluate(question.subject, question.reference);
  Require(TruthOf(typed.Evaluate(question.subject, question.reference).value) ==
              truth,
          "the logical skeleton and the typed tree say the same", rule.text());
  static const auto* const kPhrases = new std::vector<rules::Phrases>{
      rules::Phrases("en"), rules::Phrases("hi")};
  for (const rules::Phrases& phrases : *kPhrases) {
    const rules::Explanation explanation =
        rules::Explain(rule, question.subject, question.reference, phrases);
    Require(explanation.truth == truth, "the explanation has the rule's truth",
            rule.text());
    Require(truth == Truth::kUnknown || explanation.missing_attributes.empty(),
            "a known truth misses nothing", rule.text());
  }
  rules::NearnessOf(rule.root(), question.subject, question.reference);
}

void Try(absl::string_view input) {
  const size_t end = std::min(input.find('\xFF'), input.size());
  const absl::string_view text = input.substr(0, end);
  const auto tree = rules::Parse(text);
  if (!tree.ok()) {
    CheckRefusal(tree.status(), text);
    return;
  }
  CheckPrinting(*tree, text);
  const auto typed = ValueRule::Compile(text, FuzzDictionary());
  const auto rule = Rule::Compile(text, FuzzDictionary());
  if (!rule.ok()) CheckRefusal(rule.status(), text);
  if (!typed.ok()) {
    CheckRefusal(typed.status(), text);
    Require(!rule.ok(), "what is a rule is an expression", text);
    return;
  }
  ByteSource bytes(input.substr(std::min(end + 1, input.size())));
  const Question question(FuzzProfile(&bytes, 2));
  CheckValue(*typed, question);
  if (rule.ok()) CheckCondition(*rule, *typed, question);
}

}  // namespace
}  // namespace sangam::fuzz

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  sangam::fuzz::Try({reinterpret_cast<const char*>(data), size});
  return 0;
}
