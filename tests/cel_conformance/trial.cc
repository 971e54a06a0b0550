#include "tests/cel_conformance/trial.h"

#include <utility>
#include <vector>

#include "absl/strings/match.h"
#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "common/rules/attribute_dictionary.h"
#include "common/rules/parser.h"
#include "common/rules/place_chain.h"
#include "common/rules/subject_view.h"
#include "common/rules/value_rule.h"
#include "common/status/errors.h"

namespace sangam::cel_conformance {
namespace {

using scheme_catalog::v1::Attribute;
using scheme_catalog::v1::AttributeType;

AttributeType TypeOf(absl::string_view cel_type) {
  if (cel_type == "int") return scheme_catalog::v1::ATTRIBUTE_TYPE_NUMBER;
  if (cel_type == "bool") return scheme_catalog::v1::ATTRIBUTE_TYPE_TRUTH;
  if (cel_type == "string") return scheme_catalog::v1::ATTRIBUTE_TYPE_TEXT;
  if (absl::StartsWith(cel_type, "list("))
    return scheme_catalog::v1::ATTRIBUTE_TYPE_LIST;
  return scheme_catalog::v1::ATTRIBUTE_TYPE_UNSPECIFIED;
}

BuiltDictionary DictionaryOf(const TreeParts& parts) {
  std::vector<Attribute> attributes;
  for (const auto& [name, type] : parts.variables) {
    // A recorded list is one of texts.
    if (TypeOf(type) == scheme_catalog::v1::ATTRIBUTE_TYPE_UNSPECIFIED ||
        (absl::StartsWith(type, "list(") && type != "list(string)"))
      continue;
    Attribute& attribute = attributes.emplace_back();
    attribute.set_name(absl::StrCat("attributes/", name));
    attribute.set_type(TypeOf(type));
    attribute.set_origin(scheme_catalog::v1::ATTRIBUTE_ORIGIN_RECORDED);
    attribute.set_absence(type::v1::ATTRIBUTE_ABSENCE_UNKNOWN);
    (*attribute.mutable_label()->mutable_text())["en"] = name;
    (*attribute.mutable_question()->mutable_text())["en"] = name;
  }
  return AttributeDictionary::Build(attributes, {}, {});
}

int64_t NumberOf(const nlohmann::json& value) {
  int64_t number = 0;
  // Protobuf's JSON writes 64-bit numbers as texts.
  if (!absl::SimpleAtoi(value.get<std::string>(), &number)) std::abort();
  return number;
}

type::v1::Profile ProfileOf(const CelCase& cel_case) {
  type::v1::Profile profile;
  for (const auto& [name, value] : cel_case.bindings) {
    type::v1::AttributeValue held;
    if (value.contains("int64Value")) {
      held.set_number(NumberOf(value["int64Value"]));
    } else if (value.contains("boolValue")) {
      held.set_truth(value["boolValue"]);
    } else if (value.contains("stringValue")) {
      held.set_text(value["stringValue"]);
    } else if (value.contains("listValue")) {
      held.mutable_list();
      for (const auto& element :
           value["listValue"].value("values", nlohmann::json::array())) {
        if (element.contains("stringValue"))
          held.mutable_list()->add_values(element["stringValue"]);
      }
    } else {
      continue;
    }
    (*profile.mutable_extra())[name] = std::move(held);
  }
  return profile;
}

class NoPlaces : public PlaceDirectory {
 public:
  absl::optional<PlaceChain> ChainOf(absl::string_view) const override {
    return absl::nullopt;
  }
  std::string TitleOf(absl::string_view) const override { return ""; }
};

// A value in the words of the page: 3, true, "a", ["a"].
std::string Printed(const ValueRule::Outcome& outcome) {
  if (!rules::IsKnown(outcome.value))
    return absl::StrCat("unknown (", outcome.reason, ")");
  if (const auto* number = absl::get_if<int64_t>(&outcome.value))
    return absl::StrCat(*number);
  if (const auto* truth = absl::get_if<bool>(&outcome.value))
    return *truth ? "true" : "false";
  if (const auto* text = absl::get_if<std::string>(&outcome.value))
    return nlohmann::json(*text).dump();
  if (const auto* list = absl::get_if<std::vector<std::string>>(&outcome.value))
    return nlohmann::json(*list).dump();
  return "a date";
}

// The same of a value of CEL; empty: none that our language has. Elements that
// are not texts stand as they are in an expression.
std::string Printed(const nlohmann::json& value) {
  if (value.contains("int64Value"))
    return absl::StrCat(NumberOf(value["int64Value"]));
  if (value.contains("boolValue"))
    return value["boolValue"].get<bool>() ? "true" : "false";
  if (value.contains("stringValue")) return value["stringValue"].dump();
  if (!value.contains("listValue")) return "";
  std::string list;
  for (const auto& element :
       value["listValue"].value("values", nlohmann::json::array())) {
    const std::string printed = Printed(element);
    if (printed.empty()) return "";
    absl::StrAppend(&list, list.empty() ? "" : ",", printed);
  }
  return absl::StrCat("[", list, "]");
}

std::string Complaint(const absl::Status& status) {
  const std::vector<FieldViolation> violations = FieldViolationsOf(status);
  return absl::StrCat("refused: ", violations.empty()
                                       ? std::string(status.message())
                                       : violations[0].description);
}

TrialResult Differs(absl::string_view expected, absl::string_view came) {
  return {false, absl::StrCat("expected ", expected, ", came ", came)};
}

// An expression compiled with a case's variables, and their values.
struct Prepared {
  BuiltDictionary dictionary;
  absl::StatusOr<ValueRule> rule;
  SubjectView subject;

