// Whole profiles, from one snapshot.
#ifndef SANGAM_SERVICES_REGISTRY_STORE_PROFILE_READER_H_
#define SANGAM_SERVICES_REGISTRY_STORE_PROFILE_READER_H_

#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "common/changelog/changelog.h"
#include "sangam/registry/v1/subject_profile.pb.h"
#include "services/registry/domain/roll_up.h"
#include "services/registry/domain/subject.h"

namespace sangam::registry {

// Reads the subjects of one snapshot, for as long as the snapshot lasts.
class ProfileReader {
 public:
  explicit ProfileReader(Snapshot* snapshot) : snapshot_(*snapshot) {}

  // All that a rule can read of `subject`. RESOURCE_NOT_FOUND.
  absl::StatusOr<v1::GetSubjectProfileResponse> Read(
      absl::string_view subject) const;

 private:
  absl::StatusOr<Subject> Load(absl::string_view name) const;
  // Recorded and implied facts, with roll-ups where the children are complete.
  absl::StatusOr<type::v1::Profile> FactsOf(const Subject& subject) const;
  absl::StatusOr<std::vector<Child>> ChildrenOf(const Subject& subject) const;
  // Whether anything that `member` is under is a member of `cluster` itself.
  absl::StatusOr<bool> IsUnderAnotherMember(absl::string_view member,
                                            absl::string_view cluster) const;
  absl::Status AddBenefits(absl::string_view subject,
                           type::v1::Profile* profile) const;

  Snapshot& snapshot_;
};

}  // namespace sangam::registry

#endif  // SANGAM_SERVICES_REGISTRY_STORE_PROFILE_READER_H_
