// Identifiers that other systems gave to subjects.
#ifndef SANGAM_SERVICES_REGISTRY_STORE_OUTSIDE_IDS_H_
#define SANGAM_SERVICES_REGISTRY_STORE_OUTSIDE_IDS_H_

#include <cstdint>
#include <string>
#include <utility>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "common/changelog/changelog.h"
#include "common/sql/database.h"
#include "google/protobuf/repeated_ptr_field.h"
#include "sangam/type/v1/outside_id.pb.h"

namespace sangam::registry {

using OutsideIds = google::protobuf::RepeatedPtrField<type::v1::OutsideId>;

// Stores that from `revision` on, which is the newest, `subject` has these
// identifiers and no others. What it had before is kept for past states.
// RESOURCE_EXISTS if another subject holds one of them.
absl::Status ReplaceOutsideIds(sql::Database& database, int64_t revision,
                               absl::string_view subject,
                               const OutsideIds& ids);

// The same for a subject that is new and `ids` that nobody holds, as the caller
// has checked.
absl::Status AddOutsideIds(sql::Database& database, int64_t revision,
                           absl::string_view subject, const OutsideIds& ids);

// Who holds `id` at `revision`; empty if nobody does.
absl::StatusOr<std::string> HolderOf(sql::Database& database, int64_t revision,
                                     const type::v1::OutsideId& id);

// The same for each of `ids`, a system and a value, in their order.
absl::StatusOr<std::vector<std::string>> HoldersOf(
    sql::Database& database, int64_t revision,
    const std::vector<std::pair<std::string, std::string>>& ids);

// The name of the subject that holds `id`; of a past snapshot, that held it
// then. RESOURCE_NOT_FOUND.
absl::StatusOr<std::string> SubjectWithOutsideId(Snapshot& snapshot,
                                                 const type::v1::OutsideId& id);

}  // namespace sangam::registry

#endif  // SANGAM_SERVICES_REGISTRY_STORE_OUTSIDE_IDS_H_
