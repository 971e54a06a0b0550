#include "services/matching/coverage/coverage_analysis.h"

#include "gmock/gmock.h"
#include "services/matching/coverage/coverage_fixture_for_test.h"

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
