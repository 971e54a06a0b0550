// Whole profiles, from one snapshot.
#ifndef SANGAM_SERVICES_REGISTRY_STORE_PROFILE_READER_H_
#define SANGAM_SERVICES_REGISTRY_STORE_PROFILE_READER_H_

#include <map>
#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "common/changelog/changelog.h"
#include "common/subjects/roll_up.h"
#include "sangam/registry/v1/subject_profile.pb.h"
#include "services/registry/domain/subject.h"

namespace sangam::registry {

// Reads the subjects of one snapshot, of the present or the past, for as long
// as the snapshot lasts.
class ProfileReader {
 public:
  // So that an answer stays below what clients accept by default (4 MiB).
  static constexpr size_t kMaxChildBytes = 3 << 20;

  explicit ProfileReader(Snapshot* snapshot) : snapshot_(*snapshot) {}

  // All that a rule can read of `subject`. RESOURCE_NOT_FOUND.
  absl::StatusOr<v1::GetSubjectProfileResponse> Read(absl::string_view subject);

 private:
  absl::StatusOr<Subject> Load(absl::string_view name) const;
  // Recorded and implied facts, with roll-ups where the children are complete.
  absl::StatusOr<type::v1::Profile> FactsOf(const Subject& subject);
  // The same of a child, read once. Lasts as long as the reader.
  absl::StatusOr<const type::v1::Profile*> ChildFacts(const std::string& name);
  absl::StatusOr<std::vector<Child>> RolledUpChildrenOf(const Subject& subject);
  // All directly under `subject`, in order: what is rolled up, and the
  // enterprises of a group.
  absl::StatusOr<std::vector<std::string>> NamesUnder(
      const Subject& subject) const;
  // Their facts and names, as far as kMaxChildProfiles and kMaxChildBytes;
  // absent where nothing is known.
  absl::Status AddChildren(const Subject& subject,
                           v1::GetSubjectProfileResponse* response);
  // Whether anything that `member` is under is a member of `cluster` itself.
  absl::StatusOr<bool> IsUnderAnotherMember(absl::string_view member,
                                            absl::string_view cluster) const;
  absl::Status AddBenefits(absl::string_view subject,
                           type::v1::Profile* profile) const;

  Snapshot& snapshot_;
  std::map<std::string, type::v1::Profile> child_facts_;
};

}  // namespace sangam::registry

#endif  // SANGAM_SERVICES_REGISTRY_STORE_PROFILE_READER_H_
