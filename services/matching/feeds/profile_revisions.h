// Which revision of each subject's profile is the newest.
#ifndef SANGAM_SERVICES_MATCHING_FEEDS_PROFILE_REVISIONS_H_
#define SANGAM_SERVICES_MATCHING_FEEDS_PROFILE_REVISIONS_H_

#include <cstddef>
#include <cstdint>

#include "absl/container/flat_hash_map.h"
#include "absl/random/random.h"
#include "absl/strings/string_view.h"
#include "absl/types/optional.h"

namespace sangam::matching {

// A map from subject to profile revision in 16 bytes a subject: it keeps a hash
// of 64 bits instead of the name. Two subjects with the same hash (one chance
// in 360,000 among ten million subjects) share one entry, which then holds the
// newest revision of either. That can't make an old profile look current, since
// no revision of one subject that is older than its newest can be the newest of
// both; it can only make a current one look old. Not thread-safe.
class ProfileRevisions {
 public:
  void Set(absl::string_view subject, int64_t revision) {
    revisions_[Hash(subject)] = revision;
  }
  void Remove(absl::string_view subject) { revisions_.erase(Hash(subject)); }
  absl::optional<int64_t> Find(absl::string_view subject) const {
    const auto found = revisions_.find(Hash(subject));
    if (found == revisions_.end()) return absl::nullopt;
    return found->second;
  }
  size_t size() const { return revisions_.size(); }

 private:
  uint64_t Hash(absl::string_view subject) const;

  // Drawn anew for each map, so that nobody can choose names that collide.
  uint64_t seed_ = absl::Uniform<uint64_t>(absl::BitGen());
  absl::flat_hash_map<uint64_t, int64_t> revisions_;
};

}  // namespace sangam::matching

#endif  // SANGAM_SERVICES_MATCHING_FEEDS_PROFILE_REVISIONS_H_
