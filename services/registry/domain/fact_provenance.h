// Where each fact of a subject comes from.
#ifndef SANGAM_SERVICES_REGISTRY_DOMAIN_FACT_PROVENANCE_H_
#define SANGAM_SERVICES_REGISTRY_DOMAIN_FACT_PROVENANCE_H_

#include <vector>

#include "sangam/type/v1/field_provenance.pb.h"
#include "services/registry/domain/subject.h"

namespace sangam::registry {

// By role and day, those of the recorded facts of which the day is known; as
// paths of the record ("place", "profile.members"), each once. An added
// attribute has its own (profile.extra["dept.loans"]): what is said of it, else
// of all of them, of the profile, of the record. A field of which parts have
// provenance of their own is told by its parts alone. What is rolled up,
// received or follows from the kind of the record has no day here.
std::vector<type::v1::FieldProvenance> ProvenanceOfFacts(
    const Subject& subject);

}  // namespace sangam::registry

#endif  // SANGAM_SERVICES_REGISTRY_DOMAIN_FACT_PROVENANCE_H_
