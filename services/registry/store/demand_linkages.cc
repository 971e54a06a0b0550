#include "services/registry/store/demand_linkages.h"

#include <string>
#include <vector>

#include "absl/algorithm/container.h"
#include "absl/strings/str_cat.h"
#include "common/status/errors.h"
#include "common/status/macros.h"
#include "common/validation/violations.h"
#include "sangam/registry/v1/linkage.pb.h"
#include "services/registry/domain/linkage_life_cycle.h"
#include "services/registry/store/place_area.h"
#include "services/registry/store/place_hierarchy.h"
#include "services/registry/store/tables.h"

namespace sangam::registry {
namespace {

bool SaysThatItIsMet(const v1::Demand& demand) {
  return demand.state() == v1::DEMAND_STATE_MET ||
         demand.state() == v1::DEMAND_STATE_PARTLY_MET;
}

absl::StatusOr<v1::Linkage> Stored(Snapshot& snapshot,
                                   const std::string& name) {
  v1::Linkage linkage;
  SANGAM_ASSIGN_OR_RETURN(const auto row, LinkageTable().Get(snapshot, name));
  if (!row || !linkage.ParseFromString(row->body)) {
    return InternalFault("a stored resource can't be read");
  }
  return linkage;
}

// What `source` refers to by one of `fields`, a list of SQL.
absl::StatusOr<std::vector<std::string>> TargetsOf(Snapshot& snapshot,
                                                   const std::string& source,
                                                   absl::string_view fields) {
  sql::Statement rows = snapshot.database().Prepare(
      absl::StrCat("SELECT target FROM reference WHERE source = ?1 AND field"
                   " IN (",
                   fields, ") AND to_revision > ?2 AND from_revision <= ?2"),
      source, snapshot.visible_revision());
  std::vector<std::string> targets;
  while (rows.Next()) targets.push_back(rows.Text(0));
  SANGAM_RETURN_IF_ERROR(rows.status());
  return targets;
}

// The village organisation of a group, the cluster of an enterprise and its
// like apply for each other.
absl::StatusOr<bool> AreNextToEachOther(Snapshot& snapshot,
                                        const std::string& one,
                                        const std::string& other) {
  constexpr char kFields[] = "'parent', 'group', 'cluster', 'spv'";
  if (one == other) return true;
  SANGAM_ASSIGN_OR_RETURN(const auto above_one,
                          TargetsOf(snapshot, one, kFields));
  if (absl::c_linear_search(above_one, other)) return true;
  SANGAM_ASSIGN_OR_RETURN(const auto above_other,
                          TargetsOf(snapshot, other, kFields));
  return absl::c_linear_search(above_other, one);
}

absl::StatusOr<bool> LiesIn(Snapshot& snapshot, const std::string& place,
                            const std::string& above) {
  SANGAM_ASSIGN_OR_RETURN(const auto chain, PlaceChainOf(snapshot, place));
  return absl::c_any_of(
      chain, [&](const auto& link) { return link.place() == above; });
}

// The faults of one demand.
class LinkageCheck {
 public:
  LinkageCheck(Snapshot& snapshot, const v1::Demand* before,
               const v1::Demand& after)
      : snapshot_(snapshot),
        before_(before),
        after_(after),
        moved_(before == nullptr || before->place() != after.place()),
        asked_by_another_(before == nullptr ||
                          before->subject() != after.subject()),
        met_now_(SaysThatItIsMet(after) &&
                 (before == nullptr || !SaysThatItIsMet(*before))) {}

  absl::Status Run() {
    SANGAM_ASSIGN_OR_RETURN(area_, StoredAreaOf(snapshot_, after_.place()));
    Violations violations;
    for (int i = 0; i < after_.linkages_size(); ++i) {
      SANGAM_ASSIGN_OR_RETURN(const std::string fault,
                              FaultOf(after_.linkages(i)));
      if (!fault.empty()) {
        violations.Add(absl::StrCat("linkages[", i, "]"), fault);
      }
    }
    return violations.ToStatus();
  }

 private:
  absl::StatusOr<std::string> FaultOf(const std::string& name) {
    const bool added =
        before_ == nullptr || !absl::c_linear_search(before_->linkages(), name);
    if (!added && !moved_ && !asked_by_another_ && !met_now_) {
      return std::string();
    }
    SANGAM_ASSIGN_OR_RETURN(const v1::Linkage linkage, Stored(snapshot_, name));
    if (SaysThatItIsMet(after_) && (added || met_now_) &&
        !FeedsReceived(linkage.state())) {
      return absl::StrCat("is ", LinkageStateText(linkage.state()),
                          ": nothing of it has reached anybody, so nothing was"
                          " met by it");
    }
    if (!after_.subject().empty() && (added || asked_by_another_)) {
      SANGAM_ASSIGN_OR_RETURN(
          const bool near,
          AreNextToEachOther(snapshot_, linkage.subject(), after_.subject()));
      if (!near) {
        return absl::StrCat("is of ", linkage.subject(), ", and the demand of ",
                            after_.subject());
      }
    }
    if (!added && !moved_) return std::string();
    return FaultOfPlace(linkage.subject());
  }

  absl::StatusOr<std::string> FaultOfPlace(const std::string& subject) {
    SANGAM_ASSIGN_OR_RETURN(
        const std::vector<std::string> places,
        TargetsOf(snapshot_, subject, "'place', 'spanned_places'"));
    // Not recorded: nothing says that it is elsewhere.
    if (places.empty()) return std::string();
    bool same_state = false;
    std::string state;
    for (const std::string& place : places) {
      SANGAM_ASSIGN_OR_RETURN(const PlaceArea area,
                              StoredAreaOf(snapshot_, place));
      same_state |= area.state.empty() || area_.state.empty() ||
                    area.state == area_.state;
      state = area.state;
    }
    if (!same_state) {
      return absl::StrCat("is of a subject in ", state, ", and the demand of ",
                          area_.state);
    }
    if (!after_.subject().empty()) return std::string();
    for (const std::string& place : places) {
      SANGAM_ASSIGN_OR_RETURN(const bool below,
                              LiesIn(snapshot_, place, after_.place()));
      if (below) return std::string();
      SANGAM_ASSIGN_OR_RETURN(const bool above,
                              LiesIn(snapshot_, after_.place(), place));
      if (above) return std::string();
    }
    return absl::StrCat("is of a subject in ", places[0],
                        ", and the demand of ", after_.place());
  }

  Snapshot& snapshot_;
  const v1::Demand* const before_;
  const v1::Demand& after_;
  const bool moved_;
  const bool asked_by_another_;
  const bool met_now_;
  PlaceArea area_;
};

}  // namespace

absl::Status CheckDemandLinkages(Snapshot& snapshot, const v1::Demand* before,
                                 const v1::Demand& after) {
  return after.linkages().empty() ? absl::OkStatus()
                                  : LinkageCheck(snapshot, before, after).Run();
}

}  // namespace sangam::registry
