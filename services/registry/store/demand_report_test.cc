#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "services/registry/store/registry_store_fixture.h"

namespace sangam::registry {
namespace {

using testing::ElementsAre;

constexpr char kDay[] = "{ year: 2026 month: 3 day: 2 }";

class DemandReportTest : public RegistryStoreTest {
 protected:
  void SetUp() override {
    Open();
    PutPlaces();
    ASSERT_TRUE(
        PutPlace("name: 'places/v2' kind: PLACE_KIND_VILLAGE"
                 " revenue_parent: 'places/s' development_parent: 'places/p'")
            .ok());
    ASSERT_TRUE(PutGroup("name: 'groups/g' kind: SUBJECT_KIND_SHG").ok());
  }

  absl::Status PutDemand(const std::string& id, const std::string& place,
                         const std::string& rest) {
    return Write<v1::UpdateDemandRequest, v1::UpdateDemandResponse>(
        store_->demands(), "demand",
        absl::StrCat("name: 'demands/", id, "' place: 'places/", place,
                     "' kind: DEMAND_KIND_LIVELIHOOD title: 'Looms' cycle:"
                     " '2026-27' ",
                     rest));
  }
  static std::string Ranked(int rank, int64_t cost) {
    return absl::StrCat("state: DEMAND_STATE_OPEN cost_paise: ", cost,
                        " ranks { place: 'places/p' rank: ", rank,
                        " ranked_on ", kDay, " ranked_by: 'GRAM_SABHA' }");
  }
  static std::string Routed(const std::string& state) {
    return absl::StrCat("state: DEMAND_STATE_", state,
                        " cost_paise: 100 routes { department:"
                        " 'departments/textiles' routed_on ",
                        kDay, " routed_by: 'BLOCK_OFFICE' }");
  }
  v1::ReportDemandsResponse Report(const v1::ReportDemandsRequest& request) {
    auto response = store_->ReportDemands(request);
    EXPECT_TRUE(response.ok()) << response.status();
    return response.ok() ? *std::move(response) : v1::ReportDemandsResponse();
  }
};

TEST_F(DemandReportTest, DemandsAreCountedUpThePlaceTree) {
  ASSERT_TRUE(PutDemand("a", "v", Ranked(2, 300)).ok());
  ASSERT_TRUE(PutDemand("b", "v2", Ranked(1, 200)).ok());
  ASSERT_TRUE(PutDemand("c", "v2", Routed("MET")).ok());
  ASSERT_TRUE(PutDemand("d", "d2", Routed("ROUTED")).ok());
  ASSERT_TRUE(
      PutDemand("e", "v", "state: DEMAND_STATE_WITHDRAWN reason: 'Twice.'")
          .ok());
  v1::ReportDemandsRequest request;
  request.set_place("places/d1");
  request.set_by_place(type::v1::PLACE_KIND_VILLAGE);
  request.set_unmet_demands(10);
  const v1::ReportDemandsResponse report = Report(request);
  ASSERT_EQ(report.tallies_size(), 2);
  EXPECT_EQ(report.tallies(0).place(), "places/v");
  EXPECT_EQ(report.tallies(0).demands(), 1);
  EXPECT_EQ(report.tallies(0).open(), 1);
  EXPECT_EQ(report.tallies(1).demands(), 2);
  EXPECT_EQ(report.tallies(1).met(), 1);
  EXPECT_EQ(report.tallies(1).cost_paise(), 300);
  EXPECT_EQ(report.tallies(1).unmet_cost_paise(), 200);
  EXPECT_EQ(report.unmet_in_all(), 2);
  ASSERT_EQ(report.unmet_size(), 2);
  EXPECT_EQ(report.unmet(0).name(), "demands/b") << "ranked first";
  EXPECT_EQ(report.unmet(1).name(), "demands/a");

  request.set_place("");
  request.set_by_place(type::v1::PLACE_KIND_UNSPECIFIED);
  request.set_by_department(true);
  const v1::ReportDemandsResponse everywhere = Report(request);
  ASSERT_EQ(everywhere.tallies_size(), 2);
  EXPECT_EQ(everywhere.tallies(0).department(), "");
  EXPECT_EQ(everywhere.tallies(1).department(), "departments/textiles");
  EXPECT_EQ(everywhere.tallies(1).demands(), 2);
}

TEST_F(DemandReportTest, ReRankingCountsAndWhatWasThenIsToldOfThen) {
  ASSERT_TRUE(PutDemand("a", "v", Ranked(2, 300)).ok());
  ASSERT_TRUE(PutDemand("b", "v2", Ranked(1, 200)).ok());
  const std::string then = token_;
  ASSERT_TRUE(PutDemand("b", "v2",
                        absl::StrCat(Ranked(1, 200),
                                     " ranks { place: 'places/p'"
                                     " rank: 3 ranked_on ",
                                     kDay, " ranked_by: 'GRAM_SABHA' }"))
                  .ok());
  v1::ReportDemandsRequest request;
  request.set_unmet_demands(1);
  EXPECT_EQ(Report(request).unmet(0).name(), "demands/a");
  request.mutable_read_at()->set_exact_token(then);
  const v1::ReportDemandsResponse past = Report(request);
  EXPECT_EQ(past.unmet(0).name(), "demands/b");
  EXPECT_EQ(past.unmet_size(), 1);
  EXPECT_EQ(past.unmet_in_all(), 2);
}

TEST_F(DemandReportTest, OnlyTheYearAskedForCounts) {
  ASSERT_TRUE(PutDemand("a", "v", Ranked(2, 300)).ok());
  v1::ReportDemandsRequest request;
  request.set_cycle("2025-26");
  EXPECT_EQ(Report(request).tallies_size(), 0);
  request.set_cycle("2026-27");
  EXPECT_EQ(Report(request).tallies_size(), 1);
}

TEST_F(DemandReportTest, FaultsAreNamed) {
  v1::ReportDemandsRequest request;
  request.set_place("places/nowhere");
  EXPECT_TRUE(absl::IsNotFound(store_->ReportDemands(request).status()));
  request.set_place("groups/a");
  request.set_cycle("2026");
  std::vector<std::string> fields;
  for (const auto& fault :
       FieldViolationsOf(store_->ReportDemands(request).status())) {
    fields.push_back(fault.field);
  }
  EXPECT_THAT(fields, ElementsAre("place", "cycle"));
  EXPECT_EQ(FaultOf(PutDemand("a", "nowhere", "state: DEMAND_STATE_OPEN")),
            "demand.place");
  EXPECT_EQ(FaultOf(PutDemand("a", "d2", Ranked(1, 1))),
            "demand.ranks[0].place");
  EXPECT_EQ(FaultOf(PutDemand("a", "v",
                              "state: DEMAND_STATE_OPEN linkages:"
                              " 'linkages/none'")),
            "demand.linkages");
}

TEST_F(DemandReportTest, WhatAnotherStateReceivedMeetsNoDemand) {
  ASSERT_TRUE(
      PutPlace("name: 'places/lgd-state-18' kind: PLACE_KIND_STATE").ok());
  const auto linkage = [&](const char* id, const char* place) {
    ASSERT_TRUE(PutGroup(absl::StrCat("name: 'groups/", id,
                                      "' kind: SUBJECT_KIND_SHG ", place))
                    .ok());
    ASSERT_TRUE(PutLinkage(absl::StrCat("name: 'linkages/", id,
                                        "' subject: 'groups/", id,
                                        "' scheme: 'schemes/a' state:"
                                        " LINKAGE_STATE_RECEIVED"))
                    .ok());
  };
  linkage("here", "place: 'places/v'");
  linkage("there", "place: 'places/lgd-state-18'");
  linkage("nowhere", "");
  const auto met_by = [&](const char* linkages) {
    return PutDemand("a", "v", absl::StrCat(Routed("MET"), linkages));
  };
  EXPECT_TRUE(met_by("linkages: 'linkages/here'").ok());
  EXPECT_TRUE(
      met_by("linkages: 'linkages/here' linkages: 'linkages/nowhere'").ok());
  const absl::Status refused =
      met_by("linkages: 'linkages/here' linkages: 'linkages/there'");
  ASSERT_EQ(FaultOf(refused), "demand.linkages[1]");
  EXPECT_EQ(FieldViolationsOf(refused)[0].description,
            "is of a subject in places/lgd-state-18, and the demand of"
            " places/lgd-state-17");
  // What is on record stays when a subject moves.
  ASSERT_TRUE(PutGroup("name: 'groups/here' kind: SUBJECT_KIND_SHG place:"
                       " 'places/lgd-state-18'")
                  .ok());
  EXPECT_TRUE(met_by("linkages: 'linkages/here' reason: 'So.'").ok());
  EXPECT_EQ(
      FaultOf(PutDemand(
          "b", "v", absl::StrCat(Routed("MET"), "linkages: 'linkages/here'"))),
      "demand.linkages[0]");
}

// "Met by" tells of what has happened, to those who asked.
TEST_F(DemandReportTest, ADemandIsMetByWhatReachedThoseWhoAsked) {
  ASSERT_TRUE(PutGroup("name: 'groups/vo' kind: SUBJECT_KIND_VO").ok());
  for (const char* group :
       {"name: 'groups/shg' parent: 'groups/vo' place: 'places/v'",
        "name: 'groups/other' place: 'places/v'",
        "name: 'groups/far' place: 'places/v2'",
        "name: 'groups/block' place: 'places/p'"}) {
    ASSERT_TRUE(PutGroup(absl::StrCat("kind: SUBJECT_KIND_SHG ", group)).ok());
  }
  for (const char* id : {"vo", "shg", "other", "far", "block"}) {
    ASSERT_TRUE(PutLinkage(absl::StrCat("name: 'linkages/", id,
                                        "' subject: 'groups/", id,
                                        "' scheme: 'schemes/a' state:"
                                        " LINKAGE_STATE_RECEIVED"))
                    .ok());
  }
  ASSERT_TRUE(
      PutLinkage("name: 'linkages/asked' subject: 'groups/shg' scheme:"
                 " 'schemes/a' state: LINKAGE_STATE_SANCTIONED steps {"
                 " state: LINKAGE_STATE_SANCTIONED taken_on { year: 2026"
                 " month: 1 day: 2 } taken_by: 'BLOCK_OFFICE' }")
          .ok());
  const auto put = [&](const std::string& state, const std::string& linkage,
                       const std::string& subject) {
    return PutDemand("a", "v",
                     absl::StrCat(Routed(state), " linkages: 'linkages/",
                                  linkage, "' ", subject));
  };
  const auto fault = [](const absl::Status& status) {
    const auto faults = FieldViolationsOf(status);
    return faults.empty()
               ? std::string(status.message())
               : absl::StrCat(faults[0].field, " ", faults[0].description);
  };
  const std::string by_shg = "subject: 'groups/shg'";
  EXPECT_EQ(fault(put("MET", "asked", by_shg)),
            "demand.linkages[0] is SANCTIONED: nothing of it has reached"
            " anybody, so nothing was met by it");
  EXPECT_EQ(fault(put("ROUTED", "asked", by_shg)), "") << "it is on the way";
  EXPECT_EQ(fault(put("MET", "asked", by_shg)),
            "demand.linkages[0] is SANCTIONED: nothing of it has reached"
            " anybody, so nothing was met by it")
      << "it is met only now";
  EXPECT_EQ(fault(put("MET", "other", by_shg)),
            "demand.linkages[0] is of groups/other, and the demand of"
            " groups/shg");
  EXPECT_EQ(fault(put("MET", "vo", by_shg)), "");
  EXPECT_EQ(fault(put("MET", "shg", by_shg)), "");
  EXPECT_EQ(fault(put("MET", "shg", "subject: 'groups/other'")),
            "demand.linkages[0] is of groups/shg, and the demand of"
            " groups/other")
      << "another asks now";
  EXPECT_EQ(fault(put("MET", "shg", "")), "") << "the village asks";
  EXPECT_EQ(fault(put("MET", "block", "")), "") << "it serves the village, too";
  EXPECT_EQ(fault(put("MET", "far", "")),
            "demand.linkages[0] is of a subject in places/v2, and the demand of"
            " places/v");
}

TEST_F(DemandReportTest, AVillageThatMovesTakesItsDemandsAlong) {
  const std::string at_village =
      absl::StrCat(" ranks { place: 'places/v' rank: 1 ranked_on ", kDay,
                   " ranked_by: 'GRAM_SABHA' }");
  ASSERT_TRUE(PutPlace("name: 'places/p2' kind: PLACE_KIND_GRAM_PANCHAYAT"
                       " development_parent: 'places/b'")
                  .ok());
  ASSERT_TRUE(
      PutDemand("a", "v", absl::StrCat(Ranked(2, 300), at_village)).ok());
  ASSERT_TRUE(PutPlace("name: 'places/v' kind: PLACE_KIND_VILLAGE"
                       " revenue_parent: 'places/s'"
                       " development_parent: 'places/p2'")
                  .ok());
  const std::string routed =
      absl::StrCat(Routed("ROUTED"),
                   " ranks { place: 'places/p' rank: 2"
                   " ranked_on ",
                   kDay, " ranked_by: 'GRAM_SABHA' }", at_village);
  EXPECT_TRUE(PutDemand("a", "v", routed).ok()) << "it is still routed";
  EXPECT_EQ(
      FaultOf(PutDemand("a", "v",
                        absl::StrCat(routed,
                                     " ranks { place: 'places/p' rank: 1"
                                     " ranked_on ",
                                     kDay, " ranked_by: 'GRAM_SABHA' }"))),
      "demand.ranks[2].place");
  EXPECT_TRUE(PutPlace("name: 'places/v2' kind: PLACE_KIND_VILLAGE"
                       " revenue_parent: 'places/s'"
                       " development_parent: 'places/p2'")
                  .ok());
  const auto remove = [&] { return DeletePlace("places/p"); };
  EXPECT_EQ(ReasonOf(remove()), type::v1::ERROR_REASON_RESOURCE_IN_USE)
      << "a rank names it";
  EXPECT_TRUE(
      PutDemand("a", "v", absl::StrCat(Routed("ROUTED"), at_village)).ok())
      << "that rank says nothing any more";
  EXPECT_TRUE(remove().ok());
  // One that was recorded at the wrong village is put right.
  EXPECT_TRUE(
      PutDemand("a", "v2", absl::StrCat(Routed("ROUTED"), at_village)).ok());
  EXPECT_TRUE(PutDemand("a", "v2", Routed("ROUTED")).ok());
}

TEST_F(DemandReportTest, NothingIsRoutedInTheFuture) {
  EXPECT_EQ(
      FaultOf(PutDemand("a", "v",
                        "state: DEMAND_STATE_ROUTED routes { department:"
                        " 'departments/textiles' routed_on { year: 2099 month:"
                        " 1 day: 1 } routed_by: 'BLOCK_OFFICE' }")),
      "demand.routes[0].routed_on");
}

// A demand names a place and a subject, but is neither.
TEST_F(DemandReportTest, ProfilesAndPlacesAreNotDisturbed) {
  ASSERT_TRUE(
      PutDemand("a", "v", "subject: 'groups/g' state: DEMAND_STATE_OPEN").ok());
  EXPECT_TRUE(Profile("groups/g").ok());
  EXPECT_TRUE(PutPlace("name: 'places/v' kind: PLACE_KIND_VILLAGE"
                       " revenue_parent: 'places/s'")
                  .ok())
      << "moves";
  EXPECT_FALSE(Profile("demands/a").ok());
  EXPECT_EQ(ReasonOf(DeleteGroup("groups/g")),
            type::v1::ERROR_REASON_RESOURCE_IN_USE);
}

}  // namespace
}  // namespace sangam::registry
