#include "services/sangamctl/scheme_file/rule_lines.h"

#include "common/status/errors.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"

namespace sangam::sangamctl {
namespace {

using matching::v1::EvaluateRuleResponse;

TEST(RuleLinesTest, ACheckTellsFormTypeAndAttributes) {
  EvaluateRuleResponse response;
  response.set_canonical("members >= 10");
  response.set_type(scheme_catalog::v1::ATTRIBUTE_TYPE_TRUTH);
  response.add_attributes("members");
  response.add_advice("`membrs` is now `members`");
  EXPECT_EQ(DrawRuleCheck(response, Words("en"), {}),
            "members >= 10\n  gives yes or no: a condition\n  reads members\n"
            "advice: `membrs` is now `members`\n");
}

TEST(RuleLinesTest, AConditionHoldsOrNot) {
  EvaluateRuleResponse response;
  response.set_outcome(matching::v1::OUTCOME_NOT_MET);
  auto* finding = response.add_findings();
  finding->set_label("number of members");
  finding->set_outcome(matching::v1::OUTCOME_NOT_MET);
  finding->set_required("at least 10");
  finding->set_actual("9");
  EXPECT_EQ(DrawRuleOutcome(response, Words("en"), {}),
            "✗ does not hold\n"
            "  ✗ number of members: needs at least 10, has 9\n");
}

TEST(RuleLinesTest, AValueIsToldOrWhyItIsNotKnown) {
  EvaluateRuleResponse response;
  response.set_value("₹5,000");
  EXPECT_EQ(DrawRuleOutcome(response, Words("en"), {}), "₹5,000\n");
  response.clear_value();
  response.set_unknown_because("members is not known");
  auto* field = response.add_collect();
  field->set_question("How many members?");
  field->set_attribute("members");
  EXPECT_EQ(DrawRuleOutcome(response, Words("en"), {}),
            "not known\n  because members is not known\n"
            "  ask: How many members? (members)\n");
}

TEST(RuleLinesTest, MeaningsKeepTheirLevels) {
  EvaluateRuleResponse response;
  response.add_meaning("all of:");
  response.add_meaning("  members is at least 10");
  EXPECT_EQ(DrawRuleMeaning(response, Words("en"), {}),
            "all of:\n  members is at least 10\n");
}

TEST(RuleLinesTest, AnIdentityNumberIsNotShown) {
  const absl::Status status =
      InvalidFieldsError({{"expression", "line 1, column 4: no"}},
                         type::v1::ERROR_REASON_IDENTITY_NUMBER);
  EXPECT_EQ(DrawRuleFaults("", "\"000011112222\"", status, Words("en"), {}),
            "line 1, column 4: no\n");
}

TEST(RuleLinesTest, FaultsStandUnderTheExpression) {
  const absl::Status status = InvalidFieldsError(
      {{"expression",
        "line 1, column 1: unknown attribute `membrs`; did you"
        " mean `members`?"}});
  EXPECT_EQ(DrawRuleFaults("", "membrs > 1", status, Words("en"), {}),
            "line 1, column 1\n    membrs > 1\n"
            "    ^ unknown attribute `membrs`; did you mean `members`?\n");
  EXPECT_EQ(DrawRuleFaults("", "membrs > 1", status, Words("hi"), {}),
            "पंक्ति 1, स्तंभ 1\n    membrs > 1\n"
            "    ^ `membrs` नाम की कोई विशेषता नहीं है; क्या आपका आशय `members`"
            " था?\n");
  EXPECT_EQ(DrawRuleFaults("a.rule", "membrs > 1", status, Words("en"), {})
                .substr(0, 24),
            "a.rule, line 1, column 1");
  EXPECT_EQ(
      DrawRuleFaults("", "", InvalidFieldError("expression", "is required"),
                     Words("en"), {}),
      "the expression is required\n");
  EXPECT_EQ(DrawRuleFaults("", "x", InvalidFieldError("as_of", "is bad"),
                           Words("en"), {}),
            "");
}

}  // namespace
}  // namespace sangam::sangamctl
