#include "services/matching/batch_request.h"

#include <algorithm>
#include <string>
#include <utility>

#include "absl/strings/str_cat.h"
#include "absl/strings/strip.h"
#include "common/status/macros.h"
#include "common/validation/code_format.h"
#include "common/validation/date.h"
#include "common/validation/enum_value.h"
#include "common/validation/identity_number.h"
#include "common/validation/resource_name.h"
#include "common/validation/violations.h"

namespace sangam::matching {
namespace {

using v1::BatchMatchSchemesRequest;

constexpr int kMostSubjects = 10'000;
constexpr int kMostSchemes = 1000;
constexpr int kDefaultMatches = 20;
constexpr int kMostMatches = 100;

void CheckSubjectCount(Violations& violations, int subjects) {
  if (subjects == 0) violations.Add("subjects", "is missing");
  if (subjects > kMostSubjects) {
    violations.Add("subjects",
                   absl::StrCat("has more than ", kMostSubjects, " elements"));
  }
}

void ReadSchemes(Violations& violations,
                 const BatchMatchSchemesRequest& request, MatchQuery& query) {
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

// The texts beside the subjects, which are checked one by one.
BatchMatchSchemesRequest WithoutSubjects(
    const BatchMatchSchemesRequest& request) {
  BatchMatchSchemesRequest rest;
  *rest.mutable_schemes() = request.schemes();
  *rest.mutable_read_at() = request.read_at();
  rest.set_language_code(request.language_code());
  return rest;
}

}  // namespace

absl::StatusOr<BatchQuestion> ReadBatchRequest(
    const BatchMatchSchemesRequest& request, absl::CivilDay today) {
  SANGAM_RETURN_IF_ERROR(RefuseIdentityNumbers(WithoutSubjects(request)));
  Violations violations;
  BatchQuestion question;
  CheckSubjectCount(violations, request.subjects_size());
  question.query.as_of = today;
  if (request.has_as_of()) {
    question.query.as_of =
        CheckDate(violations, "as_of", request.as_of()).value_or(today);
  }
  CheckLanguageTag(violations, "language_code", request.language_code());
  question.query.language_code = request.language_code();
  CheckOptionalEnum(violations, "detail", request.detail());
  if (request.detail() != v1::BATCH_DETAIL_UNSPECIFIED) {
    question.detail = request.detail();
  }
  if (request.matches_per_subject() < 0) {
    violations.Add("matches_per_subject", "must not be negative");
  }
  question.query.limit =
      request.matches_per_subject() == 0
          ? kDefaultMatches
          : std::min(request.matches_per_subject(), kMostMatches);
  ReadSchemes(violations, request, question.query);
  auto states = ReadWantedStates(request.read_at());
  if (absl::IsInvalidArgument(states.status())) {
    violations.AddAll(states.status());
  }
  SANGAM_RETURN_IF_ERROR(violations.ToStatus());
  SANGAM_RETURN_IF_ERROR(states.status());
  question.states = *std::move(states);
  return question;
}

absl::Status CheckBatchSubject(const v1::TrialSubject& subject,
                               const AskedSubject& asked) {
  const absl::Status refused = RefuseIdentityNumbers(subject);
  if (!refused.ok()) {
    return PrefixFields(refused, absl::StripSuffix(asked.prefix, "."));
  }
  Violations violations;
  CheckSubject(violations, asked);
  return violations.ToStatus();
}

}  // namespace sangam::matching
