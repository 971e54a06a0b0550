// Which profiles a transaction of many changes advances, each once.
#ifndef SANGAM_SERVICES_REGISTRY_STORE_PROFILE_CHANGES_H_
#define SANGAM_SERVICES_REGISTRY_STORE_PROFILE_CHANGES_H_

#include <set>
#include <string>
#include <utility>
#include <vector>

#include "absl/container/flat_hash_map.h"
#include "absl/container/flat_hash_set.h"
#include "absl/functional/function_ref.h"
#include "absl/status/status.h"
#include "absl/strings/string_view.h"
#include "common/changelog/changelog.h"
#include "google/protobuf/message.h"
#include "services/registry/store/roll_up_changes.h"

namespace sangam::registry {

// Whether one subject's roll-ups read another by a field that refers to it.
bool IsReadThrough(absl::string_view field);

// Belongs to one transaction; used by one thread.
//
// Note every subject that changes and every body that one belonged to before,
// then Advance once, when all references are written. What reads a changed
// profile is above it by references of now, or was above it by one that has
// ended, whose target is noted.
class ProfileChanges {
 public:
  void Note(std::string subject) { noted_.insert(std::move(subject)); }
  // The same where it is known what it belongs to now, and need not be asked.
  void Note(const std::string& subject, std::vector<std::string> above) {
    noted_.insert(subject);
    above_.insert_or_assign(subject, std::move(above));
  }
  // Nothing above this one reads what changed.
  void NoteAlone(std::string subject) { alone_.insert(std::move(subject)); }

  // See RollUpChanges.
  void NoteWithoutSums(const std::string& subject) {
    roll_ups_.NoteWithoutSums(subject);
  }
  // See RollUpChanges::ReadAbove.
  absl::Status ReadAbove(WriteTransaction& transaction,
                         std::set<std::string> federations) {
    return roll_ups_.ReadAbove(transaction, std::move(federations));
  }
  // Changes the sums above a record, as RollUpChanges::Change says; the record
  // is noted apart.
  absl::Status RollUp(WriteTransaction& transaction,
                      const google::protobuf::Message* before,
                      const google::protobuf::Message* after) {
    return roll_ups_.Change(transaction, before, after);
  }

  // Notes all above what is noted. It may be left out; but it may come before
  // anything is written, in another snapshot even, where no reference changes
  // meanwhile but those of subjects that are noted with what they belong to.
  absl::Status Rise(Snapshot& snapshot);
  // Whether any of these is noted.
  bool NotesAnyOf(absl::FunctionRef<bool(absl::string_view)> is_of_these) const;

  // Reads what Advance needs to know, where all is noted and rolled up that
  // changes. It may be left out; but a question between writes has to wait for
  // these.
  absl::Status ReadBodies(WriteTransaction& transaction);

  // Advances the profiles of the noted and of all above them, and writes the
  // sums that changed.
  absl::Status Advance(WriteTransaction& transaction);

 private:
  absl::flat_hash_set<std::string> noted_;
  absl::flat_hash_map<std::string, std::vector<std::string>> above_;
  absl::flat_hash_set<std::string> alone_;
  // All above what is noted is noted too.
  bool risen_ = false;
  RollUpChanges roll_ups_;
};

}  // namespace sangam::registry

#endif  // SANGAM_SERVICES_REGISTRY_STORE_PROFILE_CHANGES_H_
