#include "services/registry/domain/demand_rules.h"

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
  EXPECT_EQ(FaultOf(Route("textiles")), "state");
  EXPECT_EQ(
      FaultOf("state: DEMAND_STATE_PARTLY_MET quantity: 5" + Route("textiles")),
      "met_quantity");
  EXPECT_EQ(FaultOf("state: DEMAND_STATE_DECLINED" + Route("textiles")),
            "reason");
  EXPECT_EQ(FaultOf("linkages: 'linkages/a' linkages: 'linkages/a'"),
            "linkages[1]");
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

TEST(DemandRulesTest, RoutesAndRanksAreAddedAtTheEnd) {
  const v1::Demand routed =
      DemandOf(Rank(3) + " state: DEMAND_STATE_ROUTED" + Route("textiles"));
  EXPECT_TRUE(
      CheckDemandChange(
          routed, DemandOf(Rank(3) + Rank(1) + " state: DEMAND_STATE_ROUTED" +
                           Route("textiles") + Route("industries")))
          .ok());
  EXPECT_FALSE(CheckDemandChange(
                   routed, DemandOf(Rank(3) + " state: DEMAND_STATE_ROUTED" +
                                    Route("industries")))
                   .ok());
  EXPECT_FALSE(CheckDemandChange(
                   routed, DemandOf(Rank(1) + " state: DEMAND_STATE_ROUTED" +
                                    Route("textiles")))
                   .ok());
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
