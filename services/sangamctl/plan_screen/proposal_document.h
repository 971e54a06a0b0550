// A stored plan as a document for a funder: Markdown, which prints as it is.
#ifndef SANGAM_SERVICES_SANGAMCTL_PLAN_SCREEN_PROPOSAL_DOCUMENT_H_
#define SANGAM_SERVICES_SANGAMCTL_PLAN_SCREEN_PROPOSAL_DOCUMENT_H_

#include <string>
#include <vector>

#include "sangam/registry/v1/linkage.pb.h"
#include "sangam/registry/v1/plan.pb.h"
#include "sangam/registry/v1/subject_profile.pb.h"
#include "services/sangamctl/plan_screen/plan_names.h"
#include "services/sangamctl/screen/words.h"

namespace sangam::sangamctl {

// What the document tells beside the plan.
struct ProposalFacts {
  // Empty where the plan is for a profile that is not in the registry.
  registry::v1::GetSubjectProfileResponse subject;
  // The names of its place and of those above it, the nearest first.
  std::vector<std::string> places;
  // Those that name the plan.
  std::vector<registry::v1::Linkage> linkages;
  // Of what the plan and the linkages name, beside those that the plan and the
  // subject tell themselves.
  PlanTitles titles;
};

// For whom and where; what it costs by head; who pays which share; what is
// asked of gap funders; what is contributed and who valued it; who consented,
// by which evidence; in which order it is done; what is open. Text of the
// services is made safe to print.
std::string WriteProposal(registry::v1::Plan plan, ProposalFacts facts,
                          const Words& words);

}  // namespace sangam::sangamctl

#endif  // SANGAM_SERVICES_SANGAMCTL_PLAN_SCREEN_PROPOSAL_DOCUMENT_H_
