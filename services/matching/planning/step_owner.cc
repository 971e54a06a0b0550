#include "services/matching/planning/step_owner.h"

#include "absl/strings/str_cat.h"

namespace sangam::matching {

void SetOwner(const PlanQuestion& question, const std::string& role,
              int participant, type::v1::PlanStep& step) {
  step.set_owner_role(role);
  // Bodies beside the subject apply for themselves.
  const bool stands_for_itself = role == kApplicantRole && participant > 0;
  for (const auto& held : question.terms.roles()) {
    if (held.role() == role && !stands_for_itself) {
      step.set_owner(held.owner());
    }
  }
  if (step.owner().empty() && role == kApplicantRole) {
    const PlanParticipant& one = question.participants[participant];
    step.set_owner(!one.subject->title.empty()  ? one.subject->title
                   : !one.subject->name.empty() ? one.subject->name
                   : one.id.empty()             ? "the applicant"
                                                : one.id);
  }
  if (role.empty()) {
    step.add_blockers("no role is named for it");
  } else if (step.owner().empty()) {
    step.add_blockers(absl::StrCat("nobody holds the role ", role));
  }
}

}  // namespace sangam::matching
