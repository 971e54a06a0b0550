// Paths of the attributes that departments added, within a record.
#ifndef SANGAM_COMMON_SUBJECTS_EXTRA_PATH_H_
#define SANGAM_COMMON_SUBJECTS_EXTRA_PATH_H_

#include <string>

#include "absl/strings/string_view.h"
#include "absl/types/optional.h"

namespace sangam {

// The path of one of them: profile.extra["dept.loans"]. A path of fields has no
// form for it.
std::string ExtraPathOf(absl::string_view attribute);

// The attribute that such a path names, a part of `path`; nullopt for a path of
// any other form.
absl::optional<absl::string_view> AttributeOfExtraPath(absl::string_view path);

inline bool IsExtraPath(absl::string_view path) {
  return AttributeOfExtraPath(path).has_value();
}

}  // namespace sangam

#endif  // SANGAM_COMMON_SUBJECTS_EXTRA_PATH_H_
