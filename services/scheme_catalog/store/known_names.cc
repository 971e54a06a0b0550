#include "services/scheme_catalog/store/known_names.h"

#include "common/rules/nearest_word.h"
#include "services/scheme_catalog/domain/catalog_errors.h"

namespace sangam::scheme_catalog {
namespace {

constexpr int64_t kPageSize = 1000;
// Each looks at all names, while other writers wait.
constexpr int kMaxSearches = 5;

}  // namespace

absl::Status KnownNames::CheckExists(absl::string_view field,
                                     absl::string_view name) {
  absl::Status status =
      scheme_catalog::CheckExists(snapshot_, table_, field, name);
  if (!absl::IsInvalidArgument(status)) return status;
  SANGAM_ASSIGN_OR_RETURN(const std::string nearest, Nearest(name));
  return nearest.empty() ? status
                         : MisspeltReferenceError(field, name, nearest);
}

absl::StatusOr<std::string> KnownNames::Nearest(absl::string_view name) {
  if (++searches_ > kMaxSearches) return "";
  while (searches_ == 1) {
    SANGAM_ASSIGN_OR_RETURN(
        const std::vector<StoredResource> page,
        table_.List(snapshot_, names_.empty() ? "" : names_.back(), kPageSize));
    if (page.empty()) break;
    for (const StoredResource& row : page) names_.push_back(row.key);
  }
  return rules::NearestName(name, names_);
}

absl::Status CheckKnown(Snapshot& snapshot, const ResourceTable& table,
                        absl::string_view field, absl::string_view name) {
  return KnownNames(&snapshot, &table).CheckExists(field, name);
}

}  // namespace sangam::scheme_catalog
