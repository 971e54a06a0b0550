#include "services/matching/federation/federation_assessment.h"

#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "common/rules/place_chain.h"
#include "gmock/gmock.h"
#include "services/matching/federation/federation_fixture_for_test.h"
#include "services/matching/feeds/batches_for_test.h"

namespace sangam::matching {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

TEST_F(FederationAssessmentTest, SevenGroupsAreOneShort) {
  const v1::RuleAssessment rule = AssessOnly(Village(7));
  EXPECT_EQ(rule.readiness(), v1::READINESS_NOT_READY);
  EXPECT_EQ(rule.children_required(), 8);
  EXPECT_EQ(rule.children_ready(), 7);
  EXPECT_EQ(rule.children_short(), 1);
  ASSERT_EQ(rule.norms(0).counts_size(), 1);
  const v1::ChildCount& count = rule.norms(0).counts(0);
  EXPECT_EQ(count.condition(), "subject.kind == \"SHG\"");
  EXPECT_EQ(count.required(), 8);
  EXPECT_EQ(count.met(), 7);
  EXPECT_EQ(count.short_at_least(), 1);
  EXPECT_FALSE(count.incomplete());
}

TEST_F(FederationAssessmentTest, EightGroupsAreReady) {
  const v1::RuleAssessment rule = AssessOnly(Village(8));
  EXPECT_EQ(rule.readiness(), v1::READINESS_READY);
  EXPECT_EQ(rule.children_short(), 0);
  EXPECT_THAT(rule.advisories(), IsEmpty());
  EXPECT_EQ(rule.notes(), "Never merged of itself.");
  EXPECT_EQ(rule.norms(1).interpretation(), "Months stand for weeks.");
  EXPECT_EQ(rule.norms(1).citations(0).document(), "A page");
}

TEST_F(FederationAssessmentTest, NearestToReadyComesFirstWithWhatItLacks) {
  const v1::RuleAssessment rule = AssessOnly(Village(
      7, {"months_of_regular_savings: 1 trained_on_federation_concepts: false",
          "members: 12 months_of_regular_savings: 2"
          " trained_on_federation_concepts: true",
          "members: 12 months_of_regular_savings: 4"}));
  EXPECT_EQ(rule.readiness(), v1::READINESS_NEEDS_INFORMATION)
      << "the eighth may turn out well";
  EXPECT_EQ(rule.children_ready(), 7);
  EXPECT_EQ(rule.children_that_may_be(), 8);
  ASSERT_EQ(rule.children_size(), 10);
  const v1::ChildReadiness& unknown = rule.children(7);
  EXPECT_EQ(unknown.name(), "groups/shg-19");
  EXPECT_EQ(unknown.outcome(), v1::OUTCOME_UNKNOWN);
  ASSERT_EQ(unknown.collect_size(), 1);
  EXPECT_EQ(unknown.collect(0).attribute(), "trained_on_federation_concepts");
  const v1::ChildReadiness& near = rule.children(8);
  EXPECT_EQ(near.name(), "groups/shg-18");
  ASSERT_EQ(near.open_size(), 1);
  EXPECT_EQ(near.open(0).norm(), "savings");
  ASSERT_EQ(near.open(0).lacks_size(), 1);
  EXPECT_EQ(near.open(0).lacks(0).required(), "at least 3 months");
  EXPECT_EQ(near.open(0).lacks(0).actual(), "2 months");
  EXPECT_EQ(near.open(0).lacks(0).distance_value(), 1);
  EXPECT_EQ(rule.children(9).not_met(), 2);
}

TEST_F(FederationAssessmentTest, AdvisoriesAreShownAndDoNotStandInTheWay) {
  const v1::RuleAssessment rule =
      AssessOnly(Village(7, {"members: 11 months_of_regular_savings: 3"
                             " trained_on_federation_concepts: true"}));
  EXPECT_EQ(rule.readiness(), v1::READINESS_READY);
  EXPECT_THAT(rule.advisories(), ElementsAre("twelve-members"));
}

TEST_F(FederationAssessmentTest, UnrecordedGroupsMakeAShortCountUnknown) {
  AssessedBody village = Village(7);
  village.subject.profile.mutable_children()->set_complete(false);
  const v1::RuleAssessment rule = AssessOnly(village);
  EXPECT_EQ(rule.readiness(), v1::READINESS_NEEDS_INFORMATION);
  EXPECT_TRUE(rule.norms(0).counts(0).incomplete());
  EXPECT_EQ(rule.norms(0).outcome(), v1::OUTCOME_UNKNOWN);
}

// A VO may be founded with 8 groups, but does not count for a CLF before it
// has 12.
TEST_F(FederationAssessmentTest, AVillageOfElevenDoesNotCountForTheCluster) {
  std::vector<AssessedBody> villages(15, Village(12));
  villages[3] = Village(11);
  villages[4] = Village(17);
  for (size_t i = 0; i < villages.size(); ++i) {
    villages[i].subject.name = absl::StrCat("groups/vo-", 10 + i);
  }
  const AssessedBody cluster =
      HypotheticalBody(type::v1::SUBJECT_KIND_CLF, {}, villages);
  EXPECT_EQ(cluster.subject.profile.member_shgs(), 13 * 12 + 11 + 17);
  const v1::RuleAssessment rule = AssessOnly(cluster);
  EXPECT_EQ(rule.readiness(), v1::READINESS_NOT_READY);
  EXPECT_EQ(rule.norms(0).counts(0).met(), 14);
  EXPECT_EQ(rule.children_short(), 1);
  const v1::ChildReadiness& last = rule.children(14);
  EXPECT_EQ(last.name(), "groups/vo-13");
  EXPECT_EQ(last.open(0).lacks(0).actual(), "11");
  EXPECT_EQ(last.open(0).lacks(0).distance(), "1 more");
  EXPECT_THAT(rule.advisories(), ElementsAre("at-most-fifteen-each"));
  villages[3] = Village(12);
  EXPECT_EQ(
      AssessOnly(HypotheticalBody(type::v1::SUBJECT_KIND_CLF, {}, villages))
          .readiness(),
      v1::READINESS_READY);
}

// Others than SHGs are not asked for savings.
TEST_F(FederationAssessmentTest, OnlyThoseOfTheKindAreAsked) {
  AssessedBody village = Village(8);
  *village.subject.profile.mutable_children()->add_profiles() =
      FromText<type::v1::Profile>("kind: SUBJECT_KIND_ENTERPRISE");
  const v1::RuleAssessment rule = AssessOnly(village);
  EXPECT_EQ(rule.children_size(), 8);
  EXPECT_EQ(rule.norms(0).counts(0).not_met(), 0);
}

TEST_F(FederationAssessmentTest, WhatPeopleJudgeIsUnknownUntilTheyDecide) {
  AssessedBody block;
  block.subject.profile =
      FromText<type::v1::Profile>("kind: SUBJECT_KIND_BLF member_shgs: 200");
  v1::RuleAssessment rule = AssessOnly(block);
  EXPECT_EQ(rule.readiness(), v1::READINESS_NEEDS_JUDGEMENT);
  EXPECT_EQ(rule.norms(0).outcome(), v1::OUTCOME_UNKNOWN);
  EXPECT_EQ(rule.norms(0).informed_by(), v1::OUTCOME_MET);

  auto* recorded = block.judgements.Add();
  *recorded = FromText<type::v1::NormJudgement>(
      "readiness_rule: 'readinessRules/block' norm: 'strength' holds: true"
      " decided_by: 'STATE_MISSION'"
      " decided_on { year: 2025 month: 12 day: 31 }");
  rule = AssessOnly(block);
  EXPECT_EQ(rule.readiness(), v1::READINESS_READY);
  EXPECT_EQ(rule.norms(0).judgement().decided_by(), "STATE_MISSION");

  recorded->mutable_decided_on()->set_year(2026);
  EXPECT_EQ(AssessOnly(block).readiness(), v1::READINESS_NEEDS_JUDGEMENT)
      << "decided after the date of the question";

  Judgements in_request;
  *in_request.Add() = *recorded;
  in_request[0].clear_decided_on();
  in_request[0].set_holds(false);
  query_.judgements = &in_request;
  EXPECT_EQ(AssessOnly(block).readiness(), v1::READINESS_NOT_READY);
}

TEST_F(FederationAssessmentTest, NineOfTwelveIsOnePersonShortOfFourFifths) {
  AssessedBody group = Shg(1, "women_owned: true members: 12 poor_members: 9");
  v1::RuleAssessment rule = AssessOnly(group);
  EXPECT_EQ(rule.readiness(), v1::READINESS_NOT_READY);
  ASSERT_EQ(rule.norms(0).people_size(), 1);
  const v1::PeopleShort& people = rule.norms(0).people(0);
  EXPECT_EQ(people.counted(), 9);
  EXPECT_EQ(people.members(), 12);
  EXPECT_EQ(people.needed(), 10);
  EXPECT_EQ(people.missing(), 1);
  EXPECT_EQ(rule.norms(0).findings(0).actual(), "75 %");
  group.subject.profile.set_poor_members(10);
  rule = AssessOnly(group);
  EXPECT_EQ(rule.readiness(), v1::READINESS_READY);
  EXPECT_THAT(rule.norms(0).people(), IsEmpty());
  // The share itself was told, not the people.
  group.subject.profile.clear_poor_members();
  group.subject.profile.set_poor_member_share_bps(7500);
  EXPECT_THAT(AssessOnly(group).norms(0).people(), IsEmpty());
}

TEST_F(FederationAssessmentTest, ARuleThatMayNotApplyIsListedAsSuch) {
  v1::RuleAssessment rule = AssessOnly(Shg(1, "members: 12 poor_members: 12"));
  EXPECT_EQ(rule.applies(), v1::OUTCOME_UNKNOWN);
  EXPECT_EQ(rule.readiness(), v1::READINESS_NEEDS_INFORMATION);
  const AssessedBody other = Shg(1, "women_owned: false members: 12");
  EXPECT_THAT(Assess(other).rules(), IsEmpty());
  query_.rules = {readiness_->Find("readinessRules/inclusion")};
  query_.only_named = true;
  EXPECT_EQ(AssessOnly(other).applies(), v1::OUTCOME_NOT_MET);
  const AssessedBody poor =
      Shg(1, "women_owned: false members: 12 poor_members: 12");
  EXPECT_EQ(AssessOnly(poor).norms(0).outcome(), v1::OUTCOME_MET);
  EXPECT_EQ(AssessOnly(poor).readiness(), v1::READINESS_NOT_READY)
      << "a rule for others makes nobody ready";
}

TEST_F(FederationAssessmentTest, RulesAreFoundByNameOrByDate) {
  google::protobuf::RepeatedPtrField<std::string> names;
  EXPECT_EQ(FindReadinessRules(*readiness_, names, query_.as_of)->size(), 4u);
  *names.Add() = "readinessRules/block";
  EXPECT_EQ(FindReadinessRules(*readiness_, names, query_.as_of)->size(), 1u);
  *names.Add() = "readinessRules/nowhere";
  EXPECT_TRUE(absl::IsNotFound(
      FindReadinessRules(*readiness_, names, query_.as_of).status()));
}

TEST_F(FederationAssessmentTest, AMemberKeepsNoBenefitsAndItsFederationIsTold) {
  AssessedBody member =
      Shg(1, "members: 12 received_benefits { scheme: 'schemes/x' }");
  member.member_of = "groups/other-vo";
  const AssessedBody body =
      HypotheticalBody(type::v1::SUBJECT_KIND_VO, {}, {member});
  EXPECT_EQ(
      body.subject.profile.children().profiles(0).received_benefits_size(), 0);
  EXPECT_EQ(body.subject.profile.members(), 12);
  EXPECT_EQ(AssessOnly(body).children(0).member_of(), "groups/other-vo");
}

TEST_F(FederationAssessmentTest, ThePlaceIsTheSmallestThatHoldsAllMembers) {
  const auto chain = [](std::vector<std::string> places) {
    PlaceChain made;
    for (std::string& place : places) made.links.push_back({place, {}});
    return made;
  };
  AssessedBody a = Shg(1, "");
  a.subject.place_chain = chain({"places/v1", "places/b", "places/s"});
  AssessedBody b = Shg(2, "");
  b.subject.place_chain = chain({"places/v2", "places/b", "places/s"});
  EXPECT_EQ(HypotheticalBody(type::v1::SUBJECT_KIND_VO, {}, {a, b})
                .subject.profile.place(),
            "places/b");
  EXPECT_FALSE(
      HypotheticalBody(type::v1::SUBJECT_KIND_VO, {}, {a, b, Shg(3, "")})
          .subject.profile.has_place());
}

// A norm "of the village" is about where the groups lie, not about how many
// there are.
class VillagesOfGroupsTest : public FederationAssessmentTest {
 protected:
  void SetUp() override {
    FederationAssessmentTest::SetUp();
    SampleCatalog sample;
    auto& attribute = sample.resources().attributes.emplace_back();
    attribute.set_name("attributes/groups_of_several_villages");
    attribute.set_type(scheme_catalog::v1::ATTRIBUTE_TYPE_TRUTH);
    attribute.set_absence(type::v1::ATTRIBUTE_ABSENCE_FALSE);
    catalog_ = sample.Build();
    auto rule = std::make_shared<const scheme_catalog::v1::ReadinessRule>(
        FromText<scheme_catalog::v1::ReadinessRule>(
            "name: 'readinessRules/one' subject_kind: SUBJECT_KIND_VO norms {"
            " id: 'one-village' force: NORM_FORCE_REQUIRED expression:"
            " '!groups_of_several_villages' }"));
    ReadinessRulesByName rules;
    rules[rule->name()] = rule;
    readiness_ = ReadinessCatalog::Compile(catalog_, rules);
    ASSERT_EQ(readiness_->rules()[0]->defect, "");
    query_.rules = readiness_->rules();
    registry::v1::WatchProfilesResponse batch;
    AddPlace(batch, "places/state", type::v1::PLACE_KIND_STATE);
    for (const char* district : {"places/d1", "places/d2"}) {
      AddPlace(batch, district, type::v1::PLACE_KIND_DISTRICT, "places/state");
    }
    for (const char* village : {"places/v1", "places/v2"}) {
      AddPlace(batch, village, type::v1::PLACE_KIND_VILLAGE, "places/d1");
    }
    std::vector<const registry::v1::PlaceChange*> changes;
    for (const auto& change : batch.places()) changes.push_back(&change);
    places_ = PlaceTable::Empty()->With(changes);
  }

