#include "services/matching/federation/federation_scan.h"

#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_format.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "services/matching/coverage/coverage_fixture_for_test.h"

namespace sangam::matching {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

class FederationScanTest : public CoverageTest {
 protected:
  void SetUp() override {
    catalog_.BeginList();
    auto batch = CatalogBatch(3);
    auto* rule = batch.add_changes()->mutable_readiness_rule();
    rule->set_name("readinessRules/village");
    rule->set_subject_kind(type::v1::SUBJECT_KIND_VO);
    auto* norm = rule->add_norms();
    norm->set_id("three");
    norm->set_force(scheme_catalog::v1::NORM_FORCE_REQUIRED);
    norm->set_expression(
        "children.filter(c, c.subject.kind == \"SHG\" &&"
        " c.months_of_regular_savings >= 3).size() >= 3");
    batch.set_snapshot_complete(true);
    ASSERT_TRUE(catalog_.Apply(batch).ok());
    catalog_.Publish();
  }

  // A VO and its groups, each with so many months of savings.
  void AddVillage(const std::string& name, const std::string& place,
                  const std::vector<int>& months) {
    std::string children;
    for (size_t i = 0; i < months.size(); ++i) {
      const std::string facts =
          absl::StrCat("kind: SUBJECT_KIND_SHG place: '", place,
                       "' months_of_regular_savings: ", months[i]);
      absl::StrAppend(&children, "profiles { ", facts, " } ");
      Add(absl::StrCat("groups/", name, "-shg-", i), facts);
      registry_batch_.mutable_profiles()->rbegin()->set_member_of(
          absl::StrCat("groups/", name));
    }
    Add(absl::StrCat("groups/", name),
        absl::StrCat("kind: SUBJECT_KIND_VO place: '", place,
                     "' children { complete: true ", children, "}"));
  }
  void AddLoose(const std::string& name, const std::string& place, int months) {
    Add(absl::StrCat("groups/", name),
        absl::StrCat("kind: SUBJECT_KIND_SHG place: '", place,
                     "' months_of_regular_savings: ", months));
  }
  void ShowTwoDistricts() {
    Begin();
    AddVillage("vo-a", "places/d1", {3, 4, 5});
    AddVillage("vo-b", "places/d1", {3, 2, 5});
    AddVillage("vo-c", "places/d2", {1});
    AddLoose("loose-1", "places/d2", 3);
    AddLoose("loose-2", "places/d2", 1);
    Show();
  }

  // What is told of all messages together.
  v1::AssessFederationsResponse Ask() {
    FederationScan scan(&request_, &reader_);
    auto messages = Drain(scan);
    EXPECT_TRUE(messages.ok()) << messages.status();
    v1::AssessFederationsResponse all;
    if (messages.ok()) {
      for (const auto& message : *messages) all.MergeFrom(message);
    }
    return all;
  }
  // "subject: short".
  static std::vector<std::string> Told(
      const v1::AssessFederationsResponse& all) {
    std::vector<std::string> told;
    for (const auto& body : all.assessments()) {
      told.push_back(absl::StrCat(
          body.hypothetical() ? body.place() : body.subject(), ": ",
          body.rules_size() == 0 ? -1 : body.rules(0).children_short()));
    }
    return told;
  }

