#include "services/matching/coverage/coverage_analysis.h"

#include <thread>

#include "gmock/gmock.h"
#include "services/matching/coverage/coverage_fixture_for_test.h"
#include "services/matching/coverage/kept_plans.h"

namespace sangam::matching {
namespace {

using testing::ElementsAre;
using v1::AnalyzeCoverageRequest;

class CoverageAnalysisTest : public CoverageTest {
 protected:
  // Six dairies in the first district, of which `received` have received
  // "schemes/dairy", and nine others in the second.
  void ShowDairies(int received) {
    Begin();
    for (int i = 0; i < 15; ++i) {
      const bool dairy = i < 6;
      std::string profile = absl::StrCat(
          "kind: SUBJECT_KIND_SHG place: 'places/d", dairy ? 1 : 2,
          "' sectors { values: '", dairy ? "DAIRY" : "TRADE",
          "' values: 'SERVICES' } members: 12"
          " received_benefits_complete_until { year: 2100 month: 1 day: 1 }");
      if (i < received) {
        absl::StrAppend(&profile,
                        " received_benefits { scheme: 'schemes/dairy'"
                        " received_on { year: 2020 month: 1 day: 1 } }");
      }
      Add(absl::StrCat("groups/g", i), profile);
    }
    Show();
  }
  static AnalyzeCoverageRequest For(const std::string& scheme) {
    AnalyzeCoverageRequest request;
    request.add_schemes(scheme);
    return request;
  }
  absl::StatusOr<std::vector<v1::AnalyzeCoverageResponse>> Ask(
      const AnalyzeCoverageRequest& request) {
    CoverageAnalysis analysis(&request, &reader_);
    return Drain(analysis);
  }
  std::vector<v1::CoverageCell> Cells(const AnalyzeCoverageRequest& request) {
    const auto messages = Ask(request);
    EXPECT_TRUE(messages.ok()) << messages.status();
    std::vector<v1::CoverageCell> cells;
    if (!messages.ok()) return cells;
    for (const auto& message : *messages) {
      cells.insert(cells.end(), message.cells().begin(), message.cells().end());
    }
    return cells;
  }
};

TEST_F(CoverageAnalysisTest, CountsByPlace) {
  ShowDairies(0);
  AnalyzeCoverageRequest request = For("schemes/dairy");
  request.set_by_place(type::v1::PLACE_KIND_DISTRICT);
  const auto cells = Cells(request);
  ASSERT_EQ(cells.size(), 2u);
  EXPECT_EQ(cells[0].place(), "places/d1");
  EXPECT_EQ(cells[0].subjects().count(), 6);
  EXPECT_EQ(cells[0].eligible().count(), 6);
  EXPECT_EQ(cells[0].left_out().count(), 6);
  EXPECT_EQ(cells[1].place(), "places/d2");
  EXPECT_EQ(cells[1].subjects().count(), 9);
  EXPECT_EQ(cells[1].eligible().count(), 0);
}

TEST_F(CoverageAnalysisTest, WhoReceivedItIsNotLeftOut) {
  ShowDairies(6);
  const auto cells = Cells(For("schemes/dairy"));
  ASSERT_EQ(cells.size(), 1u);
  EXPECT_EQ(cells[0].received().count(), 6);
  EXPECT_EQ(cells[0].eligible().count(), 0);
  EXPECT_EQ(cells[0].left_out().count(), 0);
}

TEST_F(CoverageAnalysisTest, ASubjectCountsInEachOfItsSectors) {
  ShowDairies(0);
  AnalyzeCoverageRequest request = For("schemes/big");
  request.set_by_sector(true);
  const auto cells = Cells(request);
  ASSERT_EQ(cells.size(), 3u);
  EXPECT_EQ(cells[0].sector(), "DAIRY");
  EXPECT_EQ(cells[0].eligible().count(), 6);
  EXPECT_EQ(cells[1].sector(), "SERVICES");
  EXPECT_EQ(cells[1].eligible().count(), 15);
  EXPECT_EQ(cells[2].sector(), "TRADE");
}

TEST_F(CoverageAnalysisTest, ByAnAttributeAndAllSchemesTogether) {
  ShowDairies(0);
  AnalyzeCoverageRequest request;
  request.set_by_attribute("subject.kind");
  request.set_all_schemes_together(true);
  const auto cells = Cells(request);
  ASSERT_EQ(cells.size(), 1u);
  EXPECT_EQ(cells[0].scheme(), "");
  EXPECT_EQ(cells[0].attribute_value(), "SHG");
  EXPECT_EQ(cells[0].subjects().count(), 15);
  // "schemes/big" fits all of them.
  EXPECT_EQ(cells[0].eligible().count(), 15);
  EXPECT_EQ(cells[0].left_out().count(), 15);
}

TEST_F(CoverageAnalysisTest, SmallCountsAreKeptBack) {
  ShowDairies(2);
  const auto cells = Cells(For("schemes/dairy"));
  ASSERT_EQ(cells.size(), 1u);
  EXPECT_FALSE(cells[0].received().has_count());
  EXPECT_FALSE(cells[0].eligible().has_count());
  EXPECT_EQ(cells[0].subjects().count(), 15);
  AnalyzeCoverageRequest request = For("schemes/dairy");
  request.set_smallest_count(3);
  EXPECT_EQ(FaultyField(Ask(request)), "smallest_count");
}

TEST_F(CoverageAnalysisTest, PlacesWithoutAnInstitution) {
  ShowDairies(0);
  AnalyzeCoverageRequest request = For("schemes/big");
  request.mutable_institution()->set_expression("\"DAIRY\" in sectors");
  request.mutable_institution()->set_place_kind(type::v1::PLACE_KIND_DISTRICT);
  const auto messages = Ask(request);
  ASSERT_TRUE(messages.ok()) << messages.status();
  EXPECT_THAT(messages->back().places_without_institution(),
              ElementsAre("places/d2"));
}

TEST_F(CoverageAnalysisTest, WhatMayBeAnInstitutionIsNotLacking) {
  Begin();
  Add("groups/clf", "kind: SUBJECT_KIND_CLF place: 'places/d1'");
  Add("groups/shg", "kind: SUBJECT_KIND_SHG place: 'places/d1' members: 12");
  Add("groups/other", "kind: SUBJECT_KIND_SHG place: 'places/d2' members: 12");
  Show();
  AnalyzeCoverageRequest request = For("schemes/big");
  request.mutable_institution()->set_expression(
      "subject.kind == 'CLF' && members >= 3");
  request.mutable_institution()->set_place_kind(type::v1::PLACE_KIND_DISTRICT);
  // Nor does the cohort say who counts as one.
  request.mutable_cohort()->set_expression("subject.kind == 'SHG'");
  const auto messages = Ask(request);
  ASSERT_TRUE(messages.ok()) << messages.status();
  EXPECT_THAT(messages->back().places_without_institution(),
              ElementsAre("places/d2"));
}

TEST_F(CoverageAnalysisTest,
       AnInstitutionSomewhereInAStateMayBeInEachDistrict) {
  Begin();
  Add("groups/clf", "kind: SUBJECT_KIND_CLF place: 'places/s'");
  Add("groups/lost", "kind: SUBJECT_KIND_CLF");
  Show();
  AnalyzeCoverageRequest request = For("schemes/big");
  request.mutable_institution()->set_expression("subject.kind == 'CLF'");
  request.mutable_institution()->set_place_kind(type::v1::PLACE_KIND_DISTRICT);
  const auto messages = Ask(request);
  ASSERT_TRUE(messages.ok()) << messages.status();
  EXPECT_THAT(messages->back().places_without_institution(), ElementsAre());
}

TEST_F(CoverageAnalysisTest, FaultsAreToldByTheirField) {
  ShowDairies(0);
  AnalyzeCoverageRequest request = For("schemes/big");
  request.set_by_attribute("sectrs");
  EXPECT_EQ(FaultyField(Ask(request)), "by_attribute");
  request.set_by_attribute("members");
  EXPECT_EQ(FaultyField(Ask(request)), "by_attribute");
  request = For("nonsense");
  EXPECT_EQ(FaultyField(Ask(request)), "schemes[0]");
  EXPECT_EQ(Ask(For("schemes/none")).status().code(),
            absl::StatusCode::kNotFound);
  request = For("schemes/big");
  request.mutable_institution();
  EXPECT_EQ(FaultyField(Ask(request)), "institution.expression");
}

// Schemes for groups of ever more members: the n-th asks for n
// beyond the least, and `more`.
class RepeatedCoverageTest : public CoverageAnalysisTest {
 protected:
  // With what is received, enough for a plan that is kept.
  static constexpr int kSchemes =
      static_cast<int>(KeptPlans::kFewestVersions) / 2 + 2;
  static constexpr int kGroups = 100;
  static constexpr int kNone = -1;
  // No count is so small that it is kept back.
  static constexpr int kLeast = 10;

