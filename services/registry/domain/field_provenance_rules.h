// Provenance of single facts of a record.
#ifndef SANGAM_SERVICES_REGISTRY_DOMAIN_FIELD_PROVENANCE_RULES_H_
#define SANGAM_SERVICES_REGISTRY_DOMAIN_FIELD_PROVENANCE_RULES_H_

#include "common/validation/violations.h"
#include "google/protobuf/descriptor.h"
#include "google/protobuf/repeated_ptr_field.h"
#include "sangam/type/v1/field_provenance.pb.h"

namespace sangam::registry {

// Each names fields that a `record` has, or added attributes (see ExtraPathOf);
// no field is named twice, and says where they come from. Faults are reported
// as "field_provenance[0].fields[1]".
void CheckFieldProvenance(
    Violations& violations, const google::protobuf::Descriptor& record,
    const google::protobuf::RepeatedPtrField<type::v1::FieldProvenance>&
        overrides);

}  // namespace sangam::registry

#endif  // SANGAM_SERVICES_REGISTRY_DOMAIN_FIELD_PROVENANCE_RULES_H_
