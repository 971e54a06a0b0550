#include "services/matching/history/catalog_history.h"

#include <atomic>
#include <functional>
#include <thread>
#include <vector>

#include "absl/synchronization/notification.h"
#include "common/status/errors.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "services/matching/feeds/await_for_test.h"
#include "services/matching/history/catalog_for_test.h"

namespace sangam::matching {
namespace {

using testing::ElementsAre;

// Six lists make one state, where none has a second page.
constexpr int kListsOfAState = 6;

scheme_catalog::v1::Scheme Scheme(const std::string& name) {
  scheme_catalog::v1::Scheme scheme;
  scheme.set_name(name);
  scheme.set_department("departments/d");
  return scheme;
}

scheme_catalog::v1::SchemeVersion Version(const std::string& scheme) {
  scheme_catalog::v1::SchemeVersion version;
  version.set_name(scheme + "/versions/1");
  version.set_state(scheme_catalog::v1::SCHEME_VERSION_STATE_PUBLISHED);
  version.set_open_to_all(true);
  return version;
}

std::vector<std::string> SchemesOf(const CatalogView& view) {
  std::vector<std::string> names;
  for (const auto& scheme : view.snapshot->schemes()) {
    names.push_back(scheme.scheme.name());
  }
  return names;
}

Moment KnownAt(int64_t second) {
  google::protobuf::Timestamp time;
  time.set_seconds(second);
  return time;
}

class CatalogHistoryTest : public testing::Test {
 protected:
  CatalogHistoryTest() {
    for (int64_t revision = 1; revision <= 9; ++revision) {
      CatalogResources& state = owner_.states[revision];
      state = owner_.states[revision - 1];
      state.schemes.push_back(Scheme("schemes/s" + std::to_string(revision)));
    }
  }

  // The feed shows the newest state.
  void ShowPresent(int64_t revision, const std::string& epoch = "e1") {
    present_.ForgetPosition();
    present_.BeginList();
    auto batch = CatalogBatch(revision, epoch);
    AddScheme(batch, "schemes/present");
    batch.set_snapshot_complete(true);
    ASSERT_TRUE(present_.Apply(batch).ok());
    present_.Publish();
  }

  absl::StatusOr<CatalogView> Read(const Moment& moment,
                                   const CallContext& call = {}) {
    return history_.Read(moment, call);
  }

