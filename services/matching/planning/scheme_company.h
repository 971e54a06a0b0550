// Which schemes keep others out of a plan.
#ifndef SANGAM_SERVICES_MATCHING_PLANNING_SCHEME_COMPANY_H_
#define SANGAM_SERVICES_MATCHING_PLANNING_SCHEME_COMPANY_H_

#include <string>
#include <vector>

#include "absl/strings/string_view.h"
#include "services/matching/catalog/compiled_version.h"

namespace sangam::matching {

// A scheme with all that must be had before it. A value type that points into
// the catalogue.
class SchemeCompany {
 public:
  // "schemes/..." with the version in force; once each.
  void Add(const std::string& name, const CompiledVersion& version);

  bool Has(absl::string_view name) const;

  // Whether a scheme of this excludes one of the other. What comes with each
  // other in either does not: there the order settles it.
  bool Excludes(const SchemeCompany& other) const;

 private:
  struct Member {
    std::string name;
    const CompiledVersion* version = nullptr;
  };

  std::vector<Member> members_;
};

// Whether one of them excludes the other.
inline bool ExcludeEachOther(const SchemeCompany& one,
                             const SchemeCompany& other) {
  return one.Excludes(other) || other.Excludes(one);
}

}  // namespace sangam::matching

#endif  // SANGAM_SERVICES_MATCHING_PLANNING_SCHEME_COMPANY_H_
