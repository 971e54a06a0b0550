// Records that are about to be there.
#ifndef SANGAM_SERVICES_REGISTRY_STORE_NEW_RECORDS_H_
#define SANGAM_SERVICES_REGISTRY_STORE_NEW_RECORDS_H_

#include <cstddef>
#include <string>

#include "absl/container/flat_hash_map.h"
#include "absl/strings/string_view.h"
#include "sangam/type/v1/outside_id.pb.h"
#include "sangam/type/v1/profile.pb.h"
#include "services/registry/store/outside_ids.h"

namespace sangam::registry {

// Those that a chunk adds, or that the chunks of a dry run would have added.
// Not thread-safe.
class NewRecords {
 public:
  // Adds a record or, where it is there already, what is said of it. `kind` is
  // that of a group, `ids` may be null.
  void Add(absl::string_view name, type::v1::SubjectKind kind,
           const OutsideIds* ids);
  // Takes a record and its ids away again.
  void Remove(absl::string_view name, const OutsideIds* ids);
  void AddAll(const NewRecords& others);

  bool Has(absl::string_view name) const { return kinds_.contains(name); }
  bool HasId(absl::string_view system, absl::string_view value) const;
  // UNSPECIFIED for what is no group or is not here.
  type::v1::SubjectKind KindOf(absl::string_view name) const;
  // The name of the record with this id; empty if there is none.
  std::string HolderOf(const type::v1::OutsideId& id) const;

  size_t size() const { return kinds_.size(); }

 private:
  absl::flat_hash_map<std::string, type::v1::SubjectKind> kinds_;
  absl::flat_hash_map<std::string, std::string> holders_;
};

}  // namespace sangam::registry

#endif  // SANGAM_SERVICES_REGISTRY_STORE_NEW_RECORDS_H_
