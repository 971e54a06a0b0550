// What of a proposal is still to be done and to be settled.
#ifndef SANGAM_SERVICES_SANGAMCTL_PLAN_SCREEN_PROPOSAL_OUTLOOK_H_
#define SANGAM_SERVICES_SANGAMCTL_PLAN_SCREEN_PROPOSAL_OUTLOOK_H_

#include <string>

#include "absl/functional/function_ref.h"
#include "sangam/type/v1/plan.pb.h"
#include "services/sangamctl/plan_screen/markdown_text.h"
#include "services/sangamctl/screen/words.h"

namespace sangam::sangamctl {

// The steps, numbered, each with who sees to it and when.
void WriteProposalSteps(const type::v1::ConvergencePlan& plan,
                        const Words& words, MarkdownText& text);

// What nobody pays, what a source leaves undivided, what stands in the way,
// which stages no need serves, what is taken for granted, and loans. `title_of`
// gives what a need is called.
void WriteOpenPoints(
    const type::v1::ConvergencePlan& plan,
    absl::FunctionRef<std::string(const std::string& need)> title_of,
    const Words& words, MarkdownText& text);

}  // namespace sangam::sangamctl

#endif  // SANGAM_SERVICES_SANGAMCTL_PLAN_SCREEN_PROPOSAL_OUTLOOK_H_
