#include "services/matching/index/forward_index.h"

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

}  // namespace
}  // namespace sangam::matching