  void ShowSchemes(int64_t revision, int more) {
    catalog_.BeginList();
    auto batch = CatalogBatch(revision);
    for (int i = 0; i < kSchemes; ++i) {
      AddPublished(batch, SchemeOf(i),
                   absl::StrCat("members >= ", kLeast + i + more));
    }
    batch.set_snapshot_complete(true);
    ASSERT_TRUE(catalog_.Apply(batch).ok());
    catalog_.Publish();
  }
  static std::string SchemeOf(int number) {
    return absl::StrFormat("schemes/s%02d", number);
  }
  // Of the schemes but the one of this number.
  static AnalyzeCoverageRequest Without(int number) {
    AnalyzeCoverageRequest request;
    for (int i = 0; i < kSchemes; ++i) {
      if (i != number) request.add_schemes(SchemeOf(i));
    }
    return request;
  }
  void ExpectCounts(const AnalyzeCoverageRequest& request, int without,
                    int more) {
    const auto cells = Cells(request);
    ASSERT_EQ(cells.size(),
              static_cast<size_t>(kSchemes - (without == kNone ? 0 : 1)));
    auto next = cells.begin();
    for (int i = 0; i < kSchemes; ++i) {
      if (i == without) continue;
      const v1::CoverageCell& cell = *next++;
      EXPECT_EQ(cell.scheme(), SchemeOf(i));
      EXPECT_EQ(cell.eligible().count(), kGroups - kLeast - i - more) << i;
      EXPECT_EQ(cell.received().count(), 0) << i;
    }
  }
  int64_t PlansMade() const { return reader_.plans().made(); }
};

TEST_F(RepeatedCoverageTest, TheSameQuestionNeedsNoOtherPlan) {
  ShowSchemes(4, 0);
  ShowGroups(kGroups);
  ExpectCounts({}, kNone, 0);
  EXPECT_EQ(PlansMade(), 1);
  ExpectCounts({}, kNone, 0);
  // Nor when it says all names, in any order; nor on another day, if the same
  // versions are in force.
  AnalyzeCoverageRequest named;
  for (int i = kSchemes; i-- > 0;) named.add_schemes(SchemeOf(i));
  named.mutable_as_of()->set_year(2024);
  named.mutable_as_of()->set_month(4);
  named.mutable_as_of()->set_day(1);
  ExpectCounts(named, kNone, 0);
  EXPECT_EQ(PlansMade(), 1);
  // Other subjects are counted by it, too.
  Begin();
  for (int i = 0; i < 2 * kGroups; ++i) {
    Add(absl::StrFormat("groups/g%05d", i),
        absl::StrCat("kind: SUBJECT_KIND_SHG members: ", i % kGroups));
  }
  Show();
  const auto cells = Cells({});
  ASSERT_EQ(cells.size(), static_cast<size_t>(kSchemes));
  EXPECT_EQ(cells[7].eligible().count(), 2 * (kGroups - kLeast - 7));
  EXPECT_EQ(PlansMade(), 1);
}

TEST_F(RepeatedCoverageTest, OtherSchemesHaveAPlanOfTheirOwn) {
  ShowSchemes(4, 0);
  ShowGroups(kGroups);
  ExpectCounts({}, kNone, 0);
  for (int turn = 0; turn < 2; ++turn) {
    for (const int without : {0, kSchemes - 1}) {
      ExpectCounts(Without(without), without, 0);
    }
    ExpectCounts({}, kNone, 0);
  }
  EXPECT_EQ(PlansMade(), 3);
}

TEST_F(RepeatedCoverageTest, ACatalogueThatChangedIsPlannedAnew) {
  ShowSchemes(4, 0);
  ShowGroups(kGroups);
  ExpectCounts({}, kNone, 0);
  for (const int64_t revision : {5, 6}) {
    ShowSchemes(revision, 10);
    ExpectCounts({}, kNone, 10);
  }
  ShowSchemes(7, 0);
  ExpectCounts({}, kNone, 0);
}

TEST_F(RepeatedCoverageTest, ACohortOrAnInstitutionIsOfItsOwnQuestion) {
  ShowSchemes(4, 0);
  ShowGroups(kGroups);
  ExpectCounts({}, kNone, 0);
  for (const int least : {50, 60}) {
    AnalyzeCoverageRequest request;
    request.mutable_cohort()->set_expression(
        absl::StrCat("members >= ", least));
    EXPECT_EQ(Cells(request)[3].eligible().count(), kGroups - least);
  }
  AnalyzeCoverageRequest request;
  request.mutable_institution()->set_expression("members >= 50");
  request.mutable_institution()->set_place_kind(type::v1::PLACE_KIND_DISTRICT);
  for (int i = 0; i < 8; ++i) ExpectCounts(request, kNone, 0);
  ExpectCounts({}, kNone, 0);
  EXPECT_EQ(PlansMade(), 1);
}

TEST_F(RepeatedCoverageTest, QuestionsAtOnceAreAnsweredByOnePlan) {
  ShowSchemes(4, 0);
  ShowGroups(kGroups);
  std::vector<std::thread> threads;
  for (int i = 0; i < 2; ++i) {
    threads.emplace_back([this] {
      for (int turn = 0; turn < 4; ++turn) ExpectCounts({}, kNone, 0);
    });
  }
  for (std::thread& thread : threads) thread.join();
  const int64_t made = PlansMade();
  EXPECT_LE(made, 2);
  ExpectCounts({}, kNone, 0);
  EXPECT_EQ(PlansMade(), made);
}

TEST_F(CoverageAnalysisTest, OnlySoManyAtOnce) {
  ShowDairies(0);
  const AnalyzeCoverageRequest request = For("schemes/big");
  CoverageAnalysis first(&request, &reader_);
  CoverageAnalysis second(&request, &reader_);
  CoverageAnalysis third(&request, &reader_);
  EXPECT_TRUE(first.Next(call_).ok());
  EXPECT_TRUE(second.Next(call_).ok());
  EXPECT_EQ(ReasonOf(third.Next(call_).status()),
            type::v1::ERROR_REASON_SERVER_BUSY);
}

}  // namespace
}  // namespace sangam::matching
