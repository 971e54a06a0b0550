#include "services/registry/store/profile_reader.h"

#include <utility>

#include "absl/strings/match.h"
#include "common/changelog/resource_type.h"
#include "common/status/errors.h"
#include "common/status/macros.h"
#include "common/subjects/child_path.h"
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
  const auto ahead = ahead_.subjects.find(name);
  if (ahead != ahead_.subjects.end()) {
    if (!ahead->second) return sangam::NotFoundError(name);
    return *ahead->second;
  }
  if (absl::StartsWith(name, "groups/")) {
    return LoadSubject<v1::Group>(snapshot_, GroupTable(), name);
  }
  if (absl::StartsWith(name, "enterprises/")) {
    return LoadSubject<v1::Enterprise>(snapshot_, EnterpriseTable(), name);
  }
  return LoadSubject<v1::Cluster>(snapshot_, ClusterTable(), name);
}

absl::StatusOr<v1::Linkage> ProfileReader::LoadLinkage(
    const std::string& name) const {
  const auto ahead = ahead_.linkages.find(name);
  if (ahead != ahead_.linkages.end()) return ahead->second;
  return LoadRecord<v1::Linkage>(snapshot_, LinkageTable(), name);
}

absl::StatusOr<std::vector<std::string>> ProfileReader::Sources(
    absl::string_view target, absl::string_view field) const {
  const auto ahead =
      ahead_.sources.find(Referred(std::string(target), std::string(field)));
  if (ahead != ahead_.sources.end()) return ahead->second;
  return SourcesOf(snapshot_, target, field);
}

absl::StatusOr<v1::GetSubjectProfileResponse> ProfileReader::ReadFacts(
    absl::string_view name) {
  SANGAM_ASSIGN_OR_RETURN(const Subject subject, Load(name));
  return ReadFacts(subject);
}

absl::StatusOr<v1::GetSubjectProfileResponse> ProfileReader::ReadFacts(
    const Subject& subject) {
  v1::GetSubjectProfileResponse response;
  SANGAM_ASSIGN_OR_RETURN(*response.mutable_profile(), FactsOf(subject));
  SANGAM_RETURN_IF_ERROR(AddChildren(subject, &response));
  SANGAM_RETURN_IF_ERROR(AddBenefits(subject.name, response.mutable_profile()));
  response.set_member_of(subject.member_of);
  response.mutable_judgements()->Assign(subject.judgements.begin(),
                                        subject.judgements.end());
  return response;
}

absl::StatusOr<v1::GetSubjectProfileResponse> ProfileReader::Read(
    absl::string_view name) {
  SANGAM_ASSIGN_OR_RETURN(const Subject subject, Load(name));
  SANGAM_ASSIGN_OR_RETURN(v1::GetSubjectProfileResponse response,
                          ReadFacts(subject));
  response.set_subject(subject.name);
  response.set_title(subject.title);
  *response.mutable_provenance() = subject.provenance;
  const std::vector<type::v1::FieldProvenance> facts =
      ProvenanceOfFacts(subject);
  response.mutable_field_provenance()->Assign(facts.begin(), facts.end());
  SANGAM_RETURN_IF_ERROR(AddChildProvenance(&response));
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
  const auto known = rolled_up_.find(subject.name);
  if (known != rolled_up_.end()) {
    if (!profile.MergeFromString(known->second)) {
      return InternalFault("a sum's facts can't be read");
    }
    return profile;
  }
  SANGAM_ASSIGN_OR_RETURN(const std::vector<Child> children,
                          RolledUpChildrenOf(subject));
  AddRollUps(children, &profile);
  return profile;
}

absl::StatusOr<std::vector<type::v1::Profile>> ProfileReader::FactsToRollUpOf(
    const std::vector<std::string>& names) {
  std::vector<std::string> unknown;
  for (const std::string& name : names) {
    if (!rolled_up_.contains(name)) unknown.push_back(name);
  }
  SANGAM_RETURN_IF_ERROR(
      ForEach(unknown, [&](const Subject& child) -> absl::StatusOr<bool> {
        SANGAM_ASSIGN_OR_RETURN(const type::v1::Profile facts, FactsOf(child));
        rolled_up_.insert_or_assign(child.name,
                                    FactsToRollUp(facts).SerializeAsString());
        return true;
      }));
  std::vector<type::v1::Profile> facts;
  facts.reserve(names.size());
  for (const std::string& name : names) {
    if (!facts.emplace_back().ParseFromString(rolled_up_.at(name))) {
      return InternalFault("a sum's facts can't be read");
    }
  }
  return facts;
}

