#include "services/registry/domain/subject.h"

#include <algorithm>

namespace sangam::registry {
namespace {

template <typename Record>
Subject FromRecord(const Record& record, type::v1::SubjectKind kind) {
  Subject subject;
  subject.name = record.name();
  subject.title = record.title();
  subject.kind = kind;
  subject.place = record.place();
  subject.profile = record.profile();
  subject.outside_ids.assign(record.outside_ids().begin(),
                             record.outside_ids().end());
  subject.provenance = record.provenance();
  subject.field_provenance.assign(record.field_provenance().begin(),
                                  record.field_provenance().end());
  return subject;
}

}  // namespace

Subject ToSubject(const v1::Group& group) {
  Subject subject = FromRecord(group, group.kind());
  subject.children_complete = group.children_complete();
  subject.member_of = group.parent();
  subject.judgements.assign(group.judgements().begin(),
                            group.judgements().end());
  return subject;
}

Subject ToSubject(const v1::Enterprise& enterprise) {
  Subject subject = FromRecord(enterprise, type::v1::SUBJECT_KIND_ENTERPRISE);
  subject.member_of = enterprise.group();
  return subject;
}

Subject ToSubject(const v1::Cluster& cluster) {
  Subject subject = FromRecord(cluster, type::v1::SUBJECT_KIND_CLUSTER);
  subject.children_complete = cluster.children_complete();
  subject.spv = cluster.spv();
  return subject;
}

type::v1::Profile OwnProfile(const Subject& subject) {
  type::v1::Profile profile = subject.profile;
  profile.set_kind(subject.kind);
  if (!subject.place.empty()) profile.set_place(subject.place);
  const bool on_udyam = std::any_of(
      subject.outside_ids.begin(), subject.outside_ids.end(),
      [](const type::v1::OutsideId& id) { return id.system() == "UDYAM"; });
  if (on_udyam) profile.set_udyam_registered(true);
  if (!subject.spv.empty()) profile.set_spv_formed(true);
  return profile;
}

}  // namespace sangam::registry
