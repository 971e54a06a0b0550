// Which exclusions the order of what was had settles.
#ifndef SANGAM_SERVICES_MATCHING_PLANNING_SETTLED_EXCLUSIONS_H_
#define SANGAM_SERVICES_MATCHING_PLANNING_SETTLED_EXCLUSIONS_H_

#include <set>
#include <string>
#include <vector>

#include "absl/strings/string_view.h"
#include "services/matching/catalog/compiled_version.h"
#include "services/matching/planning/need_contexts.h"

namespace sangam::matching {

// Whether a relation of the version excludes the scheme, "schemes/...".
bool Excludes(const CompiledVersion& version, absl::string_view scheme);

// Pure. What was received by the participant, or is sanctioned to it, and
// excludes the version's scheme, which all the same comes after it: the scheme
// or a benefit of it needs it first, be it by way of others, whatever was had
// since. What is had first in any of the ways that WaysToHold tells, by what
// holds over all needs, is needed.
std::set<std::string> SettledExclusions(const NeedContexts& contexts,
                                        const CompiledVersion& version,
                                        int participant);

// Whether the version's scheme comes after this one in any case: it or a
// benefit of it needs that first, as above.
bool NeedsFirst(const NeedContexts& contexts, const CompiledVersion& version,
                int participant, const std::string& first);

// Whether it may settle what excludes the version's scheme that these come
// first: one of them, or what they ask for in turn, excludes it or asks about
// its receipt.
bool MaySettle(const NeedContexts& contexts,
               const std::vector<std::string>& first, absl::string_view scheme);

}  // namespace sangam::matching

#endif  // SANGAM_SERVICES_MATCHING_PLANNING_SETTLED_EXCLUSIONS_H_
