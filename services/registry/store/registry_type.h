// What the types of resources of the registry have in common.
#ifndef SANGAM_SERVICES_REGISTRY_STORE_REGISTRY_TYPE_H_
#define SANGAM_SERVICES_REGISTRY_STORE_REGISTRY_TYPE_H_

#include "absl/functional/function_ref.h"
#include "absl/strings/string_view.h"
#include "common/changelog/resource_type.h"
#include "common/status/macros.h"
#include "common/validation/resource_name.h"
#include "common/validation/violations.h"
#include "services/registry/store/references.h"
#include "services/registry/store/retired_names.h"

namespace sangam::registry {

// A type whose table, name and references are those of its collection: what is
// referred to exists, and what is referred to can't be removed. A type adds its
// own rules and consequences.
template <typename Resource>
class RegistryType : public ResourceTypeOf<Resource> {
 public:
  using Rules = absl::Status (*)(const Resource&);

  RegistryType(const ResourceTable& table, Rules rules)
      : table_(table), rules_(rules) {}

  const ResourceTable& table() const final { return table_; }

  absl::Status CheckName(absl::string_view name) const final {
    Violations violations;
    CheckRequiredName(violations, "name", name, {table_.collection()});
    return violations.ToStatus();
  }

 protected:
  // Checks beyond those of references, before anything is written.
  virtual absl::Status CheckAmongOthers(Snapshot&, const Resource&) const {
    return absl::OkStatus();
  }
  // What follows. On return the references are those of `after`; the type calls
  // `replace_references` at the moment that suits it.
  virtual absl::Status Apply(
      WriteTransaction& transaction, const Resource* before,
      const Resource* after,
      absl::FunctionRef<absl::Status()> replace_references) const = 0;

 private:
  absl::Status CheckResource(const Resource& resource) const final {
    return rules_(resource);
  }

  absl::Status OnResourceChange(WriteTransaction& transaction,
                                const Resource* before,
                                const Resource* after) const final {
    const std::string name = (after != nullptr ? after : before)->name();
    std::vector<Reference> references;
    if (before == nullptr) {
      SANGAM_RETURN_IF_ERROR(CheckNotRetired(transaction, name));
    }
    if (after == nullptr) {
      SANGAM_RETURN_IF_ERROR(CheckNotInUse(transaction, name));
    } else {
      references = ReferencesOf(*after);
      SANGAM_RETURN_IF_ERROR(CheckTargetsExist(transaction, references));
      SANGAM_RETURN_IF_ERROR(CheckAmongOthers(transaction, *after));
    }
    return Apply(transaction, before, after, [&] {
      return ReplaceReferences(transaction.database(), transaction.revision(),
                               name, references);
    });
  }

  const ResourceTable& table_;
  const Rules rules_;
};

}  // namespace sangam::registry

#endif  // SANGAM_SERVICES_REGISTRY_STORE_REGISTRY_TYPE_H_