  v1::Readiness OfGroupsIn(const std::vector<std::string>& places,
                           const std::string& own_place = "") {
    std::vector<AssessedBody> members;
    for (const std::string& place : places) {
      members.push_back(Shg(static_cast<int>(members.size()),
                            absl::StrCat("place: '", place, "'")));
      members.back().subject.place_chain =
          places_->ChainOf(place).value_or(PlaceChain());
    }
    const AssessedBody body = HypotheticalBody(
        type::v1::SUBJECT_KIND_VO,
        places_->ChainOf(own_place).value_or(PlaceChain()), members);
    const auto assessment = AssessBody(*catalog_, body, *places_, query_);
    return assessment.rules(0).readiness();
  }

  std::shared_ptr<const PlaceTable> places_;
};

TEST_F(VillagesOfGroupsTest, GroupsOfOneVillageAreReady) {
  EXPECT_EQ(OfGroupsIn({"places/v1", "places/v1"}), v1::READINESS_READY);
  EXPECT_EQ(OfGroupsIn({"places/v1", "places/v1"}, "places/v1"),
            v1::READINESS_READY);
  EXPECT_EQ(OfGroupsIn({"places/v1", "places/d1", ""}, "places/state"),
            v1::READINESS_READY)
      << "nothing says that the others are of another village";
}

TEST_F(VillagesOfGroupsTest, GroupsOfSeveralVillagesAreNot) {
  EXPECT_EQ(OfGroupsIn({"places/v1", "places/v2"}), v1::READINESS_NOT_READY);
  EXPECT_EQ(OfGroupsIn({"places/v1", "places/v2"}, "places/d1"),
            v1::READINESS_NOT_READY);
  EXPECT_EQ(OfGroupsIn({"places/d1", "places/d2"}), v1::READINESS_NOT_READY)
      << "wherever they lie in these districts";
  EXPECT_EQ(OfGroupsIn({"places/v1", "places/v1"}, "places/v2"),
            v1::READINESS_NOT_READY)
      << "it is of another village itself";
}

}  // namespace
}  // namespace sangam::matching
