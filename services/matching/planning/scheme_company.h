// Which schemes keep others out of a plan.
#ifndef SANGAM_SERVICES_MATCHING_PLANNING_SCHEME_COMPANY_H_
#define SANGAM_SERVICES_MATCHING_PLANNING_SCHEME_COMPANY_H_

#include <set>
#include <string>
#include <utility>
#include <vector>

#include "absl/strings/string_view.h"
#include "services/matching/catalog/compiled_version.h"
#include "services/matching/planning/need_contexts.h"

namespace sangam::matching {

// A scheme with all that must be had before it, and who gets each. A value type
// that points into the catalogue.
class SchemeCompany {
 public:
  // "schemes/..." with the version in force; once each for one participant.
  void Add(const NeedContexts& contexts, const std::string& name,
           const CompiledVersion& version, int participant);

  bool Has(absl::string_view name) const;

  // By name, with who gets it.
  std::set<std::pair<std::string, int>> Members() const;

  // Whether a scheme of this excludes one of the other that the same
  // participant gets. What comes with each other in either does not, nor what
  // was had before: there the order settles it.
  bool Excludes(const SchemeCompany& other) const;

 private:
  struct Member {
    std::string name;
    const CompiledVersion* version = nullptr;
    int participant = 0;
    // See SettledExclusions.
    std::set<std::string> settled;
  };

  bool HasFor(absl::string_view name, int participant) const;

  std::vector<Member> members_;
};

// Whether one of them excludes the other.
inline bool ExcludeEachOther(const SchemeCompany& one,
                             const SchemeCompany& other) {
  return one.Excludes(other) || other.Excludes(one);
}

}  // namespace sangam::matching

#endif  // SANGAM_SERVICES_MATCHING_PLANNING_SCHEME_COMPANY_H_
