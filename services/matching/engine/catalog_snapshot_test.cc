#include "services/matching/engine/catalog_snapshot.h"

#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "services/matching/engine/sample_catalog.h"

namespace sangam::matching {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;

TEST(CatalogSnapshotTest, HoldsSchemesByNameWithPublishedVersions) {
  const auto catalog = SampleCatalog()
                           .Add("b", "open_to_all: true")
                           .Add("a",
                                "state: SCHEME_VERSION_STATE_DRAFT"
                                " open_to_all: true")
                           .Build();
  ASSERT_EQ(catalog->schemes().size(), 2u);
  EXPECT_EQ(catalog->schemes()[0].scheme.name(), "schemes/a");
  EXPECT_THAT(catalog->schemes()[0].versions, IsEmpty());
  EXPECT_EQ(catalog->Find("schemes/b")->versions.size(), 1u);
  EXPECT_EQ(catalog->Find("schemes/b")->department_title, "Textiles");
  EXPECT_EQ(catalog->Find("schemes/c"), nullptr);
}

TEST(CatalogSnapshotTest, AnEmptyCatalogueAndStrayVersionsAreFine) {
  EXPECT_THAT(CatalogSnapshot::Build({}, {}, {})->schemes(), IsEmpty());
  const auto stray = FromText<scheme_catalog::v1::SchemeVersion>(
      "name: 'schemes/x/versions/1' state: SCHEME_VERSION_STATE_PUBLISHED");
  EXPECT_THAT(CatalogSnapshot::Build({}, {}, {stray})->schemes(), IsEmpty());
}

TEST(CatalogSnapshotTest, PicksTheVersionThatBeganLast) {
  const auto catalog =
      SampleCatalog()
          .Add("a", "open_to_all: true", "old")
          .Add("a",
               "open_to_all: true"
               " effective_from { year: 2020 month: 4 day: 1 }"
               " effective_until { year: 2021 month: 3 day: 31 }",
               "mid")
          .Add("a",
               "open_to_all: true"
               " effective_from { year: 2021 month: 3 day: 1 }",
               "new")
          .Build();
  const CompiledScheme& scheme = *catalog->Find("schemes/a");
  const auto on = [&scheme](int year, int month, int day) {
    return scheme.VersionOn(absl::CivilDay(year, month, day))->version.name();
  };
  EXPECT_EQ(on(2020, 3, 31), "schemes/a/versions/old");
  EXPECT_EQ(on(2020, 4, 1), "schemes/a/versions/mid");
  EXPECT_EQ(on(2021, 2, 28), "schemes/a/versions/mid");
  EXPECT_EQ(on(2021, 3, 1), "schemes/a/versions/new");
  EXPECT_EQ(on(2030, 1, 1), "schemes/a/versions/new");
}

TEST(CatalogSnapshotTest, FirstAndLastDayAreInForce) {
  const auto catalog =
      SampleCatalog()
          .Add("a",
               "open_to_all: true"
               " effective_from { year: 2020 month: 4 day: 1 }"
               " effective_until { year: 2021 month: 3 day: 31 }")
          .Build();
  const CompiledScheme& scheme = *catalog->Find("schemes/a");
  EXPECT_EQ(scheme.VersionOn(absl::CivilDay(2020, 3, 31)), nullptr);
  EXPECT_NE(scheme.VersionOn(absl::CivilDay(2020, 4, 1)), nullptr);
  EXPECT_NE(scheme.VersionOn(absl::CivilDay(2021, 3, 31)), nullptr);
  EXPECT_EQ(scheme.VersionOn(absl::CivilDay(2021, 4, 1)), nullptr);
}

TEST(CatalogSnapshotTest, GathersPlacesFromEveryRule) {
  const auto catalog =
      SampleCatalog()
          .Add("a",
               "conditions { id: 'c' expression: \"place.within('places/c')\" }"
               " benefits { condition: \"place.within('places/b')\" }"
               " funding { condition: \"!place.within(['places/a',"
               " 'places/b'])\" }")
          .Build();
  EXPECT_THAT(catalog->place_names(),
              ElementsAre("places/a", "places/b", "places/c"));
  EXPECT_THAT(catalog->Defects(), IsEmpty());
}

TEST(CatalogSnapshotTest, TellsWhatItCannotEvaluate) {
  const auto catalog =
      SampleCatalog()
          .Add("a", "conditions { id: 'c' expression: 'members >= 10' }")
          .Add("b", "conditions { id: 'c' expression: 'membrs >= 10' }")
          .Add("c", "benefits { id: 'x' condition: '<>' } open_to_all: true")
          .Add("d", "funding { condition: '1' } open_to_all: true")
          .Add("e", "conditions { id: 'c' }")
          .Add("f", "notes: 'nothing said'")
          .Add("g", "open_to_all: true effective_from { year: 2020 month: 13 }")
          .Build();
  EXPECT_THAT(
      catalog->Defects(),
      ElementsAre(
          HasSubstr("schemes/b/versions/1: condition c can't be read (expressi"
                    "on: line 1, column 1: unknown attribute `membrs`"),
          HasSubstr("schemes/c/versions/1: the condition of benefit x can't"),
          HasSubstr("schemes/d/versions/1: the condition of funding rule 1"),
          HasSubstr("schemes/e/versions/1: condition c is empty"),
          HasSubstr("schemes/f/versions/1: it states no conditions"),
          HasSubstr("schemes/g/versions/1: one of its dates")));
}

TEST(CatalogSnapshotTest, TakesOverWhatIsStillTheSame) {
  SampleCatalog sample;
  sample.Add("a", "etag: '1' conditions { id: 'c' expression: 'members > 1' }")
      .Add("b", "etag: '1' conditions { id: 'c' expression: 'members > 1' }");
  const auto first = sample.Build();
  sample.versions()[1].mutable_conditions(0)->set_expression("members > 2");
  const auto second = sample.Build(first.get());
  const auto version = [](const auto& catalog, const char* scheme) {
    return catalog->Find(scheme)->versions[0];
  };
  EXPECT_EQ(version(first, "schemes/a"), version(second, "schemes/a"));
  EXPECT_NE(version(first, "schemes/b"), version(second, "schemes/b"));
  EXPECT_EQ(version(second, "schemes/b")->conditions[0]->text(), "members > 2")
      << "the same etag does not make another body the same";
}

}  // namespace
}  // namespace sangam::matching
