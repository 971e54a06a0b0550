// What the rules of a version's funding may be about.
#include <string>
#include <vector>

#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "services/scheme_catalog/domain/funding_check.h"

namespace sangam::scheme_catalog {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;

// A version with benefits, declared components and one funding rule for each of
// `funded`.
v1::SchemeVersion VersionOf(const std::vector<std::string>& benefits,
                            const std::vector<std::string>& declared,
                            const std::vector<std::string>& funded) {
  v1::SchemeVersion version;
  for (const std::string& id : benefits) version.add_benefits()->set_id(id);
  for (const std::string& id : declared) version.add_cost_components(id);
  for (const std::string& component : funded) {
    v1::FundingRule* rule = version.add_funding();
    rule->set_component(component);
    v1::FundingShare* share = rule->add_shares();
    share->set_party(v1::FUNDING_PARTY_CENTRE);
    share->set_share_bps(10000);
  }
  return version;
}

// "field: description" of each fault.
std::vector<std::string> Faults(const v1::SchemeVersion& version) {
  RuleVocabulary vocabulary(&AttributeDictionary::BuiltIn());
  Violations violations;
  CheckFunding(violations, version, vocabulary);
  std::vector<std::string> faults;
  for (const auto& fault : FieldViolationsOf(violations.ToStatus())) {
    faults.push_back(fault.field + ": " + fault.description);
  }
  return faults;
}

TEST(CostComponentTest, WithoutADeclarationTheRulesSayWhatTheComponentsAre) {
  EXPECT_THAT(Faults(VersionOf({}, {}, {"hard", "soft"})), ElementsAre());
  EXPECT_THAT(Faults(VersionOf({"soft-intervention"}, {}, {"hard", "land"})),
              ElementsAre());
  EXPECT_THAT(Faults(VersionOf({"toolkit"}, {}, {""})), ElementsAre());
}

TEST(CostComponentTest, WhereComponentsAreDeclaredOthersAreRefused) {
  EXPECT_THAT(Faults(VersionOf({"loan"}, {"hard", "soft"},
                               {"hard", "soft", "loan", ""})),
              ElementsAre());
  EXPECT_THAT(
      Faults(VersionOf({}, {"hard", "soft"}, {"sofft"})),
      ElementsAre("funding[0].component: is neither a benefit nor among"
                  " cost_components; did you mean soft? If not, add it to"
                  " cost_components"));
  EXPECT_THAT(Faults(VersionOf({}, {"hard", "soft"}, {"freight"})),
              ElementsAre("funding[0].component: is neither a benefit nor among"
                          " cost_components; add it to them if it is meant"));
}

TEST(CostComponentTest, ARuleAboutABenefitMakesTheBenefitsComponents) {
  EXPECT_THAT(
      Faults(VersionOf({"toolkit", "training"}, {}, {"toolkit", "training"})),
      ElementsAre());
  EXPECT_THAT(
      Faults(VersionOf({"toolkit", "training"}, {}, {"toolkit", "freight"})),
      ElementsAre(HasSubstr("funding[1].component: is neither")));
}

TEST(CostComponentTest, AMisspeltBenefitIsToldThoughNothingIsDeclared) {
  EXPECT_THAT(Faults(VersionOf({"toolkit"}, {}, {"tolkit"})),
              ElementsAre(HasSubstr("did you mean toolkit?")));
}

TEST(CostComponentTest, DeclaredComponentsAreShortNamesAndDiffer) {
  EXPECT_THAT(Faults(VersionOf({}, {"hard", "Soft costs", "hard"}, {})),
              ElementsAre(HasSubstr("cost_components[1]: must be a short"),
                          HasSubstr("cost_components[2]: \"hard\" is used")));
}

}  // namespace
}  // namespace sangam::scheme_catalog
