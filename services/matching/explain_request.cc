#include "services/matching/explain_request.h"

#include <utility>

#include "common/status/macros.h"
#include "common/validation/code_format.h"
#include "common/validation/date.h"
#include "common/validation/identity_number.h"
#include "common/validation/resource_name.h"
#include "common/validation/violations.h"
#include "services/matching/engine/matcher.h"
#include "services/matching/match_errors.h"

namespace sangam::matching {
namespace {

using v1::ExplainMatchRequest;

// The date of the request, else of its basis, else today.
absl::CivilDay ReadDay(Violations& violations,
                       const ExplainMatchRequest& request,
                       absl::CivilDay today) {
  absl::CivilDay day = today;
  if (request.basis().has_as_of()) {
    day = CheckDate(violations, "basis.as_of", request.basis().as_of())
              .value_or(today);
  }
  if (request.has_as_of()) {
    day = CheckDate(violations, "as_of", request.as_of()).value_or(today);
  }
  return day;
}

absl::StatusOr<WantedStates> ReadStates(Violations& violations,
                                        const ExplainMatchRequest& request) {
  if (!request.has_basis()) return ReadWantedStates(request.read_at());
  if (request.has_read_at()) {
    violations.Add("read_at", "must not be given beside basis");
  }
  if (request.basis().token().empty()) {
    violations.Add("basis.token", "is missing");
  }
  if (request.basis().engine_version().empty()) {
    violations.Add("basis.engine_version", "is missing");
  }
  return ExactStates(request.basis().token(), "basis.token");
}

}  // namespace

absl::StatusOr<ExplainQuestion> ReadExplainRequest(
    const ExplainMatchRequest& request, absl::CivilDay today) {
  SANGAM_RETURN_IF_ERROR(RefuseIdentityNumbers(request));
  Violations violations;
  ExplainQuestion question;
  question.subject = SubjectOf(request.subject());
  CheckSubject(violations, question.subject);
  CheckRequiredName(violations, "scheme", request.scheme(), {"schemes"});
  question.query.as_of = ReadDay(violations, request, today);
  CheckLanguageTag(violations, "language_code", request.language_code());
  question.query.language_code = request.language_code();
  auto states = ReadStates(violations, request);
  if (absl::IsInvalidArgument(states.status())) {
    violations.AddAll(states.status());
  }
  SANGAM_RETURN_IF_ERROR(violations.ToStatus());
  SANGAM_RETURN_IF_ERROR(states.status());
  if (request.has_basis() &&
      request.basis().engine_version() != kEngineVersion) {
    return EngineVersionChangedError(request.basis().engine_version(),
                                     kEngineVersion);
  }
  question.states = *std::move(states);
  return question;
}

}  // namespace sangam::matching
