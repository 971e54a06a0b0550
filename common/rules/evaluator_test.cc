#include "common/rules/evaluator.h"

#include <string>

#include "absl/strings/str_cat.h"
#include "common/clock/civil_date.h"
#include "common/rules/random_rules.h"
#include "common/rules/rule.h"
#include "gtest/gtest.h"

namespace sangam::rules {
namespace {

using type::v1::Profile;

constexpr absl::CivilDay kAsOf(2024, 4, 1);

Truth Say(absl::string_view text, const Profile& profile,
          absl::CivilDay as_of = kAsOf) {
  const SamplePlaces places;
  const auto rule = sangam::Rule::Compile(text, AttributeDictionary::BuiltIn());
  EXPECT_TRUE(rule.ok()) << rule.status();
  const SubjectView subject(
      profile, places.ChainOf(profile.place()).value_or(PlaceChain()), as_of);
  return rule->Evaluate(subject, places);
}

TEST(EvaluatorTest, MissingIsUnknownAndZeroIsNot) {
  Profile profile;
  EXPECT_EQ(Say("members >= 10", profile), Truth::kUnknown);
  EXPECT_EQ(Say("members == 0", profile), Truth::kUnknown);
  EXPECT_EQ(Say("members != 0", profile), Truth::kUnknown);
  EXPECT_EQ(Say("members in [0]", profile), Truth::kUnknown);
  EXPECT_EQ(Say("has(members)", profile), Truth::kFalse);
  EXPECT_EQ(Say("women_owned", profile), Truth::kUnknown);
  EXPECT_EQ(Say("'COIR' in sectors", profile), Truth::kUnknown);
  profile.set_members(0);
  profile.mutable_sectors();
  EXPECT_EQ(Say("members >= 10", profile), Truth::kFalse);
  EXPECT_EQ(Say("members == 0", profile), Truth::kTrue);
  EXPECT_EQ(Say("has(members)", profile), Truth::kTrue);
  EXPECT_EQ(Say("'COIR' in sectors", profile), Truth::kFalse);
  EXPECT_EQ(Say("has(sectors)", profile), Truth::kTrue);
}

// Of these children the view has no more than the name of the place.
TEST(EvaluatorTest, FindsThePlacesAboveChildrenInTheDirectory) {
  Profile profile;
  profile.mutable_children()->set_complete(true);
  profile.mutable_children()->add_profiles()->set_place("places/lgd-block-100");
  const auto within = [&profile](absl::string_view place) {
    return Say(
        absl::StrCat("children.exists(c, c.place.within('", place, "'))"),
        profile);
  };
  EXPECT_EQ(within("places/lgd-state-1"), Truth::kTrue);
  EXPECT_EQ(within("places/lgd-district-11"), Truth::kFalse);
}

TEST(EvaluatorTest, FollowsTheTables) {
  Profile profile;
  profile.set_women_owned(true);
  EXPECT_EQ(Say("women_owned || members > 1", profile), Truth::kTrue);
  EXPECT_EQ(Say("women_owned && members > 1", profile), Truth::kUnknown);
  EXPECT_EQ(Say("!women_owned && members > 1", profile), Truth::kFalse);
  EXPECT_EQ(Say("!women_owned || members > 1", profile), Truth::kUnknown);
  EXPECT_EQ(Say("!(members > 1)", profile), Truth::kUnknown);
  // A contradiction on a missing fact stays unknown, as CEL has it.
  EXPECT_EQ(Say("members >= 1 && members < 1", profile), Truth::kUnknown);
  EXPECT_EQ(Say("true", profile), Truth::kTrue);
}

TEST(EvaluatorTest, ComparesExtremes) {
  Profile profile;
  profile.set_members(INT64_MIN);
  EXPECT_EQ(Say("members == -9223372036854775808", profile), Truth::kTrue);
  EXPECT_EQ(Say("members < 9223372036854775807", profile), Truth::kTrue);
  EXPECT_EQ(Say("9223372036854775807 <= members", profile), Truth::kFalse);
}

TEST(EvaluatorTest, DecidesPlacesByChains) {
  Profile profile;
  const char* block = "place.within('places/lgd-block-100')";
  EXPECT_EQ(Say(block, profile), Truth::kUnknown) << "no place is known";
  profile.set_place("places/lgd-block-100");
  EXPECT_EQ(Say(block, profile), Truth::kTrue);
  EXPECT_EQ(Say("place.within('places/lgd-state-1')", profile), Truth::kTrue);
  EXPECT_EQ(Say("place.within('places/india')", profile), Truth::kTrue)
      << "the chain suffices, whatever the directory knows";
  profile.set_place("places/lgd-state-1");
  EXPECT_EQ(Say(block, profile), Truth::kUnknown) << "too coarse";
  EXPECT_EQ(Say("place.within('places/lgd-block-200')", profile), Truth::kFalse)
      << "another state";
  profile.set_place("places/lgd-district-10");
  EXPECT_EQ(Say("place.within('places/lgd-district-11')", profile),
            Truth::kFalse);
  EXPECT_EQ(Say("place.within('places/lgd-block-110')", profile),
            Truth::kFalse);
  EXPECT_EQ(Say("place.within('places/nowhere')", profile), Truth::kUnknown);
  EXPECT_EQ(
      Say("place.within(['places/nowhere', 'places/lgd-state-1'])", profile),
      Truth::kTrue);
  EXPECT_EQ(Say("place.within(['places/lgd-state-2','places/lgd-district-11'])",
                profile),
            Truth::kFalse);
  EXPECT_EQ(Say("place.within(['places/lgd-state-2', 'places/lgd-block-100'])",
                profile),
            Truth::kUnknown);
  profile.set_place("places/not-on-record");
  EXPECT_EQ(Say(block, profile), Truth::kUnknown);
  EXPECT_EQ(Say("place.within('places/not-on-record')", profile), Truth::kTrue);
}

TEST(EvaluatorTest, OtherHierarchiesCannotBeTold) {
  // The village is known in the revenue hierarchy only; a block is asked for.
  const PlaceChain village = {
      {{"places/v", type::v1::PLACE_KIND_VILLAGE},
       {"places/s", type::v1::PLACE_KIND_SUB_DISTRICT},
       {"places/lgd-district-10", type::v1::PLACE_KIND_DISTRICT}}};
  const SamplePlaces places;
  const SubjectView subject(Profile(), village, kAsOf);
  const auto say = [&](absl::string_view text) {
    return sangam::Rule::Compile(text, AttributeDictionary::BuiltIn())
        ->Evaluate(subject, places);
  };
  EXPECT_EQ(say("place.within('places/lgd-block-100')"), Truth::kUnknown);
  EXPECT_EQ(say("place.within('places/lgd-block-110')"), Truth::kFalse)
      << "the district differs";
}

// One benefit from schemes/a with the given dates (empty: not given), the
// record complete until `complete`; asked on 2024-04-01.
Truth SayReceived(absl::string_view received, absl::string_view observed,
                  absl::string_view complete, absl::string_view text) {
  Profile profile;
  auto* benefit = profile.add_received_benefits();
  benefit->set_scheme("schemes/a");
  const auto date = [](absl::string_view day) {
    return ToDate(ParseDay(day, "day").value());
  };
  if (!received.empty()) *benefit->mutable_received_on() = date(received);
  if (!observed.empty()) *benefit->mutable_observed_on() = date(observed);
  if (!complete.empty()) {
    *profile.mutable_received_benefits_complete_until() = date(complete);
  }
  return Say(text, profile);
}

TEST(EvaluatorTest, ReceivedAtAnyTime) {
  const char* a = "received('schemes/a')";
  EXPECT_EQ(SayReceived("2024-04-01", "", "", a), Truth::kTrue);
  EXPECT_EQ(SayReceived("2024-04-02", "", "", a), Truth::kUnknown);
  EXPECT_EQ(SayReceived("2024-04-02", "", "2024-04-01", a), Truth::kFalse);
  EXPECT_EQ(SayReceived("2024-04-02", "", "2024-03-31", a), Truth::kUnknown);
  EXPECT_EQ(SayReceived("", "2024-04-01", "", a), Truth::kTrue);
  EXPECT_EQ(SayReceived("", "2024-04-02", "2025-01-01", a), Truth::kUnknown);
  EXPECT_EQ(SayReceived("", "", "", a), Truth::kTrue);
  EXPECT_EQ(SayReceived("", "", "", "received('schemes/b')"), Truth::kUnknown);
  EXPECT_EQ(SayReceived("", "", "2024-04-01", "received('schemes/b')"),
            Truth::kFalse);
}

TEST(EvaluatorTest, ReceivedWithinMonths) {
  const char* year = "received('schemes/a', 12)";
  EXPECT_EQ(SayReceived("2023-04-02", "", "", year), Truth::kTrue);
  EXPECT_EQ(SayReceived("2023-04-01", "", "2024-04-01", year), Truth::kFalse)
      << "twelve months are complete";
  EXPECT_EQ(SayReceived("2023-04-01", "", "", year), Truth::kUnknown)
      << "a later one may not be on record";
  EXPECT_EQ(SayReceived("", "2023-04-01", "2024-04-01", year), Truth::kFalse);
  EXPECT_EQ(SayReceived("", "2023-04-02", "2024-04-01", year), Truth::kUnknown);
  EXPECT_EQ(SayReceived("", "2024-04-02", "2024-04-01", year), Truth::kUnknown);
  EXPECT_EQ(SayReceived("", "", "2024-04-01", year), Truth::kUnknown);
}

// Gives every attribute that RandomRules draws and that is missing a value.
void Complete(RandomRules& random, Profile& profile) {
  while (true) {
    const Profile donor = random.Profile();
    if (!profile.has_members() && donor.has_members()) {
      profile.set_members(donor.members());
    }
    if (!profile.has_annual_turnover_paise() &&
        donor.has_annual_turnover_paise()) {
      profile.set_annual_turnover_paise(donor.annual_turnover_paise());
    }
    if (!profile.has_kind() && donor.has_kind()) profile.set_kind(donor.kind());
    if (!profile.has_sectors() && donor.has_sectors()) {
      *profile.mutable_sectors() = donor.sectors();
    }
    if (!profile.has_panchasutra_followed() &&
        donor.has_panchasutra_followed()) {
      profile.set_panchasutra_followed(donor.panchasutra_followed());
    }
    if (!profile.has_women_owned() && donor.has_women_owned()) {
      profile.set_women_owned(donor.women_owned());
    }
    if (!profile.has_formed_on() && donor.has_formed_on()) {
      *profile.mutable_formed_on() = donor.formed_on();
    }
    if (!profile.has_legal_form() && donor.has_legal_form()) {
      profile.set_legal_form(donor.legal_form());
    }
    if (profile.has_members() && profile.has_annual_turnover_paise() &&
        profile.has_kind() && profile.has_sectors() &&
        profile.has_panchasutra_followed() && profile.has_women_owned() &&
        profile.has_formed_on() && profile.has_legal_form()) {
      return;
    }
  }
}

TEST(EvaluatorTest, WhatIsDecidedStaysSoHoweverMissingFactsTurnOut) {
  const SamplePlaces places;
  RandomRules random(4);
  int decided = 0;
  for (int i = 0; i < 5'000; ++i) {
    const std::string text = random.Rule(4, /*only_attributes=*/true);
    const auto rule =
        sangam::Rule::Compile(text, AttributeDictionary::BuiltIn());
    ASSERT_TRUE(rule.ok()) << text << "\n" << rule.status();
    const Profile profile = random.Profile();
    const Truth before =
        rule->Evaluate(SubjectView(profile, {}, kAsOf), places);
    if (before != Truth::kUnknown) ++decided;
    for (int completion = 0; completion < 10; ++completion) {
      Profile complete = profile;
      Complete(random, complete);
      const Truth after =
          rule->Evaluate(SubjectView(complete, {}, kAsOf), places);
      ASSERT_NE(after, Truth::kUnknown) << text;
      if (before == Truth::kUnknown) continue;
      ASSERT_EQ(before, after) << text << "\n"
                               << profile.DebugString() << "\n"
                               << complete.DebugString();
    }
  }
  EXPECT_GT(decided, 1'500);
}

}  // namespace
}  // namespace sangam::rules
