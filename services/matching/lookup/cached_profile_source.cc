#include "services/matching/lookup/cached_profile_source.h"

#include <memory>
#include <utility>

#include "absl/random/random.h"
#include "absl/strings/str_cat.h"
#include "services/matching/lookup/envelope.h"

namespace sangam::matching {
namespace {

absl::Duration WithJitter(absl::Duration duration) {
  thread_local absl::BitGen random;
  return duration * absl::Uniform(random, 0.9, 1.1);
}

}  // namespace

// The number changes whenever a registry of a new release gives more in a
// profile of the same revision than its forerunner did: 2 brought the children.
std::string ProfileKey(absl::string_view epoch, absl::string_view subject) {
  return absl::StrCat("sangam:profile:2:", epoch, ":", subject);
}

CachedProfileSource::CachedProfileSource(ProfileSource* owner,
                                         LookupStore* store, Options options)
    : owner_(owner), store_(store), options_(std::move(options)) {}

absl::StatusOr<SubjectProfilePtr> CachedProfileSource::Get(
    const ProfileQuery& query, const CallContext& call, LookupBudget& budget) {
  if (query.newest && !query.subject.empty()) {
    SubjectProfilePtr kept = Find(query.subject, *query.newest, budget);
    if (kept != nullptr) return kept;
  } else {
    Report(CacheOutcome::kBypass);
  }
  auto profile = owner_->Get(query, call, budget);
  if (profile.ok()) Keep(**profile, budget);
  return profile;
}

SubjectProfilePtr CachedProfileSource::Find(absl::string_view subject,
                                            const ProfileState& newest,
                                            LookupBudget& budget) {
  const std::string key = ProfileKey(newest.epoch, subject);
  const auto bytes = store_->Get(key, budget);
  if (!bytes) {
    Report(CacheOutcome::kMiss);
    return nullptr;
  }
  const auto envelope = ReadEnvelope(*bytes);
  auto profile = std::make_shared<SubjectProfile>();
  if (!envelope || envelope->key != key ||
      !profile->ParseFromString(envelope->payload) ||
      profile->subject() != subject || StateOf(*profile) != envelope->state) {
    Report(CacheOutcome::kCorrupt);
    return nullptr;
  }
  // The one check that makes a kept profile fresh.
  if (envelope->state != newest) {
    Report(CacheOutcome::kStale);
    return nullptr;
  }
  Report(CacheOutcome::kHit);
  return profile;
}

void CachedProfileSource::Keep(const SubjectProfile& profile,
                               LookupBudget& budget) {
  Envelope envelope;
  envelope.state = StateOf(profile);
  if (envelope.state.epoch.empty()) return;
  envelope.key = ProfileKey(envelope.state.epoch, profile.subject());
  envelope.payload = profile.SerializeAsString();
  store_->Put(envelope.key, WriteEnvelope(envelope),
              WithJitter(options_.time_to_live), budget);
}

void CachedProfileSource::Report(CacheOutcome outcome) const {
  if (options_.on_outcome) options_.on_outcome(outcome);
}

}  // namespace sangam::matching
