// What profiles are made of, asked for by many subjects at once.
#include <algorithm>
#include <map>
#include <utility>

#include "absl/strings/match.h"
#include "common/changelog/resource_type.h"
#include "common/status/errors.h"
#include "common/status/macros.h"
#include "common/subjects/subject_kinds.h"
#include "services/registry/store/profile_reader.h"
#include "services/registry/store/references.h"
#include "services/registry/store/tables.h"

namespace sangam::registry {
namespace {

// Of what is below, so much is kept; what is left is read when it is used.
constexpr size_t kMostBelow = 2'000;
// Records that are asked for at once: first so many, then as many as take about
// kBytesAtOnce if they are like those before.
constexpr size_t kFirstAtOnce = 32;
constexpr size_t kMostAtOnce = 256;
constexpr size_t kBytesAtOnce = 256 << 10;

size_t NextAtOnce(size_t last, size_t bytes) {
  return std::clamp<size_t>(kBytesAtOnce * last / std::max<size_t>(bytes, 1), 1,
                            kMostAtOnce);
}

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
      return ahead_.subjects.contains(name);
    });
    if (names.size() > left) names.resize(left);
    if (names.empty()) return absl::OkStatus();
    left -= names.size();
    SANGAM_RETURN_IF_ERROR(LoadAhead(names));
    std::vector<Referred> asked;
    for (const std::string& name : names) {
      const auto loaded = ahead_.subjects.find(name);
      if (loaded == ahead_.subjects.end() || !loaded->second) continue;
      const Subject& subject = *loaded->second;
      if (!subject.children_complete || !RollsUp(subject.kind)) continue;
      Referred referred(name, RolledUpField(subject.kind));
      if (!ahead_.sources.contains(referred)) {
        asked.push_back(std::move(referred));
      }
    }
    SANGAM_ASSIGN_OR_RETURN(names, AskSources(std::move(asked)));
  }
}

absl::Status ProfileReader::LoadAhead(std::vector<std::string> names) {
  std::erase_if(names, [this](const std::string& name) {
    return ahead_.subjects.contains(name);
  });
  size_t at_once = kFirstAtOnce;
  for (size_t i = 0; i < names.size() && ahead_.bytes < kMostAheadBytes;) {
    const size_t end = std::min(names.size(), i + at_once);
    const std::vector<std::string> some(names.begin() + i, names.begin() + end);
    size_t bytes = 0;
    SANGAM_ASSIGN_OR_RETURN(Subjects loaded, LoadEach(some, &bytes));
    for (size_t j = 0; j < some.size(); ++j) {
      ahead_.subjects.emplace(some[j], std::move(loaded[j]));
    }
    ahead_.bytes += bytes;
    at_once = NextAtOnce(some.size(), bytes);
    i = end;
  }
  return absl::OkStatus();
}

absl::StatusOr<ProfileReader::Subjects> ProfileReader::LoadEach(
    const std::vector<std::string>& names, size_t* bytes) const {
  std::map<const ResourceTable*, std::vector<size_t>> by_table;
  for (size_t i = 0; i < names.size(); ++i) {
    by_table[TableOf(names[i])].push_back(i);
  }
  Subjects subjects(names.size());
  for (const auto& [table, places] : by_table) {
    std::vector<std::string> asked;
    for (const size_t i : places) asked.push_back(names[i]);
    SANGAM_ASSIGN_OR_RETURN(const auto rows, table->GetEach(snapshot_, asked));
    for (size_t i = 0; i < rows.size(); ++i) {
      if (!rows[i]) continue;
      *bytes += rows[i]->body.size();
      SANGAM_ASSIGN_OR_RETURN(
          subjects[places[i]],
          SubjectIn(table, *rows[i], snapshot_.position().epoch));
    }
  }
  return subjects;
}

absl::Status ProfileReader::ForEach(const std::vector<std::string>& names,
                                    Use use) const {
  const auto use_one =
      [&](absl::string_view name,
          const absl::optional<Subject>& subject) -> absl::StatusOr<bool> {
    if (!subject) return sangam::NotFoundError(name);
    return use(*subject);
  };
  size_t at_once = kFirstAtOnce;
  for (size_t i = 0; i < names.size();) {
    const auto known = ahead_.subjects.find(names[i]);
    if (known != ahead_.subjects.end()) {
      SANGAM_ASSIGN_OR_RETURN(const bool more,
                              use_one(names[i], known->second));
      if (!more) return absl::OkStatus();
      ++i;
      continue;
    }
    std::vector<std::string> some;
    for (; i < names.size() && some.size() < at_once &&
           !ahead_.subjects.contains(names[i]);
         ++i) {
      some.push_back(names[i]);
    }
    size_t bytes = 0;
    SANGAM_ASSIGN_OR_RETURN(const Subjects loaded, LoadEach(some, &bytes));
    at_once = NextAtOnce(some.size(), bytes);
    for (size_t j = 0; j < some.size(); ++j) {
      SANGAM_ASSIGN_OR_RETURN(const bool more, use_one(some[j], loaded[j]));
      if (!more) return absl::OkStatus();
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
