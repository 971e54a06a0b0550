// A body whose readiness is asked about.
#ifndef SANGAM_SERVICES_MATCHING_FEDERATION_ASSESSED_BODY_H_
#define SANGAM_SERVICES_MATCHING_FEDERATION_ASSESSED_BODY_H_

#include <string>
#include <vector>

#include "google/protobuf/repeated_ptr_field.h"
#include "sangam/type/v1/judgement.pb.h"
#include "services/matching/engine/matcher.h"

namespace sangam::matching {

using Judgements = google::protobuf::RepeatedPtrField<type::v1::NormJudgement>;

// A value.
struct AssessedBody {
  MatchSubject subject;
  // The names of those under it, and the bodies that they are in already, in
  // the order of its profile; either may end early where more is not known.
  std::vector<std::string> child_names;
  std::vector<std::string> child_member_of;
  // The body that it belongs to itself; empty where none is recorded.
  std::string member_of;
  // What people decided on it.
  Judgements judgements;
};

}  // namespace sangam::matching

#endif  // SANGAM_SERVICES_MATCHING_FEDERATION_ASSESSED_BODY_H_
