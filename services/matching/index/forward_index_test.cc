#include "services/matching/index/forward_index.h"

#include "absl/strings/str_cat.h"
#include "common/clock/civil_date.h"
#include "common/rules/random_rules.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "services/matching/catalog/sample_catalog.h"

namespace sangam::matching {
namespace {

using ::testing::UnorderedElementsAre;
using type::v1::Profile;

std::string Terms(const std::string& conditions) {
  return "conditions { id: 'c' expression: \"" + conditions + "\" }";
}

// An index of a catalogue, and one subject after another.
class ForwardIndexTest : public ::testing::Test {
 protected:
  void Build() {
    snapshot_ = catalog_.Build();
    index_ = ForwardIndex::Build(*snapshot_);
  }

  void Classify(const Profile& profile,
                absl::CivilDay as_of = absl::CivilDay(2024, 4, 1)) {
    const SubjectView view(profile, {}, as_of, snapshot_->dictionary());
    index_->Classify(view, places_, &scratch_, &planes_);
  }

  std::vector<std::string> SchemesIn(const std::vector<uint64_t>& plane) const {
    std::vector<std::string> names;
    for (size_t i = 0; i < index_->size(); ++i) {
      if (TestBit(plane.data(), static_cast<uint32_t>(i))) {
        EXPECT_FALSE(index_->at(i).empty()) << i;
        names.push_back(index_->version_at(i).version.name());
      }
    }
    return names;
  }

  SampleCatalog catalog_;
  std::shared_ptr<const CatalogSnapshot> snapshot_;
  std::shared_ptr<const ForwardIndex> index_;
  const rules::SamplePlaces places_;
  ForwardIndex::Scratch scratch_;
  VerdictPlanes planes_;
};

TEST_F(ForwardIndexTest, AnEmptyCatalogueHasNoPositions) {
  Build();
  Classify({});
  EXPECT_EQ(index_->size(), 0u);
  EXPECT_TRUE(planes_.eligible.empty());
}

// Rules of different length ask it as predicates of their own, which here fall
// together in one conjunct.
TEST_F(ForwardIndexTest, ATestThatIsAskedTwiceFailsOnce) {
  const std::string no_dairy = "!('DAIRY' in sectors)";
  const std::string or_children = absl::StrCat(
      no_dairy,
      " || (children.exists(c, c.members > 1) && children.exists(c, c.members >"
      " 2))");
  for (const char* name : {"a", "b", "c", "d"}) {
    catalog_.Add(name, absl::StrCat(Terms(no_dairy),
                                    " conditions { id: 'or'"
                                    " expression: \"",
                                    or_children, "\" }"));
  }
  Build();
  Profile profile;
  profile.mutable_sectors()->add_values("DAIRY");
  Classify(profile);
  EXPECT_THAT(SchemesIn(planes_.eligible), testing::IsEmpty());
  EXPECT_THAT(SchemesIn(planes_.needs_information), testing::IsEmpty());
}

TEST_F(ForwardIndexTest, GivesEachVersionInForceItsVerdict) {
  catalog_.Add("a", Terms("members >= 10"))
      .Add("b", Terms("members >= 20"))
      .Add("c", Terms("weavers >= 5"))
      .Add("d", Terms("members >= 10") +
                    " effective_from { year: 2025 month: 1 day: 1 }")
      .Add("e", "");
  Build();
  Profile profile;
  profile.set_members(12);
  Classify(profile);
  EXPECT_THAT(SchemesIn(planes_.eligible),
              UnorderedElementsAre("schemes/a/versions/1"));
  EXPECT_THAT(SchemesIn(planes_.near_miss),
              UnorderedElementsAre("schemes/b/versions/1"));
  // The last says neither conditions nor that it is open to all.
  EXPECT_THAT(
      SchemesIn(planes_.needs_information),
      UnorderedElementsAre("schemes/c/versions/1", "schemes/e/versions/1"));
  Classify(profile, absl::CivilDay(2025, 1, 1));
  EXPECT_THAT(
      SchemesIn(planes_.eligible),
      UnorderedElementsAre("schemes/a/versions/1", "schemes/d/versions/1"));
}

TEST_F(ForwardIndexTest, AnyElementOfAlternativesWillDo) {
  const std::string either = "('JUTE' in sectors || 'COIR' in sectors)";
  catalog_.Add("a", Terms(either))
      .Add("b", Terms(either + " && members >= 20"))
      .Add("c", Terms("'COIR' in sectors && " + either))
      .Add("d",
           Terms("('TRADE' in sectors || 'DAIRY' in sectors) && " + either))
      .Add("e", Terms("'TRADE' in sectors || 'DAIRY' in sectors"))
      // The same element twice.
      .Add("f", Terms("'JUTE' in sectors || !(!('JUTE' in sectors) &&"
                      " members < 90)"));
  Build();
  const auto of = [](const std::string& schemes) {
    std::vector<std::string> names;
    for (const char scheme : schemes) {
      names.push_back(
          absl::StrCat("schemes/", std::string(1, scheme), "/versions/1"));
    }
    return ::testing::UnorderedElementsAreArray(names);
  };
  Profile profile;
  profile.set_members(12);
  profile.mutable_sectors()->add_values("JUTE");
  Classify(profile);
  EXPECT_THAT(SchemesIn(planes_.eligible), of("af"));
  EXPECT_THAT(SchemesIn(planes_.near_miss), of("b"));
  profile.mutable_sectors()->set_values(0, "COIR");
  Classify(profile);
  EXPECT_THAT(SchemesIn(planes_.eligible), of("ac"));
  EXPECT_THAT(SchemesIn(planes_.near_miss), of("bf"));
  profile.mutable_sectors()->add_values("DAIRY");
  Classify(profile);
  EXPECT_THAT(SchemesIn(planes_.eligible), of("acde"));
  profile.clear_sectors();
  Classify(profile);
  EXPECT_THAT(SchemesIn(planes_.needs_information), of("acdef"));
}

// One scratch goes from index to index and day to day.
TEST_F(ForwardIndexTest, AScratchServesAnyIndex) {
  catalog_.Add("a", Terms("members >= 10"));
  Build();
  Profile profile;
  profile.set_members(12);
  Classify(profile);
  for (int i = 0; i < 700; ++i) {
    catalog_.Add("more" + std::to_string(i),
                 Terms("members >= 10 || weavers >= 3"));
  }
  Build();
  Classify(profile);
  EXPECT_EQ(SchemesIn(planes_.eligible).size(), 701u);
  EXPECT_GT(index_->bytes(), 0u);
}

// One district, in the state that it is told; its answers stay the same.
class OneDistrict : public PlaceDirectory {
 public:
  explicit OneDistrict(std::string state) : state_(std::move(state)) {}

