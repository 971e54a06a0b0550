#include "services/matching/guidance/programme_progress.h"

#include <limits>
#include <string>

#include "gmock/gmock.h"
#include "services/matching/engine/answers_for_test.h"
#include "services/matching/guidance/guidance_for_test.h"

namespace sangam::matching {
namespace {

using testing::ElementsAre;

class ProgrammeProgressTest : public testing::Test {
 protected:
  ProgrammeProgressTest()
      : guidance_(SampleCatalog()
                      .Add("now", If(R"('GLASS' in sectors)"))
                      .Add("then", If(R"('SOLAR' in sectors)"))
                      .Add("old", If("members >= 1") +
                                      "effective_until { year: 2020 month: 1"
                                      " day: 1 }")),
        catalog_(guidance_.Compile()),
        places_(rules::SamplePlaces()) {}

  // Tells the programme with one cluster for each profile; an empty text is a
  // cluster that the registry lacks. All that are recorded have been merged
  // into `survivor`, if one is named.
  v1::TrackProgrammeResponse Track(const std::vector<std::string>& profiles,
                                   bool shown = true,
                                   const std::string& survivor = "") {
    auto programme = FromText<scheme_catalog::v1::UpgradeProgramme>(
        absl::StrCat("name: 'upgradeProgrammes/u'", Titled("U"),
                     "targets { id: 'turnover' attribute:"
                     " 'annual_turnover_paise' at_least: 1000",
                     Told("Turnover."), "}"));
    for (size_t i = 0; i < profiles.size(); ++i) {
      auto& path = *programme.add_paths();
      path.set_id(absl::StrCat("p", i));
      path.set_cluster(absl::StrCat("clusters/", i));
      path.add_target_sectors("SOLAR");
      for (const char* scheme : {"schemes/now", "schemes/then", "schemes/old"})
        path.add_schemes(scheme);
    }
    v1::TrackProgrammeResponse response;
    ProgrammeProgress progress(programme, *catalog_, guidance_.indexed(),
                               GuidanceForTest::Day(), "", &response);
    for (size_t i = 0; i < profiles.size(); ++i) {
      MatchSubject subject;
      PathCluster cluster;
      cluster.shown = shown;
      if (!profiles[i].empty()) {
        subject.name =
            survivor.empty() ? absl::StrCat("clusters/", i) : survivor;
        subject.title = "Zone";
        subject.profile = FromText<type::v1::Profile>(profiles[i]);
        cluster.subject = &subject;
        cluster.places = &places_;
        cluster.record = FromText<registry::v1::Cluster>(
            "current_products: 'glass' upgraded_products: 'solar panels'");
      }
      progress.Add(programme.paths(static_cast<int>(i)), cluster);
    }
    progress.Finish();
    return response;
  }

  GuidanceForTest guidance_;
  std::shared_ptr<const GuidanceCatalog> catalog_;
  decltype(rules::SamplePlaces()) places_;
};

TEST_F(ProgrammeProgressTest, SchemesAreAskedForTheProductAimedAt) {
  const auto response =
      Track({"sectors { values: 'GLASS' } products { values: 'glass' }"});
  ASSERT_EQ(response.paths_size(), 1);
  const auto& path = response.paths(0);
  EXPECT_TRUE(path.recorded());
  EXPECT_THAT(path.current_products(), ElementsAre("glass"));
  EXPECT_THAT(path.upgraded_products(), ElementsAre("solar panels"));
  ASSERT_EQ(path.schemes_size(), 3);
  EXPECT_EQ(path.schemes(0).today(), v1::VERDICT_ELIGIBLE);
  EXPECT_EQ(path.schemes(0).for_target(), v1::VERDICT_INELIGIBLE);
  EXPECT_EQ(path.schemes(1).today(), v1::VERDICT_INELIGIBLE);
  EXPECT_EQ(path.schemes(1).for_target(), v1::VERDICT_ELIGIBLE);
  EXPECT_EQ(path.schemes(2).scheme_version(), "");
  EXPECT_EQ(path.schemes(2).today(), v1::VERDICT_UNSPECIFIED);
  EXPECT_EQ(path.schemes(2).title(), "Scheme old");
}

TEST_F(ProgrammeProgressTest, SumsCountOnlyWhatIsOnRecord) {
  const auto response = Track({"annual_turnover_paise: 300", "members: 3",
                               "annual_turnover_paise: 33", ""});
  const auto& target = response.targets(0);
  EXPECT_EQ(target.reached(), 333);
  EXPECT_EQ(target.known_of(), 2);
  EXPECT_EQ(target.clusters(), 4);
  EXPECT_EQ(target.reached_bps(), 3330);
  EXPECT_EQ(target.unit(), type::v1::ATTRIBUTE_UNIT_PAISE);
  EXPECT_FALSE(response.paths(1).figures(0).has_value());
  EXPECT_FALSE(response.paths(3).recorded());
}

TEST_F(ProgrammeProgressTest, NothingOnRecordIsNotZero) {
  const auto response = Track({"members: 3"});
  EXPECT_FALSE(response.targets(0).has_reached());
  EXPECT_FALSE(response.targets(0).has_reached_bps());
  EXPECT_EQ(Track({"annual_turnover_paise: 0"}).targets(0).reached_bps(), 0);
}

TEST_F(ProgrammeProgressTest, HugeSumsStopAtTheMost) {
  const std::string most = absl::StrCat("annual_turnover_paise: ",
                                        std::numeric_limits<int64_t>::max());
  const auto response = Track({most, most});
  EXPECT_EQ(response.targets(0).reached(), std::numeric_limits<int64_t>::max());
}

TEST_F(ProgrammeProgressTest, AClusterThatTwoPathsLeadToCountsOnce) {
  const std::string turnover = "annual_turnover_paise: 300";
  const auto response = Track({turnover, turnover, ""}, true, "clusters/one");
  EXPECT_EQ(response.paths(0).cluster(), "clusters/one");
  EXPECT_EQ(response.paths(1).cluster(), "clusters/one");
  EXPECT_EQ(response.paths(1).figures(0).value(), 300);
  EXPECT_EQ(response.paths(2).cluster(), "clusters/2");
  EXPECT_EQ(response.targets(0).reached(), 300);
  EXPECT_EQ(response.targets(0).known_of(), 1);
  EXPECT_EQ(response.targets(0).clusters(), 2);
}

TEST_F(ProgrammeProgressTest, PathsThatAreNotShownStillCount) {
  const auto response = Track({"annual_turnover_paise: 300"}, false);
  EXPECT_EQ(response.paths_size(), 0);
  EXPECT_EQ(response.targets(0).reached(), 300);
}

}  // namespace
}  // namespace sangam::matching
