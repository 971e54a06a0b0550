// How much is known of an enterprise.
#ifndef SANGAM_SERVICES_REGISTRY_DOMAIN_COMPLETENESS_H_
#define SANGAM_SERVICES_REGISTRY_DOMAIN_COMPLETENESS_H_

#include <cstdint>
#include <string>
#include <vector>

#include "absl/status/status.h"
#include "sangam/registry/v1/enterprise.pb.h"

namespace sangam::registry {

// A value type.
struct Completeness {
  // Known facts of those that schemes ask of most enterprises, in basis points,
  // rounded down: 10,000 only where none is missing.
  int32_t known_bps = 0;
  // The others, as paths from the enterprise, the most useful first.
  std::vector<std::string> missing;
};

Completeness CompletenessOf(const v1::Enterprise& enterprise);

// INVALID_ARGUMENT on each fact without which an enterprise can't be
// affiliated: its title, its place, and what it does.
absl::Status CheckAffiliable(const v1::Enterprise& enterprise);

}  // namespace sangam::registry

#endif  // SANGAM_SERVICES_REGISTRY_DOMAIN_COMPLETENESS_H_
