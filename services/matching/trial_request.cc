#include "services/matching/trial_request.h"

#include <utility>

#include "common/status/macros.h"
#include "common/validation/code_format.h"
#include "common/validation/date.h"
#include "common/validation/identity_number.h"
#include "common/validation/resource_name.h"
#include "common/validation/violations.h"
#include "services/matching/catalog/draft_scheme.h"

namespace sangam::matching {
namespace {

// What both requests hold, and the faults that were found before.
template <typename Request>
absl::StatusOr<TrialQuestion> ReadRest(const Request& request,
                                       absl::CivilDay today,
                                       Violations& violations) {
  TrialQuestion question;
  question.subject = SubjectOf(request.subject());
  question.query.as_of = today;
  if (request.has_as_of()) {
    question.query.as_of =
        CheckDate(violations, "as_of", request.as_of()).value_or(today);
  }
  CheckLanguageTag(violations, "language_code", request.language_code());
  question.query.language_code = request.language_code();
  auto states = ReadWantedStates(request.read_at());
  if (absl::IsInvalidArgument(states.status())) {
    violations.AddAll(states.status());
  }
  SANGAM_RETURN_IF_ERROR(violations.ToStatus());
  SANGAM_RETURN_IF_ERROR(states.status());
  question.states = *std::move(states);
  return question;
}

}  // namespace

absl::StatusOr<TrialQuestion> ReadTrialRequest(
    const v1::EvaluateRuleRequest& request, absl::CivilDay today) {
  SANGAM_RETURN_IF_ERROR(RefuseIdentityNumbers(request));
  Violations violations;
  if (request.expression().empty()) {
    violations.Add("expression", "is missing");
  }
  // A subject may be left out, but not left empty.
  if (request.has_subject()) {
    CheckSubject(violations, SubjectOf(request.subject()));
  }
  return ReadRest(request, today, violations);
}

absl::StatusOr<TrialQuestion> ReadTrialRequest(
    const v1::TrySchemeRequest& request, absl::CivilDay today) {
  SANGAM_RETURN_IF_ERROR(RefuseIdentityNumbers(request));
  Violations violations;
  if (request.scheme_version().name().empty()) {
    violations.Add("scheme_version.name", "is missing");
  }
  CheckDraftVersion(violations, request.scheme_version(), "scheme_version");
  if (request.has_scheme()) {
    CheckDraftScheme(violations, request.scheme(),
                     request.scheme_version().name());
  }
  CheckSubject(violations, SubjectOf(request.subject()));
  return ReadRest(request, today, violations);
}

}  // namespace sangam::matching
