// What the three types of subjects have in common.
#ifndef SANGAM_SERVICES_REGISTRY_STORE_SUBJECT_TYPE_H_
#define SANGAM_SERVICES_REGISTRY_STORE_SUBJECT_TYPE_H_

#include <set>
#include <string>
#include <utility>
#include <vector>

#include "common/status/macros.h"
#include "services/registry/store/list_columns.h"
#include "services/registry/store/outside_ids.h"
#include "services/registry/store/place_area.h"
#include "services/registry/store/profile_revisions.h"
#include "services/registry/store/registry_type.h"

namespace sangam::registry {

// Keeps outside ids unique, and advances the profiles of the subject and of all
// above it, before and after the change, with the sums of federations.
template <typename Subject>
class SubjectType : public RegistryType<Subject> {
 public:
  using RegistryType<Subject>::RegistryType;

  absl::StatusOr<std::vector<sql::Value>> ColumnsAmongOthers(
      Snapshot& snapshot,
      const google::protobuf::Message& resource) const final {
    const auto& subject = static_cast<const Subject&>(resource);
    std::vector<sql::Value> values = ListColumnValues(subject);
    SANGAM_ASSIGN_OR_RETURN(const PlaceArea area,
                            StoredAreaOf(snapshot, subject.place()));
    values[kAreaColumn] = area.finest();
    return values;
  }

 private:
  std::vector<sql::Value> ColumnsOf(const Subject& subject) const final {
    return ListColumnValues(subject);
  }

  absl::Status Apply(
      WriteTransaction& transaction, const Subject* before,
      const Subject* after,
      absl::FunctionRef<absl::Status()> replace_references) const final {
    const Subject& either = after != nullptr ? *after : *before;
    SANGAM_RETURN_IF_ERROR(ReplaceOutsideIds(
        transaction.database(), transaction.revision(), either.name(),
        after != nullptr ? after->outside_ids()
                         : Subject::default_instance().outside_ids()));
    SANGAM_ASSIGN_OR_RETURN(std::set<std::string> reading,
                            SubjectsReading(transaction, either.name()));
    RollUpChanges roll_ups;
    SANGAM_RETURN_IF_ERROR(roll_ups.Change(transaction, before, after));
    SANGAM_RETURN_IF_ERROR(replace_references());
    SANGAM_ASSIGN_OR_RETURN(std::set<std::string> reading_now,
                            SubjectsReading(transaction, either.name()));
    reading.merge(reading_now);
    if (after == nullptr) {
      reading.erase(either.name());
      SANGAM_RETURN_IF_ERROR(RemoveProfile(transaction, either.name()));
    } else {
      SANGAM_ASSIGN_OR_RETURN(const PlaceArea area,
                              StoredAreaOf(transaction, after->place()));
      SANGAM_RETURN_IF_ERROR(NoteListPartition(transaction,
                                               this->table().collection(),
                                               area.finest(), ClassOf(*after)));
    }
    return AdvanceProfiles(transaction, std::move(reading), &roll_ups);
  }
};

}  // namespace sangam::registry

#endif  // SANGAM_SERVICES_REGISTRY_STORE_SUBJECT_TYPE_H_
