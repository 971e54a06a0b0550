// Checks that several parts of a version share.
//
// Paths are relative to the version: "conditions[2].expression".
#ifndef SANGAM_SERVICES_SCHEME_CATALOG_DOMAIN_VERSION_PARTS_H_
#define SANGAM_SERVICES_SCHEME_CATALOG_DOMAIN_VERSION_PARTS_H_

#include <string>

#include "absl/container/flat_hash_set.h"
#include "absl/strings/string_view.h"
#include "common/rules/attribute_dictionary.h"
#include "common/validation/violations.h"

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

// Adds the faults of an expression, with lines and columns, on `field`.
void CheckExpression(Violations& violations, const std::string& field,
                     const std::string& expression,
                     const AttributeDictionary& dictionary);

// Add a fault unless `name` is an attribute that counts, that holds money in
// paise, or that is true or false.
void CheckCountAttribute(Violations& violations, const std::string& field,
                         const std::string& name,
                         const AttributeDictionary& dictionary);
void CheckPaiseAttribute(Violations& violations, const std::string& field,
                         const std::string& name,
                         const AttributeDictionary& dictionary);
void CheckTruthAttribute(Violations& violations, const std::string& field,
                         const std::string& name,
                         const AttributeDictionary& dictionary);

}  // namespace sangam::scheme_catalog

#endif  // SANGAM_SERVICES_SCHEME_CATALOG_DOMAIN_VERSION_PARTS_H_
