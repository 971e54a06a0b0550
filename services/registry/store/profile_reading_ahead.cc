// What profiles are made of, asked for by many subjects at once.
#include <algorithm>
#include <map>
#include <utility>

#include "absl/strings/match.h"
#include "common/changelog/resource_type.h"
#include "common/status/macros.h"
#include "common/subjects/subject_kinds.h"
#include "services/registry/store/profile_reader.h"
#include "services/registry/store/references.h"
#include "services/registry/store/tables.h"

namespace sangam::registry {
namespace {

// Of what is below, so much is kept; what is left is read one by one.
constexpr size_t kMostBelow = 2'000;

template <typename Record>
absl::StatusOr<Subject> SubjectIn(const StoredResource& row,
                                  absl::string_view epoch) {
  Record record;
  SANGAM_RETURN_IF_ERROR(ReadStored(row, epoch, &record));
  return ToSubject(record);
}

absl::StatusOr<Subject> SubjectIn(const ResourceTable* table,
                                  const StoredResource& row,
                                  absl::string_view epoch) {
  if (table == &GroupTable()) return SubjectIn<v1::Group>(row, epoch);
  if (table == &EnterpriseTable()) return SubjectIn<v1::Enterprise>(row, epoch);
  return SubjectIn<v1::Cluster>(row, epoch);
}

const char* RolledUpField(type::v1::SubjectKind kind) {
  return kind == type::v1::SUBJECT_KIND_CLUSTER ? "cluster" : "parent";
}

}  // namespace

absl::Status ProfileReader::ReadAhead(
    const std::vector<std::string>& subjects) {
  ahead_ = Ahead();
  SANGAM_RETURN_IF_ERROR(LoadAhead(subjects));
  std::vector<Referred> to_subjects;
  std::vector<Referred> to_bodies;
  for (const auto& [name, subject] : ahead_.subjects) {
    if (!subject) continue;
    to_subjects.emplace_back(name, "subject");
    if (subject->kind == type::v1::SUBJECT_KIND_ENTERPRISE) continue;
    to_bodies.emplace_back(name, RolledUpField(subject->kind));
    if (subject->kind == type::v1::SUBJECT_KIND_CLUSTER) continue;
    to_bodies.emplace_back(name, "group");
  }
  SANGAM_ASSIGN_OR_RETURN(const std::vector<std::string> sources,
                          AskSources(std::move(to_subjects)));
  SANGAM_RETURN_IF_ERROR(LoadLinkagesAhead(sources));
  SANGAM_ASSIGN_OR_RETURN(std::vector<std::string> below,
                          AskSources(std::move(to_bodies)));
  return LoadBelow(std::move(below));
}

absl::Status ProfileReader::LoadBelow(std::vector<std::string> names) {
  size_t left = kMostBelow;
  while (true) {
    std::erase_if(names, [&](const std::string& name) {
      return ahead_.subjects.contains(name) || child_facts_.count(name) > 0;
    });
    if (names.size() > left) names.resize(left);
    if (names.empty()) return absl::OkStatus();
    left -= names.size();
    SANGAM_RETURN_IF_ERROR(LoadAhead(names));
    std::vector<Referred> asked;
    for (const std::string& name : names) {
      const absl::optional<Subject>& subject = ahead_.subjects.at(name);
      if (!subject || !subject->children_complete || !RollsUp(subject->kind)) {
        continue;
      }
      Referred referred(name, RolledUpField(subject->kind));
      if (!ahead_.sources.contains(referred)) {
        asked.push_back(std::move(referred));
      }
    }
    SANGAM_ASSIGN_OR_RETURN(names, AskSources(std::move(asked)));
  }
}

absl::Status ProfileReader::LoadAhead(const std::vector<std::string>& names) {
  std::map<const ResourceTable*, std::vector<std::string>> by_table;
  for (const std::string& name : names) {
    if (ahead_.subjects.try_emplace(name).second) {
      by_table[TableOf(name)].push_back(name);
    }
  }
  for (const auto& [table, asked] : by_table) {
    SANGAM_ASSIGN_OR_RETURN(const auto rows, table->GetEach(snapshot_, asked));
    for (const absl::optional<StoredResource>& row : rows) {
      if (!row) continue;
      SANGAM_ASSIGN_OR_RETURN(
          ahead_.subjects[row->key],
          SubjectIn(table, *row, snapshot_.position().epoch));
    }
  }
  return absl::OkStatus();
}

absl::StatusOr<std::vector<std::string>> ProfileReader::AskSources(
    std::vector<Referred> asked) {
  SANGAM_ASSIGN_OR_RETURN(auto found, SourcesOfEach(snapshot_, asked));
  std::vector<std::string> all;
  for (size_t i = 0; i < asked.size(); ++i) {
    all.insert(all.end(), found[i].begin(), found[i].end());
    ahead_.sources.emplace(std::move(asked[i]), std::move(found[i]));
  }
  std::sort(all.begin(), all.end());
  all.erase(std::unique(all.begin(), all.end()), all.end());
  return all;
}

absl::Status ProfileReader::LoadLinkagesAhead(
    const std::vector<std::string>& sources) {
  std::vector<std::string> names;
  for (const std::string& source : sources) {
    if (absl::StartsWith(source, "linkages/")) names.push_back(source);
  }
  SANGAM_ASSIGN_OR_RETURN(const auto rows,
                          LinkageTable().GetEach(snapshot_, names));
  for (const absl::optional<StoredResource>& row : rows) {
    if (!row) continue;
    SANGAM_RETURN_IF_ERROR(ReadStored(*row, snapshot_.position().epoch,
                                      &ahead_.linkages[row->key]));
  }
  return absl::OkStatus();
}

}  // namespace sangam::registry
