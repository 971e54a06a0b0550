#include "services/sangamctl/scheme_file/scheme_trial.h"

#include <algorithm>
#include <map>
#include <set>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "absl/strings/strip.h"
#include "common/money/format.h"
#include "services/sangamctl/document/nearest_name.h"
#include "services/sangamctl/document/scalar_value.h"

namespace sangam::sangamctl {
namespace {

using matching::v1::SchemeMatch;
using matching::v1::SchemeTest;

template <typename Enum>
std::string Word(Enum value) {
  const auto* descriptor =
      google::protobuf::GetEnumDescriptor<Enum>()->FindValueByNumber(value);
  return descriptor == nullptr || value == 0 ? "nothing"
                                             : ShortEnumName(*descriptor);
}

// The keys of a map in order; a protobuf map has none.
template <typename Value>
std::map<std::string, Value> Sorted(
    const google::protobuf::Map<std::string, Value>& map) {
  return {map.begin(), map.end()};
}

template <typename Parts>
std::vector<std::string> IdsOf(const Parts& parts) {
  std::vector<std::string> ids;
  for (const auto& part : parts) ids.push_back(part.id());
  return ids;
}

// Also of the conditions that its relations add to a match.
std::vector<std::string> ConditionIdsOf(
    const scheme_catalog::v1::SchemeVersion& version) {
  std::vector<std::string> ids = IdsOf(version.conditions());
  for (const auto& relation : version.relations()) {
    const absl::string_view scheme =
        absl::StripPrefix(relation.scheme(), "schemes/");
    if (relation.kind() == scheme_catalog::v1::SCHEME_RELATION_KIND_EXCLUDES) {
      ids.push_back(absl::StrCat("excludes-", scheme));
    } else if (relation.kind() ==
               scheme_catalog::v1::SCHEME_RELATION_KIND_REQUIRES) {
      ids.push_back(absl::StrCat("requires-", scheme));
    }
  }
  return ids;
}

void CheckId(const std::string& field, const std::string& id,
             const std::vector<std::string>& ids, const char* what,
             std::vector<FieldViolation>& violations) {
  if (std::find(ids.begin(), ids.end(), id) != ids.end()) return;
  violations.push_back({field, absl::StrCat("the version has no ", what, " \"",
                                            id, "\"", DidYouMean(id, ids))});
}

std::string List(const std::set<std::string>& names) {
  return names.empty() ? "nothing" : absl::StrJoin(names, ", ");
}

// The most that a benefit comes to, in words; one whose own condition fails
// gives nothing.
std::string MostOf(const SchemeMatch& match, const std::string& id) {
  for (const auto& benefit : match.benefits()) {
    if (benefit.benefit_id() != id) continue;
    if (benefit.condition() == matching::v1::OUTCOME_NOT_MET) {
      return FormatPaise(0);
    }
    return benefit.has_max_paise() ? FormatPaise(benefit.max_paise())
                                   : "no sum that can be told";
  }
  return "no such benefit";
}

}  // namespace

std::vector<FieldViolation> CheckSchemeTest(
    const SchemeTest& test, const scheme_catalog::v1::SchemeVersion& version) {
  std::vector<FieldViolation> violations;
  if (test.subject().subject_case() ==
      matching::v1::TrialSubject::SUBJECT_NOT_SET) {
    violations.push_back(
        {"subject", "is required: a profile, a name or an outside_id"});
  }
  if (test.verdict() == matching::v1::VERDICT_UNSPECIFIED) {
    violations.push_back({"verdict",
                          "is required: ELIGIBLE, NEEDS_INFORMATION, NEAR_MISS"
                          " or INELIGIBLE"});
  }
  for (const auto& [id, outcome] : Sorted(test.conditions())) {
    const std::string field = absl::StrCat("conditions.", id);
    CheckId(field, id, ConditionIdsOf(version), "condition", violations);
    if (outcome == matching::v1::OUTCOME_UNSPECIFIED) {
      violations.push_back({field, "must be MET, NOT_MET or UNKNOWN"});
    }
  }
  for (const auto& [id, paise] : Sorted(test.benefit_max_paise())) {
    const std::string field = absl::StrCat("benefit_max_paise.", id);
    CheckId(field, id, IdsOf(version.benefits()), "benefit", violations);
    if (paise < 0) violations.push_back({field, "must not be negative"});
  }
  return violations;
}

matching::v1::TrySchemeRequest RequestOf(
    const SchemeTest& test, const scheme_catalog::v1::SchemeVersion& version,
    const scheme_catalog::v1::Scheme* scheme) {
  matching::v1::TrySchemeRequest request;
  *request.mutable_scheme_version() = version;
  if (scheme != nullptr) *request.mutable_scheme() = *scheme;
  *request.mutable_subject() = test.subject();
  if (test.has_as_of()) {
    *request.mutable_as_of() = test.as_of();
  } else if (version.has_effective_from()) {
    *request.mutable_as_of() = version.effective_from();
  }
  return request;
}

std::vector<Disappointment> Compare(const SchemeTest& test,
                                    const SchemeMatch& match) {
  std::vector<Disappointment> list;
  const auto expect = [&list](std::string what, std::string expected,
                              std::string actual) {
    if (expected == actual) return;
    list.push_back({std::move(what), std::move(expected), std::move(actual)});
  };
  expect("verdict", Word(test.verdict()), Word(match.verdict()));
  for (const auto& [id, outcome] : Sorted(test.conditions())) {
    std::string actual = "no such condition";
    for (const auto& condition : match.conditions()) {
      if (condition.id() == id) actual = Word(condition.outcome());
    }
    expect(absl::StrCat("conditions[", id, "]"),
           Word(static_cast<matching::v1::Outcome>(outcome)), actual);
  }
  for (const auto& [id, paise] : Sorted(test.benefit_max_paise())) {
    expect(absl::StrCat("benefits[", id, "] at most"), FormatPaise(paise),
           MostOf(match, id));
  }
  if (!test.collect().empty()) {
    std::set<std::string> actual;
    for (const auto& field : match.collect()) actual.insert(field.attribute());
    expect("collect", List({test.collect().begin(), test.collect().end()}),
           List(actual));
  }
  return list;
}

}  // namespace sangam::sangamctl
