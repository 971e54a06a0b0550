#include "common/changelog/resource_type.h"

#include <utility>

#include "absl/algorithm/container.h"
#include "absl/strings/str_cat.h"
#include "common/changelog/past_versions.h"
#include "common/changelog/resource_fields.h"
#include "common/status/errors.h"
#include "common/status/macros.h"

namespace sangam {
namespace {

using Filters = std::vector<ResourceTable::Filter>;

// Only texts match.
bool Matches(const ResourceType& type,
             const google::protobuf::Message& resource,
             const Filters& filters) {
  const std::vector<ResourceTable::Column>& columns = type.table().columns();
  const std::vector<sql::Value> values = type.Columns(resource);
  return absl::c_all_of(filters, [&](const ResourceTable::Filter& filter) {
    const size_t column =
        absl::c_find_if(columns,
                        [&](const ResourceTable::Column& known) {
                          return known.name == filter.column;
                        }) -
        columns.begin();
    return column < values.size() && values[column] == sql::Value(filter.value);
  });
}

absl::StatusOr<ResourcePage> ListPastResources(Snapshot& snapshot,
                                               const ResourceType& type,
                                               absl::string_view after,
                                               int64_t limit,
                                               const Filters& filters) {
  VersionFilter filter;
  if (!filters.empty()) {
    filter = [&](const StoredResource& version) -> absl::StatusOr<bool> {
      const std::unique_ptr<google::protobuf::Message> resource(
          type.prototype().New());
      SANGAM_RETURN_IF_ERROR(
          ReadStored(version, snapshot.position().epoch, resource.get()));
      return Matches(type, *resource, filters);
    };
  }
  const auto list = [&](absl::string_view after, int64_t limit,
                        int64_t most_names) {
    return ListPast(snapshot, type.table().collection(), after, limit,
                    ResourceTable::kPageBytes, most_names, filter);
  };
  SANGAM_ASSIGN_OR_RETURN(PastPage page, list(after, limit, kMostPastNames));
  const int64_t left = kMostPastNames - page.looked_at;
  if (!page.last.empty() && left > 0) {
    // Full. Where nothing further can be seen, it is the last one.
    SANGAM_ASSIGN_OR_RETURN(const PastPage further, list(page.last, 1, left));
    if (further.resources.empty()) page.last = further.last;
  }
  return ResourcePage{std::move(page.resources), std::move(page.last)};
}

}  // namespace

absl::StatusOr<ResourcePage> ListResources(Snapshot& snapshot,
                                           const ResourceType& type,
                                           absl::string_view after,
                                           int64_t limit,
                                           const Filters& filters) {
  if (snapshot.of_past()) {
    return ListPastResources(snapshot, type, after, limit, filters);
  }
  ResourcePage page;
  SANGAM_ASSIGN_OR_RETURN(page.resources,
                          type.table().List(snapshot, after, limit, filters));
  if (page.resources.empty()) return page;
  const std::string& last = page.resources.back().key;
  SANGAM_ASSIGN_OR_RETURN(const std::vector<StoredResource> further,
                          type.table().List(snapshot, last, 1, filters));
  if (!further.empty()) page.go_on_after = last;
  return page;
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
