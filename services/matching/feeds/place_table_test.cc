#include "services/matching/feeds/place_table.h"

#include "absl/strings/str_cat.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "services/matching/feeds/batches_for_test.h"

namespace sangam::matching {
namespace {

using testing::ElementsAre;
using type::v1::PLACE_KIND_BLOCK;
using type::v1::PLACE_KIND_DISTRICT;
using type::v1::PLACE_KIND_STATE;
using type::v1::PLACE_KIND_SUB_DISTRICT;
using type::v1::PLACE_KIND_VILLAGE;

using Batch = registry::v1::WatchProfilesResponse;

std::shared_ptr<const PlaceTable> Apply(
    const std::shared_ptr<const PlaceTable>& table, const Batch& batch) {
  std::vector<const registry::v1::PlaceChange*> changes;
  for (const auto& change : batch.places()) changes.push_back(&change);
  return table->With(changes);
}

std::vector<std::string> Names(const PlaceTable& table,
                               const std::string& place) {
  std::vector<std::string> names;
  const auto chain = table.ChainOf(place);
  if (!chain) return {"unknown"};
  for (const PlaceLink& link : chain->links) names.push_back(link.place);
  return names;
}

std::shared_ptr<const PlaceTable> Villages() {
  Batch batch;
  AddPlace(batch, "places/state", PLACE_KIND_STATE);
  AddPlace(batch, "places/district", PLACE_KIND_DISTRICT, "places/state");
  AddPlace(batch, "places/tehsil", PLACE_KIND_SUB_DISTRICT, "places/district");
  AddPlace(batch, "places/block", PLACE_KIND_BLOCK);
  batch.mutable_places(3)->mutable_place()->set_development_parent(
      "places/district");
  AddPlace(batch, "places/village", PLACE_KIND_VILLAGE, "places/tehsil");
  batch.mutable_places(4)->mutable_place()->set_development_parent(
      "places/block");
  return Apply(PlaceTable::Empty(), batch);
}

TEST(PlaceTableTest, MergesTheHierarchiesNearestFirst) {
  EXPECT_THAT(Names(*Villages(), "places/village"),
              ElementsAre("places/village", "places/tehsil", "places/block",
                          "places/district", "places/state"));
  EXPECT_THAT(Names(*Villages(), "places/other"), ElementsAre("unknown"));
  EXPECT_EQ(Villages()->size(), 5u);
}

TEST(PlaceTableTest, AMoveIsSeenInTheNewTableOnly) {
  const auto before = Villages();
  Batch batch;
  AddPlace(batch, "places/district-2", PLACE_KIND_DISTRICT, "places/state");
  AddPlace(batch, "places/tehsil", PLACE_KIND_SUB_DISTRICT,
           "places/district-2");
  AddPlace(batch, "places/block", PLACE_KIND_BLOCK, "places/district-2");
  const auto after = Apply(before, batch);
  EXPECT_THAT(Names(*after, "places/village"),
              ElementsAre("places/village", "places/tehsil", "places/block",
                          "places/district-2", "places/state"));
  EXPECT_EQ(Names(*before, "places/village")[3], "places/district");
  EXPECT_EQ(after->size(), 6u);
}

TEST(PlaceTableTest, ANewTitleIsSeenInTheNewTableOnly) {
  Batch batch;
  AddPlace(batch, "places/state", PLACE_KIND_STATE);
  batch.mutable_places(0)->mutable_place()->set_title("Meghalay");
  const auto before = Apply(Villages(), batch);
  batch.mutable_places(0)->mutable_place()->set_title("Meghalaya");
  const auto after = Apply(before, batch);
  EXPECT_EQ(before->TitleOf("places/state"), "Meghalay");
  EXPECT_EQ(after->TitleOf("places/state"), "Meghalaya");
  EXPECT_EQ(after->TitleOf("places/district"), "") << "it has none";
  EXPECT_EQ(after->TitleOf("places/other"), "");
}

TEST(PlaceTableTest, APlaceThatIsGoneIsUnknown) {
  Batch batch;
  AddPlace(batch, "places/village", PLACE_KIND_VILLAGE);
  batch.mutable_places(0)->set_deleted(true);
  const auto after = Apply(Villages(), batch);
  EXPECT_THAT(Names(*after, "places/village"), ElementsAre("unknown"));
  EXPECT_EQ(after->size(), 4u);
}

TEST(PlaceTableTest, AWalkInACircleEnds) {
  Batch batch;
  AddPlace(batch, "places/a", PLACE_KIND_DISTRICT, "places/b");
  AddPlace(batch, "places/b", PLACE_KIND_STATE, "places/a");
  AddPlace(batch, "places/c", type::v1::PLACE_KIND_UNSPECIFIED, "places/c");
  const auto table = Apply(PlaceTable::Empty(), batch);
  EXPECT_THAT(Names(*table, "places/a"), ElementsAre("places/a", "places/b"));
  EXPECT_THAT(Names(*table, "places/c"), ElementsAre("places/c"));
}

TEST(PlaceTableTest, ManyBatchesAddUp) {
  auto table = Villages();
  for (int batch_number = 0; batch_number < 6; ++batch_number) {
    Batch batch;
    for (int i = 0; i < 1000; ++i) {
      AddPlace(batch, absl::StrCat("places/v", batch_number, "-", i),
               PLACE_KIND_VILLAGE, "places/tehsil");
    }
    table = Apply(table, batch);
  }
  EXPECT_EQ(table->size(), 6005u);
  EXPECT_EQ(Names(*table, "places/v0-0").size(), 4u);
  EXPECT_EQ(Names(*table, "places/v5-999").size(), 4u);
}

TEST(PlaceTableTest, TellsEachPlaceOnce) {
  Batch batch;
  AddPlace(batch, "places/s", PLACE_KIND_STATE);
  AddPlace(batch, "places/d", PLACE_KIND_DISTRICT, "places/s");
  AddPlace(batch, "places/gone", PLACE_KIND_DISTRICT, "places/s");
  PlaceTable::Nodes nodes;
  Apply(PlaceTable::Empty(), batch)
      ->ForEach([&](const std::string& name, const PlaceNode& node) {
        EXPECT_TRUE(nodes.emplace(name, node).second) << name;
      });
  const auto base = PlaceTable::Of(nodes);
  Batch changes;
  AddPlace(changes, "places/d", PLACE_KIND_BLOCK, "places/s");
  AddPlace(changes, "places/gone", PLACE_KIND_DISTRICT);
  changes.mutable_places(1)->set_deleted(true);
  AddPlace(changes, "places/new", PLACE_KIND_VILLAGE, "places/d");
  std::vector<std::string> told;
  Apply(base, changes)
      ->ForEach([&](const std::string& name, const PlaceNode& node) {
        told.push_back(absl::StrCat(name, " ", node.kind));
      });
  EXPECT_THAT(told, testing::UnorderedElementsAre(
                        absl::StrCat("places/s ", PLACE_KIND_STATE),
                        absl::StrCat("places/d ", PLACE_KIND_BLOCK),
                        absl::StrCat("places/new ", PLACE_KIND_VILLAGE)));
}

}  // namespace
}  // namespace sangam::matching