  Prepared(const CelCase& cel_case, const TreeParts& parts,
           absl::string_view expression)
      : dictionary(DictionaryOf(parts)),
        rule(ValueRule::Compile(expression, *dictionary.dictionary)),
        subject(ProfileOf(cel_case), PlaceChain(), absl::CivilDay(2024, 4, 1),
                *dictionary.dictionary) {}

  ValueRule::Outcome Evaluate() const {
    static const NoPlaces* const kPlaces = new NoPlaces();
    return rule->Evaluate(subject, *kPlaces);
  }
};

// A list of other elements than texts.
bool IsOtherList(const CelCase& cel_case) {
  return cel_case.value.contains("listValue") &&
         cel_case.type != "list(string)";
}

// Our values hold lists of texts alone, so another list is compared within the
// language.
std::string ComparedWithin(const CelCase& cel_case) {
  return absl::StrCat("(", cel_case.expression,
                      "\n) == ", Printed(cel_case.value));
}

TrialResult ExpectValue(const CelCase& cel_case, const TreeParts& parts) {
  const bool within = IsOtherList(cel_case);
  const Prepared prepared(
      cel_case, parts, within ? ComparedWithin(cel_case) : cel_case.expression);
  const std::string expected =
      within ? std::string("true") : Printed(cel_case.value);
  if (!prepared.rule.ok())
    return Differs(expected, Complaint(prepared.rule.status()));
  const std::string came = Printed(prepared.Evaluate());
  return came == expected ? TrialResult{true, ""} : Differs(expected, came);
}

TrialResult ExpectError(const Prepared& prepared) {
  // CEL's checker accepts it, so whatever we refuse is what would fail.
  if (!prepared.rule.ok()) return {true, ""};
  const ValueRule::Outcome outcome = prepared.Evaluate();
  const bool failed = !rules::IsKnown(outcome.value) &&
                      !outcome.reason.empty() &&
                      outcome.missing_attributes.empty();
  return failed ? TrialResult{true, ""}
                : Differs("an evaluation error", Printed(outcome));
}

TrialResult ExpectType(const CelCase& cel_case, const Prepared& prepared) {
  if (!prepared.rule.ok())
    return Differs(cel_case.type, Complaint(prepared.rule.status()));
  if (prepared.rule->type() == TypeOf(cel_case.type)) return {true, ""};
  return Differs(cel_case.type,
                 scheme_catalog::v1::AttributeType_Name(prepared.rule->type()));
}

}  // namespace

TrialResult Try(const CelCase& cel_case, const TreeParts& parts,
                Expectation expectation) {
  const Prepared prepared(cel_case, parts, cel_case.expression);
  if (!prepared.dictionary.defects.empty())
    return Differs("a dictionary", prepared.dictionary.defects[0]);
  switch (expectation) {
    case Expectation::kNothing:
      break;
    case Expectation::kValue:
      return ExpectValue(cel_case, parts);
    case Expectation::kError:
      return ExpectError(prepared);
    case Expectation::kType:
      return ExpectType(cel_case, prepared);
    case Expectation::kParses: {
      const auto parsed = rules::Parse(cel_case.expression);
      if (!parsed.ok())
        return Differs("right syntax", Complaint(parsed.status()));
      break;
    }
    case Expectation::kRefused:
      break;
  }
  return prepared.rule.ok() ? Differs("a refusal", "no complaint")
                            : TrialResult{true, ""};
}

TrialResult TryOutside(const CelCase& cel_case, const TreeParts& parts,
                       bool* accepted) {
  const Prepared prepared(cel_case, parts, cel_case.expression);
  *accepted = prepared.rule.ok();
  if (!*accepted) return {true, ""};
  if (cel_case.fails) return ExpectError(prepared);
  const std::string expected =
      cel_case.value.is_null() ? "" : Printed(cel_case.value);
  if (expected.empty() || IsOtherList(cel_case)) return {true, ""};
  const std::string came = Printed(prepared.Evaluate());
  return came == expected ? TrialResult{true, ""} : Differs(expected, came);
}

}  // namespace sangam::cel_conformance
