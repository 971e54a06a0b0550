// Whole profiles, from one snapshot.
#ifndef SANGAM_SERVICES_REGISTRY_STORE_PROFILE_READER_H_
#define SANGAM_SERVICES_REGISTRY_STORE_PROFILE_READER_H_

#include <string>
#include <utility>
#include <vector>

#include "absl/container/flat_hash_map.h"
#include "absl/functional/function_ref.h"
#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "absl/types/optional.h"
#include "common/changelog/changelog.h"
#include "common/subjects/roll_up.h"
#include "sangam/registry/v1/linkage.pb.h"
#include "sangam/registry/v1/subject_profile.pb.h"
#include "services/registry/domain/subject.h"

namespace sangam::registry {

// Reads the subjects of one snapshot, of the present or the past, for as long
// as the snapshot lasts.
class ProfileReader {
 public:
  // So that an answer stays below what clients accept by default (4 MiB).
  static constexpr size_t kMaxChildBytes = 3 << 20;
  // The days of children's facts are told as far as they fit in so much, with
  // the children; facts of the rest have no day.
  static constexpr size_t kMaxChildFactBytes = kMaxChildBytes + (512 << 10);
  static constexpr size_t kMostAheadBytes = 1 << 20;

  explicit ProfileReader(Snapshot* snapshot) : snapshot_(*snapshot) {}

  // All that a rule can read of `subject`. RESOURCE_NOT_FOUND.
  absl::StatusOr<v1::GetSubjectProfileResponse> Read(absl::string_view subject);

  // The profile, its children's names, member_of and judgements alone.
  absl::StatusOr<v1::GetSubjectProfileResponse> ReadFacts(
      absl::string_view subject);

  // Asks at once for what the profiles of `subjects` are made of, in some
  // questions for all of them, and keeps it up to the next time: ReadFacts of
  // these then asks the store for little or nothing. What is answered is the
  // same. Keeps about kMostAheadBytes of records, and of what is larger a part.
  absl::Status ReadAhead(const std::vector<std::string>& subjects);

 private:
  // A resource, and the field by which others refer to it.
  using Referred = std::pair<std::string, std::string>;

  // What ReadAhead found; what is not here was not asked for.
  struct Ahead {
    // Nothing where there is no such subject.
    absl::flat_hash_map<std::string, absl::optional<Subject>> subjects;
    absl::flat_hash_map<Referred, std::vector<std::string>> sources;
    absl::flat_hash_map<std::string, v1::Linkage> linkages;
    // Of the subjects, as they are stored.
    size_t bytes = 0;
  };
  using Subjects = std::vector<absl::optional<Subject>>;
  using Use = absl::FunctionRef<absl::StatusOr<bool>(const Subject&)>;

  // In the order of `names`; adds how large they are.
  absl::StatusOr<Subjects> LoadEach(const std::vector<std::string>& names,
                                    size_t* bytes) const;
  // Hands on the subjects in the order of `names` until `use` says no. However
  // many they are, few are in memory at a time. RESOURCE_NOT_FOUND.
  absl::Status ForEach(const std::vector<std::string>& names, Use use) const;

  absl::Status LoadAhead(std::vector<std::string> names);
  // Gives all that refer to these, in order.
  absl::StatusOr<std::vector<std::string>> AskSources(
      std::vector<Referred> asked);
  absl::Status LoadLinkagesAhead(const std::vector<std::string>& sources);
  // What is below `names`, as far as it is rolled up.
  absl::Status LoadBelow(std::vector<std::string> names);

  absl::StatusOr<Subject> Load(absl::string_view name) const;
  absl::StatusOr<v1::Linkage> LoadLinkage(const std::string& name) const;
  // As SourcesOf in references.h.
  absl::StatusOr<std::vector<std::string>> Sources(
      absl::string_view target, absl::string_view field) const;
  absl::StatusOr<v1::GetSubjectProfileResponse> ReadFacts(
      const Subject& subject);
  // Recorded and implied facts, with roll-ups where the children are complete.
  absl::StatusOr<type::v1::Profile> FactsOf(const Subject& subject);
  // Adds to field_provenance where the facts of the response's children come
  // from, as FactOfChildPath reads them.
  absl::Status AddChildProvenance(
      v1::GetSubjectProfileResponse* response) const;
  // What is rolled up of each of these, in their order.
  absl::StatusOr<std::vector<type::v1::Profile>> FactsToRollUpOf(
      const std::vector<std::string>& names);
  absl::StatusOr<std::vector<Child>> RolledUpChildrenOf(const Subject& subject);
  // All directly under `subject`, in order: what is rolled up, and the
  // enterprises of a group.
  absl::StatusOr<std::vector<std::string>> NamesUnder(
      const Subject& subject) const;
  // Their facts and names, as far as kMaxChildProfiles and kMaxChildBytes;
  // absent where nothing is known.
  absl::Status AddChildren(const Subject& subject,
                           v1::GetSubjectProfileResponse* response);
  // Of each, whether anything that it is under is a member of `cluster` itself.
  absl::StatusOr<std::vector<bool>> AreUnderOtherMembers(
      const std::vector<std::string>& members,
      const std::string& cluster) const;
  absl::Status AddBenefits(absl::string_view subject,
                           type::v1::Profile* profile) const;

  Snapshot& snapshot_;
  Ahead ahead_;
  // What FactsToRollUpOf has found, as profiles on the wire: a tenth of what
  // they take as messages, and a federation may have very many below it.
  absl::flat_hash_map<std::string, std::string> rolled_up_;
};

}  // namespace sangam::registry

#endif  // SANGAM_SERVICES_REGISTRY_STORE_PROFILE_READER_H_
