// Paths of the facts of those under a subject, within its record.
#ifndef SANGAM_COMMON_SUBJECTS_CHILD_PATH_H_
#define SANGAM_COMMON_SUBJECTS_CHILD_PATH_H_

#include <cstddef>
#include <string>

#include "absl/strings/string_view.h"
#include "absl/types/optional.h"

namespace sangam {

// A fact of one of them.
struct ChildFact {
  // Its index in profile.children.profiles.
  size_t child = 0;
  // The fact, as a path of the child's own record: "profile.members", "place".
  std::string path;
};

// profile.children.profiles[3].members, for "profile.members" of the child with
// the index 3; its place is profile.children.profiles[3].place.
std::string ChildPathOf(const ChildFact& fact);

// What such a path names; nullopt for a path of any other form.
absl::optional<ChildFact> FactOfChildPath(absl::string_view path);

}  // namespace sangam

#endif  // SANGAM_COMMON_SUBJECTS_CHILD_PATH_H_
