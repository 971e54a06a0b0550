// How one transaction changes the sums of federations.
#ifndef SANGAM_SERVICES_REGISTRY_STORE_ROLL_UP_CHANGES_H_
#define SANGAM_SERVICES_REGISTRY_STORE_ROLL_UP_CHANGES_H_

#include <set>
#include <string>

#include "absl/container/flat_hash_map.h"
#include "absl/container/flat_hash_set.h"
#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "absl/types/optional.h"
#include "common/changelog/changelog.h"
#include "google/protobuf/message.h"
#include "sangam/registry/v1/group.pb.h"
#include "services/registry/domain/federation_sums.h"

namespace sangam::registry {

// Keeps the sums of each VO, CLF and BLF that changes read in the body of its
// row in ProfileTable: that row is written anyway with every change of what is
// below, and its versions are kept, so a past state has its own sums. The rows
// of all else have no body.
//
// Report every change of a group, in any order, each before that group's row in
// ProfileTable goes; then SumUp. The rows are written last, with what
// ReadBodies and BodyOf give. Belongs to one transaction; used by one thread.
class RollUpChanges {
 public:
  // `before` is null for a new record, `after` for one that is removed. Records
  // that are no groups change nothing.
  absl::Status Change(WriteTransaction& transaction,
                      const google::protobuf::Message* before,
                      const google::protobuf::Message* after);

  // A subject that is there and is no federation: nothing of it is read.
  void NoteWithoutSums(const std::string& subject) { without_.insert(subject); }

  // Reads what changes of groups that are, were or will be directly under these
  // federations need, and changes of these themselves. It may be left out; but
  // a question between writes has to wait for these, and one for all does not.
  absl::Status ReadAbove(WriteTransaction& transaction,
                         std::set<std::string> federations);

  // Carries the changes since the last time into the sums above them. All that
  // changed is first taken out of the tree as it was, and only then put into
  // the tree as it is: no sum goes up through a group that is changing, so the
  // order of the changes makes no difference.
  absl::Status SumUp(WriteTransaction& transaction);

  // What follows is of the sums as of the last SumUp.

  // Reads what BodyOf needs of rows that are written and whose sums didn't
  // change.
  absl::Status ReadBodies(WriteTransaction& transaction,
                          const std::set<std::string>& subjects);
  // What the row of `subject` is to hold from now on.
  std::string BodyOf(const std::string& subject) const;

  // The federations whose sums changed, without those that are gone.
  std::set<std::string> Changed() const;

 private:
  // What is stored of a subject.
  struct Row {
    std::string body;
    std::string parent;
  };
  // What one version of a group means for the sums.
  struct Version {
    explicit Version(const v1::Group& group);

    bool is_federation;
    bool keeps_own_mandate;
    // What it counts for without anything below it.
    FederationSums own;
    std::string parent;
  };
  struct GroupChange {
    absl::optional<Version> before;
    absl::optional<Version> after;
  };

  // What is kept of `federation` now; null for a group that keeps no sums. Its
  // parent is known from then on.
  absl::StatusOr<FederationTotals*> TotalsOf(WriteTransaction& transaction,
                                             const std::string& federation);
  // What `group` hands up to its parent now, as its `version` says.
  absl::StatusOr<SumsAbove> AboveOf(WriteTransaction& transaction,
                                    const std::string& group,
                                    const Version& version);
  absl::Status TakeOut(WriteTransaction& transaction, const std::string& group,
                       const Version& before);
  // Changes what is kept of `group` itself, which is under nothing meanwhile.
  absl::Status Replace(WriteTransaction& transaction, const std::string& group,
                       const GroupChange& change);
  absl::Status PutIn(WriteTransaction& transaction, const std::string& group,
                     const Version& after);
  // Adds to `federation` and to all above it; nothing where it is empty.
  absl::Status Add(WriteTransaction& transaction, std::string federation,
                   SumsAbove added);
  // Reads rows that were not read before.
  absl::Status ReadRows(WriteTransaction& transaction,
                        const std::set<std::string>& subjects);

  // Since the last SumUp: each group once, however often it changed.
  absl::flat_hash_map<std::string, GroupChange> changes_;
  absl::flat_hash_map<std::string, FederationTotals> totals_;
  absl::flat_hash_map<std::string, std::string> parents_;
  // As they were stored when the transaction began, as far as they were read.
  absl::flat_hash_map<std::string, Row> rows_;
  // Groups that are there and keep no sums.
  absl::flat_hash_set<std::string> without_;
  absl::flat_hash_set<std::string> gone_;
};

}  // namespace sangam::registry

#endif  // SANGAM_SERVICES_REGISTRY_STORE_ROLL_UP_CHANGES_H_
