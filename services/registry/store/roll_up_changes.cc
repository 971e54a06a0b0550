#include "services/registry/store/roll_up_changes.h"

#include <cstddef>
#include <utility>
#include <vector>

#include "absl/strings/match.h"
#include "absl/types/optional.h"
#include "common/status/errors.h"
#include "common/status/macros.h"
#include "services/registry/store/validities.h"

namespace sangam::registry {
namespace {

using google::protobuf::Message;

const v1::Group* AsGroup(const Message* record) {
  return record != nullptr && record->GetDescriptor() == v1::Group::descriptor()
             ? static_cast<const v1::Group*>(record)
             : nullptr;
}

}  // namespace

RollUpChanges::Version::Version(const v1::Group& group)
    : is_federation(IsFederation(group.kind())),
      keeps_own_mandate(is_federation && KeepsOwnMandate(group)),
      parent(group.parent()) {
  if (is_federation) own = SumsOfBody(group);
  if (group.kind() == type::v1::SUBJECT_KIND_SHG) own = SumsOfShg(group);
}

absl::Status RollUpChanges::Change(WriteTransaction& transaction,
                                   const Message* before,
                                   const Message* after) {
  const v1::Group* group_before = AsGroup(before);
  const v1::Group* group_after = AsGroup(after);
  if (group_before == nullptr && group_after == nullptr) {
    return absl::OkStatus();
  }
  const std::string& name =
      (group_after != nullptr ? group_after : group_before)->name();
  const auto [found, fresh] = changes_.try_emplace(name);
  GroupChange& change = found->second;
  if (fresh && group_before != nullptr) {
    change.before.emplace(*group_before);
    // Its row may be gone by SumUp, and have another parent.
    if (change.before->is_federation) {
      SANGAM_RETURN_IF_ERROR(TotalsOf(transaction, name).status());
    }
    parents_[name] = group_before->parent();
  }
  change.after.reset();
  if (group_after != nullptr) change.after.emplace(*group_after);
  return absl::OkStatus();
}

absl::Status RollUpChanges::SumUp(WriteTransaction& transaction) {
  for (const auto& [group, change] : changes_) {
    if (!change.before) continue;
    SANGAM_RETURN_IF_ERROR(TakeOut(transaction, group, *change.before));
  }
  for (const auto& [group, change] : changes_) {
    SANGAM_RETURN_IF_ERROR(Replace(transaction, group, change));
  }
  for (const auto& [group, change] : changes_) {
    if (!change.after) continue;
    SANGAM_RETURN_IF_ERROR(PutIn(transaction, group, *change.after));
  }
  changes_.clear();
  return absl::OkStatus();
}

absl::Status RollUpChanges::TakeOut(WriteTransaction& transaction,
                                    const std::string& group,
                                    const Version& before) {
  SANGAM_ASSIGN_OR_RETURN(const SumsAbove above,
                          AboveOf(transaction, group, before));
  SumsAbove removed;
  removed -= above;
  parents_[group].clear();
  return Add(transaction, before.parent, removed);
}

absl::Status RollUpChanges::Replace(WriteTransaction& transaction,
                                    const std::string& group,
                                    const GroupChange& change) {
  if (change.after) {
    gone_.erase(group);
  } else {
    gone_.insert(group);
  }
  if (!change.after || !change.after->is_federation) {
    totals_.erase(group);
    without_.insert(group);
    return absl::OkStatus();
  }
  without_.erase(group);
  // Nothing that hands up sums was below one that was no federation.
  FederationTotals totals;
  if (change.before && change.before->is_federation) {
    SANGAM_ASSIGN_OR_RETURN(const FederationTotals* kept,
                            TotalsOf(transaction, group));
    if (kept != nullptr) totals = *kept;
    totals.below.sums -= change.before->own;
  }
  totals.below.sums += change.after->own;
  totals.keeps_own_mandate = change.after->keeps_own_mandate;
  totals_.insert_or_assign(group, totals);
  return absl::OkStatus();
}

absl::Status RollUpChanges::PutIn(WriteTransaction& transaction,
                                  const std::string& group,
                                  const Version& after) {
  SANGAM_ASSIGN_OR_RETURN(const SumsAbove above,
                          AboveOf(transaction, group, after));
  parents_[group] = after.parent;
  return Add(transaction, after.parent, above);
}

absl::StatusOr<SumsAbove> RollUpChanges::AboveOf(WriteTransaction& transaction,
                                                 const std::string& group,
                                                 const Version& version) {
  SumsAbove above;
  if (!version.is_federation) {
    above.sums = version.own;
    return above;
  }
  SANGAM_ASSIGN_OR_RETURN(const FederationTotals* totals,
                          TotalsOf(transaction, group));
  return totals == nullptr ? above : totals->Above();
}

absl::StatusOr<FederationTotals*> RollUpChanges::TotalsOf(
    WriteTransaction& transaction, const std::string& federation) {
  const auto known = totals_.find(federation);
  if (known != totals_.end()) return &known->second;
  if (without_.contains(federation)) return nullptr;
  SANGAM_RETURN_IF_ERROR(ReadRows(transaction, {federation}));
  const Row& row = rows_[federation];
  if (row.body.empty()) return nullptr;
  const absl::optional<FederationTotals> stored = DecodeTotals(row.body);
  if (!stored) return InternalFault("the sums of a federation can't be read");
  parents_.try_emplace(federation, row.parent);
  return &totals_.emplace(federation, *stored).first->second;
}

absl::Status RollUpChanges::Add(WriteTransaction& transaction,
                                std::string federation, SumsAbove added) {
  while (!federation.empty() && added != SumsAbove()) {
    SANGAM_ASSIGN_OR_RETURN(FederationTotals * totals,
                            TotalsOf(transaction, federation));
    if (totals == nullptr) break;
    totals->below += added;
    if (totals->keeps_own_mandate) added = added.Apart();
    federation = parents_[federation];
  }
  return absl::OkStatus();
}

absl::Status RollUpChanges::ReadAbove(WriteTransaction& transaction,
                                      std::set<std::string> federations) {
  while (!federations.empty()) {
    SANGAM_RETURN_IF_ERROR(ReadRows(transaction, federations));
    std::set<std::string> above;
    for (const std::string& federation : federations) {
      const std::string& parent = rows_[federation].parent;
      if (!parent.empty() && !rows_.contains(parent)) above.insert(parent);
    }
    federations = std::move(above);
  }
  return absl::OkStatus();
}

absl::Status RollUpChanges::ReadRows(WriteTransaction& transaction,
                                     const std::set<std::string>& subjects) {
  std::vector<std::vector<sql::Value>> asked;
  for (const std::string& subject : subjects) {
    // One that is still to be stored has no row, and no parent.
    if (!rows_.try_emplace(subject).second) continue;
    asked.push_back({subject, kHoldsStill});
  }
  return transaction.database().ReadEach(
      "SELECT key, body, (SELECT target FROM reference WHERE source = key"
      " AND to_revision = ?2 AND field = 'parent') FROM profiles"
      " WHERE key = ?1",
      asked, [&](size_t, const sql::Statement& row) {
        rows_[row.Text(0)] = {row.Bytes(1), row.Text(2)};
      });
}

absl::Status RollUpChanges::ReadBodies(WriteTransaction& transaction,
                                       const std::set<std::string>& subjects) {
  std::set<std::string> unchanged;
  for (const std::string& subject : subjects) {
    if (absl::StartsWith(subject, "groups/") && !without_.contains(subject) &&
        !totals_.contains(subject)) {
      unchanged.insert(subject);
    }
  }
  return ReadRows(transaction, unchanged);
}

std::string RollUpChanges::BodyOf(const std::string& subject) const {
  if (without_.contains(subject)) return std::string();
  const auto changed = totals_.find(subject);
  if (changed != totals_.end()) return EncodeTotals(changed->second);
  const auto unchanged = rows_.find(subject);
  return unchanged == rows_.end() ? std::string() : unchanged->second.body;
}

std::set<std::string> RollUpChanges::Changed() const {
  std::set<std::string> changed;
  for (const auto& [federation, totals] : totals_) {
    if (!gone_.contains(federation)) changed.insert(federation);
  }
  return changed;
}

}  // namespace sangam::registry
