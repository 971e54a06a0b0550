#include "services/registry/store/references.h"

#include <set>
#include <utility>

#include "absl/strings/str_cat.h"
#include "common/status/errors.h"
#include "common/status/macros.h"
#include "common/validation/violations.h"
#include "services/registry/domain/roll_up_facts.h"
#include "services/registry/store/retired_names.h"
#include "services/registry/store/tables.h"
#include "services/registry/store/validities.h"

namespace sangam::registry {
namespace {

void AddIfGiven(const char* field, const std::string& target,
                std::vector<Reference>* references) {
  if (!target.empty()) references->push_back({field, target});
}

const sql::Insertion& Rows() {
  using Type = sql::Insertion::Type;
  static const auto* const kRows =
      new sql::Insertion("reference", {{"source", Type::kText},
                                       {"field", Type::kText},
                                       {"target", Type::kText},
                                       {"from_revision", Type::kInteger},
                                       {"to_revision", Type::kInteger}});
  return *kRows;
}

constexpr char kSourcesSql[] =
    "SELECT source FROM reference WHERE target = ?1 AND field = ?2"
    " AND to_revision > ?3 AND from_revision <= ?3 ORDER BY source";

absl::Status Insert(sql::Database& database, int64_t revision,
                    absl::string_view source, absl::string_view field,
                    absl::string_view target) {
  return database
      .PrepareInsert(Rows(), source, field, target, revision, kHoldsStill)
      .Run();
}

}  // namespace

std::vector<Reference> ReferencesOf(const v1::Place& place) {
  std::vector<Reference> references;
  AddIfGiven("revenue_parent", place.revenue_parent(), &references);
  AddIfGiven("development_parent", place.development_parent(), &references);
  AddIfGiven("urban_parent", place.urban_parent(), &references);
  return references;
}

std::vector<Reference> ReferencesOf(const v1::Group& group) {
  std::vector<Reference> references;
  AddIfGiven("parent", group.parent(), &references);
  AddIfGiven("cluster", group.cluster(), &references);
  AddIfGiven("place", group.place(), &references);
  for (const std::string& shg : ShgsDrawnOn(group)) {
    references.push_back({kDrawsOnField, shg});
  }
  return references;
}

std::vector<Reference> ReferencesOf(const v1::Enterprise& enterprise) {
  std::vector<Reference> references;
  AddIfGiven("group", enterprise.group(), &references);
  AddIfGiven("cluster", enterprise.cluster(), &references);
  AddIfGiven("place", enterprise.place(), &references);
  return references;
}

std::vector<Reference> ReferencesOf(const v1::Cluster& cluster) {
  std::vector<Reference> references;
  AddIfGiven("spv", cluster.spv(), &references);
  AddIfGiven("place", cluster.place(), &references);
  for (const std::string& place : cluster.spanned_places()) {
    references.push_back({"spanned_places", place});
  }
  return references;
}

std::vector<Reference> ReferencesOf(const v1::Linkage& linkage) {
  return {{"subject", linkage.subject()}};
}

std::vector<Reference> ReferencesOf(const v1::Plan& plan) {
  std::vector<Reference> references;
  AddIfGiven("subject.name", plan.subject().name(), &references);
  for (int i = 0; i < plan.terms().applicants_size(); ++i) {
    const std::string& applicant = plan.terms().applicants(i).subject().name();
    if (applicant.empty()) continue;
    references.push_back(
        {absl::StrCat("terms.applicants[", i, "].subject.name"), applicant});
  }
  return references;
}

std::vector<Reference> ReferencesOf(const v1::Demand& demand) {
  std::vector<Reference> references = {{"place", demand.place()}};
  AddIfGiven("subject", demand.subject(), &references);
  for (const std::string& linkage : demand.linkages()) {
    references.push_back({"linkages", linkage});
  }
  for (int i = 0; i < demand.ranks_size(); ++i) {
    references.push_back(
        {absl::StrCat("ranks[", i, "].place"), demand.ranks(i).place()});
  }
  return references;
}

absl::StatusOr<std::string> WhyMissing(Snapshot& snapshot,
                                       absl::string_view target) {
  SANGAM_ASSIGN_OR_RETURN(const std::string survivor,
                          SurvivorOf(snapshot, target));
  if (survivor.empty()) return absl::StrCat(target, " does not exist");
  SANGAM_ASSIGN_OR_RETURN(const bool there, IsThere(snapshot, survivor));
  return absl::StrCat(target, " was merged into ", survivor,
                      there ? "; name that" : ", which was removed since");
}

absl::Status CheckTargetsExist(Snapshot& snapshot,
                               const std::vector<Reference>& references) {
  Violations violations;
  for (const Reference& reference : references) {
    const ResourceTable* table = TableOf(reference.target);
    if (table != nullptr) {
      SANGAM_ASSIGN_OR_RETURN(const auto row,
                              table->Get(snapshot, reference.target));
      if (row) continue;
    }
    SANGAM_ASSIGN_OR_RETURN(const std::string why,
                            WhyMissing(snapshot, reference.target));
    violations.Add(reference.field, why);
  }
  return violations.ToStatus();
}

absl::Status ReplaceReferences(sql::Database& database, int64_t revision,
                               absl::string_view source,
                               const std::vector<Reference>& references) {
  std::set<std::pair<std::string, std::string>> added;
  for (const Reference& reference : references) {
    added.emplace(reference.field, reference.target);
  }
  std::vector<std::pair<std::string, std::string>> ended;
  {
    sql::Statement rows = database.Prepare(
        "SELECT field, target FROM reference"
        " WHERE source = ? AND to_revision = ?",
        source, kHoldsStill);
    while (rows.Next()) {
      auto held = std::make_pair(rows.Text(0), rows.Text(1));
      if (added.erase(held) == 0) ended.push_back(std::move(held));
    }
    SANGAM_RETURN_IF_ERROR(rows.status());
  }
  for (const auto& [field, target] : ended) {
    SANGAM_RETURN_IF_ERROR(
        database
            .Prepare("UPDATE reference SET to_revision = ? WHERE source = ?"
                     " AND to_revision = ? AND field = ? AND target = ?",
                     revision, source, kHoldsStill, field, target)
            .Run());
  }
  for (const auto& [field, target] : added) {
    SANGAM_RETURN_IF_ERROR(Insert(database, revision, source, field, target));
  }
  return absl::OkStatus();
}

absl::Status AddReferences(sql::Database& database, int64_t revision,
                           absl::string_view source,
                           const std::vector<Reference>& references) {
  for (const Reference& reference : references) {
    SANGAM_RETURN_IF_ERROR(
        Insert(database, revision, source, reference.field, reference.target));
  }
  return absl::OkStatus();
}

absl::StatusOr<std::vector<std::string>> SourcesOf(Snapshot& snapshot,
                                                   absl::string_view target,
                                                   absl::string_view field) {
  sql::Statement rows = snapshot.database().Prepare(
      kSourcesSql, target, field, snapshot.visible_revision());
  std::vector<std::string> sources;
  while (rows.Next()) sources.push_back(rows.Text(0));
  SANGAM_RETURN_IF_ERROR(rows.status());
  return sources;
}

absl::StatusOr<std::vector<std::vector<std::string>>> SourcesOfEach(
    Snapshot& snapshot,
    const std::vector<std::pair<std::string, std::string>>& asked) {
  std::vector<std::vector<sql::Value>> values;
  values.reserve(asked.size());
  for (const auto& [target, field] : asked) {
    values.push_back({target, field, snapshot.visible_revision()});
  }
  std::vector<std::vector<std::string>> sources(asked.size());
  SANGAM_RETURN_IF_ERROR(snapshot.database().ReadEach(
      kSourcesSql, values, [&](size_t i, const sql::Statement& row) {
        sources[i].push_back(row.Text(0));
      }));
  return sources;
}

absl::Status CheckNotInUse(Snapshot& snapshot, absl::string_view target) {
  sql::Statement row = snapshot.database().Prepare(
      "SELECT source FROM reference WHERE target = ? AND source <> target"
      " AND to_revision = ? LIMIT 1",
      target, kHoldsStill);
  if (row.Next()) return InUseError(target, row.Text(0));
  return row.status();
}

}  // namespace sangam::registry
