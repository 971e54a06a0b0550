// What an owner declares of one type of its resources.
#ifndef SANGAM_COMMON_CHANGELOG_RESOURCE_TYPE_H_
#define SANGAM_COMMON_CHANGELOG_RESOURCE_TYPE_H_

#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "common/changelog/changelog.h"
#include "common/changelog/resource_table.h"
#include "common/sql/statement.h"
#include "google/protobuf/message.h"

namespace sangam {

// The rules of one type, as StandardMethods asks for them. Implementations
// derive from ResourceTypeOf<Resource>. Thread-safe.
class ResourceType {
 public:
  virtual ~ResourceType() = default;

  virtual const ResourceTable& table() const = 0;
  virtual const google::protobuf::Message& prototype() const = 0;

  // OK if `name` is well formed; else an error on field "name".
  virtual absl::Status CheckName(absl::string_view name) const = 0;

  // Checks that need nothing but the resource, its name among them. Fields in
  // errors are relative to the resource ("parent", not "group.parent").
  virtual absl::Status Check(
      const google::protobuf::Message& resource) const = 0;

  // The values of table().columns().
  virtual std::vector<sql::Value> Columns(
      const google::protobuf::Message& resource) const = 0;

  // The same where values also follow from what else is stored.
  virtual absl::StatusOr<std::vector<sql::Value>> ColumnsAmongOthers(
      Snapshot& /*snapshot*/, const google::protobuf::Message& resource) const {
    return Columns(resource);
  }

  // Called in the transaction of a change, after Check and before the row is
  // written: checks against what is stored, and writes what follows from the
  // change. `before` is null for a new resource, `after` for a removed one. An
  // error undoes the whole transaction.
  virtual absl::Status OnChange(
      WriteTransaction& transaction, const google::protobuf::Message* before,
      const google::protobuf::Message* after) const = 0;
};

// The same, typed.
template <typename Resource>
class ResourceTypeOf : public ResourceType {
 public:
  const google::protobuf::Message& prototype() const final {
    return Resource::default_instance();
  }
  absl::Status Check(const google::protobuf::Message& resource) const final {
    return CheckResource(static_cast<const Resource&>(resource));
  }
  std::vector<sql::Value> Columns(
      const google::protobuf::Message& resource) const final {
    return ColumnsOf(static_cast<const Resource&>(resource));
  }
  absl::Status OnChange(WriteTransaction& transaction,
                        const google::protobuf::Message* before,
                        const google::protobuf::Message* after) const final {
    return OnResourceChange(transaction, static_cast<const Resource*>(before),
                            static_cast<const Resource*>(after));
  }

 protected:
  virtual absl::Status CheckResource(const Resource& resource) const = 0;
  virtual std::vector<sql::Value> ColumnsOf(const Resource&) const {
    return {};
  }
  virtual absl::Status OnResourceChange(WriteTransaction& transaction,
                                        const Resource* before,
                                        const Resource* after) const = 0;
};

// A page of resources, in the order of their names.
struct ResourcePage {
  std::vector<StoredResource> resources;
  // The name after which the next page begins; empty on the last page.
  std::string go_on_after;
};

// As table().List, with filters in the past too, where they are put to what
// each resource was then. There a page ends, however few it holds, when
// kMostPastNames names that ever were have been looked at.
absl::StatusOr<ResourcePage> ListResources(
    Snapshot& snapshot, const ResourceType& type, absl::string_view after,
    int64_t limit, const std::vector<ResourceTable::Filter>& filters);

// Some tens of milliseconds' worth, and more than a page may hold.
inline constexpr int64_t kMostPastNames = 5'000;

// Reads a stored version: the body, and etag and update_time where the type has
// such fields. INTERNAL if the body can't be read.
absl::Status ReadStored(const StoredResource& stored, absl::string_view epoch,
                        google::protobuf::Message* resource);

// Sets the etag and update_time of a version.
void SetStoredFields(const StoredResource& stored, absl::string_view epoch,
                     google::protobuf::Message* resource);

// The etag of a version: it differs for every version of every life of a store.
std::string EtagOf(absl::string_view epoch, int64_t revision);

}  // namespace sangam

#endif  // SANGAM_COMMON_CHANGELOG_RESOURCE_TYPE_H_
