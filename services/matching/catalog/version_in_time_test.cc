#include <string>

#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "services/matching/catalog/catalog_snapshot.h"
#include "services/matching/catalog/sample_catalog.h"

namespace sangam::matching {
namespace {

// "old" or "new": the version of schemes/a in force on a day; "none".
std::string On(const CatalogSnapshot& catalog, int year, int month, int day) {
  const CompiledVersion* version =
      catalog.Find("schemes/a")->VersionOn(absl::CivilDay(year, month, day));
  if (version == nullptr) return "none";
  return version->version.name().substr(sizeof("schemes/a/versions/") - 1);
}

std::string From(int year, int month, int day) {
  return "open_to_all: true effective_from { year: " + std::to_string(year) +
         " month: " + std::to_string(month) + " day: " + std::to_string(day) +
         " } ";
}

TEST(VersionInTimeTest, OnlyWhatWasPublishedIsEverInForce) {
  const auto in_force = [](const std::string& state) {
    return On(
        *SampleCatalog()
             .Add("a", "open_to_all: true state: SCHEME_VERSION_STATE_" + state)
             .Build(),
        2024, 1, 1);
  };
  EXPECT_EQ(in_force("DRAFT"), "none");
  EXPECT_EQ(in_force("SUBMITTED"), "none");
  EXPECT_EQ(in_force("PUBLISHED"), "1");
  EXPECT_EQ(in_force("SUSPENDED"), "1");
  EXPECT_EQ(in_force("CLOSED closed_on { year: 2024 month: 1 day: 1 }"), "1");
  EXPECT_EQ(in_force("CLOSED closed_on { year: 2023 month: 12 day: 31 }"),
            "none");
}

TEST(VersionInTimeTest, ClosingEndsAVersionAfterItsLastDay) {
  const auto catalog =
      SampleCatalog()
          .Add("a", From(2020, 4, 1) +
                        "effective_until { year: 2025 month: 3 day: 31 }"
                        " state: SCHEME_VERSION_STATE_CLOSED"
                        " closed_on { year: 2024 month: 6 day: 30 }")
          .Build();
  EXPECT_EQ(On(*catalog, 2024, 6, 30), "1");
  EXPECT_EQ(On(*catalog, 2024, 7, 1), "none");
  const auto closed_late =
      SampleCatalog()
          .Add("a", From(2020, 4, 1) +
                        "effective_until { year: 2025 month: 3 day: 31 }"
                        " state: SCHEME_VERSION_STATE_CLOSED"
                        " closed_on { year: 2026 month: 6 day: 30 }")
          .Build();
  EXPECT_EQ(On(*closed_late, 2025, 3, 31), "1");
  EXPECT_EQ(On(*closed_late, 2025, 4, 1), "none");
}

TEST(VersionInTimeTest, AClosedVersionWithoutADayCanNotBeEvaluated) {
  const auto catalog =
      SampleCatalog()
          .Add("a", "open_to_all: true state: SCHEME_VERSION_STATE_CLOSED")
          .Build();
  EXPECT_THAT(catalog->Defects(), ::testing::ElementsAre(::testing::HasSubstr(
                                      "it is closed, and the day is not")));
}

TEST(VersionInTimeTest, ASuccessorTakesThePlaceFromItsFirstDayOn) {
  const std::string names_old = "supersedes: 'schemes/a/versions/old' ";
  const auto catalog = SampleCatalog()
                           .Add("a", From(2020, 4, 1), "old")
                           .Add("a", From(2024, 4, 1) + names_old, "new")
                           .Build();
  EXPECT_EQ(On(*catalog, 2020, 3, 31), "none");
  EXPECT_EQ(On(*catalog, 2024, 3, 31), "old");
  EXPECT_EQ(On(*catalog, 2024, 4, 1), "new");
  const auto draft = SampleCatalog()
                         .Add("a", From(2020, 4, 1), "old")
                         .Add("a",
                              From(2024, 4, 1) + names_old +
                                  "state: SCHEME_VERSION_STATE_SUBMITTED",
                              "new")
                         .Build();
  EXPECT_EQ(On(*draft, 2024, 4, 1), "old") << "not published yet";
}

// An order of today that changes the law of past days.
TEST(VersionInTimeTest, ABackdatedSuccessorChangesPastDays) {
  SampleCatalog sample;
  sample.Add("a", From(2023, 4, 1), "later");
  EXPECT_EQ(On(*sample.Build(), 2023, 6, 1), "later");
  sample.Add("a", From(2021, 1, 1) + "supersedes: 'schemes/a/versions/later'",
             "backdated");
  const auto catalog = sample.Build();
  EXPECT_EQ(On(*catalog, 2023, 6, 1), "backdated")
      << "although the other began later";
  EXPECT_EQ(On(*catalog, 2021, 1, 1), "backdated");
}

TEST(VersionInTimeTest, ASupersededVersionDoesNotComeBack) {
  const auto catalog =
      SampleCatalog()
          .Add("a", From(2020, 4, 1), "old")
          .Add("a",
               From(2024, 4, 1) +
                   "supersedes: 'schemes/a/versions/old'"
                   " state: SCHEME_VERSION_STATE_CLOSED"
                   " closed_on { year: 2024 month: 12 day: 31 }",
               "new")
          .Build();
  EXPECT_EQ(On(*catalog, 2024, 12, 31), "new");
  EXPECT_EQ(On(*catalog, 2025, 1, 1), "none");
  EXPECT_EQ(On(*catalog, 2024, 3, 31), "old");
}

TEST(VersionInTimeTest, TheEarliestOfSeveralSuccessorsCounts) {
  const std::string names_old = "supersedes: 'schemes/a/versions/old' ";
  const auto catalog = SampleCatalog()
                           .Add("a", "open_to_all: true", "old")
                           .Add("a", From(2024, 4, 1) + names_old, "third")
                           .Add("a",
                                From(2022, 4, 1) + names_old +
                                    "effective_until { year: 2023 month: 3"
                                    " day: 31 }",
                                "second")
                           .Build();
  EXPECT_EQ(On(*catalog, 2022, 3, 31), "old");
  EXPECT_EQ(On(*catalog, 2022, 4, 1), "second");
  EXPECT_EQ(On(*catalog, 2023, 4, 1), "none");
  EXPECT_EQ(On(*catalog, 2024, 4, 1), "third");
}

TEST(VersionInTimeTest, ASuccessorWithoutAFirstDayHoldsSinceEver) {
  const auto catalog =
      SampleCatalog()
          .Add("a", From(2020, 4, 1), "old")
          .Add("a",
               "open_to_all: true supersedes: 'schemes/a/versions/old'"
               " supersedes: 'schemes/a/versions/new'"
               " supersedes: 'schemes/a/versions/none'",
               "new")
          .Build();
  EXPECT_EQ(On(*catalog, 2000, 1, 1), "new") << "nor does it supersede itself";
  EXPECT_EQ(On(*catalog, 2030, 1, 1), "new");
}

// Only the links decide, so what is taken over must be linked again.
TEST(VersionInTimeTest, LinksAreMadeAnewWhenVersionsAreTakenOver) {
  SampleCatalog sample;
  sample.Add("a", From(2020, 4, 1), "old");
  const auto before = sample.Build();
  sample.Add("a", From(2024, 4, 1) + "supersedes: 'schemes/a/versions/old'",
             "new");
  const auto after = sample.Build(before.get());
  EXPECT_EQ(On(*before, 2024, 4, 1), "old");
  EXPECT_EQ(On(*after, 2024, 4, 1), "new");
  EXPECT_EQ(after->Find("schemes/a")->versions[1].compiled,
            before->Find("schemes/a")->versions[0].compiled);
}

}  // namespace
}  // namespace sangam::matching
