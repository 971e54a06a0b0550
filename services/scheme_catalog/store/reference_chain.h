// Chains of resources of one type: a department under a department, a scheme
// superseded by a scheme.
#ifndef SANGAM_SERVICES_SCHEME_CATALOG_STORE_REFERENCE_CHAIN_H_
#define SANGAM_SERVICES_SCHEME_CATALOG_STORE_REFERENCE_CHAIN_H_

#include <string>

#include "absl/functional/function_ref.h"
#include "absl/status/status.h"
#include "absl/strings/string_view.h"
#include "services/scheme_catalog/domain/catalog_errors.h"
#include "services/scheme_catalog/store/catalog_tables.h"
#include "services/scheme_catalog/store/known_names.h"

namespace sangam::scheme_catalog {

// Longer chains are taken for circles; real ones have a handful of links.
inline constexpr int kMaxChainLength = 100;

// Follows `field` of `name`, whose value is to become `next`, to the chain's
// end. `next_of` reads the field of a stored resource. INVALID_ARGUMENT on
// `field` if `next` is not there, or if the chain leads back to `name`.
template <typename Resource>
absl::Status CheckChain(
    Snapshot& snapshot, const ResourceTable& table, absl::string_view field,
    absl::string_view name, std::string next,
    absl::FunctionRef<std::string(const Resource&)> next_of) {
  for (int length = 0; !next.empty(); ++length) {
    if (next == name || length == kMaxChainLength) {
      return CircularReferenceError(field, name);
    }
    SANGAM_ASSIGN_OR_RETURN(const absl::optional<Resource> found,
                            Find<Resource>(snapshot, table, next));
    if (!found) return CheckKnown(snapshot, table, field, next);
    next = next_of(*found);
  }
  return absl::OkStatus();
}

}  // namespace sangam::scheme_catalog

#endif  // SANGAM_SERVICES_SCHEME_CATALOG_STORE_REFERENCE_CHAIN_H_
