#include "services/matching/match_request.h"

#include <algorithm>
#include <utility>

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

void ReadFilters(Violations& violations, const MatchSchemesRequest& request,
                 MatchQuery& query) {
  if (request.verdicts_size() > kMostVerdicts) {
    violations.Add("verdicts",
                   absl::StrCat("has more than ", kMostVerdicts, " elements"));
  } else {
    for (int i = 0; i < request.verdicts_size(); ++i) {
      CheckRequiredEnum(violations, absl::StrCat("verdicts[", i, "]"),
                        request.verdicts(i));
      query.verdicts.push_back(request.verdicts(i));
    }
  }
  if (request.schemes_size() > kMostSchemes) {
    violations.Add("schemes",
                   absl::StrCat("has more than ", kMostSchemes, " elements"));
    return;
  }
  for (int i = 0; i < request.schemes_size(); ++i) {
    CheckRequiredName(violations, absl::StrCat("schemes[", i, "]"),
                      request.schemes(i), {"schemes"});
    query.schemes.push_back(request.schemes(i));
  }
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

}  // namespace sangam::matching
