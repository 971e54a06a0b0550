#include "services/matching/guidance/precedent_story.h"

#include <string>
#include <vector>

#include "gtest/gtest.h"
#include "services/matching/catalog/sample_catalog.h"

namespace sangam::matching {
namespace {

v1::PrecedentStory Story(const std::vector<std::string>& linkages) {
  std::vector<registry::v1::Linkage> all;
  for (const std::string& text : linkages) {
    all.push_back(FromText<registry::v1::Linkage>(text));
  }
  return StoryOf(FromText<v1::PrecedentReference>(
                     "subject: 'groups/a' scheme: 'schemes/s'"),
                 all);
}

TEST(PrecedentStoryTest, OnlyWhatReachedTheSubjectFromTheSchemeIsTold) {
  const auto story = Story(
      {"name: 'linkages/1' scheme: 'schemes/s' state: LINKAGE_STATE_SANCTIONED",
       "name: 'linkages/2' scheme: 'schemes/other' state:"
       " LINKAGE_STATE_RECEIVED",
       "name: 'linkages/3' scheme: 'schemes/s' state: LINKAGE_STATE_UTILISED",
       "name: 'linkages/4' scheme: 'schemes/s' state: LINKAGE_STATE_REFUSED"});
  EXPECT_EQ(story.subject(), "groups/a");
  ASSERT_EQ(story.benefits_size(), 1);
  EXPECT_EQ(story.benefits(0).linkage(), "linkages/3");
}

TEST(PrecedentStoryTest, InstalmentsTellWhatWasPaidAndWhatIsDue) {
  const auto story = Story(
      {"name: 'linkages/1' scheme: 'schemes/s' state: LINKAGE_STATE_DISBURSED"
       " amount_paise: 8000000 steps { state: LINKAGE_STATE_SANCTIONED } steps"
       " { state: LINKAGE_STATE_DISBURSED taken_on { year: 2026 month: 1 day: 9"
       " } } instalments { amount_paise: 5000000 paid_on { year: 2026 month: 1"
       " day: 9 } reference: 'UTR 1' } instalments { amount_paise: 3000000 }"});
  const auto& benefit = story.benefits(0);
  EXPECT_EQ(benefit.sanctioned_paise(), 8000000);
  EXPECT_EQ(benefit.received_paise(), 5000000);
  EXPECT_EQ(benefit.due_paise(), 3000000);
  EXPECT_EQ(benefit.received_on().year(), 2026);
  EXPECT_EQ(benefit.steps_size(), 2);
  ASSERT_EQ(benefit.instalments_size(), 2);
  EXPECT_EQ(benefit.instalments(0).reference(), "");
}

TEST(PrecedentStoryTest, WithoutInstalmentsTheWholeWasReceived) {
  const auto story = Story(
      {"name: 'linkages/1' scheme: 'schemes/s' state: LINKAGE_STATE_RECEIVED"
       " lots { units: 64 paise_each: 900000 } lots { units: 36 paise_each:"
       " 2500000 }",
       "name: 'linkages/2' scheme: 'schemes/s' state: LINKAGE_STATE_RECEIVED"
       " lots { units: 68 }"});
  EXPECT_EQ(story.benefits(0).received_paise(), 147600000);
  EXPECT_FALSE(story.benefits(0).has_sanctioned_paise());
  EXPECT_FALSE(story.benefits(0).has_due_paise());
  EXPECT_FALSE(story.benefits(1).has_received_paise());
}

TEST(PrecedentStoryTest, WhatTheSubjectPaidItselfWasNotReceived) {
  const auto story = Story(
      {"name: 'linkages/1' scheme: 'schemes/s' state: LINKAGE_STATE_DISBURSED"
       " amount_paise: 1000 parties { party: FUNDING_PARTY_CENTRE amount_paise:"
       " 800 } parties { party: FUNDING_PARTY_BENEFICIARY amount_paise: 200 }",
       "name: 'linkages/2' scheme: 'schemes/s' state: LINKAGE_STATE_RECEIVED"
       " lots { units: 2 paise_each: 50 } parties { party:"
       " FUNDING_PARTY_BENEFICIARY amount_paise: 200 }"});
  EXPECT_EQ(story.benefits(0).received_paise(), 800);
  EXPECT_EQ(story.benefits(0).sanctioned_paise(), 1000)
      << "other parties' parts included";
  EXPECT_FALSE(story.benefits(1).has_received_paise());
}

}  // namespace
}  // namespace sangam::matching
