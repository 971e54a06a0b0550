// Which group can be under which, as the store has them.
#ifndef SANGAM_SERVICES_REGISTRY_STORE_GROUP_TIERS_H_
#define SANGAM_SERVICES_REGISTRY_STORE_GROUP_TIERS_H_

#include <string>

#include "absl/container/flat_hash_set.h"
#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "common/changelog/changelog.h"
#include "sangam/registry/v1/group.pb.h"
#include "sangam/type/v1/profile.pb.h"

namespace sangam::registry {

// The kind of a stored group; UNSPECIFIED where there is none of this name.
absl::StatusOr<type::v1::SubjectKind> StoredKindOf(Snapshot& snapshot,
                                                   absl::string_view group);

// INVALID_ARGUMENT on "parent" unless a group of kind `child` can belong to one
// of kind `parent`.
absl::Status CheckTier(type::v1::SubjectKind child,
                       type::v1::SubjectKind parent);

// INVALID_ARGUMENT unless a group of kind `kind` can be drawn on: an SHG.
absl::Status CheckDrawnOn(absl::string_view name, type::v1::SubjectKind kind);

// INVALID_ARGUMENT on "kind" if a stored group that belongs to `group` can't,
// now that this is its kind; or if a producer body draws on it, and it is no
// SHG. Those of `written` are written with it and are not asked: what they say
// of it now is checked with them.
absl::Status CheckTiersBelow(
    Snapshot& snapshot, const v1::Group& group,
    const absl::flat_hash_set<std::string>& written = {});

}  // namespace sangam::registry

#endif  // SANGAM_SERVICES_REGISTRY_STORE_GROUP_TIERS_H_
