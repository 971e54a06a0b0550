// Readiness rules and villages for the tests of assessments.
#ifndef SANGAM_SERVICES_MATCHING_FEDERATION_FEDERATION_FIXTURE_FOR_TEST_H_
#define SANGAM_SERVICES_MATCHING_FEDERATION_FEDERATION_FIXTURE_FOR_TEST_H_

#include <memory>
#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "gtest/gtest.h"
#include "services/matching/catalog/sample_catalog.h"
#include "services/matching/federation/federation_assessment.h"
#include "services/matching/federation/hypothetical_body.h"
#include "services/matching/feeds/place_table.h"

namespace sangam::matching {

inline constexpr char kVillageRule[] = R"pb(
  name: 'readinessRules/village'
  subject_kind: SUBJECT_KIND_VO
  notes: 'Never merged of itself.'
  norms {
    id: 'eight'
    force: NORM_FORCE_REQUIRED
    expression: 'children.filter(c, c.subject.kind == "SHG").size() >= 8'
  }
  norms {
    id: 'savings'
    force: NORM_FORCE_REQUIRED
    expression: 'children.filter(c, c.subject.kind == "SHG" && c.months_of_regular_savings >= 3).size() >= 8'
    interpretation: 'Months stand for weeks.'
    citations { document: 'A page' }
  }
  norms {
    id: 'trained'
    force: NORM_FORCE_REQUIRED
    expression: 'children.filter(c, c.subject.kind == "SHG" && c.trained_on_federation_concepts).size() >= 8'
  }
  norms {
    id: 'twelve-members'
    force: NORM_FORCE_ADVISORY
    expression: 'children.filter(c, c.subject.kind == "SHG" && c.members >= 12).size() >= 8'
  }
)pb";

inline constexpr char kClusterRule[] = R"pb(
  name: 'readinessRules/cluster'
  subject_kind: SUBJECT_KIND_CLF
  norms {
    id: 'fifteen'
    force: NORM_FORCE_REQUIRED
    expression: 'children.filter(c, c.subject.kind == "VO" && c.member_shgs >= 12).size() >= 15'
  }
  norms {
    id: 'at-most-fifteen-each'
    force: NORM_FORCE_ADVISORY
    expression: 'children.all(c, c.subject.kind != "VO" || c.member_shgs <= 15)'
  }
)pb";

inline constexpr char kJudgedRule[] = R"pb(
  name: 'readinessRules/block'
  subject_kind: SUBJECT_KIND_BLF
  norms {
    id: 'strength'
    force: NORM_FORCE_HUMAN_JUDGEMENT
    expression: 'member_shgs >= 100'
  }
)pb";

inline constexpr char kInclusionRule[] = R"pb(
  name: 'readinessRules/inclusion'
  subject_kind: SUBJECT_KIND_SHG
  applies_where: 'women_owned'
  norms {
    id: 'poor'
    force: NORM_FORCE_REQUIRED
    expression: 'poor_member_share_bps >= 8000'
  }
)pb";

class FederationAssessmentTest : public testing::Test {
 protected:
  void SetUp() override {
    ReadinessRulesByName rules;
    for (const char* text :
         {kVillageRule, kClusterRule, kJudgedRule, kInclusionRule}) {
      auto rule = std::make_shared<const scheme_catalog::v1::ReadinessRule>(
          FromText<scheme_catalog::v1::ReadinessRule>(text));
      rules[rule->name()] = rule;
    }
    catalog_ = SampleCatalog().Build();
    readiness_ = ReadinessCatalog::Compile(catalog_, rules);
    for (const auto& rule : readiness_->rules()) ASSERT_EQ(rule->defect, "");
    query_.as_of = absl::CivilDay(2026, 1, 1);
    query_.rules = readiness_->rules();
  }

  static AssessedBody Shg(int number, const std::string& facts) {
    AssessedBody shg;
    shg.subject.name = absl::StrCat("groups/shg-", number);
    shg.subject.profile = FromText<type::v1::Profile>(
        absl::StrCat("kind: SUBJECT_KIND_SHG ", facts));
    return shg;
  }
  static constexpr char kReady[] =
      "members: 12 months_of_regular_savings: 3"
      " trained_on_federation_concepts: true";

  static AssessedBody Village(int ready,
                              const std::vector<std::string>& others = {}) {
    std::vector<AssessedBody> members;
    for (int i = 0; i < ready; ++i) members.push_back(Shg(10 + i, kReady));
    for (const std::string& facts : others) {
      members.push_back(Shg(10 + static_cast<int>(members.size()), facts));
    }
    return HypotheticalBody(type::v1::SUBJECT_KIND_VO, {}, members);
  }

  v1::FederationAssessment Assess(const AssessedBody& body) const {
    return AssessBody(*catalog_, body, *PlaceTable::Empty(), query_);
  }
  v1::RuleAssessment AssessOnly(const AssessedBody& body) const {
    const v1::FederationAssessment assessment = Assess(body);
    EXPECT_EQ(assessment.rules_size(), 1);
    return assessment.rules_size() == 1 ? assessment.rules(0)
                                        : v1::RuleAssessment();
  }

  std::shared_ptr<const CatalogSnapshot> catalog_;
  std::shared_ptr<const ReadinessCatalog> readiness_;
  AssessmentQuery query_;
};

}  // namespace sangam::matching

#endif  // SANGAM_SERVICES_MATCHING_FEDERATION_FEDERATION_FIXTURE_FOR_TEST_H_
