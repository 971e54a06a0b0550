#include "services/matching/lookup/fresh_profile_lookup.h"

#include <map>
#include <memory>
#include <string>
#include <thread>

#include "common/status/errors.h"
#include "gtest/gtest.h"
#include "services/matching/feeds/await_for_test.h"
#include "services/matching/lookup/cached_profile_source.h"
#include "services/matching/lookup/profiles_for_test.h"

namespace sangam::matching {
namespace {

// A store that keeps all and can be looked into.
class MapStore : public LookupStore {
 public:
  absl::optional<std::string> Get(absl::string_view key,
                                  LookupBudget&) override {
    const auto found = values.find(std::string(key));
    if (found == values.end()) return absl::nullopt;
    return found->second;
  }
  void Put(absl::string_view key, absl::string_view value, absl::Duration,
           LookupBudget&) override {
    values[std::string(key)] = std::string(value);
  }

  std::map<std::string, std::string> values;
};

// A feed that the test moves by hand, an owner that is where the test says, and
// a cache between them.
class FreshProfileLookupTest : public testing::Test {
 protected:
  FreshProfileLookupTest() {
    state_.BeginList();
    auto list = RegistryBatch(5);
    AddProfile(list, "groups/a", 3);
    list.set_snapshot_complete(true);
    EXPECT_TRUE(state_.Apply(list).ok());
    OwnerSays(MakeProfile("groups/a", 3, 5));
  }

  void OwnerSays(const SubjectProfile& profile) {
    owner_.Set([profile](const ProfileQuery&) { return profile; });
  }
  void OwnerSays(const absl::Status& status) {
    owner_.Set([status](const ProfileQuery&) { return status; });
  }

  void FeedBrings(int64_t revision, const std::string& subject = "",
                  int64_t places_generation = 1) {
    auto batch = RegistryBatch(revision);
    if (!subject.empty()) AddProfile(batch, subject, revision);
    batch.set_places_generation(places_generation);
    EXPECT_TRUE(state_.Apply(batch).ok());
  }

  // Looks up groups/a, which must be found.
  FreshProfile Found(absl::optional<StorePosition> at_least = absl::nullopt) {
    auto found = Lookup(std::move(at_least));
    EXPECT_TRUE(found.ok()) << found.status();
    return found.ok() ? *std::move(found) : FreshProfile();
  }
  absl::StatusOr<FreshProfile> Lookup(
      absl::optional<StorePosition> at_least = absl::nullopt,
      absl::Duration longest_wait = absl::ZeroDuration()) {
    LookupBudget budget;
    return lookup_.ByName("groups/a", Fresh(std::move(at_least), longest_wait),
                          call_, budget);
  }
  absl::StatusOr<FreshProfile> LookupLokos(const std::string& value) {
    type::v1::OutsideId id;
    id.set_system("LOKOS");
    id.set_value(value);
    LookupBudget budget;
    return lookup_.ByOutsideId(id, Fresh(absl::nullopt, absl::ZeroDuration()),
                               call_, budget);
  }
  Freshness Fresh(absl::optional<StorePosition> at_least,
                  absl::Duration longest_wait) {
    return {std::move(at_least), clock_.Now() + longest_wait};
  }

  void LagNow() { clock_.Advance(absl::Seconds(4)); }

  static int64_t Members(const FreshProfile& found) {
    return found.profile->profile().members();
  }

