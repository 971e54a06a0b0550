// A subject, whichever resource records it.
#ifndef SANGAM_SERVICES_REGISTRY_DOMAIN_SUBJECT_H_
#define SANGAM_SERVICES_REGISTRY_DOMAIN_SUBJECT_H_

#include <string>
#include <vector>

#include "sangam/registry/v1/cluster.pb.h"
#include "sangam/registry/v1/enterprise.pb.h"
#include "sangam/registry/v1/group.pb.h"
#include "sangam/type/v1/field_provenance.pb.h"
#include "sangam/type/v1/judgement.pb.h"
#include "sangam/type/v1/outside_id.pb.h"
#include "sangam/type/v1/profile.pb.h"
#include "sangam/type/v1/provenance.pb.h"

namespace sangam::registry {

// What a profile is made of. A value type.
struct Subject {
  std::string name;
  std::string title;
  type::v1::SubjectKind kind;
  std::string place;
  // The body that it belongs to; empty where none is recorded.
  std::string member_of;
  // Recorded facts only.
  type::v1::Profile profile;
  std::vector<type::v1::OutsideId> outside_ids;
  bool children_complete = false;
  // Of a cluster; empty where it has none.
  std::string spv;
  // Of a group.
  std::vector<type::v1::NormJudgement> judgements;
  // Of the record, and of single fields of it.
  type::v1::Provenance provenance;
  std::vector<type::v1::FieldProvenance> field_provenance;
};

Subject ToSubject(const v1::Group& group);
Subject ToSubject(const v1::Enterprise& enterprise);
Subject ToSubject(const v1::Cluster& cluster);

// Recorded facts with those that the record itself implies: kind, place, Udyam
// registration, SPV.
type::v1::Profile OwnProfile(const Subject& subject);

}  // namespace sangam::registry

#endif  // SANGAM_SERVICES_REGISTRY_DOMAIN_SUBJECT_H_
