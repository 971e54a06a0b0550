// What a plan names, told by titles rather than ids.
#ifndef SANGAM_SERVICES_SANGAMCTL_PLAN_SCREEN_PLAN_NAMES_H_
#define SANGAM_SERVICES_SANGAMCTL_PLAN_SCREEN_PLAN_NAMES_H_

#include <cstddef>
#include <map>
#include <set>
#include <string>
#include <vector>

#include "absl/strings/string_view.h"
#include "sangam/type/v1/plan.pb.h"
#include "sangam/type/v1/profile.pb.h"
#include "services/sangamctl/screen/words.h"

namespace sangam::sangamctl {

// Titles by resource names: "schemes/brgf" is "Backward Regions Grant Fund".
using PlanTitles = std::map<std::string, std::string>;

// The titles that the plan tells itself, of schemes and departments.
PlanTitles TitlesIn(const type::v1::ConvergencePlan& plan);

// The resources that the plan's words speak of: of reasons, steps, owners and
// assumptions, and the first schemes that it does not use.
std::set<std::string> NamesIn(const type::v1::ConvergencePlan& plan);

// A scheme that a plan does not use for some needs, for one reason.
struct NotUsed {
  std::string scheme;
  std::string reason;
  // By id; empty: for none of them.
  std::vector<std::string> needs;
};

// More are counted only.
inline constexpr size_t kMostNotUsedTold = 12;

// The first `most` of those that the plan does not use.
std::vector<NotUsed> NotUsedIn(const type::v1::ConvergencePlan& plan,
                               size_t most);

// The text with titles in place of names, as far as they are known, and with
// roles and heads of cost in words ("valued by revenue office").
std::string WithTitles(absl::string_view text, const PlanTitles& titles,
                       const Words& words);

// A role in words: "REVENUE_OFFICE" is "revenue office".
std::string RoleInWords(absl::string_view code, const Words& words);

// Puts titles into all words of the plan: reasons, formulas, steps, owners and
// assumptions.
void PutTitles(const PlanTitles& titles, const Words& words,
               type::v1::ConvergencePlan* plan);

// The need's description, else its id.
std::string NeedInWords(const type::v1::PlanTerms& terms,
                        const std::string& need);

// What somebody is, " (government agency)"; empty where that is not told.
std::string KindInBrackets(const type::v1::Profile& profile,
                           const Words& words);

// A body of the terms that applies beside the subject: by its title, where it
// has one, else by its id and what it is ("weaving department (government
// agency)").
std::string ApplicantInWords(const std::string& id,
                             const type::v1::PlanTerms& terms,
                             const PlanTitles& titles, const Words& words);

// Who sees to a step, who may be such a body.
std::string OwnerInWords(const std::string& owner,
                         const type::v1::PlanTerms& terms,
                         const PlanTitles& titles, const Words& words);

}  // namespace sangam::sangamctl

#endif  // SANGAM_SERVICES_SANGAMCTL_PLAN_SCREEN_PLAN_NAMES_H_
