#include "services/registry/domain/demand_rules.h"

#include <array>
#include <string>

#include "common/status/errors.h"
#include "google/protobuf/text_format.h"
#include "gtest/gtest.h"
#include "services/registry/domain/demand_tallies.h"

namespace sangam::registry {
namespace {

v1::Demand DemandOf(const std::string& added) {
  v1::Demand demand;
  EXPECT_TRUE(google::protobuf::TextFormat::ParseFromString(
      "name: 'demands/a' place: 'places/v' kind: DEMAND_KIND_LIVELIHOOD"
      " title: 'Looms' cycle: '2026-27' state: DEMAND_STATE_OPEN",
      &demand));
  EXPECT_TRUE(google::protobuf::TextFormat::MergeFromString(added, &demand))
      << added;
  return demand;
}
std::string FaultOf(const std::string& added) {
  const auto faults = FieldViolationsOf(CheckDemand(DemandOf(added)));
  return faults.empty() ? "" : faults[0].field;
}

constexpr char kDay[] = "{ year: 2026 month: 10 day: 2 }";
std::string Route(const std::string& department) {
  return " routes { department: 'departments/" + department + "' routed_on " +
         kDay + " routed_by: 'BLOCK_OFFICE' }";
}
std::string Rank(int rank) {
  return " ranks { place: 'places/v' rank: " + std::to_string(rank) +
         " ranked_on " + kDay + " ranked_by: 'GRAM_SABHA' }";
}

TEST(DemandRulesTest, FaultsAreNamed) {
  EXPECT_EQ(FaultOf(""), "");
  EXPECT_EQ(FaultOf(Rank(1) + " quantity: 20 unit: 'loom' households: 20"
                              " cost_paise: 500000"),
            "");
  EXPECT_EQ(FaultOf("place: 'groups/a'"), "place");
  EXPECT_EQ(FaultOf("kind: DEMAND_KIND_UNSPECIFIED"), "kind");
  EXPECT_EQ(FaultOf("title: ''"), "title");
  EXPECT_EQ(FaultOf("quantity: 0"), "quantity");
  EXPECT_EQ(FaultOf("quantity: 5 met_quantity: 6"), "met_quantity");
  EXPECT_EQ(FaultOf(Rank(0)), "ranks[0].rank");
  EXPECT_EQ(FaultOf("ranks { place: 'places/v' rank: 1 ranked_by: 'X' }"),
            "ranks[0].ranked_on");
  EXPECT_EQ(FaultOf("state: DEMAND_STATE_ROUTED"), "routes");
  EXPECT_EQ(FaultOf("state: DEMAND_STATE_ROUTED" + Route("textiles")), "");
  EXPECT_EQ(FaultOf(Route("textiles")), "") << "it came back";
  EXPECT_EQ(
      FaultOf("state: DEMAND_STATE_PARTLY_MET quantity: 5" + Route("textiles")),
      "met_quantity");
  EXPECT_EQ(FaultOf("state: DEMAND_STATE_DECLINED" + Route("textiles")),
            "reason");
  EXPECT_EQ(FaultOf("linkages: 'linkages/a' linkages: 'linkages/a'"),
            "linkages[1]");
}

// The state and the quantity that is met say the same.
TEST(DemandRulesTest, MetMeansAllOfIt) {
  const std::string ten = Route("textiles") + " quantity: 10 met_quantity: ";
  const std::string met = "state: DEMAND_STATE_MET";
  EXPECT_EQ(FaultOf(met + ten + "0"), "met_quantity");
  EXPECT_EQ(FaultOf(met + ten + "3"), "met_quantity");
  EXPECT_EQ(FaultOf(met + ten + "10"), "");
  EXPECT_EQ(FaultOf(met + Route("textiles") + " quantity: 10"), "")
      << "left out: all of it";
  EXPECT_EQ(FaultOf(met + Route("textiles") + " met_quantity: 3"), "");
  for (const char* state : {"ROUTED", "PARTLY_MET", "DECLINED"}) {
    const std::string in =
        "reason: 'so' state: DEMAND_STATE_" + std::string(state) + ten;
    EXPECT_EQ(FaultOf(in + "10"), "state") << state;
    EXPECT_EQ(FaultOf(in + "3"), "") << state;
  }
  EXPECT_EQ(FaultOf("quantity: 10 met_quantity: 3"), "met_quantity");
  EXPECT_EQ(FaultOf("quantity: 10 met_quantity: 0"), "");
}

TEST(DemandRulesTest, WhatIsMetInPartIsCountedSo) {
  DemandTallies tallies({});
  for (const char* state : {"ROUTED", "PARTLY_MET", "DECLINED"}) {
    tallies.Add(DemandOf("cost_paise: 1000 quantity: 10 met_quantity: 3"
                         " state: DEMAND_STATE_" +
                         std::string(state) + Route("textiles")),
                {});
  }
  v1::ReportDemandsResponse report;
  tallies.Report(&report);
  ASSERT_EQ(report.tallies_size(), 1);
  EXPECT_EQ(report.tallies(0).routed(), 0);
  EXPECT_EQ(report.tallies(0).partly_met(), 2);
  EXPECT_EQ(report.tallies(0).declined(), 1);
  EXPECT_EQ(report.tallies(0).unmet_cost_paise(), 2100);
}

// Two bodies may rank with the same number: then the name decides, whoever came
// first.
TEST(DemandRulesTest, EqualRanksGoByName) {
  for (const bool backwards : {false, true}) {
    DemandTallies::Options options;
    options.unmet = 2;
    DemandTallies tallies(options);
    for (const char* name : backwards ? std::array{"demands/b", "demands/a"}
                                      : std::array{"demands/a", "demands/b"}) {
      v1::Demand demand = DemandOf(Rank(1));
      demand.set_name(name);
      type::v1::PlaceRef place;
      place.set_place("places/v");
      tallies.Add(demand, {place});
    }
    v1::ReportDemandsResponse report;
    tallies.Report(&report);
    ASSERT_EQ(report.unmet_size(), 2);
    EXPECT_EQ(report.unmet(0).name(), "demands/a");
  }
}

TEST(DemandRulesTest, AYearOfAPlanIsTwoYearsInARow) {
  EXPECT_TRUE(IsPlanCycle("2026-27"));
  EXPECT_TRUE(IsPlanCycle("2099-00"));
  for (const char* wrong :
       {"", "2026", "2026-28", "2026-2027", "26-27", "20 6-27", "2026/27"}) {
    EXPECT_FALSE(IsPlanCycle(wrong)) << wrong;
  }
}

TEST(DemandRulesTest, SomebodyMustHaveHadItBeforeItIsMet) {
  const v1::Demand open = DemandOf(Rank(3));
  const v1::Demand met =
      DemandOf(Rank(3) + " state: DEMAND_STATE_MET" + Route("textiles"));
  EXPECT_EQ(FieldViolationsOf(CheckDemandChange(open, met))[0].field, "state");
  const v1::Demand routed =
      DemandOf(Rank(3) + " state: DEMAND_STATE_ROUTED" + Route("textiles"));
  EXPECT_TRUE(CheckDemandChange(open, routed).ok());
  EXPECT_TRUE(CheckDemandChange(routed, met).ok());
}

// The proto: from any state to any other but from OPEN to PARTLY_MET or MET.
TEST(DemandRulesTest, ADepartmentMayGiveItBack) {
  const v1::Demand open = DemandOf("reason: 'not ours'" + Route("textiles"));
  for (const char* state :
       {"ROUTED", "PARTLY_MET", "MET", "DECLINED", "WITHDRAWN"}) {
    const v1::Demand before = DemandOf("reason: 'so' state: DEMAND_STATE_" +
                                       std::string(state) + Route("textiles"));
    EXPECT_TRUE(CheckDemand(before).ok()) << state;
    EXPECT_TRUE(CheckDemandChange(before, open).ok()) << state;
  }
  EXPECT_TRUE(CheckDemand(open).ok());
  // Where it was stays told; nobody has it until it goes somewhere.
  EXPECT_EQ(FieldViolationsOf(CheckDemandChange(open, DemandOf("")))[0].field,
            "routes");
  const auto met = FieldViolationsOf(CheckDemandChange(
      open, DemandOf("state: DEMAND_STATE_MET" + Route("textiles"))));
  ASSERT_EQ(met.size(), 1u);
  EXPECT_EQ(met[0].field, "state");
  EXPECT_TRUE(
      CheckDemandChange(open, DemandOf("state: DEMAND_STATE_ROUTED" +
                                       Route("textiles") + Route("industries")))
          .ok());
  EXPECT_EQ(FaultOf("quantity: 10 met_quantity: 3" + Route("textiles")),
            "met_quantity");
}

TEST(DemandRulesTest, WhoAddsARouteSaysThatItIsRouted) {
  const auto faults = FieldViolationsOf(
      CheckDemandChange(DemandOf(""), DemandOf(Route("textiles"))));
  ASSERT_EQ(faults.size(), 1u);
  EXPECT_EQ(faults[0].field, "state");
  EXPECT_EQ(faults[0].description,
            "can't be OPEN where a route is added: departments/textiles has"
            " it, so it is ROUTED");
}

TEST(DemandRulesTest, WhatCameBackIsOfNoDepartment) {
  DemandTallies::Options options;
  options.by_department = true;
  DemandTallies tallies(options);
  tallies.Add(DemandOf(Route("textiles")), {});
  v1::ReportDemandsResponse report;
  tallies.Report(&report);
  ASSERT_EQ(report.tallies_size(), 1);
  EXPECT_EQ(report.tallies(0).department(), "");
  EXPECT_EQ(report.tallies(0).open(), 1);
}

TEST(DemandRulesTest, RoutesAreAddedAtTheEnd) {
  const v1::Demand routed =
      DemandOf("state: DEMAND_STATE_ROUTED" + Route("textiles"));
  EXPECT_TRUE(CheckDemandChange(
                  routed, DemandOf("state: DEMAND_STATE_ROUTED" +
                                   Route("textiles") + Route("industries")))
                  .ok());
  EXPECT_FALSE(CheckDemandChange(routed, DemandOf("state: DEMAND_STATE_ROUTED" +
                                                  Route("industries")))
                   .ok());
}

std::string RankAt(const std::string& place, int rank) {
  std::string text = Rank(rank);
  const size_t at = text.find("places/");
  return text.replace(at, text.find('\'', at) - at, place);
}

std::string RankFault(const v1::Demand* before, const std::string& ranks) {
  const auto faults = FieldViolationsOf(CheckDemandRanks(
      before, DemandOf(ranks), {"places/village", "places/block"}));
  return faults.empty() ? "" : faults[0].field;
}

TEST(DemandRulesTest, RanksAreAddedAtTheEndAtItsPlaceOrAbove) {
  const v1::Demand ranked = DemandOf(RankAt("places/village", 3));
  EXPECT_EQ(RankFault(&ranked,
                      RankAt("places/village", 3) + RankAt("places/block", 1)),
            "");
  EXPECT_EQ(RankFault(&ranked, RankAt("places/village", 1)), "ranks");
  EXPECT_EQ(RankFault(&ranked, ""), "ranks");
  EXPECT_EQ(RankFault(&ranked, RankAt("places/village", 3) +
                                   RankAt("places/elsewhere", 1)),
            "ranks[1].place");
  EXPECT_EQ(RankFault(nullptr, RankAt("places/elsewhere", 1)),
            "ranks[0].place");
}

TEST(DemandRulesTest, ARankIsNotGivenTwice) {
  const std::string third = RankAt("places/village", 3);
  EXPECT_EQ(RankFault(nullptr, third + third), "ranks[1]");
  EXPECT_EQ(RankFault(nullptr, third + RankAt("places/block", 3) + third),
            "ranks[2]");
  const v1::Demand ranked = DemandOf(third);
  EXPECT_EQ(RankFault(&ranked, third + third), "ranks[1]");
  // It may change back, and what is on record stays.
  EXPECT_EQ(RankFault(nullptr, third + RankAt("places/village", 1) + third),
            "");
  const v1::Demand twice = DemandOf(third + third);
  EXPECT_EQ(RankFault(&twice, third + third), "");
}

// Once.
TEST(DemandRulesTest, AnAmountBelowOneIsToldOnce) {
  for (const char* quantity : {"quantity: 0", "quantity: -5"}) {
    EXPECT_EQ(FieldViolationsOf(CheckDemand(DemandOf(quantity))).size(), 1)
        << quantity;
  }
  EXPECT_EQ(FaultOf("quantity: 9000000000000000"), "quantity");
}

TEST(DemandRulesTest, ARankAtAPlaceThatIsNoLongerAboveStaysOrGoes) {
  const v1::Demand ranked =
      DemandOf(RankAt("places/old-block", 1) + RankAt("places/village", 3));
  EXPECT_EQ(RankFault(&ranked, RankAt("places/old-block", 1) +
                                   RankAt("places/village", 3)),
            "");
  EXPECT_EQ(RankFault(&ranked, RankAt("places/village", 3)), "");
  EXPECT_EQ(RankFault(&ranked,
                      RankAt("places/village", 3) + RankAt("places/block", 2)),
            "");
  EXPECT_EQ(RankFault(&ranked, RankAt("places/old-block", 2) +
                                   RankAt("places/village", 3)),
            "ranks")
      << "it may go, not be written over";
  EXPECT_EQ(RankFault(&ranked, RankAt("places/old-block", 1)), "ranks");
}

TEST(DemandRulesTest, WhatIsAddedIsNotOfTheFuture) {
  const std::string both = Rank(3) + Route("textiles");
  const v1::Demand demand = DemandOf("state: DEMAND_STATE_ROUTED" + both);
  const auto fields = [&](const v1::Demand* before, absl::CivilDay today) {
    std::string told;
    for (const auto& fault :
         FieldViolationsOf(CheckDemandDays(before, demand, today))) {
      absl::StrAppend(&told, fault.field, " ");
    }
    return told;
  };
  EXPECT_EQ(fields(nullptr, absl::CivilDay(2100, 1, 1)), "");
  EXPECT_EQ(fields(nullptr, absl::CivilDay(2000, 1, 1)),
            "routes[0].routed_on ranks[0].ranked_on ");
  EXPECT_EQ(fields(&demand, absl::CivilDay(2000, 1, 1)), "")
      << "what is on record stays";
}

TEST(DemandRulesTest, OfWhatIsMetInPartTheRestIsUnmet) {
  EXPECT_EQ(UnmetCostPaise(DemandOf("cost_paise: 1000 quantity: 3"
                                    " met_quantity: 1"
                                    " state: DEMAND_STATE_PARTLY_MET")),
            667)
      << "1000 less floor(1000 / 3)";
  EXPECT_EQ(UnmetCostPaise(DemandOf("cost_paise: 10000000000000000 quantity:"
                                    " 1000000000 met_quantity: 999999999"
                                    " state: DEMAND_STATE_PARTLY_MET")),
            10000000);
  EXPECT_EQ(UnmetCostPaise(DemandOf("cost_paise: 1000")), 1000);
}

}  // namespace
}  // namespace sangam::registry
