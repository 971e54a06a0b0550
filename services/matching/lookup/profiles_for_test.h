// Profiles, and a registry that gives them, for tests.
#ifndef SANGAM_SERVICES_MATCHING_LOOKUP_PROFILES_FOR_TEST_H_
#define SANGAM_SERVICES_MATCHING_LOOKUP_PROFILES_FOR_TEST_H_

#include <functional>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "absl/base/thread_annotations.h"
#include "absl/synchronization/mutex.h"
#include "services/matching/feeds/batches_for_test.h"
#include "services/matching/lookup/profile_source.h"

namespace sangam::matching {

// A profile of `revision`, read at the registry's revision `read_at`; its
// members tell the revision, so that a test sees which one it got.
inline SubjectProfile MakeProfile(const std::string& subject, int64_t revision,
                                  int64_t read_at,
                                  const std::string& epoch = "e1",
                                  int64_t places_generation = 1) {
  SubjectProfile profile;
  profile.set_subject(subject);
  profile.set_title(subject);
  profile.mutable_profile()->set_members(revision);
  profile.set_profile_revision(revision);
  profile.set_places_generation(places_generation);
  profile.set_token(Token(RegistryAt(read_at, epoch)).Encode());
  return profile;
}

// Answers by a function that the test sets, and counts. Thread-safe.
class ScriptedProfileSource : public ProfileSource {
 public:
  using Answer =
      std::function<absl::StatusOr<SubjectProfile>(const ProfileQuery&)>;

  void Set(Answer answer) {
    absl::MutexLock lock(&mutex_);
    answer_ = std::move(answer);
  }

  absl::StatusOr<SubjectProfilePtr> Get(const ProfileQuery& query,
                                        const CallContext&,
                                        LookupBudget&) override {
    Answer answer;
    {
      absl::MutexLock lock(&mutex_);
      queries_.push_back(query);
      answer = answer_;
    }
    auto profile = answer(query);
    if (!profile.ok()) return profile.status();
    return std::make_shared<const SubjectProfile>(*std::move(profile));
  }

  std::vector<ProfileQuery> queries() const {
    absl::MutexLock lock(&mutex_);
    return queries_;
  }
  size_t reads() const { return queries().size(); }

 private:
  mutable absl::Mutex mutex_;
  Answer answer_ ABSL_GUARDED_BY(mutex_);
  std::vector<ProfileQuery> queries_ ABSL_GUARDED_BY(mutex_);
};

}  // namespace sangam::matching

#endif  // SANGAM_SERVICES_MATCHING_LOOKUP_PROFILES_FOR_TEST_H_
