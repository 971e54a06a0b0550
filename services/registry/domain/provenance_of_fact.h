// Where a single fact of a record of any type comes from.
#ifndef SANGAM_SERVICES_REGISTRY_DOMAIN_PROVENANCE_OF_FACT_H_
#define SANGAM_SERVICES_REGISTRY_DOMAIN_PROVENANCE_OF_FACT_H_

#include <string>

#include "absl/types/optional.h"
#include "google/protobuf/message.h"
#include "sangam/type/v1/provenance.pb.h"

namespace sangam::registry {

// The field that holds the attributes that departments added.
inline constexpr char kExtraPath[] = "profile.extra";

// Where a fact of `record` at `path` comes from; nothing where it isn't told.
// An added attribute comes from where they all do, unless it is told by itself.
absl::optional<type::v1::Provenance> ProvenanceOf(
    const google::protobuf::Message& record, const std::string& path);

// Says that the fact at `path` comes from elsewhere than the record's others;
// nothing takes back that it does.
void SetProvenance(const std::string& path,
                   const absl::optional<type::v1::Provenance>& provenance,
                   google::protobuf::Message* record);

bool SameProvenance(const absl::optional<type::v1::Provenance>& some,
                    const absl::optional<type::v1::Provenance>& other);

}  // namespace sangam::registry

#endif  // SANGAM_SERVICES_REGISTRY_DOMAIN_PROVENANCE_OF_FACT_H_
