#include "services/registry/store/federation_roll_ups.h"

#include <algorithm>
#include <utility>

#include "absl/strings/str_cat.h"
#include "common/changelog/list_query.h"
#include "common/changelog/resource_type.h"
#include "common/status/errors.h"
#include "common/status/macros.h"
#include "common/subjects/subject_kinds.h"
#include "common/validation/resource_name.h"
#include "common/validation/violations.h"
#include "services/registry/domain/roll_up_facts.h"
#include "services/registry/store/references.h"
#include "services/registry/store/retired_names.h"
#include "services/registry/store/subject_care_errors.h"
#include "services/registry/store/tables.h"
#include "services/registry/store/validities.h"

namespace sangam::registry {
namespace {

absl::Status CheckGroupName(absl::string_view field, absl::string_view name) {
  Violations violations;
  CheckRequiredName(violations, field, name, {"groups"});
  return violations.ToStatus();
}

// A name that was merged into another means that one.
absl::StatusOr<v1::FederationRollUp> ReadNamed(Snapshot& snapshot,
                                               absl::string_view name,
                                               absl::string_view field) {
  auto read = FederationRollUps(&snapshot).Read(name, field);
  if (!absl::IsNotFound(read.status())) return read;
  SANGAM_ASSIGN_OR_RETURN(const std::string survivor,
                          SurvivorOf(snapshot, name));
  if (survivor.empty()) return read;
  read = FederationRollUps(&snapshot).Read(survivor, field);
  if (!absl::IsNotFound(read.status())) return read;
  return SurvivorRemovedError(name, survivor);
}

// The page tokens of one parent are not those of another.
const ResourceTable& QueriedTable() {
  static const auto* const kTable =
      new ResourceTable("federation_roll_ups", {"parent"});
  return *kTable;
}

constexpr int64_t kFederationsAtOnce = 1'000;
constexpr int64_t kBelowAtOnce = 256;

absl::StatusOr<std::vector<v1::Group>> FederationsOf(sql::Database& database,
                                                     type::v1::SubjectKind kind,
                                                     const std::string& after) {
  sql::Statement rows = database.Prepare(
      "SELECT key, body FROM groups WHERE kind = ? AND key > ?"
      " ORDER BY key LIMIT ?",
      static_cast<int64_t>(kind), after, kFederationsAtOnce);
  std::vector<v1::Group> page;
  while (rows.Next()) {
    if (!page.emplace_back().ParseFromString(rows.Bytes(1))) {
      return InternalFault(absl::StrCat(rows.Text(0), " can't be read"));
    }
  }
  SANGAM_RETURN_IF_ERROR(rows.status());
  return page;
}

}  // namespace

absl::StatusOr<v1::GetFederationRollUpResponse> GetFederationRollUp(
    Changelog* changelog, const v1::GetFederationRollUpRequest& request) {
  SANGAM_RETURN_IF_ERROR(CheckGroupName("name", request.name()));
  v1::GetFederationRollUpResponse response;
  SANGAM_RETURN_IF_ERROR(changelog->Read(
      request.read_at(), [&](Snapshot& snapshot) -> absl::Status {
        SANGAM_ASSIGN_OR_RETURN(*response.mutable_roll_up(),
                                ReadNamed(snapshot, request.name(), "name"));
        response.set_token(snapshot.token());
        return absl::OkStatus();
      }));
  return response;
}

absl::StatusOr<v1::ListFederationRollUpsResponse> ListFederationRollUps(
    Changelog* changelog, const v1::ListFederationRollUpsRequest& request) {
  SANGAM_RETURN_IF_ERROR(CheckGroupName("parent", request.parent()));
  SANGAM_ASSIGN_OR_RETURN(const ListQuery query,
                          ListQuery::Parse(request, QueriedTable()));
  v1::ListFederationRollUpsResponse response;
  SANGAM_RETURN_IF_ERROR(
      changelog->Read(query.read_at(), [&](Snapshot& snapshot) -> absl::Status {
        FederationRollUps roll_ups(&snapshot);
        SANGAM_ASSIGN_OR_RETURN(
            *response.mutable_parent(),
            ReadNamed(snapshot, request.parent(), "parent"));
        response.set_token(snapshot.token());
        SANGAM_ASSIGN_OR_RETURN(const std::vector<std::string> names,
                                roll_ups.NamesUnder(response.parent().name()));
        auto name = std::upper_bound(names.begin(), names.end(), query.after());
        for (; name != names.end(); ++name) {
          if (response.roll_ups_size() == query.page_size()) {
            response.set_next_page_token(query.NextPageToken(
                response.roll_ups().rbegin()->name(), response.token()));
            break;
          }
          SANGAM_ASSIGN_OR_RETURN(*response.add_roll_ups(),
                                  roll_ups.Read(*name, "parent"));
        }
        return absl::OkStatus();
      }));
  return response;
}

absl::StatusOr<absl::optional<v1::Group>> FederationRollUps::Load(
    absl::string_view name) {
  SANGAM_ASSIGN_OR_RETURN(const auto row, GroupTable().Get(snapshot_, name));
  absl::optional<v1::Group> group;
  if (!row) return group;
  if (!group.emplace().ParseFromString(row->body)) {
    return InternalFault("a stored group can't be read");
  }
  return group;
}

absl::StatusOr<std::vector<v1::Group>> FederationRollUps::LoadEach(
    const std::vector<std::string>& names) {
  SANGAM_ASSIGN_OR_RETURN(const auto rows,
                          GroupTable().GetEach(snapshot_, names));
  std::vector<v1::Group> groups;
  for (const absl::optional<StoredResource>& row : rows) {
    if (!row) continue;
    if (!groups.emplace_back().ParseFromString(row->body)) {
      return InternalFault("a stored group can't be read");
    }
  }
  return groups;
}

absl::StatusOr<v1::FederationRollUp> FederationRollUps::Read(
    absl::string_view name, absl::string_view field) {
  SANGAM_ASSIGN_OR_RETURN(const absl::optional<v1::Group> group, Load(name));
  if (!group) return sangam::NotFoundError(name);
  v1::FederationRollUp told;
  told.set_name(group->name());
  told.set_title(group->title());
  told.set_kind(group->kind());
  told.set_parent(group->parent());
  if (group->kind() == type::v1::SUBJECT_KIND_SHG) {
    *told.mutable_sums() = ToMessage(SumsOfShg(*group));
  } else if (DrawsOnShgs(group->kind())) {
    SANGAM_ASSIGN_OR_RETURN(const FederationSums sums, SumDrawnOn(*group));
    *told.mutable_sums() = ToMessage(sums);
  } else if (IsFederation(group->kind())) {
    SANGAM_ASSIGN_OR_RETURN(const FederationTotals totals, TotalsOf(*group));
    told.set_keeps_own_mandate(totals.keeps_own_mandate);
    *told.mutable_sums() = ToMessage(totals.below.sums);
    if (totals.below.own_mandate != FederationSums()) {
      *told.mutable_own_mandate() = ToMessage(totals.below.own_mandate);
    }
  } else {
    return InvalidFieldError(
        field,
        absl::StrCat(name, " is of kind ", SubjectKindText(group->kind()),
                     "; sums are kept of SHGs, federations (VO, CLF,"
                     " BLF) and producer bodies"));
  }
  return told;
}

absl::StatusOr<std::vector<std::string>> FederationRollUps::NamesUnder(
    absl::string_view name) {
  SANGAM_ASSIGN_OR_RETURN(std::vector<std::string> names,
                          SourcesOf(snapshot_, name, "parent"));
  SANGAM_ASSIGN_OR_RETURN(const std::vector<std::string> drawn_on,
                          DrawnOnBy(name));
  names.insert(names.end(), drawn_on.begin(), drawn_on.end());
  std::sort(names.begin(), names.end());
  return names;
}

absl::StatusOr<FederationTotals> FederationRollUps::TotalsOf(
    const v1::Group& federation) {
  SANGAM_ASSIGN_OR_RETURN(const auto row,
                          ProfileTable().Get(snapshot_, federation.name()));
  if (!row || row->body.empty()) return SumUp(federation);
  const absl::optional<FederationTotals> stored = DecodeTotals(row->body);
  if (!stored) return InternalFault("the sums of a federation can't be read");
  return *stored;
}

absl::StatusOr<FederationTotals> FederationRollUps::SumUp(
    const v1::Group& federation) {
  FederationTotals totals;
  totals.keeps_own_mandate = KeepsOwnMandate(federation);
  totals.below.sums = SumsOfBody(federation);
  SANGAM_ASSIGN_OR_RETURN(const std::vector<std::string> names,
                          SourcesOf(snapshot_, federation.name(), "parent"));
  for (auto next = names.begin(); next != names.end();) {
    const auto end = next + std::min<int64_t>(names.end() - next, kBelowAtOnce);
    SANGAM_ASSIGN_OR_RETURN(const std::vector<v1::Group> below,
                            LoadEach({next, end}));
    for (const v1::Group& group : below) {
      if (group.kind() == type::v1::SUBJECT_KIND_SHG) {
        totals.below.sums += SumsOfShg(group);
      } else if (IsFederation(group.kind())) {
        SANGAM_ASSIGN_OR_RETURN(const FederationTotals kept, TotalsOf(group));
        totals.below += kept.Above();
      }
    }
    next = end;
  }
  return totals;
}

absl::StatusOr<std::vector<std::string>> FederationRollUps::DrawnOnBy(
    absl::string_view body) {
  sql::Statement rows = snapshot_.database().Prepare(
      "SELECT target FROM reference WHERE source = ?1 AND field = ?2"
      " AND to_revision > ?3 AND from_revision <= ?3",
      body, kDrawsOnField, snapshot_.visible_revision());
  std::vector<std::string> names;
  while (rows.Next()) names.push_back(rows.Text(0));
  SANGAM_RETURN_IF_ERROR(rows.status());
  return names;
}

absl::StatusOr<FederationSums> FederationRollUps::SumDrawnOn(
    const v1::Group& body) {
  FederationSums sums = SumsOfBody(body);
  SANGAM_ASSIGN_OR_RETURN(std::vector<std::string> drawn_on,
                          DrawnOnBy(body.name()));
  std::set<std::string> shgs(drawn_on.begin(), drawn_on.end());
  SANGAM_ASSIGN_OR_RETURN(const std::vector<std::string> below,
                          SourcesOf(snapshot_, body.name(), "parent"));
  for (const std::string& name : below) {
    SANGAM_ASSIGN_OR_RETURN(const absl::optional<v1::Group> group, Load(name));
    if (group) sums += SumsOfBody(*group);
    SANGAM_ASSIGN_OR_RETURN(drawn_on, DrawnOnBy(name));
    shgs.insert(drawn_on.begin(), drawn_on.end());
  }
  for (const std::string& name : shgs) {
    SANGAM_ASSIGN_OR_RETURN(const absl::optional<v1::Group> group, Load(name));
    if (group && group->kind() == type::v1::SUBJECT_KIND_SHG) {
      sums += SumsOfShg(*group);
    }
  }
  return sums;
}

absl::Status CorrectFederationTotals(sql::Database& database,
                                     const MigrationProgress& progress) {
  // Sees what holds still.
  Snapshot present(database, StorePosition{kStoreName, "", kHoldsStill - 1});
  FederationRollUps roll_ups(&present);
  int64_t done = 0;
  for (const type::v1::SubjectKind kind :
       {type::v1::SUBJECT_KIND_VO, type::v1::SUBJECT_KIND_CLF,
        type::v1::SUBJECT_KIND_BLF}) {
    std::string after;
    while (true) {
      SANGAM_ASSIGN_OR_RETURN(const std::vector<v1::Group> page,
                              FederationsOf(database, kind, after));
      for (const v1::Group& federation : page) {
        SANGAM_ASSIGN_OR_RETURN(const FederationTotals totals,
                                roll_ups.SumUp(federation));
        const std::string body = EncodeTotals(totals);
        SANGAM_ASSIGN_OR_RETURN(const auto kept,
                                ProfileTable().Get(present, federation.name()));
        if (!kept || kept->body == body) continue;
        SANGAM_RETURN_IF_ERROR(
            database
                .Prepare("UPDATE profiles SET body = ? WHERE key = ?",
                         sql::Blob{body}, federation.name())
                .Run());
      }
      done += static_cast<int64_t>(page.size());
      if (static_cast<int64_t>(page.size()) < kFederationsAtOnce) break;
      after = page.back().name();
      if (progress) progress("sums of federations", done);
    }
  }
  if (progress) progress("sums of federations", done);
  return absl::OkStatus();
}

}  // namespace sangam::registry
