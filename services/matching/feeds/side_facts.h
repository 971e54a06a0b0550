// What the columns keep of a subject beside the facts that rules read.
#ifndef SANGAM_SERVICES_MATCHING_FEEDS_SIDE_FACTS_H_
#define SANGAM_SERVICES_MATCHING_FEEDS_SIDE_FACTS_H_

#include <string>

#include "google/protobuf/repeated_ptr_field.h"
#include "sangam/registry/v1/subject_profile.pb.h"
#include "sangam/type/v1/judgement.pb.h"
#include "sangam/type/v1/profile.pb.h"

namespace sangam::matching {

// They travel among the values that departments record, under names that no
// attribute can have, so that columns, snapshots and feeds need not know them.
struct SideFacts {
  // The body that it belongs to; empty where none is recorded.
  std::string member_of;
  google::protobuf::RepeatedPtrField<type::v1::NormJudgement> judgements;
};

// The name under which the columns hold SideFacts::member_of, as a text.
inline constexpr char kMemberOfSideFact[] = "=member_of";

// Whether a change has any.
bool HasSideFacts(const registry::v1::ProfileRevision& changed);
// Puts those of a change into its profile.
void AddSideFacts(const registry::v1::ProfileRevision& changed,
                  type::v1::Profile* profile);
// Takes them out again.
SideFacts TakeSideFacts(type::v1::Profile* profile);

}  // namespace sangam::matching

#endif  // SANGAM_SERVICES_MATCHING_FEEDS_SIDE_FACTS_H_
