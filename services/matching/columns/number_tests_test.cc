// Numbers in every form that the columns of a block hold them in.
#include <random>
#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "common/rules/random_rules.h"
#include "gtest/gtest.h"
#include "services/matching/columns/reverse_comparison.h"
#include "services/matching/columns/subject_columns.h"

namespace sangam::matching {
namespace {

using type::v1::Profile;

// How many in a hundred rows give a number: columns have none, list their rows,
// have a bit for each row, or have a number in all.
constexpr int kPercents[] = {0, 2, 90, 100};

class NumberTestsTest : public ::testing::Test {
 protected:
  bool Percent(int percent) {
    return static_cast<int>(random_() % 100) < percent;
  }
  int64_t Below(int64_t end) {
    return static_cast<int64_t>(random_() % static_cast<uint64_t>(end));
  }

  // Compares the executors on one block of the profiles.
  static std::string Difference(const std::vector<Profile>& profiles,
                                const std::vector<std::string>& expressions) {
    ProfilesByName by_name;
    SubjectColumns columns;
    columns.BeginList();
    for (size_t i = 0; i < profiles.size(); ++i) {
      const std::string name = absl::StrCat("groups/", 1'000 + i);
      by_name[name] = profiles[i];
      columns.Upsert(name, profiles[i]);
    }
    columns.Publish("list");
    std::vector<std::shared_ptr<const CompiledVersion>> versions;
    std::vector<const CompiledVersion*> pointers;
    for (const std::string& expression : expressions) {
      scheme_catalog::v1::SchemeVersion version;
      version.add_conditions()->set_expression(expression);
      versions.push_back(CompileVersion(version, rules::SampleDictionary()));
      pointers.push_back(versions.back().get());
    }
    const rules::SamplePlaces places;
    int64_t pairs = 0;
    return FirstDifference(by_name, columns.view(), pointers,
                           rules::SampleDictionary(),
                           {absl::CivilDay(2024, 4, 1),
                            ReferenceData(places, rules::SampleReferences())},
                           &pairs);
  }

  std::mt19937_64 random_{1};
};

TEST_F(NumberTestsTest, AgesFollowFromDaysOfFormation) {
  for (const int own : kPercents) {
    for (const int given : kPercents) {
      std::vector<Profile> profiles(150);
      for (Profile& profile : profiles) {
        if (Percent(own)) profile.set_age_months(Below(90));
        if (!Percent(given)) continue;
        auto* day = profile.mutable_formed_on();
        // Some are formed later.
        day->set_year(static_cast<int>(2018 + Below(8)));
        day->set_month(4);
        day->set_day(1);
      }
      EXPECT_EQ(Difference(profiles, {"age_months >= 12", "age_months < 30",
                                      "age_months <= 30 || age_months == 72",
                                      "!(age_months != 24)", "has(age_months)",
                                      "formed_on > date('2020-04-01')"}),
                "")
          << own << " % give an age, " << given << " % a day";
    }
  }
}

TEST_F(NumberTestsTest, SharesFollowFromCounts) {
  for (const int own : kPercents) {
    for (const int given : kPercents) {
      std::vector<Profile> profiles(150);
      for (Profile& profile : profiles) {
        if (Percent(own)) profile.set_poor_member_share_bps(Below(10'001));
        if (Percent(own)) profile.set_sc_st_member_share_bps(Below(10'001));
        if (Percent(given)) profile.set_members(Below(20));
        if (Percent(given)) profile.set_poor_members(Below(20));
        if (Percent(given)) profile.set_sc_members(Below(10));
        if (Percent(given)) profile.set_st_members(Below(10));
      }
      EXPECT_EQ(Difference(profiles, {"poor_member_share_bps >= 5000",
                                      "poor_member_share_bps < 8000",
                                      "sc_st_member_share_bps > 4000",
                                      "has(sc_st_member_share_bps)",
                                      "women_member_share_bps <= 5000"}),
                "")
          << own << " % give a share, " << given << " % counts";
    }
  }
}

// Few limits are compared with all rows, many looked up among the sorted rows.
TEST_F(NumberTestsTest, AnyCountOfLimitsAndAnyWidth) {
  static constexpr const char* kSigns[] = {"==", "!=", "<", "<=", ">", ">="};
  for (const int64_t end : {int64_t{2}, int64_t{200}, int64_t{60'000},
                            int64_t{1'000'000'000}, int64_t{1} << 62}) {
    for (const int percent : kPercents) {
      std::vector<Profile> profiles(130);
      for (Profile& profile : profiles) {
        if (Percent(percent)) profile.set_annual_turnover_paise(Below(end));
      }
      for (const int limits : {6, 300}) {
        std::vector<std::string> expressions;
        for (int i = 0; i < limits; ++i) {
          const Profile& profile = profiles[random_() % profiles.size()];
          expressions.push_back(
              absl::StrCat("annual_turnover_paise ", kSigns[i % 6], " ",
                           profile.annual_turnover_paise() + i % 3 - 1));
        }
        EXPECT_EQ(Difference(profiles, expressions), "")
            << percent << " % give numbers below " << end << ", " << limits
            << " limits";
      }
    }
  }
}

}  // namespace
}  // namespace sangam::matching