  SystemClock clock_;
  Watermark watermark_{kCatalogStore, &clock_};
  CatalogState present_{&watermark_, nullptr};
  CatalogWithPast owner_;
  std::unique_ptr<scheme_catalog::v1::SchemeCatalogService::Stub> stub_ =
      owner_.NewStub();
  CatalogReader reader_{stub_.get(), &clock_, {}};
  CatalogHistory history_{&present_, &reader_, &clock_, {}};
};

TEST_F(CatalogHistoryTest, ReadsEveryPageOfExactlyTheStateAskedFor) {
  const auto view = Read(CatalogAt(5));
  ASSERT_TRUE(view.ok()) << view.status();
  EXPECT_EQ(view->position, CatalogAt(5));
  EXPECT_THAT(SchemesOf(*view),
              ElementsAre("schemes/s1", "schemes/s2", "schemes/s3",
                          "schemes/s4", "schemes/s5"));
  EXPECT_EQ(owner_.lists(), kListsOfAState + 2) << "three pages of schemes";
}

TEST_F(CatalogHistoryTest, ReadsEveryKindOfResource) {
  CatalogResources& state = owner_.states[9];
  state.departments.emplace_back().set_name("departments/d");
  state.departments.back().set_title("Department");
  auto& version = state.versions.emplace_back();
  version.set_name("schemes/s9/versions/1");
  version.set_state(scheme_catalog::v1::SCHEME_VERSION_STATE_PUBLISHED);
  version.set_open_to_all(true);
  auto& attribute = state.attributes.emplace_back();
  attribute.set_name("attributes/looms_shared");
  attribute.set_type(scheme_catalog::v1::ATTRIBUTE_TYPE_NUMBER);
  attribute.set_origin(scheme_catalog::v1::ATTRIBUTE_ORIGIN_RECORDED);
  auto& labels = *attribute.mutable_label()->mutable_text();
  labels["en"] = "shared looms";
  (*attribute.mutable_question()->mutable_text())["en"] = "How many?";
  auto& parameter = state.parameters.emplace_back();
  parameter.set_name("parameters/rate");
  parameter.set_type(scheme_catalog::v1::ATTRIBUTE_TYPE_NUMBER);
  auto& place_set = state.place_sets.emplace_back();
  place_set.set_name("placeSets/hills");
  place_set.add_members()->set_place("places/lgd-state-17");
  const auto view = Read(CatalogAt(9));
  ASSERT_TRUE(view.ok()) << view.status();
  const CompiledScheme* scheme = view->snapshot->Find("schemes/s9");
  ASSERT_NE(scheme, nullptr);
  EXPECT_EQ(scheme->department_title, "Department");
  EXPECT_EQ(scheme->versions.size(), 1u);
  const AttributeDictionary& dictionary = view->snapshot->dictionary();
  EXPECT_NE(dictionary.Find("looms_shared"), nullptr);
  EXPECT_NE(dictionary.FindParameter("parameters/rate"), nullptr);
  EXPECT_TRUE(dictionary.HasPlaceSet("placeSets/hills"));
}

TEST_F(CatalogHistoryTest, AnInstantIsThePositionThatTheOwnerSays) {
  const auto view = Read(KnownAt(2));
  ASSERT_TRUE(view.ok()) << view.status();
  EXPECT_EQ(view->position, CatalogAt(2));
  EXPECT_THAT(SchemesOf(*view), ElementsAre("schemes/s1", "schemes/s2"));
  const int lists = owner_.lists();
  ASSERT_TRUE(Read(KnownAt(2)).ok());
  EXPECT_EQ(owner_.lists(), lists + 1) << "to learn the position only";
}

TEST_F(CatalogHistoryTest, WhatTheFeedShowsIsNotReadAgain) {
  ShowPresent(7);
  const auto view = Read(CatalogAt(7));
  ASSERT_TRUE(view.ok());
  EXPECT_EQ(view->snapshot, present_.Read().snapshot);
  EXPECT_EQ(owner_.lists(), 0);
  EXPECT_THAT(SchemesOf(*Read(CatalogAt(1))), ElementsAre("schemes/s1"));
}

TEST_F(CatalogHistoryTest, KeepsTheStatesThatWereUsedLast) {
  CatalogHistory history(&present_, &reader_, &clock_, {2, 100});
  const auto read = [&](int64_t revision) {
    return history.Read(CatalogAt(revision), {});
  };
  const auto first = read(1);
  ASSERT_TRUE(read(2).ok());
  const int lists = owner_.lists();
  EXPECT_EQ(read(1)->snapshot, first->snapshot);
  EXPECT_EQ(owner_.lists(), lists);
  ASSERT_TRUE(read(3).ok());
  const int later = owner_.lists();
  EXPECT_EQ(read(1)->snapshot, first->snapshot) << "used since";
  EXPECT_EQ(owner_.lists(), later);
  ASSERT_TRUE(read(2).ok());
  EXPECT_GT(owner_.lists(), later) << "two are kept";
}

TEST_F(CatalogHistoryTest, KeepsFewerStatesWhereTheyShareLittle) {
  for (int64_t revision : {2, 4, 6}) {
    for (int64_t later = revision; later <= 9; ++later) {
      // Each time all versions are changed.
      auto& versions = owner_.states[later].versions;
      versions = {Version("schemes/s1"), Version("schemes/s2")};
      for (auto& version : versions) {
        version.set_notes(std::to_string(revision));
      }
    }
  }
  CatalogHistory history(&present_, &reader_, &clock_, {16, 4});
  const auto is_kept = [&](int64_t revision) {
    const int lists = owner_.lists();
    EXPECT_TRUE(history.Read(CatalogAt(revision), {}).ok());
    return owner_.lists() == lists;
  };
  EXPECT_FALSE(is_kept(2));
  EXPECT_FALSE(is_kept(3)) << "compiles nothing anew";
  EXPECT_FALSE(is_kept(4));
  EXPECT_TRUE(is_kept(2));
  EXPECT_TRUE(is_kept(3));
  EXPECT_TRUE(is_kept(4));
  EXPECT_FALSE(is_kept(6)) << "two more versions than may be kept";
  EXPECT_TRUE(is_kept(4));
  EXPECT_TRUE(is_kept(3));
  EXPECT_FALSE(is_kept(2));
}

TEST_F(CatalogHistoryTest, KeepsOneDictionaryBesideThePresentOne) {
  for (int64_t revision : {2, 4}) {
    for (int64_t later = revision; later <= 9; ++later) {
      auto& parameter = owner_.states[later].parameters.emplace_back();
      parameter.set_name("parameters/rate-" + std::to_string(revision));
      parameter.set_type(scheme_catalog::v1::ATTRIBUTE_TYPE_NUMBER);
    }
  }
  const auto is_kept = [this](int64_t revision) {
    const int lists = owner_.lists();
    EXPECT_TRUE(Read(CatalogAt(revision)).ok());
    return owner_.lists() == lists;
  };
  EXPECT_FALSE(is_kept(2));
  EXPECT_FALSE(is_kept(3));
  EXPECT_TRUE(is_kept(2));
  EXPECT_FALSE(is_kept(4));
  EXPECT_FALSE(is_kept(5));
  EXPECT_TRUE(is_kept(4));
  EXPECT_FALSE(is_kept(3)) << "it shares no rules with these";
  EXPECT_FALSE(is_kept(4));
}

TEST_F(CatalogHistoryTest, ManyWhoAskForOneStateReadItOnce) {
  absl::Notification go_on;
  owner_.on_list = [&go_on] {
    go_on.WaitForNotification();
    return absl::OkStatus();
  };
  std::atomic<int> answered = 0;
  std::vector<std::thread> askers;
  for (int i = 0; i < 8; ++i) {
    askers.emplace_back([&] {
      const auto view = Read(CatalogAt(1));
      if (view.ok() && view->snapshot != nullptr) ++answered;
    });
  }
  EXPECT_TRUE(Eventually([this] { return owner_.lists() == 1; }));
  go_on.Notify();
  for (std::thread& asker : askers) asker.join();
  EXPECT_EQ(answered, 8);
  EXPECT_EQ(owner_.lists(), kListsOfAState);
}

TEST_F(CatalogHistoryTest, WhoWaitsForAnotherKeepsItsOwnDeadline) {
  absl::Notification go_on;
  owner_.on_list = [&go_on] {
    go_on.WaitForNotification();
    return absl::OkStatus();
  };
  std::thread loader([this] { EXPECT_TRUE(Read(CatalogAt(1)).ok()); });
  EXPECT_TRUE(Eventually([this] { return owner_.lists() == 1; }));
  CallContext hurried;
  hurried.deadline = clock_.Now();
  EXPECT_EQ(Read(CatalogAt(1), hurried).status(), DeadlineExceededError());
  CallContext gone;
  gone.cancelled = [] { return true; };
  EXPECT_EQ(Read(CatalogAt(1), gone).status(), DeadlineExceededError());
  go_on.Notify();
  loader.join();
}

TEST_F(CatalogHistoryTest, ACallThatIsNotWantedAnyMoreReadsNoFurtherPage) {
  int looks = 0;
  CallContext call;
  call.cancelled = [&looks] { return ++looks > 2; };
  EXPECT_EQ(Read(CatalogAt(1), call).status(), DeadlineExceededError());
  EXPECT_EQ(owner_.lists(), 2);
}

TEST_F(CatalogHistoryTest, HandsOnWhatTheOwnerSaysOfTheState) {
  EXPECT_EQ(Read(CatalogAt(10)).status(),
            RevisionNotYetAvailableError(kCatalogStore));
  EXPECT_EQ(Read(CatalogAt(1, "e0")).status(),
            StoreEpochChangedError(kCatalogStore));
  for (const absl::Status& status :
       {RevisionCompactedError(kCatalogStore),
        InvalidFieldError("read_at.known_at", "lies in the future")}) {
    owner_.on_list = [status] { return status; };
    EXPECT_EQ(Read(KnownAt(1)).status(), status);
  }
  owner_.on_list = [] { return absl::UnavailableError("no"); };
  EXPECT_EQ(Read(CatalogAt(1)).status(), OwnerUnavailableError(kCatalogStore));
}

TEST_F(CatalogHistoryTest, AFailureIsNotKept) {
  int lists = 0;
  owner_.on_list = [&lists] {
    return ++lists == 4 ? absl::UnavailableError("no") : absl::OkStatus();
  };
  EXPECT_FALSE(Read(CatalogAt(1)).ok());
  EXPECT_TRUE(Read(CatalogAt(1)).ok());
}

TEST_F(CatalogHistoryTest, AnotherStateThanAskedForIsAFault) {
  owner_.drift = 1;
  EXPECT_TRUE(absl::IsInternal(Read(CatalogAt(1)).status()));
}

TEST_F(CatalogHistoryTest, AStoreThatWasRestoredRefusesWhatWasKept) {
  ShowPresent(7);
  ASSERT_TRUE(Read(CatalogAt(1)).ok());
  owner_.epoch = "e2";
  EXPECT_TRUE(Read(CatalogAt(1)).ok()) << "nobody knows of the new life yet";
  ShowPresent(2, "e2");
  EXPECT_EQ(Read(CatalogAt(1)).status(), StoreEpochChangedError(kCatalogStore));
}

TEST_F(CatalogHistoryTest, SharesVersionsWithWhatTheFeedShows) {
  const auto version = Version("schemes/s1");
  owner_.states[3].versions.push_back(version);
  // Lists tell what follows from other versions.
  auto& listed = owner_.states[3].versions.back();
  listed.add_superseded_by("schemes/s1/versions/2");
  listed.mutable_in_force_until()->set_year(2026);
  listed.set_never_in_force(true);
  present_.BeginList();
  auto batch = CatalogBatch(7);
  AddScheme(batch, "schemes/s1");
  *batch.add_changes()->mutable_scheme_version() = version;
  batch.set_snapshot_complete(true);
  ASSERT_TRUE(present_.Apply(batch).ok());
  present_.Publish();
  const auto view = Read(CatalogAt(3));
  ASSERT_TRUE(view.ok());
  EXPECT_EQ(view->snapshot->Find("schemes/s1")->versions[0].compiled,
            present_.Read().snapshot->Find("schemes/s1")->versions[0].compiled);
}

TEST_F(CatalogHistoryTest, SharesWithTheNearestState) {
  for (int64_t revision = 1; revision <= 9; ++revision) {
    auto& versions = owner_.states[revision].versions;
    versions = {Version("schemes/s1")};
    versions[0].set_notes(revision < 5 ? "early" : "late");
  }
  ShowPresent(9);
  const auto compiled = [this](int64_t revision) {
    return Read(CatalogAt(revision))
        ->snapshot->Find("schemes/s1")
        ->versions[0]
        .compiled;
  };
  const auto early = compiled(2);
  const auto late = compiled(8);
  EXPECT_NE(early, late);
  EXPECT_EQ(compiled(3), early);
  EXPECT_EQ(compiled(7), late);
  EXPECT_EQ(Read(CatalogAt(3))->index, nullptr);
}

}  // namespace
}  // namespace sangam::matching
