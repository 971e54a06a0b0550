#include "tests/population/population.h"

#include <map>
#include <set>

#include "google/protobuf/util/message_differencer.h"
#include "gtest/gtest.h"

namespace sangam::population {
namespace {

using registry::v1::Entity;

std::vector<Entity> All(Population::Options options) {
  std::vector<Entity> entities;
  Population(options).ForEach(
      [&](const Entity& entity) { entities.push_back(entity); });
  return entities;
}

TEST(PopulationTest, TheSameSeedGivesTheSameRecords) {
  const auto some = All({.seed = 3, .subjects = 2'000});
  const auto same = All({.seed = 3, .subjects = 2'000});
  const auto other = All({.seed = 4, .subjects = 2'000});
  ASSERT_EQ(some.size(), same.size());
  int different = 0;
  for (size_t i = 0; i < some.size(); ++i) {
    EXPECT_EQ(some[i].SerializeAsString(), same[i].SerializeAsString());
    different += i < other.size() &&
                 some[i].SerializeAsString() != other[i].SerializeAsString();
  }
  EXPECT_GT(different, 1'000);
}

TEST(PopulationTest, NothingRefersToWhatIsStillToCome) {
  std::set<std::string> names;
  for (const Entity& entity : All({.subjects = 3'000})) {
    const auto refers = [&](const std::string& name) {
      EXPECT_TRUE(name.empty() || names.contains(name)) << name;
    };
    std::string name;
    if (entity.has_place()) {
      name = entity.place().name();
      refers(entity.place().revenue_parent());
      refers(entity.place().development_parent());
    } else if (entity.has_group()) {
      name = entity.group().name();
      refers(entity.group().parent());
      refers(entity.group().place());
    } else if (entity.has_enterprise()) {
      name = entity.enterprise().name();
      refers(entity.enterprise().group());
      refers(entity.enterprise().place());
    } else {
      name = entity.linkage().name();
      refers(entity.linkage().subject());
    }
    EXPECT_TRUE(names.insert(name).second) << name;
  }
}

TEST(PopulationTest, ItIsAsLargeAsAskedAndShapedAsTheStatesAre) {
  const Population population({.subjects = 200'000});
  EXPECT_NEAR(population.groups() + population.enterprises(), 200'000, 2'000);
  std::map<int, int64_t> kinds;
  int64_t members = 0, known = 0, places = 0, linkages = 0;
  population.ForEach([&](const Entity& entity) {
    places += entity.has_place();
    linkages += entity.has_linkage();
    if (!entity.has_group()) return;
    ++kinds[entity.group().kind()];
    if (!entity.group().profile().has_members()) return;
    ++known;
    members += entity.group().profile().members();
  });
  EXPECT_EQ(places, population.places());
  const double groups = kinds[type::v1::SUBJECT_KIND_SHG];
  EXPECT_NEAR(groups / kinds[type::v1::SUBJECT_KIND_VO], 16.5, 1);
  EXPECT_NEAR(1.0 * kinds[type::v1::SUBJECT_KIND_VO] /
                  kinds[type::v1::SUBJECT_KIND_CLF],
              15.5, 2);
  EXPECT_NEAR(1.0 * members / known, 11, 0.7);
  // A fact in eight is missing.
  EXPECT_NEAR(known / groups, 0.875, 0.01);
  EXPECT_NEAR(linkages / groups, 0.2, 0.01);
}

TEST(PopulationTest, EveryNameSaysThatItIsMadeUp) {
  for (const Entity& entity : All({.subjects = 500})) {
    if (entity.has_linkage()) continue;
    const std::string title = entity.has_place() ? entity.place().title()
                              : entity.has_group()
                                  ? entity.group().title()
                                  : entity.enterprise().title();
    EXPECT_EQ(title.rfind("Made-up ", 0), 0u) << title;
  }
}

}  // namespace
}  // namespace sangam::population