  absl::optional<PlaceChain> ChainOf(absl::string_view place) const override {
    PlaceChain chain;
    if (place == "places/district") {
      chain.links.push_back(
          {std::string(place), type::v1::PLACE_KIND_DISTRICT});
    }
    chain.links.push_back({state_, type::v1::PLACE_KIND_STATE});
    return chain;
  }
  std::string TitleOf(absl::string_view) const override { return ""; }
  uint64_t generation() const override { return generation_; }

 private:
  const std::string state_;
  const uint64_t generation_ = NewGeneration();
};

// What a thread keeps of places is for their state alone.
TEST_F(ForwardIndexTest, PlacesThatChangeAreSeenByTheSameScratch) {
  catalog_.Add("a", Terms("place.within('places/district')"));
  Build();
  Profile profile;
  profile.set_place("places/s1");
  const OneDistrict here("places/s1");
  const OneDistrict elsewhere("places/s2");
  const SubjectView view(profile, {{{"places/s1", type::v1::PLACE_KIND_STATE}}},
                         absl::CivilDay(2024, 4, 1), snapshot_->dictionary());
  for (int round = 0; round < 3; ++round) {
    index_->Classify(view, here, &scratch_, &planes_);
    EXPECT_EQ(SchemesIn(planes_.needs_information).size(), 1u);
    index_->Classify(view, elsewhere, &scratch_, &planes_);
    EXPECT_EQ(SchemesIn(planes_.needs_information).size(), 0u);
    EXPECT_EQ(SchemesIn(planes_.eligible).size(), 0u);
  }
  const SubjectView within(profile,
                           {{{"places/district", type::v1::PLACE_KIND_DISTRICT},
                             {"places/s1", type::v1::PLACE_KIND_STATE}}},
                           absl::CivilDay(2024, 4, 1), snapshot_->dictionary());
  index_->Classify(within, here, &scratch_, &planes_);
  EXPECT_EQ(SchemesIn(planes_.eligible).size(), 1u);
}

// What a change does to an index made of the one before.
class ChangedIndexTest : public ForwardIndexTest {
 protected:
  ChangedIndexTest() {
    for (int i = 0; i < 300; ++i) {
      catalog_.Add(absl::StrCat("s", 1000 + i), Terms("members >= 10"));
    }
    Build();
    profile_.set_members(12);
  }

