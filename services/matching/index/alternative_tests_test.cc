#include "services/matching/index/alternative_tests.h"

#include <memory>
#include <set>

#include "common/rules/random_rules.h"
#include "gtest/gtest.h"

namespace sangam::matching {
namespace {

// How many literals each conjunct has, once they are joined.
using Sizes = std::multiset<size_t>;

class AlternativeTestsTest : public ::testing::Test {
 protected:
  Sizes SizesOf(const std::vector<std::string>& conditions) {
    scheme_catalog::v1::SchemeVersion version;
    for (const std::string& condition : conditions) {
      version.add_conditions()->set_expression(condition);
    }
    version_ = CompileVersion(version, rules::SampleDictionary());
    EXPECT_EQ(version_->defect, "");
    form_ = NormalFormOf(*version_);
    JoinAlternatives(&form_);
    Sizes sizes;
    for (const Conjunct& conjunct : form_.conjuncts) {
      sizes.insert(conjunct.literals.size());
    }
    return sizes;
  }

  std::shared_ptr<const CompiledVersion> version_;
  NormalForm form_;
};

TEST_F(AlternativeTestsTest, ElementsOfOneListBecomeOneConjunct) {
  EXPECT_EQ(SizesOf({"'JUTE' in sectors || 'COIR' in sectors || 'DAIRY' in "
                     "sectors",
                     "members >= 10"}),
            Sizes{4});
  // The first of them stands alone.
  int alternatives = 0;
  for (const Literal& literal : form_.conjuncts.front().literals) {
    alternatives += literal.is_alternative ? 1 : 0;
  }
  EXPECT_EQ(alternatives, 2);
}

TEST_F(AlternativeTestsTest, SeveralListsAreJoinedOneAfterTheOther) {
  EXPECT_EQ(SizesOf({"'JUTE' in sectors || 'COIR' in sectors",
                     "'SKILL' in problems || 'POWER' in problems"}),
            Sizes{4});
}

TEST_F(AlternativeTestsTest, WhatIsBesideThemStaysApart) {
  EXPECT_EQ(SizesOf({"'JUTE' in sectors || 'COIR' in sectors || members > 3"}),
            (Sizes{1, 2}));
  EXPECT_EQ(SizesOf({"'JUTE' in sectors && members > 3 || 'COIR' in sectors"}),
            (Sizes{1, 2}));
}

TEST_F(AlternativeTestsTest, OtherTestsAreNoAlternatives) {
  EXPECT_EQ(SizesOf({"!('JUTE' in sectors && 'COIR' in sectors)"}),
            (Sizes{1, 1}));
  EXPECT_EQ(SizesOf({"members < 3 || members > 9"}), (Sizes{1, 1}));
  EXPECT_EQ(SizesOf({"'13' in nic_codes || '14' in nic_codes"}), (Sizes{1, 1}));
  // One element must not pass for the other.
  EXPECT_EQ(SizesOf({"'JUTE' in sectors || 'COIR' in sectors",
                     "'DAIRY' in sectors || 'TRADE' in sectors"}),
            (Sizes{2, 2, 2, 2}));
}

// The conditional only carries what is unknown of women_owned.
TEST_F(AlternativeTestsTest, WhatMakesNoNearMissIsNotJoinedToWhatDoes) {
  EXPECT_EQ(SizesOf({"women_owned && !women_owned && 'JUTE' in sectors ||"
                     " (women_owned ? false : false) && 'COIR' in sectors"}),
            (Sizes{3, 3}));
}

}  // namespace
}  // namespace sangam::matching
