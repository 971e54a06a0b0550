// Profiles, stored or given with a question.
#ifndef SANGAM_COMMON_VALIDATION_PROFILE_H_
#define SANGAM_COMMON_VALIDATION_PROFILE_H_

#include "absl/strings/string_view.h"
#include "common/validation/violations.h"
#include "google/protobuf/descriptor.h"
#include "sangam/type/v1/profile.pb.h"

namespace sangam {

// A profile holds the profiles of at most so many children.
inline constexpr int kMaxChildProfiles = 2'000;

// Adds a fault for each field of `profile` that can't be true of any subject:
// numbers out of their unit's bounds, parts greater than their whole where both
// are known (women among members, weavers among artisans, ...), days that do
// not exist, unknown values of enums, empty elements of lists, codes and names
// of the wrong shape, more children than kMaxChildProfiles, a child with
// children or benefits of its own. Absence is never a fault. Fields are
// reported as "prefix.women_members"; `prefix` is the profile's path
// ("group.profile").
void CheckProfile(Violations& violations, absl::string_view prefix,
                  const type::v1::Profile& profile);

// Whether the values of this field of a profile are codes in capitals, as those
// of sectors are.
bool IsCapitalCodeField(const google::protobuf::FieldDescriptor& field);

}  // namespace sangam

#endif  // SANGAM_COMMON_VALIDATION_PROFILE_H_
