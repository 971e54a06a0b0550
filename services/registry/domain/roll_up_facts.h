// The facts of a group that roll-ups read.
#ifndef SANGAM_SERVICES_REGISTRY_DOMAIN_ROLL_UP_FACTS_H_
#define SANGAM_SERVICES_REGISTRY_DOMAIN_ROLL_UP_FACTS_H_

#include <cstdint>
#include <string>
#include <vector>

#include "absl/types/optional.h"
#include "common/validation/violations.h"
#include "sangam/registry/v1/group.pb.h"
#include "sangam/type/v1/profile.pb.h"

namespace sangam::registry {

// Attributes of the dictionary that the registry reads itself, by their names
// in Profile.extra: a number of paise, a truth, and a list of names of groups.
inline constexpr char kSavingsAttribute[] = "savings_paise";
inline constexpr char kPromotedBeforeAttribute[] =
    "promoted_before_the_mission";
inline constexpr char kDrawsOnAttribute[] = "draws_on_shgs";

// A producer body's list of SHGs, as errors and references call it.
inline constexpr char kDrawsOnField[] = "profile.extra[\"draws_on_shgs\"]";

// A part of a whole.
struct PartOfWhole {
  int64_t part = 0;
  int64_t whole = 0;
};

// Each is absent where it is not recorded.
absl::optional<int64_t> SavingsOf(const type::v1::Profile& profile);
// Of the members. Where only the share of the poor is recorded, the nearest
// whole number: a share in basis points leaves no doubt which one it is, up to
// thousands of members.
absl::optional<PartOfWhole> PoorMembersOf(const type::v1::Profile& profile);
// Of the loans outstanding, in paise, floored. Without loans there are none.
absl::optional<PartOfWhole> NonPerformingLoansOf(
    const type::v1::Profile& profile);

// Whether KeepsOwnMandate says so; false where it is not recorded.
bool PromotedBeforeTheMission(const type::v1::Profile& profile);

// The SHGs that a producer body draws on, each once, in order; none for a group
// of another kind.
std::vector<std::string> ShgsDrawnOn(const v1::Group& group);

// Adds a fault for each of these attributes that has another type, or a value
// that can't be, or that a group of this kind can't have.
void CheckRollUpFacts(Violations& violations, const v1::Group& group);

}  // namespace sangam::registry

#endif  // SANGAM_SERVICES_REGISTRY_DOMAIN_ROLL_UP_FACTS_H_
