#include "services/sangamctl/federation_screen/federation_screen.h"

#include <string>

#include "gmock/gmock.h"
#include "google/protobuf/text_format.h"
#include "gtest/gtest.h"

namespace sangam::sangamctl {
namespace {

using testing::HasSubstr;
using testing::Not;

template <typename Message>
Message FromText(const std::string& text) {
  Message message;
  EXPECT_TRUE(google::protobuf::TextFormat::ParseFromString(text, &message))
      << text;
  return message;
}

constexpr char kVillage[] = R"pb(
  assessment {
    subject: 'groups/a'
    title: 'Village A'
    kind: SUBJECT_KIND_VO
    place_title: 'Gaya'
    rules {
      title: 'Ready for a village organisation'
      readiness: READINESS_NOT_READY
      applies: OUTCOME_MET
      children_ready: 7
      children_required: 8
      children_short: 1
      notes: 'Nothing is merged.'
      norms {
        id: 'eight'
        force: NORM_FORCE_REQUIRED
        outcome: OUTCOME_NOT_MET
        description: 'At least 8 groups.'
        counts { required: 8 met: 7 short_at_least: 1 short_at_most: 1 }
        interpretation: 'Groups are to work.'
        citations { document: 'A page' section: 'VO' restated: 'Eight.' }
      }
      norms {
        id: 'strength'
        force: NORM_FORCE_HUMAN_JUDGEMENT
        outcome: OUTCOME_UNKNOWN
        description: 'Strong enough.'
      }
      children {
        name: 'groups/b'
        open {
          norm: 'savings'
          lacks {
            label: 'months of savings'
            required: 'at least 3'
            actual: '2'
            distance: '1 more'
          }
        }
      }
    }
  }
  disclaimer: 'People decide.'
)pb";

TEST(FederationScreenTest, OneBodyIsToldWithWhatIsShort) {
  const std::string drawn =
      DrawAssessment(FromText<matching::v1::AssessFederationResponse>(kVillage),
                     Words("en"), Layout());
  EXPECT_THAT(drawn, HasSubstr("Village A (VO)"));
  EXPECT_THAT(drawn, HasSubstr("not ready"));
  EXPECT_THAT(drawn, HasSubstr("7 of 8: 1 short"));
  EXPECT_THAT(drawn, HasSubstr("Read so: Groups are to work."));
  EXPECT_THAT(drawn, HasSubstr("a person decides"));
  EXPECT_THAT(drawn, HasSubstr("groups/b: months of savings: needs at least 3,"
                               " has 2: 1 more"));
  EXPECT_THAT(drawn, HasSubstr("Source: A page, VO — Eight."));
  EXPECT_THAT(drawn, HasSubstr("Note: Nothing is merged."));
  EXPECT_THAT(drawn, HasSubstr("People decide."));
}

TEST(FederationScreenTest, HindiIsSpoken) {
  const std::string drawn =
      DrawAssessment(FromText<matching::v1::AssessFederationResponse>(kVillage),
                     Words("hi"), Layout());
  EXPECT_THAT(drawn, HasSubstr("तैयार नहीं"));
  EXPECT_THAT(drawn, Not(HasSubstr("short")));
}

TEST(FederationScreenTest, ARuleForOthersIsNotReady) {
  auto response = FromText<matching::v1::AssessFederationResponse>(kVillage);
  auto& rule = *response.mutable_assessment()->mutable_rules(0);
  rule.set_applies(matching::v1::OUTCOME_NOT_MET);
  const std::string drawn = DrawAssessment(response, Words("en"), Layout());
  EXPECT_THAT(drawn, HasSubstr("does not apply"));
  EXPECT_THAT(drawn, HasSubstr("It is a rule for others"));
}

TEST(FederationScreenTest, ThoseInAnotherFederationAreTold) {
  auto response = FromText<matching::v1::AssessFederationResponse>(kVillage);
  auto& rule = *response.mutable_assessment()->mutable_rules(0);
  rule.set_children_that_may_be(9);
  rule.mutable_children(0)->set_member_of("groups/a");
  std::string drawn = DrawAssessment(response, Words("en"), Layout());
  EXPECT_THAT(drawn, HasSubstr("7 satisfy all of it at once, 2 more may, 8 are"
                               " required: 1 short"));
  EXPECT_THAT(drawn, Not(HasSubstr("another federation"))) << "it is its own";
  rule.mutable_children(0)->set_member_of("groups/other");
  drawn = DrawAssessment(response, Words("en"), Layout());
  EXPECT_THAT(drawn, HasSubstr("1 belong to another federation already"));
  EXPECT_THAT(drawn, HasSubstr("groups/b → groups/other"));
}

TEST(FederationScreenTest, WhereNoRuleAppliesThatIsSaid) {
  EXPECT_THAT(DrawAssessment({}, Words("en"), Layout()),
              HasSubstr("No readiness rule applies"));
}

TEST(FederationScreenTest, ManyBodiesAreATableAndACount) {
  const auto response = FromText<matching::v1::AssessFederationsResponse>(R"pb(
    assessments {
      subject: 'groups/a'
      kind: SUBJECT_KIND_VO
      rules {
        readiness_rule: 'readinessRules/v'
        readiness: READINESS_READY
        children_ready: 8
      }
    }
    assessments {
      place: 'places/p'
      hypothetical: true
      kind: SUBJECT_KIND_VO
      rules {
        readiness_rule: 'readinessRules/v'
        readiness: READINESS_NOT_READY
        children_ready: 6
        children_short: 2
      }
    }
    counts { readiness_rule: 'readinessRules/v' recorded: true ready: 1 }
  )pb");
  const std::string drawn = DrawAssessments(response, Words("en"), Layout());
  EXPECT_THAT(drawn, HasSubstr("groups/a"));
  EXPECT_THAT(drawn, HasSubstr("places/p (new)"));
  EXPECT_THAT(drawn, HasSubstr("recorded"));
  EXPECT_THAT(DrawAssessments({}, Words("en"), Layout()),
              HasSubstr("No federation was found."));
}

}  // namespace
}  // namespace sangam::sangamctl