  void Rebuild() {
    const auto newer = catalog_.Build(snapshot_.get());
    index_ = ForwardIndex::Build(*newer, index_.get());
    snapshot_ = newer;
    Classify(profile_);
  }
  std::string NameAt(size_t position) const {
    const auto at = index_->at(position);
    if (at.empty()) return "";
    return snapshot_->schemes()[at.scheme]
        .versions[at.version]
        .compiled->version.name();
  }

  Profile profile_;
};

TEST_F(ChangedIndexTest, WhatStaysKeepsItsPositionAndItsPart) {
  std::vector<std::string> before;
  for (size_t i = 0; i < index_->size(); ++i) before.push_back(NameAt(i));
  const auto part = index_->parts().front().index;
  catalog_.Add("a", Terms("members >= 10"));
  catalog_.versions()[7].mutable_conditions(0)->set_expression("members >= 20");
  Rebuild();
  EXPECT_EQ(index_->parts().front().index, part);
  int changed = 0;
  for (size_t i = 0; i < before.size(); ++i) {
    if (NameAt(i) == before[i]) continue;
    EXPECT_EQ(NameAt(i), "");
    EXPECT_EQ(before[i], "schemes/s1007/versions/1");
    ++changed;
  }
  EXPECT_EQ(changed, 1);
  EXPECT_EQ(index_->parts()[1].begin % 64, 0u);
  EXPECT_EQ(NameAt(index_->size() - 2), "schemes/a/versions/1");
  EXPECT_EQ(SchemesIn(planes_.eligible).size(), 300u);
  EXPECT_THAT(SchemesIn(planes_.near_miss),
              UnorderedElementsAre("schemes/s1007/versions/1"));
}

TEST_F(ChangedIndexTest, WhatIsGoneIsInNoPlane) {
  Classify(profile_);
  catalog_.resources().schemes.erase(catalog_.resources().schemes.begin());
  Rebuild();
  EXPECT_EQ(index_->size(), 300u);
  EXPECT_EQ(SchemesIn(planes_.eligible).size(), 299u);
  // What comes back gets another position.
  catalog_.resources().schemes.emplace_back().set_name("schemes/s1000");
  Rebuild();
  EXPECT_GT(index_->size(), 300u);
  EXPECT_EQ(SchemesIn(planes_.eligible).size(), 300u);
}

TEST_F(ChangedIndexTest, ManyChangesEndInAnIndexBuiltAnew) {
  size_t most = 0;
  for (int i = 0; i < 700; ++i) {
    catalog_.versions()[i % 300].mutable_conditions(0)->set_expression(
        absl::StrCat("members >= ", 13 + i));
    Rebuild();
    most = std::max(most, index_->parts().size());
    ASSERT_LE(index_->size(), 300u + 2 * 300u + 2 * 64u);
    ASSERT_EQ(SchemesIn(planes_.eligible).size(),
              static_cast<size_t>(std::max(0, 299 - i)));
  }
  EXPECT_EQ(most, 3u);
}

TEST_F(ChangedIndexTest, AnOutgrownIndexIsBuiltWhole) {
  int changes = 0;
  while (!index_->HasOutgrown()) {
    catalog_.versions()[changes % 300].mutable_conditions(0)->set_expression(
        absl::StrCat("members >= ", 13 + changes));
    Rebuild();
    ++changes;
  }
  // Each change leaves one position and takes another.
  EXPECT_EQ(changes, 151);
  const size_t eligible = SchemesIn(planes_.eligible).size();
  index_ = ForwardIndex::BuildWhole(*snapshot_, *index_);
  EXPECT_FALSE(index_->HasOutgrown());
  EXPECT_EQ(index_->size(), 300u);
  EXPECT_EQ(index_->parts().size(), 1u);
  Classify(profile_);
  EXPECT_EQ(SchemesIn(planes_.eligible).size(), eligible);
}

TEST_F(ChangedIndexTest, OtherWordsOfTheLanguageNeedAnotherIndex) {
  const auto part = index_->parts().front().index;
  catalog_.resources().attributes = rules::SampleAttributes();
  Rebuild();
  EXPECT_NE(index_->parts().front().index, part);
  EXPECT_EQ(index_->parts().size(), 1u);
  EXPECT_EQ(SchemesIn(planes_.eligible).size(), 300u);
}

}  // namespace
}  // namespace sangam::matching