  FakeClock clock_{absl::FromUnixSeconds(1'790'000'000)};
  Watermark watermark_{"registry", &clock_};
  RegistryState state_{&watermark_, nullptr};
  ScriptedProfileSource owner_;
  MapStore store_;
  CachedProfileSource cached_{&owner_, &store_, {}};
  OutsideIdNames names_{&store_};
  FreshProfileLookup lookup_{&state_, &watermark_, &cached_, &names_};
  CallContext call_;
};

TEST_F(FreshProfileLookupTest, TheBasisIsTheWatermark) {
  const FreshProfile found = Found();
  EXPECT_EQ(Members(found), 3);
  EXPECT_EQ(found.position, RegistryAt(5));
  EXPECT_FALSE(found.places_may_be_added);
  EXPECT_EQ(owner_.queries()[0].at_least, RegistryAt(5))
      << "the owner must not be behind the watermark";
}

TEST_F(FreshProfileLookupTest, AKeptProfileHoldsAtLaterPositionsToo) {
  Found();
  FeedBrings(8, "groups/b");
  EXPECT_EQ(Found().position, RegistryAt(8));
  EXPECT_EQ(owner_.reads(), 1u);
}

TEST_F(FreshProfileLookupTest, AfterAWriteTheKeptProfileIsNotServed) {
  Found();
  FeedBrings(6, "groups/a");
  OwnerSays(MakeProfile("groups/a", 6, 6));
  EXPECT_EQ(Members(Found()), 6);
  EXPECT_EQ(owner_.reads(), 2u);
}

TEST_F(FreshProfileLookupTest, AfterPlacesMovedTheKeptProfileIsNotServed) {
  Found();
  FeedBrings(6, "", 2);
  OwnerSays(MakeProfile("groups/a", 3, 6, "e1", 2));
  EXPECT_EQ(Found().position, RegistryAt(6));
  EXPECT_EQ(owner_.reads(), 2u);
}

TEST_F(FreshProfileLookupTest, WaitsForItsToken) {
  Found();
  OwnerSays(MakeProfile("groups/a", 6, 6));
  absl::StatusOr<FreshProfile> found = absl::UnknownError("");
  std::thread waiting([&] { found = Lookup(RegistryAt(6), absl::Minutes(5)); });
  FeedBrings(6, "groups/a");
  waiting.join();
  ASSERT_TRUE(found.ok()) << found.status();
  EXPECT_EQ(Members(*found), 6);
  EXPECT_EQ(found->position, RegistryAt(6));
}

TEST_F(FreshProfileLookupTest, ATokenThatDoesNotComeIsNotYetAvailable) {
  EXPECT_EQ(ReasonOf(Lookup(RegistryAt(9)).status()),
            type::v1::ERROR_REASON_REVISION_NOT_YET_AVAILABLE);
  EXPECT_EQ(owner_.reads(), 0u);
}

TEST_F(FreshProfileLookupTest, ATokenOfAnotherEpochIsRefused) {
  EXPECT_EQ(ReasonOf(Lookup(RegistryAt(1, "e0")).status()),
            type::v1::ERROR_REASON_STORE_EPOCH_CHANGED);
}

TEST_F(FreshProfileLookupTest, AProfileNewerThanTheFeedWaitsForTheFeed) {
  OwnerSays(MakeProfile("groups/a", 7, 8));
  absl::StatusOr<FreshProfile> found = absl::UnknownError("");
  std::thread waiting([&] { found = Lookup(absl::nullopt, absl::Minutes(5)); });
  EXPECT_TRUE(Eventually([this] { return owner_.reads() == 1; }));
  auto batch = RegistryBatch(7);
  AddProfile(batch, "groups/a", 7);
  EXPECT_TRUE(state_.Apply(batch).ok());
  FeedBrings(8);
  waiting.join();
  ASSERT_TRUE(found.ok()) << found.status();
  EXPECT_EQ(Members(*found), 7);
  EXPECT_EQ(found->position, RegistryAt(8));
  EXPECT_EQ(owner_.reads(), 1u);
}

TEST_F(FreshProfileLookupTest, AProfileThatChangesAgainIsReadAgain) {
  owner_.Set([this](const ProfileQuery&) {
    // Between the owner's answer and the look at the feed comes another write.
    const int64_t read = 6 + 2 * static_cast<int64_t>(owner_.reads());
    FeedBrings(read, "groups/a");
    if (owner_.reads() < 3) FeedBrings(read + 1, "groups/a");
    return MakeProfile("groups/a", read, read);
  });
  const FreshProfile found = Found();
  EXPECT_EQ(Members(found), 12);
  EXPECT_EQ(found.position, RegistryAt(12));
  EXPECT_EQ(owner_.reads(), 3u);
}

TEST_F(FreshProfileLookupTest, AProfileThatNeverRestsIsGivenUp) {
  owner_.Set([this](const ProfileQuery&) {
    const int64_t read = 6 + 2 * static_cast<int64_t>(owner_.reads());
    FeedBrings(read + 1, "groups/a");
    return MakeProfile("groups/a", read, read);
  });
  EXPECT_EQ(ReasonOf(Lookup().status()),
            type::v1::ERROR_REASON_REVISION_NOT_YET_AVAILABLE);
  EXPECT_EQ(owner_.reads(), 5u);
}

TEST_F(FreshProfileLookupTest, AnOwnerThatWentBackIsNotBelieved) {
  FeedBrings(6, "groups/a");
  OwnerSays(MakeProfile("groups/a", 3, 5));
  EXPECT_EQ(ReasonOf(Lookup().status()),
            type::v1::ERROR_REASON_REVISION_NOT_YET_AVAILABLE);
}

TEST_F(FreshProfileLookupTest, AnUnknownSubjectIsAskedOfTheOwner) {
  OwnerSays(NotFoundError("groups/b"));
  LookupBudget budget;
  const Freshness now = Fresh(absl::nullopt, absl::ZeroDuration());
  EXPECT_EQ(lookup_.ByName("groups/b", now, call_, budget).status(),
            NotFoundError("groups/b"));
  EXPECT_EQ(owner_.reads(), 1u);
  EXPECT_FALSE(owner_.queries()[0].newest);
}

TEST_F(FreshProfileLookupTest, ASubjectThatWasDeletedIsNotServedFromTheCache) {
  Found();
  auto batch = RegistryBatch(6);
  AddProfile(batch, "groups/a", 6);
  batch.mutable_profiles(0)->set_deleted(true);
  EXPECT_TRUE(state_.Apply(batch).ok());
  OwnerSays(NotFoundError("groups/a"));
  EXPECT_EQ(Lookup().status(), NotFoundError("groups/a"));
}

TEST_F(FreshProfileLookupTest, WhileTheFeedLagsTheOwnerAnswers) {
  Found();
  LagNow();
  OwnerSays(MakeProfile("groups/a", 9, 11));
  const FreshProfile found = Found(RegistryAt(10));
  EXPECT_EQ(Members(found), 9);
  EXPECT_EQ(found.position, RegistryAt(11));
  EXPECT_TRUE(found.places_may_be_added);
  EXPECT_EQ(owner_.queries().back().at_least, RegistryAt(10));
  EXPECT_FALSE(owner_.queries().back().newest) << "the cache is bypassed";
}

TEST_F(FreshProfileLookupTest, WhileTheFeedLagsTheOwnerMustNotBeBehindIt) {
  LagNow();
  Found();
  EXPECT_EQ(owner_.queries().back().at_least, RegistryAt(5));
  Found(RegistryAt(4));
  EXPECT_EQ(owner_.queries().back().at_least, RegistryAt(5));
}

TEST_F(FreshProfileLookupTest, WhileTheFeedLagsMovedPlacesAreNotMixed) {
  LagNow();
  OwnerSays(MakeProfile("groups/a", 9, 11, "e1", 2));
  EXPECT_EQ(ReasonOf(Lookup().status()),
            type::v1::ERROR_REASON_REVISION_NOT_YET_AVAILABLE);
  OwnerSays(MakeProfile("groups/a", 9, 11, "e2"));
  EXPECT_EQ(ReasonOf(Lookup().status()),
            type::v1::ERROR_REASON_REVISION_NOT_YET_AVAILABLE);
}

TEST_F(FreshProfileLookupTest, WhileTheFeedLagsAMissingOwnerIsUnavailable) {
  Found();
  LagNow();
  OwnerSays(OwnerUnavailableError("registry"));
  EXPECT_EQ(Lookup().status(), OwnerUnavailableError("registry"));
}

TEST_F(FreshProfileLookupTest, ARestoredOwnerIsRetriedUnlessTheTokenIsAtFault) {
  OwnerSays(StoreEpochChangedError("registry"));
  EXPECT_EQ(ReasonOf(Lookup().status()),
            type::v1::ERROR_REASON_REVISION_NOT_YET_AVAILABLE);
  LagNow();
  EXPECT_EQ(ReasonOf(Lookup().status()),
            type::v1::ERROR_REASON_REVISION_NOT_YET_AVAILABLE);
  EXPECT_EQ(Lookup(RegistryAt(1, "e0")).status(),
            StoreEpochChangedError("registry"));
}

class OutsideIdTest : public FreshProfileLookupTest {
 protected:
  // groups/a, or another subject, holds "77".
  SubjectProfile Holder(const std::string& subject, int64_t revision,
                        int64_t read_at) {
    SubjectProfile profile = MakeProfile(subject, revision, read_at);
    auto* id = profile.add_outside_ids();
    id->set_system("LOKOS");
    id->set_value("77");
    return profile;
  }
};

// The registry answers for a name that was merged with the survivor.
TEST_F(FreshProfileLookupTest, AMergedNameIsItsSurvivorAtTheWatermark) {
  LookupBudget budget;
  const auto found =
      lookup_.ByName("groups/merged",
                     Fresh(absl::nullopt, absl::ZeroDuration()), call_, budget);
  ASSERT_TRUE(found.ok()) << found.status();
  EXPECT_EQ(found->profile->subject(), "groups/a");
  EXPECT_EQ(found->position, RegistryAt(5));
}

TEST_F(OutsideIdTest, IsAskedOfTheOwnerOnceAndThenKnown) {
  OwnerSays(Holder("groups/a", 3, 5));
  ASSERT_TRUE(LookupLokos("77").ok());
  EXPECT_EQ(owner_.queries()[0].outside_id->value(), "77");
  const auto found = LookupLokos("77");
  ASSERT_TRUE(found.ok());
  EXPECT_EQ(found->profile->subject(), "groups/a");
  EXPECT_EQ(found->position, RegistryAt(5));
  EXPECT_EQ(owner_.reads(), 1u);
}

TEST_F(OutsideIdTest, ThatWentToAnotherSubjectIsAskedAgain) {
  OwnerSays(Holder("groups/a", 3, 5));
  ASSERT_TRUE(LookupLokos("77").ok());
  auto batch = RegistryBatch(6);
  AddProfile(batch, "groups/a", 6);
  AddProfile(batch, "groups/b", 6);
  ASSERT_TRUE(state_.Apply(batch).ok());
  owner_.Set([this](const ProfileQuery& query) {
    return query.subject == "groups/a" ? MakeProfile("groups/a", 6, 6)
                                       : Holder("groups/b", 6, 6);
  });
  const auto found = LookupLokos("77");
  ASSERT_TRUE(found.ok()) << found.status();
  EXPECT_EQ(found->profile->subject(), "groups/b");
}

TEST_F(OutsideIdTest, OfASubjectThatIsGoneIsAskedAgain) {
  OwnerSays(Holder("groups/a", 3, 5));
  ASSERT_TRUE(LookupLokos("77").ok());
  auto batch = RegistryBatch(6);
  AddProfile(batch, "groups/a", 6);
  batch.mutable_profiles(0)->set_deleted(true);
  AddProfile(batch, "groups/b", 6);
  ASSERT_TRUE(state_.Apply(batch).ok());
  owner_.Set(
      [this](const ProfileQuery& query) -> absl::StatusOr<SubjectProfile> {
        if (query.subject == "groups/a") return NotFoundError("groups/a");
        return Holder("groups/b", 6, 6);
      });
  EXPECT_EQ(LookupLokos("77")->profile->subject(), "groups/b");
}

TEST_F(OutsideIdTest, AGarbledNameInTheStoreIsNotBelieved) {
  OwnerSays(Holder("groups/a", 3, 5));
  ASSERT_TRUE(LookupLokos("77").ok());
  for (auto& [key, value] : store_.values) value[value.size() / 2] ^= 1;
  ASSERT_TRUE(LookupLokos("77").ok());
  EXPECT_EQ(owner_.reads(), 2u);
}

TEST_F(OutsideIdTest, UnknownToTheOwnerIsNotFound) {
  OwnerSays(NotFoundError("LOKOS 78"));
  EXPECT_TRUE(absl::IsNotFound(LookupLokos("78").status()));
}

}  // namespace
}  // namespace sangam::matching
