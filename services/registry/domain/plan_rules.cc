#include "services/registry/domain/plan_rules.h"

#include <string>

#include "absl/strings/str_cat.h"
#include "common/validation/date.h"
#include "common/validation/outside_id.h"
#include "common/validation/plan_terms.h"
#include "common/validation/profile.h"
#include "common/validation/resource_name.h"
#include "common/validation/text.h"
#include "common/validation/violations.h"
#include "services/registry/domain/plan_outcome_rules.h"

namespace sangam::registry {
namespace {

void CheckSubject(Violations& violations, const std::string& field,
                  const type::v1::PlanSubject& subject) {
  switch (subject.subject_case()) {
    case type::v1::PlanSubject::kName:
      CheckRequiredName(violations, field + ".name", subject.name(),
                        {"groups", "enterprises", "clusters"});
      return;
    case type::v1::PlanSubject::kOutsideId:
      CheckOutsideId(violations, field + ".outside_id", subject.outside_id());
      return;
    case type::v1::PlanSubject::kProfile:
      CheckProfile(violations, field + ".profile", subject.profile());
      return;
    case type::v1::PlanSubject::SUBJECT_NOT_SET:
      violations.Add(field,
                     "is missing; give a name, an outside_id or a profile");
  }
}

}  // namespace

absl::Status CheckPlan(const v1::Plan& plan) {
  Violations violations;
  CheckRequiredName(violations, "name", plan.name(), {"plans"});
  CheckOptionalText(violations, "title", plan.title(), kTitleLength);
  CheckSubject(violations, "subject", plan.subject());
  CheckPlanTerms(violations, "terms", plan.terms());
  for (int i = 0; i < plan.terms().applicants_size(); ++i) {
    CheckSubject(violations, absl::StrCat("terms.applicants[", i, "].subject"),
                 plan.terms().applicants(i).subject());
  }
  if (plan.has_plan()) {
    CheckOutcome(violations, plan);
    if (!plan.has_basis()) {
      violations.Add("basis", "is missing; say what the plan rests on");
    } else {
      CheckDate(violations, "basis.as_of", plan.basis().as_of());
      CheckRequiredText(violations, "basis.token", plan.basis().token(),
                        kTextLength);
    }
  }
  return violations.ToStatus();
}

}  // namespace sangam::registry
