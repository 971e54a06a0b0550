#include "common/changelog/resource_type.h"

#include "absl/algorithm/container.h"
#include "absl/strings/str_cat.h"
#include "common/changelog/past_versions.h"
#include "common/changelog/resource_fields.h"
#include "common/status/errors.h"
#include "common/status/macros.h"

namespace sangam {
namespace {

using Filters = std::vector<ResourceTable::Filter>;

// As SQLite compares a column without a type with a text: only texts match.
bool Matches(const ResourceType& type,
             const google::protobuf::Message& resource,
             const Filters& filters) {
  const std::vector<std::string>& columns = type.table().columns();
  const std::vector<sql::Value> values = type.Columns(resource);
  return absl::c_all_of(filters, [&](const ResourceTable::Filter& filter) {
    const size_t column =
        absl::c_find(columns, filter.column) - columns.begin();
    return column < values.size() && values[column] == sql::Value(filter.value);
  });
}

}  // namespace

absl::StatusOr<std::vector<StoredResource>> ListResources(
    Snapshot& snapshot, const ResourceType& type, absl::string_view after,
    int64_t limit, const Filters& filters) {
  if (!snapshot.of_past() || filters.empty()) {
    return type.table().List(snapshot, after, limit, filters);
  }
  return ListPast(snapshot, type.table().collection(), after, limit,
                  ResourceTable::kPageBytes,
                  [&](const StoredResource& version) -> absl::StatusOr<bool> {
                    const std::unique_ptr<google::protobuf::Message> resource(
                        type.prototype().New());
                    SANGAM_RETURN_IF_ERROR(ReadStored(
                        version, snapshot.position().epoch, resource.get()));
                    return Matches(type, *resource, filters);
                  });
}

absl::Status ReadStored(const StoredResource& stored, absl::string_view epoch,
                        google::protobuf::Message* resource) {
  if (!resource->ParseFromString(stored.body)) {
    return InternalFault(absl::StrCat(stored.key, " can't be read"));
  }
  SetStoredFields(stored, epoch, resource);
  return absl::OkStatus();
}

void SetStoredFields(const StoredResource& stored, absl::string_view epoch,
                     google::protobuf::Message* resource) {
  SetTextField(resource, "etag", EtagOf(epoch, stored.revision));
  SetUpdateTimeField(resource, stored.update_time);
}

std::string EtagOf(absl::string_view epoch, int64_t revision) {
  return absl::StrCat(epoch, "-", revision);
}

}  // namespace sangam
