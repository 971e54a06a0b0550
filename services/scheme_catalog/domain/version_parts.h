// Checks that several parts of a record share.
//
// Paths are relative to the record: "conditions[2].expression".
#ifndef SANGAM_SERVICES_SCHEME_CATALOG_DOMAIN_VERSION_PARTS_H_
#define SANGAM_SERVICES_SCHEME_CATALOG_DOMAIN_VERSION_PARTS_H_

#include <string>

#include "absl/container/flat_hash_set.h"
#include "absl/strings/string_view.h"
#include "common/validation/violations.h"
#include "google/protobuf/repeated_ptr_field.h"
#include "google/type/date.pb.h"
#include "sangam/type/v1/citation.pb.h"
#include "services/scheme_catalog/domain/effective_period.h"
#include "services/scheme_catalog/domain/rule_vocabulary.h"

namespace sangam::scheme_catalog {

// The short names within one list: each 1 to 63 of a-z, 0-9 and hyphens, none
// twice. Made for one check.
class ShortNames {
 public:
  void Check(Violations& violations, const std::string& field,
             const std::string& id);

 private:
  absl::flat_hash_set<std::string> seen_;
};

// Whether a list is at most `most` long; adds a fault if it is not.
bool CheckSize(Violations& violations, absl::string_view field, int size,
               int most);

// Citations of which there must be at least one.
void CheckRequiredCitations(
    Violations& violations, const std::string& field,
    const google::protobuf::RepeatedPtrField<type::v1::Citation>& citations);

// The days from one date to another; an absent one has no bound. Adds a fault
// for a date that is no day, or for an end before the beginning.
EffectivePeriod CheckPeriod(Violations& violations,
                            const std::string& from_field, bool has_from,
                            const google::type::Date& from,
                            const std::string& until_field, bool has_until,
                            const google::type::Date& until);

// CheckPeriod for the effective_from and effective_until of `part`, which is at
// `path` ("" for the record itself).
template <typename Part>
EffectivePeriod CheckEffectivePeriod(Violations& violations,
                                     const std::string& path,
                                     const Part& part) {
  const std::string dot = path.empty() ? "" : path + ".";
  return CheckPeriod(violations, dot + "effective_from",
                     part.has_effective_from(), part.effective_from(),
                     dot + "effective_until", part.has_effective_until(),
                     part.effective_until());
}

// Add a fault unless `name` is an attribute that counts, that holds money in
// paise, or that is true or false.
void CheckCountAttribute(Violations& violations, const std::string& field,
                         const std::string& name, RuleVocabulary& vocabulary);
void CheckPaiseAttribute(Violations& violations, const std::string& field,
                         const std::string& name, RuleVocabulary& vocabulary);
void CheckTruthAttribute(Violations& violations, const std::string& field,
                         const std::string& name, RuleVocabulary& vocabulary);

}  // namespace sangam::scheme_catalog

#endif  // SANGAM_SERVICES_SCHEME_CATALOG_DOMAIN_VERSION_PARTS_H_
