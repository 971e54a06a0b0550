#include "services/matching/lookup/cached_profile_source.h"

#include <memory>
#include <vector>

#include "common/status/errors.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "services/matching/feeds/await_for_test.h"
#include "services/matching/lookup/envelope.h"
#include "services/matching/lookup/profiles_for_test.h"
#include "services/matching/lookup/redis_connection_pool.h"
#include "services/matching/lookup/redis_server_for_test.h"

namespace sangam::matching {
namespace {

using testing::ElementsAre;

// Against a real Redis. The owner always has the profile that `now_` says.
class CachedProfileSourceTest : public testing::Test {
 protected:
  CachedProfileSourceTest() {
    RedisConnectionPool::Options redis;
    redis.host = "127.0.0.1";
    redis.port = server_.port();
    redis.connect_timeout = absl::Seconds(5);
    redis.command_timeout = absl::Seconds(5);
    redis.probe_interval = absl::Milliseconds(20);
    redis_ = std::make_unique<RedisConnectionPool>(redis);
    EXPECT_TRUE(Eventually([this] { return redis_->IsUsable(); }));
    CachedProfileSource::Options options;
    options.on_outcome = [this](CacheOutcome outcome) {
      outcomes_.push_back(outcome);
    };
    cached_ =
        std::make_unique<CachedProfileSource>(&owner_, redis_.get(), options);
    owner_.Set([this](const ProfileQuery&) { return now_; });
  }

  // Looks the group up in the state that `now_` is of; returns its members.
  int64_t Members() { return MembersIn(StateOf(now_)); }
  int64_t MembersIn(absl::optional<ProfileState> newest) {
    ProfileQuery query;
    query.subject = now_.subject();
    query.newest = std::move(newest);
    LookupBudget budget{absl::Seconds(10)};
    const auto profile = cached_->Get(query, call_, budget);
    EXPECT_TRUE(profile.ok()) << profile.status();
    return (*profile)->profile().members();
  }

  std::string Key() const { return ProfileKey("e1", "groups/a"); }
  std::string Kept() const { return server_.Command({"GET", Key()}); }
  void Plant(const std::string& bytes) {
    server_.Command({"SET", Key(), bytes});
  }

