// The linkages that a plan calls for.
#ifndef SANGAM_SERVICES_REGISTRY_DOMAIN_PLAN_LINKAGES_H_
#define SANGAM_SERVICES_REGISTRY_DOMAIN_PLAN_LINKAGES_H_

#include <string>
#include <vector>

#include "sangam/registry/v1/linkage.pb.h"
#include "sangam/registry/v1/plan.pb.h"

namespace sangam::registry {

// One scheme's part of one need, in whose name one body applies.
struct PlannedLinkage {
  // All that the plan says of it: name, scheme, amount, parties, lots,
  // evidence. Without subject, state and steps, which the plan does not say.
  v1::Linkage linkage;
  // The need, by id.
  std::string need;
  // Who applies, by id; empty: the plan's subject.
  std::string applicant;
  // Its lines, by their places in the plan.
  std::vector<int> lines;
};

// One for each scheme, need and applicant that lines of money or of service of
// a checked plan name, in the order of the first line of each. The same plan,
// need, scheme and applicant always give the same name, whatever else has
// changed.
std::vector<PlannedLinkage> LinkagesOf(const v1::Plan& plan);

// The name of the linkage of `planned` that comes after so many that were
// refused; with none, the one that LinkagesOf gives it. As `planned` is given
// by LinkagesOf.
std::string NameAfterRefusals(const v1::Plan& plan,
                              const PlannedLinkage& planned, int refusals);

// What stands in the way of the plan's steps: "Apply: SFURTI: no role is
// named".
std::vector<std::string> BlockersOf(const v1::Plan& plan);

}  // namespace sangam::registry

#endif  // SANGAM_SERVICES_REGISTRY_DOMAIN_PLAN_LINKAGES_H_
