#include "services/registry/store/import_speaker.h"

#include <vector>

#include "absl/algorithm/container.h"
#include "common/changelog/resource_fields.h"
#include "common/status/macros.h"
#include "services/registry/store/entity_record.h"
#include "services/registry/store/outside_ids.h"
#include "services/registry/store/retired_names.h"

namespace sangam::registry {
namespace {

// The subject has an id of the same system before this one.
bool IsLaterOfItsSystem(const type::v1::OutsideId& id, const OutsideIds& held) {
  for (const type::v1::OutsideId& other : held) {
    if (other.system() != id.system()) continue;
    return other.value() != id.value();
  }
  return false;
}

}  // namespace

absl::StatusOr<bool> SpeaksForSubject(WriteTransaction& transaction,
                                      const google::protobuf::Message& sent,
                                      const std::string& name,
                                      const google::protobuf::Message& before) {
  const OutsideIds* held = OutsideIdsOf(before);
  const OutsideIds* given = OutsideIdsOf(sent);
  if (held == nullptr || given == nullptr || given->empty() ||
      !TextField(sent, "name").empty()) {
    return true;
  }
  const bool speaks = absl::c_any_of(
      *given, [&](const auto& id) { return !IsLaterOfItsSystem(id, *held); });
  if (speaks) return true;
  SANGAM_ASSIGN_OR_RETURN(const std::vector<std::string> merged,
                          NamesMergedInto(transaction, name));
  return merged.empty();
}

}  // namespace sangam::registry