  v1::AssessFederationsRequest request_;
};

TEST_F(FederationScanTest, TellsEveryFederationOfThePlace) {
  ShowTwoDistricts();
  request_.set_place("places/d1");
  const v1::AssessFederationsResponse all = Ask();
  EXPECT_THAT(Told(all), ElementsAre("groups/vo-a: 0", "groups/vo-b: 1"));
  ASSERT_EQ(all.readiness_rules_size(), 1);
  EXPECT_EQ(all.readiness_rules(0).name(), "readinessRules/village");
  ASSERT_EQ(all.counts_size(), 1);
  EXPECT_TRUE(all.counts(0).recorded());
  EXPECT_EQ(all.counts(0).ready(), 1);
  EXPECT_EQ(all.counts(0).not_ready(), 1);
  EXPECT_EQ(all.counts(0).one_child_short(), 1);
  EXPECT_FALSE(all.basis().token().empty());
  EXPECT_EQ(all.progress().scanned(), all.progress().total());
  EXPECT_EQ(all.assessments(0).rules(0).norms(0).description(), "");
}

TEST_F(FederationScanTest, ChildrenAreToldByNameNearestFirst) {
  ShowTwoDistricts();
  request_.set_place("places/d1");
  request_.set_children(2);
  request_.add_readiness(v1::READINESS_NOT_READY);
  const v1::AssessFederationsResponse all = Ask();
  ASSERT_THAT(Told(all), ElementsAre("groups/vo-b: 1"));
  const v1::RuleAssessment& rule = all.assessments(0).rules(0);
  ASSERT_EQ(rule.children_size(), 2);
  EXPECT_EQ(rule.children(0).name(), "groups/vo-b-shg-0");
  EXPECT_EQ(rule.children(1).name(), "groups/vo-b-shg-2");
  request_.set_children(9);
  const v1::RuleAssessment whole = Ask().assessments(0).rules(0);
  ASSERT_EQ(whole.children_size(), 3);
  EXPECT_EQ(whole.children(2).name(), "groups/vo-b-shg-1");
  EXPECT_EQ(whole.children(2).open(0).lacks(0).distance_value(), 1);
}

TEST_F(FederationScanTest, GroupsThatAreInNoneMayFoundOne) {
  ShowTwoDistricts();
  auto* formation = request_.add_formations();
  formation->set_kind(type::v1::SUBJECT_KIND_VO);
  formation->set_place_kind(type::v1::PLACE_KIND_DISTRICT);
  request_.set_place("places/d2");
  request_.set_children(5);
  const v1::AssessFederationsResponse all = Ask();
  EXPECT_THAT(Told(all), ElementsAre("groups/vo-c: 3", "places/d2: 2"));
  const v1::FederationAssessment& founded = all.assessments(1);
  EXPECT_TRUE(founded.hypothetical());
  EXPECT_EQ(founded.children(), 2);
  EXPECT_EQ(founded.kind(), type::v1::SUBJECT_KIND_VO);
  EXPECT_EQ(founded.rules(0).children(0).name(), "groups/loose-1");
  ASSERT_EQ(all.counts_size(), 2);
  EXPECT_FALSE(all.counts(0).recorded());
}

TEST_F(FederationScanTest, RecordedJudgementsCount) {
  catalog_.BeginList();
  auto batch = CatalogBatch(4);
  auto* rule = batch.add_changes()->mutable_readiness_rule();
  rule->set_name("readinessRules/block");
  rule->set_subject_kind(type::v1::SUBJECT_KIND_BLF);
  auto* norm = rule->add_norms();
  norm->set_id("strength");
  norm->set_force(scheme_catalog::v1::NORM_FORCE_HUMAN_JUDGEMENT);
  batch.set_snapshot_complete(true);
  ASSERT_TRUE(catalog_.Apply(batch).ok());
  catalog_.Publish();
  Begin();
  Add("groups/a", "kind: SUBJECT_KIND_BLF");
  Add("groups/b", "kind: SUBJECT_KIND_BLF");
  auto* judgement =
      registry_batch_.mutable_profiles()->rbegin()->add_judgements();
  judgement->set_readiness_rule("readinessRules/block");
  judgement->set_norm("strength");
  judgement->set_holds(true);
  judgement->set_decided_by("X");
  Show();
  const v1::AssessFederationsResponse all = Ask();
  ASSERT_EQ(all.assessments_size(), 2);
  EXPECT_EQ(all.assessments(0).rules(0).readiness(),
            v1::READINESS_NEEDS_JUDGEMENT);
  EXPECT_EQ(all.assessments(1).rules(0).readiness(), v1::READINESS_READY);
  EXPECT_EQ(all.assessments(1).rules(0).norms(0).judgement().decided_by(), "X");
}

TEST_F(FederationScanTest, AnEmptyRegistryHasNone) {
  Begin();
  Show();
  EXPECT_THAT(Told(Ask()), IsEmpty());
}

TEST_F(FederationScanTest, ManyComeInSeveralMessages) {
  Begin();
  for (int i = 0; i < 450; ++i) {
    AddVillage(absl::StrFormat("vo-%04d", i), "places/d1", {3});
  }
  Show();
  FederationScan scan(&request_, &reader_);
  const auto messages = Drain(scan);
  ASSERT_TRUE(messages.ok());
  EXPECT_GE(messages->size(), 2u);
  int told = 0;
  for (const auto& message : *messages) told += message.assessments_size();
  EXPECT_EQ(told, 450);
}

TEST_F(FederationScanTest, BadRequestsNameTheirFields) {
  ShowTwoDistricts();
  const auto faulty = [this] {
    FederationScan scan(&request_, &reader_);
    return FaultyField(Drain(scan));
  };
  request_.set_place("places/nowhere");
  EXPECT_EQ(faulty(), "place");
  request_.set_place("");
  request_.add_formations()->set_kind(type::v1::SUBJECT_KIND_SHG);
  EXPECT_EQ(faulty(), "formations[0].kind");
  request_.clear_formations();
  request_.set_children(-1);
  EXPECT_EQ(faulty(), "children");
  request_.clear_children();
  request_.add_readiness_rules("schemes/x");
  EXPECT_EQ(faulty(), "readiness_rules[0]");
  request_.set_readiness_rules(0, "readinessRules/unknown");
  FederationScan scan(&request_, &reader_);
  EXPECT_TRUE(absl::IsNotFound(Drain(scan).status()));
}

// A formation that is listed twice would found its bodies of twice their
// groups.
TEST_F(FederationScanTest, NothingIsListedTwice) {
  ShowTwoDistricts();
  const auto faulty = [this] {
    FederationScan scan(&request_, &reader_);
    return FaultyField(Drain(scan));
  };
  for (const auto kind :
       {type::v1::PLACE_KIND_VILLAGE, type::v1::PLACE_KIND_DISTRICT,
        type::v1::PLACE_KIND_VILLAGE}) {
    v1::FormationQuestion& formation = *request_.add_formations();
    formation.set_kind(type::v1::SUBJECT_KIND_VO);
    formation.set_place_kind(kind);
  }
  EXPECT_EQ(faulty(), "formations[2]");
  request_.clear_formations();
  for (const auto kind :
       {type::v1::SUBJECT_KIND_VO, type::v1::SUBJECT_KIND_VO}) {
    request_.add_kinds(kind);
  }
  EXPECT_EQ(faulty(), "kinds[1]");
  request_.clear_kinds();
  for (const auto readiness : {v1::READINESS_READY, v1::READINESS_READY}) {
    request_.add_readiness(readiness);
  }
  EXPECT_EQ(faulty(), "readiness[1]");
  request_.clear_readiness();
  for (int i = 0; i < 2; ++i) {
    request_.add_readiness_rules("readinessRules/village");
  }
  EXPECT_EQ(faulty(), "readiness_rules[1]");
}

}  // namespace
}  // namespace sangam::matching
