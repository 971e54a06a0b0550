// What is odd about a record that may still be right.
#ifndef SANGAM_SERVICES_REGISTRY_DOMAIN_QUALITY_H_
#define SANGAM_SERVICES_REGISTRY_DOMAIN_QUALITY_H_

#include <vector>

#include "absl/time/civil_time.h"
#include "sangam/registry/v1/import.pb.h"
#include "services/registry/domain/subject.h"

namespace sangam::registry {

// By the record alone, on the day `today`; in the order of the flags.
// `federated`: it names a body that it belongs to. What is not known is not
// odd, but for the place.
std::vector<v1::QualityFlag> QualityFlagsOf(const Subject& subject,
                                            bool federated,
                                            absl::CivilDay today);

}  // namespace sangam::registry

#endif  // SANGAM_SERVICES_REGISTRY_DOMAIN_QUALITY_H_
