// A scheme with its versions, and which of them is in force when.
#ifndef SANGAM_SERVICES_MATCHING_CATALOG_COMPILED_SCHEME_H_
#define SANGAM_SERVICES_MATCHING_CATALOG_COMPILED_SCHEME_H_

#include <memory>
#include <string>
#include <vector>

#include "absl/strings/string_view.h"
#include "absl/time/civil_time.h"
#include "absl/types/optional.h"
#include "sangam/scheme_catalog/v1/scheme.pb.h"
#include "services/matching/catalog/catalog_contents.h"
#include "services/matching/catalog/compiled_version.h"

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

// One scheme with its published versions: a handle that is cheap to copy, of
// which each state of the catalogue has one. Immutable.
class CompiledScheme {
 public:
  // Versions come in any order. `contents` is what all this was made of, null
  // for a scheme that is of no catalogue.
  CompiledScheme(std::shared_ptr<const scheme_catalog::v1::Scheme> scheme,
                 std::string department_title,
                 std::vector<VersionInTime> versions,
                 std::shared_ptr<const SchemeContents> contents = nullptr);

 private:
  struct Parts {
    std::shared_ptr<const scheme_catalog::v1::Scheme> scheme;
    std::string department_title;
    std::vector<VersionInTime> versions;
    std::shared_ptr<const SchemeContents> contents;
  };
  // Comes first: the members below point into it.
  std::shared_ptr<const Parts> parts_;

 public:
  const scheme_catalog::v1::Scheme& scheme;
  // The title of its department; empty if the department is not known.
  const std::string& department_title;
  // The latest effective_from first.
  const std::vector<VersionInTime>& versions;

  // The scheme itself, to be shared.
  const std::shared_ptr<const scheme_catalog::v1::Scheme>& source() const {
    return parts_->scheme;
  }
  const std::shared_ptr<const SchemeContents>& contents() const {
    return parts_->contents;
  }
  // Whether `other` is what all this was made of, the very same object.
  bool IsMadeOf(const SchemeContents& other) const {
    return made_of_ == &other;
  }
  // Whether one of the versions can't be evaluated.
  bool has_defect() const { return has_defect_; }

  // Whether both are handles of the very same scheme, versions and all.
  bool IsSame(const CompiledScheme& other) const {
    return this == &other || parts_ == other.parts_;
  }

  // The version in force on this day (of several, the one that began last), or
  // null.
  const CompiledVersion* VersionOn(absl::CivilDay day) const;
  // From which day on other versions than `version` itself take its place; see
  // VersionInTime. `version` need not be one of `versions`.
  absl::optional<absl::CivilDay> SupersededFrom(
      absl::string_view version) const;

 private:
  // What is asked of all schemes when one changes is kept in the handle.
  const SchemeContents* made_of_;
  bool has_defect_;
};

// Puts versions in order and tells each from when on others take its place.
void ArrangeInTime(std::vector<VersionInTime>* versions);

}  // namespace sangam::matching

#endif  // SANGAM_SERVICES_MATCHING_CATALOG_COMPILED_SCHEME_H_
