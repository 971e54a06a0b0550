#include "services/registry/store/profile_reader.h"

#include <utility>

#include "absl/strings/match.h"
#include "common/changelog/resource_type.h"
#include "common/status/errors.h"
#include "common/status/macros.h"
#include "common/subjects/subject_kinds.h"
#include "common/validation/profile.h"
#include "services/registry/domain/fact_provenance.h"
#include "services/registry/domain/linkage_life_cycle.h"
#include "services/registry/domain/linkage_rules.h"
#include "services/registry/store/place_hierarchy.h"
#include "services/registry/store/references.h"
#include "services/registry/store/tables.h"

namespace sangam::registry {
namespace {

template <typename Record>
absl::StatusOr<Record> LoadRecord(Snapshot& snapshot,
                                  const ResourceTable& table,
                                  absl::string_view name) {
  SANGAM_ASSIGN_OR_RETURN(const auto row, table.Get(snapshot, name));
  if (!row) return sangam::NotFoundError(name);
  Record record;
  SANGAM_RETURN_IF_ERROR(ReadStored(*row, snapshot.position().epoch, &record));
  return record;
}

template <typename Record>
absl::StatusOr<Subject> LoadSubject(Snapshot& snapshot,
                                    const ResourceTable& table,
                                    absl::string_view name) {
  SANGAM_ASSIGN_OR_RETURN(const Record record,
                          LoadRecord<Record>(snapshot, table, name));
  return ToSubject(record);
}

}  // namespace

absl::StatusOr<Subject> ProfileReader::Load(absl::string_view name) const {
  if (absl::StartsWith(name, "groups/")) {
    return LoadSubject<v1::Group>(snapshot_, GroupTable(), name);
  }
  if (absl::StartsWith(name, "enterprises/")) {
    return LoadSubject<v1::Enterprise>(snapshot_, EnterpriseTable(), name);
  }
  return LoadSubject<v1::Cluster>(snapshot_, ClusterTable(), name);
}

absl::StatusOr<v1::GetSubjectProfileResponse> ProfileReader::Read(
    absl::string_view name) {
  SANGAM_ASSIGN_OR_RETURN(const Subject subject, Load(name));
  v1::GetSubjectProfileResponse response;
  response.set_subject(subject.name);
  response.set_title(subject.title);
  SANGAM_ASSIGN_OR_RETURN(*response.mutable_profile(), FactsOf(subject));
  SANGAM_RETURN_IF_ERROR(AddChildren(subject, &response));
  response.set_member_of(subject.member_of);
  response.mutable_judgements()->Assign(subject.judgements.begin(),
                                        subject.judgements.end());
  *response.mutable_provenance() = subject.provenance;
  const std::vector<type::v1::FieldProvenance> facts =
      ProvenanceOfFacts(subject);
  response.mutable_field_provenance()->Assign(facts.begin(), facts.end());
  SANGAM_RETURN_IF_ERROR(AddBenefits(name, response.mutable_profile()));
  SANGAM_ASSIGN_OR_RETURN(const std::vector<type::v1::PlaceRef> chain,
                          PlaceChainOf(snapshot_, subject.place));
  response.mutable_place_chain()->Assign(chain.begin(), chain.end());
  response.mutable_outside_ids()->Assign(subject.outside_ids.begin(),
                                         subject.outside_ids.end());
  SANGAM_ASSIGN_OR_RETURN(const auto revision,
                          ProfileTable().Get(snapshot_, name));
  if (!revision) return InternalFault("a subject has no profile revision");
  response.set_profile_revision(revision->revision);
  SANGAM_ASSIGN_OR_RETURN(
      const int64_t generation,
      PlacesGenerationAt(snapshot_, snapshot_.position().revision));
  response.set_places_generation(generation);
  response.set_token(snapshot_.token());
  return response;
}

absl::StatusOr<type::v1::Profile> ProfileReader::FactsOf(
    const Subject& subject) {
  type::v1::Profile profile = OwnProfile(subject);
  if (!subject.children_complete || !RollsUp(subject.kind)) return profile;
  SANGAM_ASSIGN_OR_RETURN(const std::vector<Child> children,
                          RolledUpChildrenOf(subject));
  AddRollUps(children, &profile);
  return profile;
}

absl::StatusOr<const type::v1::Profile*> ProfileReader::ChildFacts(
    const std::string& name) {
  const auto known = child_facts_.find(name);
  if (known != child_facts_.end()) return &known->second;
  SANGAM_ASSIGN_OR_RETURN(const Subject child, Load(name));
  SANGAM_ASSIGN_OR_RETURN(type::v1::Profile facts, FactsOf(child));
  return &child_facts_.emplace(name, std::move(facts)).first->second;
}

absl::StatusOr<std::vector<Child>> ProfileReader::RolledUpChildrenOf(
    const Subject& subject) {
  const bool is_cluster = subject.kind == type::v1::SUBJECT_KIND_CLUSTER;
  SANGAM_ASSIGN_OR_RETURN(
      const std::vector<std::string> names,
      SourcesOf(snapshot_, subject.name, is_cluster ? "cluster" : "parent"));
  std::vector<Child> children;
  for (const std::string& name : names) {
    Child& child = children.emplace_back();
    SANGAM_ASSIGN_OR_RETURN(const type::v1::Profile* facts, ChildFacts(name));
    child.profile = *facts;
    if (!is_cluster) continue;
    SANGAM_ASSIGN_OR_RETURN(child.counted_elsewhere,
                            IsUnderAnotherMember(name, subject.name));
    child.counted_elsewhere |=
        name == subject.spv || facts->kind() == type::v1::SUBJECT_KIND_SPV;
  }
  return children;
}

absl::StatusOr<std::vector<std::string>> ProfileReader::NamesUnder(
    const Subject& subject) const {
  if (subject.kind == type::v1::SUBJECT_KIND_ENTERPRISE) {
    return std::vector<std::string>();
  }
  if (subject.kind == type::v1::SUBJECT_KIND_CLUSTER) {
    return SourcesOf(snapshot_, subject.name, "cluster");
  }
  SANGAM_ASSIGN_OR_RETURN(std::vector<std::string> names,
                          SourcesOf(snapshot_, subject.name, "group"));
  SANGAM_ASSIGN_OR_RETURN(const std::vector<std::string> groups,
                          SourcesOf(snapshot_, subject.name, "parent"));
  // All enterprises come before all groups, by their names.
  names.insert(names.end(), groups.begin(), groups.end());
  return names;
}

absl::Status ProfileReader::AddChildren(
    const Subject& subject, v1::GetSubjectProfileResponse* response) {
  SANGAM_ASSIGN_OR_RETURN(const std::vector<std::string> names,
                          NamesUnder(subject));
  if (names.empty() && !subject.children_complete) return absl::OkStatus();
  type::v1::ChildProfiles* children =
      response->mutable_profile()->mutable_children();
  size_t bytes = 0;
  for (const std::string& name : names) {
    if (children->profiles_size() == kMaxChildProfiles) break;
    SANGAM_ASSIGN_OR_RETURN(const type::v1::Profile* facts, ChildFacts(name));
    bytes += facts->ByteSizeLong();
    if (bytes > kMaxChildBytes) break;
    type::v1::Profile* child = children->add_profiles();
    *child = *facts;
    response->add_children(name);
    // Without the benefits, nothing may be taken for not received.
    child->clear_received_benefits_complete_until();
  }
  children->set_complete(subject.children_complete &&
                         children->profiles_size() ==
                             static_cast<int>(names.size()));
  return absl::OkStatus();
}

absl::StatusOr<bool> ProfileReader::IsUnderAnotherMember(
    absl::string_view member, absl::string_view cluster) const {
  sql::Statement row = snapshot_.database().Prepare(
      "WITH RECURSIVE up (name) AS ("
      " SELECT target FROM reference"
      " WHERE source = ?1 AND field IN ('parent', 'group')"
      " AND to_revision > ?3 AND from_revision <= ?3 UNION"
      " SELECT target FROM reference JOIN up ON source = up.name"
      " WHERE field = 'parent' AND to_revision > ?3 AND from_revision <= ?3)"
      " SELECT 1 FROM up JOIN reference ON source = up.name"
      " WHERE field = 'cluster' AND target = ?2"
      " AND to_revision > ?3 AND from_revision <= ?3 LIMIT 1",
      member, cluster, snapshot_.visible_revision());
  const bool found = row.Next();
  SANGAM_RETURN_IF_ERROR(row.status());
  return found;
}

absl::Status ProfileReader::AddBenefits(absl::string_view subject,
                                        type::v1::Profile* profile) const {
  SANGAM_ASSIGN_OR_RETURN(const std::vector<std::string> linkages,
                          SourcesOf(snapshot_, subject, "subject"));
  for (const std::string& name : linkages) {
    // Demands name a subject, too.
    if (!absl::StartsWith(name, "linkages/")) continue;
    SANGAM_ASSIGN_OR_RETURN(
        const v1::Linkage linkage,
        LoadRecord<v1::Linkage>(snapshot_, LinkageTable(), name));
    if (!FeedsReceived(linkage.state())) continue;
    *profile->add_received_benefits() = ToReceivedBenefit(linkage);
  }
  return absl::OkStatus();
}

}  // namespace sangam::registry
