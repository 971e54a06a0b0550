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

absl::Status RollUpChanges::Change(WriteTransaction& transaction,
                                   const Message* before,
                                   const Message* after) {
  const v1::Group* group_before = AsGroup(before);
  const v1::Group* group_after = AsGroup(after);
  if (group_before == nullptr && group_after == nullptr) {
    return absl::OkStatus();
  }
  return ChangeGroup(transaction, group_before, group_after);
}

absl::Status RollUpChanges::ChangeGroup(WriteTransaction& transaction,
                                        const v1::Group* before,
                                        const v1::Group* after) {
  const std::string& name = (after != nullptr ? after : before)->name();
  SumsAbove taken;
  if (before != nullptr) {
    SANGAM_ASSIGN_OR_RETURN(taken, AboveOf(transaction, *before));
  }
  SumsAbove given;
  if (after != nullptr && IsFederation(after->kind())) {
    SANGAM_ASSIGN_OR_RETURN(FederationTotals * totals,
                            TotalsOf(transaction, name));
    if (before != nullptr && IsFederation(before->kind())) {
      totals->below.sums -= SumsOfBody(*before);
    }
    totals->below.sums += SumsOfBody(*after);
    totals->keeps_own_mandate = KeepsOwnMandate(*after);
    without_.erase(name);
  } else {
    totals_.erase(name);
    without_.insert(name);
  }
  if (after != nullptr) {
    gone_.erase(name);
    SANGAM_ASSIGN_OR_RETURN(given, AboveOf(transaction, *after));
  } else {
    gone_.insert(name);
  }
  parents_[name] = after != nullptr ? after->parent() : std::string();
  if (before != nullptr && after != nullptr &&
      before->parent() == after->parent()) {
    given -= taken;
    return Add(transaction, after->parent(), given);
  }
  if (before != nullptr) {
    SumsAbove removed;
    removed -= taken;
    SANGAM_RETURN_IF_ERROR(Add(transaction, before->parent(), removed));
  }
  return after == nullptr ? absl::OkStatus()
                          : Add(transaction, after->parent(), given);
}

absl::StatusOr<SumsAbove> RollUpChanges::AboveOf(WriteTransaction& transaction,
                                                 const v1::Group& group) {
  SumsAbove above;
  if (group.kind() == type::v1::SUBJECT_KIND_SHG) {
    above.sums = SumsOfShg(group);
  } else if (IsFederation(group.kind())) {
    SANGAM_ASSIGN_OR_RETURN(const FederationTotals* totals,
                            TotalsOf(transaction, group.name()));
    above = totals->Above();
  }
  return above;
}

absl::StatusOr<FederationTotals*> RollUpChanges::TotalsOf(
    WriteTransaction& transaction, const std::string& federation) {
  const auto known = totals_.find(federation);
  if (known != totals_.end()) return &known->second;
  SANGAM_RETURN_IF_ERROR(ReadRows(transaction, {federation}));
  const Row& row = rows_[federation];
  FederationTotals totals;
  if (!row.body.empty()) {
    const absl::optional<FederationTotals> stored = DecodeTotals(row.body);
    if (!stored) return InternalFault("the sums of a federation can't be read");
    totals = *stored;
  }
  parents_.try_emplace(federation, row.parent);
  return &totals_.emplace(federation, totals).first->second;
}

absl::Status RollUpChanges::Add(WriteTransaction& transaction,
                                std::string federation, SumsAbove added) {
  while (!federation.empty() && added != SumsAbove()) {
    SANGAM_ASSIGN_OR_RETURN(FederationTotals * totals,
                            TotalsOf(transaction, federation));
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
