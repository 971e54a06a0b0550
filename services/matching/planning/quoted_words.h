// Words of a rule as part of a sentence.
#ifndef SANGAM_SERVICES_MATCHING_PLANNING_QUOTED_WORDS_H_
#define SANGAM_SERVICES_MATCHING_PLANNING_QUOTED_WORDS_H_

#include <string>

#include "absl/strings/string_view.h"
#include "absl/strings/strip.h"

namespace sangam::matching {

// Without the full stop at the end, also that of Hindi, if there is one.
inline std::string Quoted(absl::string_view words) {
  return std::string(absl::StripSuffix(absl::StripSuffix(words, "."), "।"));
}

}  // namespace sangam::matching

#endif  // SANGAM_SERVICES_MATCHING_PLANNING_QUOTED_WORDS_H_
