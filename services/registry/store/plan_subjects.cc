#include "services/registry/store/plan_subjects.h"

#include <utility>
#include <vector>

#include "common/status/errors.h"
#include "common/status/macros.h"
#include "sangam/registry/v1/plan.pb.h"
#include "services/registry/store/plan_overlap.h"
#include "services/registry/store/retired_names.h"
#include "services/registry/store/tables.h"

namespace sangam::registry {
namespace {

// Each once, by its bytes: what it says of a subject is a name or an outside
// id.
absl::StatusOr<std::set<std::string>> PastReferences(Snapshot& snapshot,
                                                     absl::string_view plan) {
  std::set<std::string> references;
  SANGAM_RETURN_IF_ERROR(
      VisitPastPlans(snapshot, plan, [&](const v1::Plan& version) {
        references.insert(version.subject().SerializeAsString());
        for (const auto& applicant : version.terms().applicants()) {
          references.insert(applicant.subject().SerializeAsString());
        }
      }));
  return references;
}

}  // namespace

absl::Status VisitPastPlans(
    Snapshot& snapshot, absl::string_view plan,
    const std::function<void(const v1::Plan& version)>& visit) {
  sql::Statement rows = snapshot.database().Prepare(
      "SELECT body FROM history WHERE collection = ? AND key = ?"
      " AND deleted = 0 AND length(body) > 0",
      PlanTable().collection(), plan);
  while (rows.Next()) {
    v1::Plan version;
    if (!version.ParseFromString(std::string(rows.Bytes(0)))) {
      return InternalFault("a stored resource can't be read");
    }
    visit(version);
  }
  return rows.status();
}

absl::StatusOr<std::set<std::string>> SubjectsOfPastPlans(
    Snapshot& snapshot, absl::string_view plan) {
  SANGAM_ASSIGN_OR_RETURN(const std::set<std::string> references,
                          PastReferences(snapshot, plan));
  std::set<std::string> subjects;
  for (const std::string& reference : references) {
    type::v1::PlanSubject subject;
    if (!subject.ParseFromString(reference)) {
      return InternalFault("a stored resource can't be read");
    }
    auto name = RegistryNameOf(snapshot, subject);
    if (absl::IsNotFound(name.status())) continue;
    SANGAM_RETURN_IF_ERROR(name.status());
    if (name->empty()) continue;
    SANGAM_ASSIGN_OR_RETURN(std::string survivor, SurvivorOf(snapshot, *name));
    subjects.insert(survivor.empty() ? *std::move(name) : std::move(survivor));
  }
  return subjects;
}

}  // namespace sangam::registry
