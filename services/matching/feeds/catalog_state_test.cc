#include "services/matching/feeds/catalog_state.h"

#include <map>
#include <memory>
#include <random>
#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "gtest/gtest.h"
#include "services/matching/feeds/batches_for_test.h"

namespace sangam::matching {
namespace {

using Batch = scheme_catalog::v1::WatchCatalogResponse;

void AddVersion(Batch& batch, const std::string& name) {
  auto* version = batch.add_changes()->mutable_scheme_version();
  version->set_name(name);
  version->set_state(scheme_catalog::v1::SCHEME_VERSION_STATE_PUBLISHED);
  version->set_open_to_all(true);
}

class CatalogStateTest : public testing::Test {
 protected:
  void List(const std::string& scheme, int64_t revision,
            const std::string& epoch = "e1") {
    state_.BeginList();
    Batch batch = CatalogBatch(revision, epoch);
    AddScheme(batch, scheme);
    batch.set_snapshot_complete(true);
    ASSERT_TRUE(state_.Apply(batch).ok());
    state_.Publish();
  }

  FakeClock clock_{absl::FromUnixSeconds(1'790'000'000)};
  Watermark watermark_{"scheme_catalog", &clock_};
  CatalogState state_{&watermark_, nullptr};
};

TEST_F(CatalogStateTest, ShowsNothingBeforeAListIsComplete) {
  state_.BeginList();
  Batch batch = CatalogBatch(3);
  AddScheme(batch, "schemes/a");
  ASSERT_TRUE(state_.Apply(batch).ok());
  state_.Publish();
  EXPECT_EQ(state_.Read().snapshot, nullptr);
  EXPECT_FALSE(watermark_.IsComplete());
  EXPECT_TRUE(state_.ResumeToken().empty());
}

TEST_F(CatalogStateTest, SnapshotAndPositionMoveTogether) {
  List("schemes/a", 3);
  Batch batch = CatalogBatch(4);
  AddScheme(batch, "schemes/b");
  ASSERT_TRUE(state_.Apply(batch).ok());
  EXPECT_EQ(state_.Read().position, CatalogAt(3)) << "not published yet";
  EXPECT_EQ(state_.Read().snapshot->Find("schemes/b"), nullptr);
  state_.Publish();
  EXPECT_EQ(state_.Read().position, CatalogAt(4));
  EXPECT_NE(state_.Read().snapshot->Find("schemes/a"), nullptr);
  EXPECT_NE(state_.Read().snapshot->Find("schemes/b"), nullptr);
  EXPECT_EQ(watermark_.position(), CatalogAt(4));
}

TEST_F(CatalogStateTest, ABookmarkMovesThePositionAndKeepsTheSnapshot) {
  List("schemes/a", 3);
  const auto before = state_.Read().snapshot;
  ASSERT_TRUE(state_.Apply(CatalogBatch(9)).ok());
  state_.Publish();
  EXPECT_EQ(state_.Read().position, CatalogAt(9));
  EXPECT_EQ(state_.Read().snapshot, before);
}

TEST_F(CatalogStateTest, WhatTheMatcherDoesNotReadKeepsTheSnapshot) {
  List("schemes/a", 3);
  Batch batch = CatalogBatch(4);
  AddVersion(batch, "schemes/a/versions/1");
  ASSERT_TRUE(state_.Apply(batch).ok());
  state_.Publish();
  const auto before = state_.Read().snapshot;
  batch = CatalogBatch(5);
  batch.add_changes()->mutable_readiness_rule()->set_name("readinessRules/r");
  AddScheme(batch, "schemes/a");
  AddVersion(batch, "schemes/a/versions/1");
  AddVersion(batch, "schemes/a/versions/draft");
  batch.mutable_changes(3)->mutable_scheme_version()->set_state(
      scheme_catalog::v1::SCHEME_VERSION_STATE_DRAFT);
  ASSERT_TRUE(state_.Apply(batch).ok());
  state_.Publish();
  EXPECT_EQ(state_.Read().position, CatalogAt(5));
  EXPECT_EQ(state_.Read().snapshot, before);
  // A version that was published and is none any more goes.
  batch = CatalogBatch(6);
  AddVersion(batch, "schemes/a/versions/1");
  batch.mutable_changes(0)->mutable_scheme_version()->set_state(
      scheme_catalog::v1::SCHEME_VERSION_STATE_DRAFT);
  ASSERT_TRUE(state_.Apply(batch).ok());
  state_.Publish();
  EXPECT_EQ(state_.Read().snapshot->Find("schemes/a")->versions.size(), 0u);
}

TEST_F(CatalogStateTest, ASchemeThatIsGoneIsNotFound) {
  List("schemes/a", 3);
  Batch batch = CatalogBatch(4);
  AddScheme(batch, "schemes/a");
  batch.mutable_changes(0)->set_deleted(true);
  ASSERT_TRUE(state_.Apply(batch).ok());
  state_.Publish();
  EXPECT_EQ(state_.Read().snapshot->Find("schemes/a"), nullptr);
}

TEST_F(CatalogStateTest, VersionsWaitForTheirScheme) {
  List("schemes/a", 3);
  Batch batch = CatalogBatch(4);
  AddVersion(batch, "schemes/b/versions/1");
  ASSERT_TRUE(state_.Apply(batch).ok());
  state_.Publish();
  EXPECT_EQ(state_.Read().snapshot->Find("schemes/b"), nullptr);
  batch = CatalogBatch(5);
  AddScheme(batch, "schemes/b");
  ASSERT_TRUE(state_.Apply(batch).ok());
  state_.Publish();
  EXPECT_EQ(state_.Read().snapshot->Find("schemes/b")->versions.size(), 1u);
  batch = CatalogBatch(6);
  AddVersion(batch, "schemes/b/versions/1");
  batch.mutable_changes(0)->set_deleted(true);
  ASSERT_TRUE(state_.Apply(batch).ok());
  state_.Publish();
  EXPECT_EQ(state_.Read().snapshot->Find("schemes/b")->versions.size(), 0u);
}

TEST_F(CatalogStateTest, TheIndexIsThatOfTheSnapshot) {
  EXPECT_EQ(state_.Read().index, nullptr);
  List("schemes/a", 3);
  EXPECT_EQ(state_.Read().index->size(), 0u);
  Batch batch = CatalogBatch(4);
  AddVersion(batch, "schemes/a/versions/1");
  AddVersion(batch, "schemes/a/versions/2");
  ASSERT_TRUE(state_.Apply(batch).ok());
  state_.Publish();
  CatalogView view = state_.Read();
  ASSERT_EQ(view.index->size(), 2u);
  const CompiledVersion* version = &view.index->version_at(0);
  EXPECT_EQ(version, view.snapshot->Find("schemes/a")
                         ->versions[view.index->at(0).version]
                         .compiled.get());
  // It keeps alive by itself what it points to.
  view.snapshot = nullptr;
  List("schemes/b", 5);
  state_.Publish();
  EXPECT_EQ(version->source->name().substr(0, 19), "schemes/a/versions/");
}

TEST_F(CatalogStateTest, WhatNobodyReadsIsFreedByTheFeed) {
  List("schemes/a", 3);
  auto reader = state_.Read().snapshot;
  const std::weak_ptr<const CatalogSnapshot> old = reader;
  List("schemes/b", 4);
  state_.Publish();
  EXPECT_FALSE(old.expired());
  reader = nullptr;
  EXPECT_FALSE(old.expired()) << "not by who read it last";
  ASSERT_TRUE(state_.Apply(CatalogBatch(5)).ok());
  state_.Publish();
  EXPECT_TRUE(old.expired());
}

TEST_F(CatalogStateTest, AListThatSaysTheSameCompilesNothing) {
  const auto list = [this] {
    state_.ForgetPosition();
    state_.BeginList();
    Batch batch = CatalogBatch(3);
    AddScheme(batch, "schemes/a");
    AddVersion(batch, "schemes/a/versions/1");
    batch.set_snapshot_complete(true);
    EXPECT_TRUE(state_.Apply(batch).ok());
    state_.Publish();
    return state_.Read().snapshot;
  };
  EXPECT_EQ(list()->compiled_anew(), 1u);
  EXPECT_EQ(list()->compiled_anew(), 0u);
}

TEST_F(CatalogStateTest, TheWordsOfTheLanguageComeAndGo) {
  List("schemes/a", 3);
  Batch batch = CatalogBatch(4);
  auto* attribute = batch.add_changes()->mutable_attribute();
  attribute->set_name("attributes/looms_shared");
  attribute->set_type(scheme_catalog::v1::ATTRIBUTE_TYPE_NUMBER);
  attribute->set_origin(scheme_catalog::v1::ATTRIBUTE_ORIGIN_RECORDED);
  (*attribute->mutable_label()->mutable_text())["en"] = "shared looms";
  (*attribute->mutable_question()->mutable_text())["en"] = "How many?";
  auto* parameter = batch.add_changes()->mutable_parameter();
  parameter->set_name("parameters/rate");
  parameter->set_type(scheme_catalog::v1::ATTRIBUTE_TYPE_NUMBER);
  auto* place_set = batch.add_changes()->mutable_place_set();
  place_set->set_name("placeSets/hills");
  place_set->add_members()->set_place("places/lgd-state-17");
  batch.add_changes()->mutable_readiness_rule()->set_name("readinessRules/r");
  ASSERT_TRUE(state_.Apply(batch).ok());
  state_.Publish();
  const auto there = state_.Read().snapshot;
  EXPECT_NE(there->dictionary().Find("looms_shared"), nullptr);
  EXPECT_NE(there->dictionary().FindParameter("parameters/rate"), nullptr);
  EXPECT_TRUE(there->dictionary().HasPlaceSet("placeSets/hills"));
  EXPECT_TRUE(there->dated_references().PlaceSet("placeSets/hills",
                                                 absl::CivilDay(2026, 4, 1)));

  batch.set_token(CatalogBatch(5).token());
  for (auto& change : *batch.mutable_changes()) change.set_deleted(true);
  ASSERT_TRUE(state_.Apply(batch).ok());
  state_.Publish();
  const auto gone = state_.Read().snapshot;
  EXPECT_EQ(gone->dictionary().Find("looms_shared"), nullptr);
  EXPECT_EQ(gone->dictionary().FindParameter("parameters/rate"), nullptr);
  EXPECT_FALSE(gone->dictionary().HasPlaceSet("placeSets/hills"));
}

// What a snapshot says of each scheme.
std::vector<std::string> Told(const CatalogSnapshot& snapshot) {
  std::vector<std::string> told = snapshot.Defects();
  for (size_t i = 0; i < snapshot.schemes().size(); ++i) {
    const CompiledScheme& scheme = snapshot.schemes()[i];
    EXPECT_EQ(snapshot.NumberOf(scheme.scheme.name()), i);
    EXPECT_EQ(snapshot.Find(scheme.scheme.name()), &scheme);
    told.push_back(absl::StrCat(scheme.scheme.name(), scheme.scheme.etag(),
                                scheme.department_title));
    for (const VersionInTime& version : scheme.versions) {
      const CompiledVersion& compiled = *version.compiled;
      told.push_back(absl::StrCat(compiled.version.name(),
                                  compiled.version.etag(), compiled.defect));
    }
  }
  return told;
}

// Only what a change is about is looked at anew, so a state that many changes
// led to must be the one that a list of it gives.
TEST_F(CatalogStateTest, ManyChangesLeadToWhatAListWouldSay) {
  std::mt19937 random(7);
  const auto draw = [&random](int below) {
    return static_cast<int>(random() % below);
  };
  List("schemes/s1", 3);
  // By name; what is deleted is not there.
  std::map<std::string, scheme_catalog::v1::CatalogChange> all;
  all["schemes/s1"].mutable_scheme()->set_name("schemes/s1");
  for (int revision = 4; revision < 304; ++revision) {
    Batch batch = CatalogBatch(revision);
    // At first many schemes come, later some go.
    const int changes = revision < 40 ? 20 : 1 + draw(3);
    for (int i = 0; i < changes; ++i) {
      auto& change = *batch.add_changes();
      const std::string scheme = absl::StrCat("schemes/s", draw(600));
      const std::string etag = absl::StrCat(" ", draw(1'000'000));
      std::string name = scheme;
      switch (draw(revision < 40 ? 8 : 9)) {
        case 0:
          name = "departments/d";
          change.mutable_department()->set_name(name);
          change.mutable_department()->set_title(etag);
          break;
        case 1:
        case 2:
        case 3: {
          absl::StrAppend(&name, "/versions/", draw(3));
          auto& version = *change.mutable_scheme_version();
          version.set_name(name);
          version.set_etag(etag);
          version.set_state(scheme_catalog::v1::SCHEME_VERSION_STATE_PUBLISHED);
          // Else it has a defect.
          version.set_open_to_all(draw(3) > 0);
          break;
        }
        default:
          change.mutable_scheme()->set_name(name);
          change.mutable_scheme()->set_etag(etag);
          change.mutable_scheme()->set_department("departments/d");
      }
      if (revision >= 40 && draw(3) == 0) {
        change.set_deleted(true);
        all.erase(name);
      } else {
        all[name] = change;
      }
    }
    ASSERT_TRUE(state_.Apply(batch).ok());
    // Several batches may be shown together.
    if (draw(4) == 0) continue;
    state_.Publish();
    CatalogResources resources;
    for (const auto& [name, change] : all) {
      if (change.has_department()) {
        resources.departments.push_back(change.department());
      } else if (change.has_scheme()) {
        resources.schemes.push_back(change.scheme());
      } else {
        resources.versions.push_back(change.scheme_version());
      }
    }
    ASSERT_EQ(Told(*state_.Read().snapshot),
              Told(*CatalogSnapshot::Build(resources)))
        << revision;
  }
  EXPECT_GT(state_.Read().snapshot->schemes().size(), 200u);
}

TEST_F(CatalogStateTest, ANewListReplacesAllThatWasThere) {
  List("schemes/a", 3);
  state_.Disconnected();
  state_.ForgetPosition();
  state_.BeginList();
  state_.Publish();
  EXPECT_NE(state_.Read().snapshot->Find("schemes/a"), nullptr);
  state_.Disconnected();
  List("schemes/b", 1, "e2");
  EXPECT_EQ(state_.Read().snapshot->Find("schemes/a"), nullptr);
  EXPECT_NE(state_.Read().snapshot->Find("schemes/b"), nullptr);
  EXPECT_EQ(watermark_.position(), CatalogAt(1, "e2"));
}

TEST_F(CatalogStateTest, AListInSeveralBatchesHasItsTokenInTheLast) {
  state_.BeginList();
  Batch first;
  AddScheme(first, "schemes/a");
  ASSERT_TRUE(state_.Apply(first).ok());
  state_.Publish();
  EXPECT_EQ(state_.Read().snapshot, nullptr) << "half a list is not shown";
  Batch last = CatalogBatch(3);
  AddScheme(last, "schemes/b");
  last.set_snapshot_complete(true);
  ASSERT_TRUE(state_.Apply(last).ok());
  state_.Publish();
  EXPECT_NE(state_.Read().snapshot->Find("schemes/a"), nullptr);
  EXPECT_NE(state_.Read().snapshot->Find("schemes/b"), nullptr);
  EXPECT_EQ(state_.Read().position, CatalogAt(3));
}

TEST_F(CatalogStateTest, AFeedThatBreaksItsContractIsListedAgain) {
  for (const Batch& broken :
       {CatalogBatch(4, "e2"), CatalogBatch(2), Batch()}) {
    state_.ForgetPosition();
    List("schemes/a", 3);
    EXPECT_FALSE(state_.ResumeToken().empty());
    EXPECT_FALSE(state_.Apply(broken).ok());
    EXPECT_TRUE(state_.ResumeToken().empty());
    EXPECT_EQ(state_.Read().position, CatalogAt(3));
  }
}

}  // namespace
}  // namespace sangam::matching
