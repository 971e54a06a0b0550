#include "services/matching/match_request.h"

#include <algorithm>
#include <string>
#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "common/status/errors.h"
#include "common/status/macros.h"
#include "common/validation/code_format.h"
#include "common/validation/date.h"
#include "common/validation/enum_value.h"
#include "common/validation/identity_number.h"
#include "common/validation/resource_name.h"
#include "common/validation/violations.h"
#include "services/matching/asked_subject.h"

namespace sangam::matching {
namespace {

using v1::MatchSchemesRequest;

constexpr int kDefaultPageSize = 100;
constexpr int kLargestPageSize = 1000;
constexpr int kMostVerdicts = 10;
constexpr int kMostSchemes = 1000;
constexpr int kMostDepartments = 100;
constexpr int kMostKinds = 100;
constexpr int kMostPreferences = 100;
constexpr int kLargestWeight = 1000;

// Reads a list of at most `most` elements, each of which `check` looks at.
template <typename List, typename Element, typename Check>
void ReadList(Violations& violations, absl::string_view field, const List& list,
              int most, std::vector<Element>& elements, const Check& check) {
  if (list.size() > most) {
    violations.Add(field, absl::StrCat("has more than ", most, " elements"));
    return;
  }
  for (int i = 0; i < list.size(); ++i) {
    check(absl::StrCat(field, "[", i, "]"), list.Get(i));
    elements.push_back(static_cast<Element>(list.Get(i)));
  }
}

void ReadFilters(Violations& violations, const MatchSchemesRequest& request,
                 MatchQuery& query) {
  const auto check_enum = [&](const std::string& field, auto value) {
    CheckRequiredEnum(violations, field, value);
  };
  ReadList(violations, "verdicts", request.verdicts(), kMostVerdicts,
           query.verdicts, [&](const std::string& field, int value) {
             check_enum(field, static_cast<v1::Verdict>(value));
           });
  ReadList(violations, "schemes", request.schemes(), kMostSchemes,
           query.schemes,
           [&](const std::string& field, const std::string& name) {
             CheckRequiredName(violations, field, name, {"schemes"});
           });
  ReadList(violations, "departments", request.departments(), kMostDepartments,
           query.departments,
           [&](const std::string& field, const std::string& name) {
             CheckRequiredName(violations, field, name, {"departments"});
           });
  ReadList(violations, "benefit_kinds", request.benefit_kinds(), kMostKinds,
           query.benefit_kinds, [&](const std::string& field, int value) {
             check_enum(field,
                        static_cast<scheme_catalog::v1::BenefitKind>(value));
           });
  ReadList(violations, "availabilities", request.availabilities(), kMostKinds,
           query.availabilities, [&](const std::string& field, int value) {
             check_enum(field, static_cast<v1::Availability>(value));
           });
}

void CheckWeight(Violations& violations, absl::string_view part,
                 int32_t weight) {
  if (weight >= 0 && weight <= kLargestWeight) return;
  violations.Add(absl::StrCat("ranking.", part),
                 absl::StrCat("must be from 0 to ", kLargestWeight));
}

void ReadRanking(Violations& violations, const MatchSchemesRequest& request,
                 MatchQuery& query) {
  if (!request.has_ranking()) return;
  const v1::RankingPreference& ranking = request.ranking();
  CheckWeight(violations, "fit", ranking.fit());
  CheckWeight(violations, "benefit", ranking.benefit());
  CheckWeight(violations, "deadline", ranking.deadline());
  CheckWeight(violations, "not_used_before", ranking.not_used_before());
  CheckWeight(violations, "department_focus", ranking.department_focus());
  CheckWeight(violations, "vulnerability", ranking.vulnerability());
  std::vector<std::string> read;
  ReadList(violations, "ranking.focus_departments", ranking.focus_departments(),
           kMostPreferences, read,
           [&](const std::string& field, const std::string& name) {
             CheckRequiredName(violations, field, name, {"departments"});
           });
  ReadList(violations, "ranking.priority_attributes",
           ranking.priority_attributes(), kMostPreferences, read,
           [&](const std::string& field, const std::string& name) {
             if (name.empty()) violations.Add(field, "is empty");
           });
  query.ranking = ranking;
}

absl::StatusOr<absl::optional<PageToken>> ReadPageToken(
    const MatchSchemesRequest& request) {
  if (request.page_token().empty()) return absl::nullopt;
  SANGAM_ASSIGN_OR_RETURN(PageToken page, ParsePageToken(request.page_token()));
  return page;
}

}  // namespace

absl::StatusOr<MatchQuestion> ReadMatchRequest(
    const MatchSchemesRequest& request, absl::CivilDay today) {
  SANGAM_RETURN_IF_ERROR(RefuseIdentityNumbers(request));
  Violations violations;
  MatchQuestion question;
  MatchQuery& query = question.query;
  CheckSubject(violations, SubjectOf(request));
  query.as_of = today;
  if (request.has_as_of()) {
    query.as_of =
        CheckDate(violations, "as_of", request.as_of()).value_or(today);
  }
  CheckLanguageTag(violations, "language_code", request.language_code());
  query.language_code = request.language_code();
  ReadFilters(violations, request, query);
  ReadRanking(violations, request, query);
  auto fields = MatchFields::Read(request.match_mask(), "match_mask");
  if (fields.ok()) {
    query.fields = *std::move(fields);
  } else {
    violations.AddAll(fields.status());
  }
  if (request.stale_after_months() < 0) {
    violations.Add("stale_after_months", "must not be negative");
  }
  question.stale_after_months = request.stale_after_months();
  if (request.page_size() < 0) {
    violations.Add("page_size", "must not be negative");
  }
  query.limit = request.page_size() == 0
                    ? kDefaultPageSize
                    : std::min(request.page_size(), kLargestPageSize);
  auto page = ReadPageToken(request);
  if (page.ok()) {
    question.page = *std::move(page);
  } else {
    violations.AddAll(page.status());
  }
  auto states = ReadWantedStates(request.read_at());
  if (absl::IsInvalidArgument(states.status())) {
    violations.AddAll(states.status());
  }
  SANGAM_RETURN_IF_ERROR(violations.ToStatus());
  SANGAM_RETURN_IF_ERROR(states.status());
  question.states = *std::move(states);
  return question;
}

absl::Status CheckPriorities(const MatchSchemesRequest& request,
                             const AttributeDictionary& dictionary) {
  Violations violations;
  const auto& names = request.ranking().priority_attributes();
  for (int i = 0; i < names.size(); ++i) {
    if (dictionary.Find(names.Get(i)) != nullptr) continue;
    const std::string nearest = dictionary.NearestName(names.Get(i));
    violations.Add(absl::StrCat("ranking.priority_attributes[", i, "]"),
                   nearest.empty()
                       ? "is not an attribute"
                       : absl::StrCat("is not an attribute; did you mean `",
                                      nearest, "`?"));
  }
  return violations.ToStatus();
}

}  // namespace sangam::matching
