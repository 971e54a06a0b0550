// Whether the catalogue has what a request names.
#ifndef SANGAM_SERVICES_MATCHING_ENGINE_KNOWN_NAMES_H_
#define SANGAM_SERVICES_MATCHING_ENGINE_KNOWN_NAMES_H_

#include <string>

#include "absl/status/status.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/string_view.h"
#include "absl/time/civil_time.h"
#include "common/validation/violations.h"
#include "services/matching/catalog/catalog_snapshot.h"

namespace sangam::matching {

// A name that the catalogue lacks is the caller's mistake, for an answer that
// passes over it reads as "fits nobody". Collects them all, each by its field.
// The catalogue outlives it.
class KnownNames {
 public:
  explicit KnownNames(const CatalogSnapshot* catalog) : catalog_(*catalog) {}

  void CheckScheme(absl::string_view field, absl::string_view scheme);
  // Also that a version is in force on the day.
  void CheckSchemeInForce(absl::string_view field, absl::string_view scheme,
                          absl::CivilDay day);
  // A list, as field "schemes[2]".
  template <typename Names>
  void CheckSchemes(const Names& schemes) {
    int i = 0;
    for (const std::string& scheme : schemes) {
      CheckScheme(absl::StrCat("schemes[", i++, "]"), scheme);
    }
  }
  template <typename Names>
  void CheckDepartments(const Names& departments) {
    int i = 0;
    for (const std::string& department : departments) {
      CheckDepartment(absl::StrCat("departments[", i++, "]"), department);
    }
  }

  // OK, or NOT_FOUND, RESOURCE_NOT_FOUND.
  absl::Status ToStatus() const;

 private:
  void CheckDepartment(absl::string_view field, const std::string& department);
  void AddUnknown(absl::string_view field, absl::string_view name);

  const CatalogSnapshot& catalog_;
  Violations unknown_;
};

// The same error about fields, but NOT_FOUND.
absl::Status AsNotFound(const absl::Status& at_fields);

}  // namespace sangam::matching

#endif  // SANGAM_SERVICES_MATCHING_ENGINE_KNOWN_NAMES_H_
