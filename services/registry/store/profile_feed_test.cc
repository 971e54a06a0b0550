#include "services/registry/store/profile_feed.h"

#include <atomic>
#include <map>
#include <thread>

#include "absl/strings/str_cat.h"
#include "services/registry/store/registry_store_fixture.h"
#include "services/registry/store/subject_merge.h"

namespace sangam::registry {
namespace {

class ProfileFeedTest : public RegistryStoreTest {
 protected:
  std::unique_ptr<ProfileFeed> Watch(const std::string& token = "") {
    v1::WatchProfilesRequest request;
    request.set_resume_token(token);
    return store_->WatchProfiles(request);
  }

  v1::WatchProfilesResponse MustNext(ProfileFeed& feed) {
    auto batch = feed.Next();
    EXPECT_TRUE(batch.ok()) << batch.status();
    EXPECT_TRUE(batch.ok() && batch->has_value());
    return batch.ok() && *batch ? **batch : v1::WatchProfilesResponse();
  }
};

TEST_F(ProfileFeedTest, ListsPlacesAndProfiles) {
  PutPlaces();
  ASSERT_TRUE(PutGroup("name: 'groups/g' kind: SUBJECT_KIND_SHG").ok());
  auto feed = Watch();
  const auto batch = MustNext(*feed);
  EXPECT_TRUE(batch.snapshot_complete());
  EXPECT_EQ(batch.token(), token_);
  EXPECT_EQ(batch.places_size(), 7);
  EXPECT_FALSE(batch.places(0).place().etag().empty());
  ASSERT_EQ(batch.profiles_size(), 1);
  EXPECT_EQ(batch.profiles(0).subject(), "groups/g");
  EXPECT_EQ(batch.profiles(0).profile_revision(), Head());
}

TEST_F(ProfileFeedTest, NoProfileIsReadForACallerWhoHasGone) {
  ASSERT_TRUE(PutGroup("name: 'groups/g' kind: SUBJECT_KIND_SHG").ok());
  v1::WatchProfilesRequest request;
  request.set_with_profiles(true);
  CallContext call;
  call.cancelled = [] { return true; };
  EXPECT_EQ(store_->WatchProfiles(request)->Next(call).status(),
            DeadlineExceededError());
}

TEST_F(ProfileFeedTest, AMoveIsOneBatchOfPlaceProfilesAndGeneration) {
  PutPlaces();
  ASSERT_TRUE(PutGroup("name: 'groups/g' kind: SUBJECT_KIND_SHG"
                       " place: 'places/v'")
                  .ok());
  const std::string before = token_;
  ASSERT_TRUE(PutPlace("name: 'places/b' kind: PLACE_KIND_BLOCK").ok());
  const int64_t moved_at = Head();
  auto feed = Watch(before);
  const auto batch = MustNext(*feed);
  ASSERT_EQ(batch.places_size(), 1);
  EXPECT_EQ(batch.places(0).place().name(), "places/b");
  ASSERT_EQ(batch.profiles_size(), 1);
  EXPECT_EQ(batch.profiles(0).profile_revision(), moved_at);
  EXPECT_EQ(batch.places_generation(), moved_at);
  EXPECT_EQ(batch.places_generation(),
            Profile("groups/g")->places_generation());
}

TEST_F(ProfileFeedTest, WhatIsGoneIsSaidToBe) {
  ASSERT_TRUE(PutGroup("name: 'groups/g' kind: SUBJECT_KIND_SHG").ok());
  ASSERT_TRUE(PutPlace("name: 'places/x' kind: PLACE_KIND_COUNTRY").ok());
  const std::string before = token_;
  ASSERT_TRUE(DeleteGroup("groups/g").ok());
  ASSERT_TRUE(DeletePlace("places/x").ok());
  auto feed = Watch(before);
  const auto batch = MustNext(*feed);
  ASSERT_EQ(batch.profiles_size(), 1);
  EXPECT_TRUE(batch.profiles(0).deleted());
  EXPECT_EQ(batch.profiles(0).profile_revision(), 3);
  ASSERT_EQ(batch.places_size(), 1);
  EXPECT_TRUE(batch.places(0).deleted());
  EXPECT_EQ(batch.places(0).place().name(), "places/x");
}

TEST_F(ProfileFeedTest, ProfilesComeAlongOnRequest) {
  PutPlaces();
  ASSERT_TRUE(PutGroup("name: 'groups/g' kind: SUBJECT_KIND_SHG"
                       " profile { members: 11 }")
                  .ok());
  v1::WatchProfilesRequest request;
  request.set_with_profiles(true);
  auto feed = store_->WatchProfiles(request);
  const auto listed = MustNext(*feed);
  ASSERT_EQ(listed.profiles_size(), 1);
  EXPECT_EQ(listed.profiles(0).profile().DebugString(),
            Profile("groups/g")->profile().DebugString());
  EXPECT_EQ(listed.profiles(0).profile().members(), 11);
  EXPECT_EQ(listed.places_size(), 7);

  ASSERT_TRUE(PutGroup("name: 'groups/g' kind: SUBJECT_KIND_SHG"
                       " profile { members: 12 }")
                  .ok());
  const auto changed = MustNext(*feed);
  ASSERT_EQ(changed.profiles_size(), 1);
  EXPECT_EQ(changed.profiles(0).profile().members(), 12);
  EXPECT_EQ(changed.token(), token_);
  EXPECT_FALSE(MustNext(*Watch()).profiles(0).has_profile());
}

TEST_F(ProfileFeedTest, ASubjectThatIsGoneByTheEndOfTheBatchHasNoProfile) {
  ASSERT_TRUE(PutGroup("name: 'groups/a' kind: SUBJECT_KIND_SHG").ok());
  v1::WatchProfilesRequest request;
  request.set_with_profiles(true);
  request.set_resume_token(token_);
  ASSERT_TRUE(PutGroup("name: 'groups/a' kind: SUBJECT_KIND_SHG"
                       " profile { members: 5 }")
                  .ok());
  ASSERT_TRUE(DeleteGroup("groups/a").ok());
  auto feed = store_->WatchProfiles(request);
  const auto batch = MustNext(*feed);
  ASSERT_EQ(batch.profiles_size(), 2);
  EXPECT_FALSE(batch.profiles(0).has_profile());
  EXPECT_TRUE(batch.profiles(1).deleted());
}

TEST_F(ProfileFeedTest, ABatchOfManyProfilesComesInParts) {
  // About 4 KiB each: more than two messages together.
  constexpr int kGroups = 300;
  std::string products;
  for (int i = 0; i < 40; ++i) {
    absl::StrAppend(&products, "values: '", std::string(100, 'x'), "' ");
  }
  for (int i = 0; i < kGroups; ++i) {
    ASSERT_TRUE(PutGroup(absl::StrCat("name: 'groups/g", i,
                                      "' kind: SUBJECT_KIND_SHG profile {"
                                      " products { ",
                                      products, " } }"))
                    .ok());
  }
  v1::WatchProfilesRequest request;
  request.set_with_profiles(true);
  auto feed = store_->WatchProfiles(request);
  int parts = 0;
  int profiles = 0;
  v1::WatchProfilesResponse part;
  while (!part.snapshot_complete()) {
    part = MustNext(*feed);
    ++parts;
    profiles += part.profiles_size();
    EXPECT_LE(part.ByteSizeLong(), 2 * ProfileFeed::kProfileBytes);
    // Only the end of it is a state to resume from.
    EXPECT_EQ(part.token().empty(), !part.snapshot_complete());
    ASSERT_LT(parts, kGroups);
  }
  EXPECT_EQ(profiles, kGroups);
  EXPECT_GE(parts, 3);
}

// More than is read ahead, and than a profile lists.
TEST_F(ProfileFeedTest, OneWithManyLargeBodiesBelowIsTheSame) {
  constexpr int kBodies = 70;
  std::string values;
  for (int i = 0; i < 60; ++i) {
    absl::StrAppend(&values, " values: '", std::string(200, 'x'), "'");
  }
  std::string extra;
  for (int i = 0; i < 5; ++i) {
    absl::StrAppend(&extra, " extra { key: 'a", i, "' value { list {", values,
                    " } } }");
  }
  for (const char* clf : {"groups/a", "groups/b"}) {
    ASSERT_TRUE(PutGroup(absl::StrCat("name: '", clf,
                                      "' kind: SUBJECT_KIND_CLF"
                                      " children_complete: true"))
                    .ok());
  }
  for (int i = 0; i < kBodies; ++i) {
    const std::string vo = absl::StrCat("groups/v", i);
    ASSERT_TRUE(PutGroup(absl::StrCat("name: '", vo,
                                      "' kind: SUBJECT_KIND_VO parent:"
                                      " 'groups/a' children_complete: true"
                                      " profile {",
                                      extra, " }"))
                    .ok());
    ASSERT_TRUE(PutGroup(absl::StrCat("name: 'groups/s", i,
                                      "' kind: SUBJECT_KIND_SHG parent: '", vo,
                                      "' profile { members: ", i, " }"))
                    .ok());
  }
  v1::MergeSubjectsRequest merge;
  merge.set_survivor("groups/b");
  merge.set_duplicate("groups/a");
  v1::WatchProfilesRequest request;
  request.set_with_profiles(true);
  request.set_resume_token(token_);
  const auto merged = MergeSubjects(&store_->changelog(), merge, "admin");
  ASSERT_TRUE(merged.ok()) << merged.status();
  auto feed = store_->WatchProfiles(request);
  std::map<std::string, std::string> profiles;
  v1::WatchProfilesResponse part;
  while (part.token().empty()) {
    part = MustNext(*feed);
    for (const v1::ProfileRevision& told : part.profiles()) {
      if (told.deleted()) continue;
      profiles[told.subject()] = told.profile().DebugString();
    }
  }
  EXPECT_EQ(profiles.size(), kBodies + 1u);
  for (const auto& [subject, profile] : profiles) {
    EXPECT_EQ(profile, Profile(subject)->profile().DebugString()) << subject;
  }
  const type::v1::Profile clf = Profile("groups/b")->profile();
  EXPECT_EQ(clf.member_shgs(), kBodies);
  EXPECT_EQ(clf.members(), kBodies * (kBodies - 1) / 2);
  EXPECT_GT(clf.children().profiles_size(), 10);
  EXPECT_LT(clf.children().profiles_size(), kBodies);
}

TEST_F(ProfileFeedTest, TheProfileReadIsThatOfItsTokenOrLater) {
  std::atomic<bool> done = false;
  std::thread writer([&] {
    for (int i = 0; i < 100; ++i) {
      EXPECT_TRUE(PutGroup(absl::StrCat("name: 'groups/g' kind:"
                                        " SUBJECT_KIND_SHG profile { members: ",
                                        i, " }"))
                      .ok());
    }
    done = true;
  });
  auto feed = Watch();
  std::map<std::string, int64_t> known;
  std::string token;
  while (!done || known["groups/g"] < 100) {
    auto batch = feed->Next();
    ASSERT_TRUE(batch.ok());
    if (!*batch) {
      std::this_thread::yield();
      continue;
    }
    for (const auto& profile : (*batch)->profiles()) {
      EXPECT_GT(profile.profile_revision(), known[profile.subject()]);
      known[profile.subject()] = profile.profile_revision();
    }
    if ((*batch)->profiles_size() == 0) continue;
    v1::GetSubjectProfileRequest request;
    request.set_name("groups/g");
    request.mutable_read_at()->set_at_least_token((*batch)->token());
    const auto read = store_->GetSubjectProfile(request);
    ASSERT_TRUE(read.ok()) << read.status();
    EXPECT_GE(read->profile_revision(), known["groups/g"]);
    // Each write sets members to one less than its revision.
    EXPECT_EQ(read->profile().members(), read->profile_revision() - 1);
  }
  writer.join();
}

}  // namespace
}  // namespace sangam::registry
