// Identifiers that other systems gave to subjects.
#ifndef SANGAM_SERVICES_REGISTRY_STORE_OUTSIDE_IDS_H_
#define SANGAM_SERVICES_REGISTRY_STORE_OUTSIDE_IDS_H_

#include <string>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "common/changelog/changelog.h"
#include "google/protobuf/repeated_ptr_field.h"
#include "sangam/type/v1/outside_id.pb.h"

namespace sangam::registry {

// Stores the identifiers of `subject` in place of those it had. RESOURCE_EXISTS
// if another subject holds one of them.
absl::Status ReplaceOutsideIds(
    WriteTransaction& transaction, absl::string_view subject,
    const google::protobuf::RepeatedPtrField<type::v1::OutsideId>& ids);

// The name of the subject that holds `id`. RESOURCE_NOT_FOUND.
absl::StatusOr<std::string> SubjectWithOutsideId(Snapshot& snapshot,
                                                 const type::v1::OutsideId& id);

}  // namespace sangam::registry

#endif  // SANGAM_SERVICES_REGISTRY_STORE_OUTSIDE_IDS_H_
