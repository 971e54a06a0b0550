// One record of two.
#ifndef SANGAM_SERVICES_REGISTRY_DOMAIN_RECORD_MERGE_H_
#define SANGAM_SERVICES_REGISTRY_DOMAIN_RECORD_MERGE_H_

#include <memory>
#include <string>
#include <vector>

#include "absl/status/status.h"
#include "google/protobuf/field_mask.pb.h"
#include "google/protobuf/message.h"
#include "sangam/registry/v1/subject_care.pb.h"

namespace sangam::registry {

// What else goes over to the survivor, on which some of its facts depend.
struct MergedAlong {
  // Bodies that belonged to the duplicate.
  bool members = false;
  // Linkages.
  bool linkages = false;
};

// What comes of two records.
struct MergedRecord {
  // Its outside ids are those of both.
  std::unique_ptr<google::protobuf::Message> record;
  std::vector<type::v1::OutsideId> moved_outside_ids;
  std::vector<std::string> filled_fields;
  std::vector<v1::FactConflict> conflicts;
};

// INVALID_ARGUMENT on "take_fields" for a path that is no fact of `record`: one
// of its fields, "profile." and one of the profile's, or
// "profile.extra[\"name\"]" for one of the attributes that departments added.
absl::Status CheckTakenFields(const google::protobuf::FieldMask& take,
                              const google::protobuf::Descriptor& record);

// The survivor with the facts that it lacks and those of `take`, which is
// checked, from the duplicate, a record of the same type; each such fact keeps
// its provenance. Facts are taken as a whole: lists are not mixed; each
// attribute of profile.extra is a fact of its own. A count is not put beside
// one of another record of which it is a part or the whole
// ("profile.poor_members" beside "profile.members"), unless it is named: it is
// told as a conflict on which the survivor says nothing. What speaks for all of
// a subject's members or benefits ("children_complete",
// "profile.received_benefits_complete_until") holds only as far as both records
// say so, where `along` brings some in.
MergedRecord MergeRecords(const google::protobuf::Message& survivor,
                          const google::protobuf::Message& duplicate,
                          const google::protobuf::FieldMask& take,
                          const MergedAlong& along);

}  // namespace sangam::registry

#endif  // SANGAM_SERVICES_REGISTRY_DOMAIN_RECORD_MERGE_H_
