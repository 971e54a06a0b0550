#include "services/matching/plan_request.h"

#include <utility>

#include "absl/strings/str_cat.h"
#include "common/status/errors.h"
#include "common/status/macros.h"
#include "common/validation/code_format.h"
#include "common/validation/date.h"
#include "common/validation/identity_number.h"
#include "common/validation/plan_terms.h"
#include "common/validation/resource_name.h"
#include "common/validation/violations.h"

namespace sangam::matching {

absl::StatusOr<PlanRequest> ReadPlanRequest(
    const v1::PlanConvergenceRequest& request, absl::CivilDay today) {
  SANGAM_RETURN_IF_ERROR(RefuseIdentityNumbers(request));
  Violations violations;
  PlanRequest read;
  read.subject = SubjectOf(request.subject(), "subject.");
  CheckSubject(violations, read.subject);
  const auto& terms = request.terms();
  CheckPlanTerms(violations, "terms", terms);
  for (int i = 0; i < terms.applicants_size(); ++i) {
    read.paths.push_back(absl::StrCat("terms.applicants[", i, "].subject."));
    AskedSubject applicant =
        SubjectOf(terms.applicants(i).subject(), read.paths.back());
    CheckSubject(violations, applicant);
    read.applicants.push_back(std::move(applicant));
  }
  read.as_of = today;
  if (request.has_as_of()) {
    read.as_of =
        CheckDate(violations, "as_of", request.as_of()).value_or(today);
  }
  CheckLanguageTag(violations, "language_code", request.language_code());
  CheckOptionalName(violations, "plan", request.plan(), {"plans"});
  auto states = ReadWantedStates(request.read_at());
  if (absl::IsInvalidArgument(states.status())) {
    violations.AddAll(states.status());
  }
  SANGAM_RETURN_IF_ERROR(violations.ToStatus());
  SANGAM_RETURN_IF_ERROR(states.status());
  read.states = *std::move(states);
  return read;
}

}  // namespace sangam::matching