  RedisServerForTest server_;
  std::unique_ptr<RedisConnectionPool> redis_;
  ScriptedProfileSource owner_;
  SubjectProfile now_ = MakeProfile("groups/a", 4, 9);
  std::vector<CacheOutcome> outcomes_;
  std::unique_ptr<CachedProfileSource> cached_;
  CallContext call_;
};

TEST_F(CachedProfileSourceTest, ServesTheSecondLookupFromRedis) {
  EXPECT_EQ(Members(), 4);
  EXPECT_EQ(Members(), 4);
  EXPECT_EQ(owner_.reads(), 1u);
  EXPECT_THAT(outcomes_, ElementsAre(CacheOutcome::kMiss, CacheOutcome::kHit));
}

TEST_F(CachedProfileSourceTest, AProfileWithTwoThousandChildrenIsKept) {
  // Each with as much as a well kept register holds of a group.
  auto* children = now_.mutable_profile()->mutable_children();
  children->set_complete(true);
  for (int i = 0; i < 2000; ++i) {
    type::v1::Profile& child = *children->add_profiles();
    child.set_place("places/lgd-village-" + std::to_string(276'000 + i));
    child.mutable_formed_on()->set_year(2014);
    child.mutable_formed_on()->set_month(2);
    child.mutable_formed_on()->set_day(28);
    const auto* reflection = child.GetReflection();
    for (int field = 0; field < child.GetDescriptor()->field_count(); ++field) {
      const auto* number = child.GetDescriptor()->field(field);
      if (!number->is_repeated() &&
          number->cpp_type() ==
              google::protobuf::FieldDescriptor::CPPTYPE_INT64) {
        if (field < 60) reflection->SetInt64(&child, number, 1'000'000 + i);
      }
    }
  }
  EXPECT_GT(now_.ByteSizeLong(), 256u * 1024);
  EXPECT_EQ(Members(), 4);
  EXPECT_EQ(Members(), 4);
  EXPECT_THAT(outcomes_, ElementsAre(CacheOutcome::kMiss, CacheOutcome::kHit));
}

TEST_F(CachedProfileSourceTest, KeptProfilesEndAfterAboutAnHour) {
  Members();
  const std::string type = server_.Command({"TYPE", Key()});
  EXPECT_EQ(type, "string");
  const std::string expires = server_.Command(
      {"EVAL", "return tostring(redis.call('PTTL', KEYS[1]))", "1", Key()});
  EXPECT_GT(std::stol(expires), 50 * 60 * 1000);
  EXPECT_LE(std::stol(expires), 66 * 60 * 1000);
}

TEST_F(CachedProfileSourceTest, AnOlderRevisionIsNotServed) {
  Members();
  now_ = MakeProfile("groups/a", 10, 10);
  EXPECT_EQ(Members(), 10);
  EXPECT_EQ(Members(), 10);
  EXPECT_EQ(owner_.reads(), 2u);
  EXPECT_THAT(outcomes_, ElementsAre(CacheOutcome::kMiss, CacheOutcome::kStale,
                                     CacheOutcome::kHit));
}

TEST_F(CachedProfileSourceTest, ANewerRevisionThanTheFeedsIsNotServed) {
  const ProfileState old = StateOf(now_);
  now_ = MakeProfile("groups/a", 10, 10);
  Members();
  MembersIn(old);
  EXPECT_EQ(outcomes_.back(), CacheOutcome::kStale);
  EXPECT_EQ(owner_.reads(), 2u);
}

TEST_F(CachedProfileSourceTest, AnotherGenerationOfPlacesIsNotServed) {
  Members();
  now_ = MakeProfile("groups/a", 4, 11, "e1", 2);
  Members();
  EXPECT_EQ(owner_.reads(), 2u);
  EXPECT_EQ(outcomes_.back(), CacheOutcome::kStale);
}

TEST_F(CachedProfileSourceTest, AnotherEpochIsNotServedEvenUnderThisKey) {
  Members();
  const std::string kept = Kept();
  now_ = MakeProfile("groups/a", 4, 9, "e2");
  server_.Command({"SET", ProfileKey("e2", "groups/a"), kept});
  Members();
  EXPECT_EQ(owner_.reads(), 2u);
  EXPECT_EQ(outcomes_.back(), CacheOutcome::kCorrupt);
}

TEST_F(CachedProfileSourceTest, AnotherSubjectsProfileIsNotServed) {
  now_ = MakeProfile("groups/b", 4, 9);
  Members();
  const std::string of_b =
      server_.Command({"GET", ProfileKey("e1", "groups/b")});
  ASSERT_NE(of_b, "");
  Plant(of_b);
  now_ = MakeProfile("groups/a", 4, 9);
  Members();
  EXPECT_EQ(owner_.reads(), 2u);
  EXPECT_EQ(outcomes_.back(), CacheOutcome::kCorrupt);
}

TEST_F(CachedProfileSourceTest,
       AWholeEnvelopeAroundTheWrongProfileIsNotServed) {
  for (const SubjectProfile& wrong :
       {MakeProfile("groups/b", 4, 9), MakeProfile("groups/a", 3, 9),
        MakeProfile("groups/a", 4, 9, "e2"),
        MakeProfile("groups/a", 4, 9, "e1", 7)}) {
    Plant(WriteEnvelope({Key(), StateOf(now_), wrong.SerializeAsString()}));
    EXPECT_EQ(Members(), 4);
    EXPECT_EQ(outcomes_.back(), CacheOutcome::kCorrupt);
  }
  Plant(WriteEnvelope({Key(), StateOf(now_), "no message \xff"}));
  EXPECT_EQ(Members(), 4);
  EXPECT_EQ(outcomes_.back(), CacheOutcome::kCorrupt);
}

TEST_F(CachedProfileSourceTest, DamageIsNotServedAndIsMended) {
  Members();
  const std::string kept = Kept();
  std::string damaged = kept;
  damaged[kept.size() - 1] ^= 1;
  size_t reads = 1;
  for (const std::string& bytes :
       {damaged, kept.substr(0, kept.size() / 2), std::string("garbage"),
        std::string("x"), std::string(100'000, '\0')}) {
    Plant(bytes);
    EXPECT_EQ(Members(), 4);
    EXPECT_EQ(owner_.reads(), ++reads);
    EXPECT_EQ(outcomes_.back(), CacheOutcome::kCorrupt);
    EXPECT_EQ(Members(), 4);
    EXPECT_EQ(owner_.reads(), reads) << "mended";
  }
}

TEST_F(CachedProfileSourceTest, WithoutAStateTheOwnerIsAskedAndTheReplyKept) {
  EXPECT_EQ(MembersIn(absl::nullopt), 4);
  EXPECT_EQ(MembersIn(absl::nullopt), 4);
  EXPECT_EQ(owner_.reads(), 2u);
  EXPECT_EQ(Members(), 4);
  EXPECT_EQ(owner_.reads(), 2u);
  EXPECT_THAT(outcomes_,
              ElementsAre(CacheOutcome::kBypass, CacheOutcome::kBypass,
                          CacheOutcome::kHit));
}

TEST_F(CachedProfileSourceTest, ErrorsAreNotKept) {
  owner_.Set([](const ProfileQuery&) { return NotFoundError("groups/a"); });
  ProfileQuery query;
  query.subject = "groups/a";
  query.newest = StateOf(now_);
  LookupBudget budget;
  EXPECT_TRUE(absl::IsNotFound(cached_->Get(query, call_, budget).status()));
  EXPECT_EQ(Kept(), "");
}

TEST_F(CachedProfileSourceTest, ADeadHungOrEmptiedRedisChangesNoAnswer) {
  Members();
  server_.Command({"FLUSHALL"});
  EXPECT_EQ(Members(), 4);
  server_.Kill();
  for (int i = 0; i < 20; ++i) EXPECT_EQ(Members(), 4);
  server_.Restart();
  EXPECT_TRUE(Eventually([this] { return redis_->IsUsable(); }));
  EXPECT_EQ(Members(), 4);
  server_.Hang();
  LookupBudget budget;
  ProfileQuery query;
  query.subject = "groups/a";
  query.newest = StateOf(now_);
  for (int i = 0; i < 20; ++i) {
    LookupBudget budget;
    const auto profile = cached_->Get(query, call_, budget);
    ASSERT_TRUE(profile.ok());
    EXPECT_EQ((*profile)->profile().members(), 4);
  }
  server_.GoOn();
}

}  // namespace
}  // namespace sangam::matching