absl::StatusOr<std::vector<Child>> ProfileReader::RolledUpChildrenOf(
    const Subject& subject) {
  const bool is_cluster = subject.kind == type::v1::SUBJECT_KIND_CLUSTER;
  SANGAM_ASSIGN_OR_RETURN(
      const std::vector<std::string> names,
      Sources(subject.name, is_cluster ? "cluster" : "parent"));
  std::vector<bool> under_others(names.size(), false);
  if (is_cluster) {
    SANGAM_ASSIGN_OR_RETURN(under_others,
                            AreUnderOtherMembers(names, subject.name));
  }
  SANGAM_ASSIGN_OR_RETURN(std::vector<type::v1::Profile> facts,
                          FactsToRollUpOf(names));
  std::vector<Child> children;
  children.reserve(names.size());
  for (size_t i = 0; i < names.size(); ++i) {
    Child& child = children.emplace_back();
    child.profile = std::move(facts[i]);
    if (!is_cluster) continue;
    child.counted_elsewhere =
        under_others[i] || names[i] == subject.spv ||
        child.profile.kind() == type::v1::SUBJECT_KIND_SPV;
  }
  return children;
}

absl::StatusOr<std::vector<std::string>> ProfileReader::NamesUnder(
    const Subject& subject) const {
  if (subject.kind == type::v1::SUBJECT_KIND_ENTERPRISE) {
    return std::vector<std::string>();
  }
  if (subject.kind == type::v1::SUBJECT_KIND_CLUSTER) {
    return Sources(subject.name, "cluster");
  }
  SANGAM_ASSIGN_OR_RETURN(std::vector<std::string> names,
                          Sources(subject.name, "group"));
  SANGAM_ASSIGN_OR_RETURN(const std::vector<std::string> groups,
                          Sources(subject.name, "parent"));
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
  SANGAM_RETURN_IF_ERROR(
      ForEach(names, [&](const Subject& subject) -> absl::StatusOr<bool> {
        if (children->profiles_size() == kMaxChildProfiles) return false;
        SANGAM_ASSIGN_OR_RETURN(type::v1::Profile child, FactsOf(subject));
        bytes += child.ByteSizeLong();
        if (bytes > kMaxChildBytes) return false;
        // Without the benefits, nothing may be taken for not received.
        child.clear_received_benefits_complete_until();
        *children->add_profiles() = std::move(child);
        response->add_children(subject.name);
        return true;
      }));
  children->set_complete(subject.children_complete &&
                         children->profiles_size() ==
                             static_cast<int>(names.size()));
  return absl::OkStatus();
}

absl::Status ProfileReader::AddChildProvenance(
    v1::GetSubjectProfileResponse* response) const {
  const std::vector<std::string> names(response->children().begin(),
                                       response->children().end());
  size_t bytes = response->profile().children().ByteSizeLong();
  size_t place = 0;
  return ForEach(names, [&](const Subject& child) -> absl::StatusOr<bool> {
    for (type::v1::FieldProvenance& facts : ProvenanceOfFacts(child)) {
      for (std::string& path : *facts.mutable_fields()) {
        path = ChildPathOf({place, std::move(path)});
      }
      bytes += facts.ByteSizeLong();
      if (bytes > kMaxChildFactBytes) return false;
      *response->add_field_provenance() = std::move(facts);
    }
    ++place;
    return true;
  });
}

absl::StatusOr<std::vector<bool>> ProfileReader::AreUnderOtherMembers(
    const std::vector<std::string>& members, const std::string& cluster) const {
  std::vector<std::vector<sql::Value>> asked;
  asked.reserve(members.size());
  for (const std::string& member : members) {
    asked.push_back({member, cluster, snapshot_.visible_revision()});
  }
  std::vector<bool> under(members.size(), false);
  SANGAM_RETURN_IF_ERROR(snapshot_.database().ReadEach(
      "WITH RECURSIVE up (name) AS ("
      " SELECT target FROM reference"
      " WHERE source = ?1 AND field IN ('parent', 'group')"
      " AND to_revision > ?3 AND from_revision <= ?3 UNION"
      " SELECT target FROM reference JOIN up ON source = up.name"
      " WHERE field = 'parent' AND to_revision > ?3 AND from_revision <= ?3)"
      " SELECT 1 FROM up JOIN reference ON source = up.name"
      " WHERE field = 'cluster' AND target = ?2"
      " AND to_revision > ?3 AND from_revision <= ?3 LIMIT 1",
      asked, [&](size_t i, const sql::Statement&) { under[i] = true; }));
  return under;
}

absl::Status ProfileReader::AddBenefits(absl::string_view subject,
                                        type::v1::Profile* profile) const {
  SANGAM_ASSIGN_OR_RETURN(const std::vector<std::string> linkages,
                          Sources(subject, "subject"));
  for (const std::string& name : linkages) {
    // Demands name a subject, too.
    if (!absl::StartsWith(name, "linkages/")) continue;
    SANGAM_ASSIGN_OR_RETURN(const v1::Linkage linkage, LoadLinkage(name));
    if (!FeedsReceived(linkage.state())) continue;
    *profile->add_received_benefits() = ToReceivedBenefit(linkage);
  }
  return absl::OkStatus();
}

}  // namespace sangam::registry
