// How long the record of a received benefit is kept.
#ifndef SANGAM_SERVICES_REGISTRY_DOMAIN_BENEFIT_RETENTION_H_
#define SANGAM_SERVICES_REGISTRY_DOMAIN_BENEFIT_RETENTION_H_

#include <string>

#include "absl/time/civil_time.h"
#include "absl/types/optional.h"
#include "sangam/registry/v1/linkage.pb.h"

namespace sangam::registry {

// So many years after the last day on which something was received. Nothing:
// for good, since no one has said how long the law asks for.
struct BenefitRetention {
  absl::optional<int> years;
};

// Why a linkage can't be erased on `today`, as what follows its name ("tells of
// a benefit that was received on 2024-05-01, which is kept until 2032-05-01");
// empty where nothing asks to keep it. A benefit whose day is not known is
// kept, because nobody can say that its time is over.
std::string WhyKept(const v1::Linkage& linkage,
                    const BenefitRetention& retention, absl::CivilDay today);

}  // namespace sangam::registry

#endif  // SANGAM_SERVICES_REGISTRY_DOMAIN_BENEFIT_RETENTION_H_
