// A scheme with its versions, and which of them is in force when.
#ifndef SANGAM_SERVICES_MATCHING_ENGINE_COMPILED_SCHEME_H_
#define SANGAM_SERVICES_MATCHING_ENGINE_COMPILED_SCHEME_H_

#include <memory>
#include <string>
#include <vector>

#include "absl/strings/string_view.h"
#include "absl/time/civil_time.h"
#include "absl/types/optional.h"
#include "sangam/scheme_catalog/v1/scheme.pb.h"
#include "services/matching/engine/compiled_version.h"

namespace sangam::matching {

// A version among the others of its scheme.
struct VersionInTime {
  std::shared_ptr<const CompiledVersion> compiled;
  // The first day on which another version takes its place, whatever its own
  // dates say; CivilDay::min() where that one holds since ever. Absent: no
  // other version names it.
  absl::optional<absl::CivilDay> superseded_from;

  // Whether it is in force on this day: within its own dates, and no other
  // version has taken its place by then.
  bool InForceOn(absl::CivilDay day) const;
};

// One scheme with its published versions.
struct CompiledScheme {
  scheme_catalog::v1::Scheme scheme;
  // The title of its department; empty if the department is not known.
  std::string department_title;
  // The latest effective_from first.
  std::vector<VersionInTime> versions;

  // The version in force on this day (of several, the one that began last), or
  // null.
  const CompiledVersion* VersionOn(absl::CivilDay day) const;
  // From which day on other versions than `version` itself take its place; see
  // VersionInTime. `version` need not be one of `versions`.
  absl::optional<absl::CivilDay> SupersededFrom(
      absl::string_view version) const;
};

// Puts versions in order and tells each from when on others take its place.
void ArrangeInTime(std::vector<VersionInTime>* versions);

}  // namespace sangam::matching

#endif  // SANGAM_SERVICES_MATCHING_ENGINE_COMPILED_SCHEME_H_
