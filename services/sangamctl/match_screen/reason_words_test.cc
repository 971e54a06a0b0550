#include "services/sangamctl/match_screen/reason_words.h"

#include <string>

#include "google/protobuf/text_format.h"
#include "gtest/gtest.h"

namespace sangam::sangamctl {
namespace {

using matching::v1::SchemeMatch;

SchemeMatch FromText(const std::string& text) {
  SchemeMatch match;
  EXPECT_TRUE(google::protobuf::TextFormat::ParseFromString(text, &match));
  return match;
}

TEST(ReasonWordsTest, ReasonsAreWhatTheProfileSays) {
  EXPECT_EQ(ReasonsInWords(SchemeMatch(), Words("en")), "open to all");
  EXPECT_EQ(ReasonsInWords(FromText(R"(
    conditions {
      outcome: OUTCOME_MET
      findings { attribute: "subject.kind" label: "kind of subject"
                 outcome: OUTCOME_MET actual: "cluster" }
      findings { attribute: "weavers" label: "number of weavers"
                 outcome: OUTCOME_MET actual: "100" }
      findings { attribute: "artisans" label: "number of artisans"
                 outcome: OUTCOME_MET actual: "1" }
      findings { attribute: "spv_formed" label: "SPV formed"
                 outcome: OUTCOME_MET actual: "yes" }
      findings { attribute: "books" label: "books up to date"
                 outcome: OUTCOME_MET actual: "no" }
    })"),
                           Words("en")),
            "cluster · 100 weavers · number of artisans: 1 · SPV formed ·"
            " books up to date: no");
}

TEST(ReasonWordsTest, EachReasonIsToldOnceAndOnlyIfItHolds) {
  EXPECT_EQ(ReasonsInWords(FromText(R"(
    conditions {
      outcome: OUTCOME_MET
      findings { attribute: "trades" label: "trades" outcome: OUTCOME_UNKNOWN
                 actual: "carving" }
      findings { attribute: "sectors" outcome: OUTCOME_MET actual: "jute" }
      findings { attribute: "sectors" outcome: OUTCOME_MET actual: "jute" }
    }
    conditions {
      outcome: OUTCOME_MET
      findings { attribute: "sectors" outcome: OUTCOME_MET actual: "jute" }
    }
    conditions {
      outcome: OUTCOME_NOT_MET
      findings { attribute: "place" outcome: OUTCOME_MET actual: "Ri Bhoi" }
    })"),
                           Words("en")),
            "jute");
}

TEST(ReasonWordsTest, WhereTheProfileIsSilentTheConditionSpeaks) {
  EXPECT_EQ(ReasonsInWords(FromText(R"(
    conditions {
      outcome: OUTCOME_MET
      description: "It has not been funded before."
      findings { attribute: "received" label: "received before"
                 outcome: OUTCOME_MET actual: "not received" }
    })"),
                           Words("en")),
            "It has not been funded before");
}

TEST(ReasonWordsTest, ShortfallsNameTheDistance) {
  matching::v1::Finding finding;
  finding.set_label("number of members");
  finding.set_required("at least 10");
  EXPECT_EQ(ShortfallInWords(finding, Words("en")),
            "number of members: needs at least 10");
  finding.set_actual("9");
  finding.set_distance("1 more");
  EXPECT_EQ(ShortfallInWords(finding, Words("en")),
            "number of members: needs at least 10, has 9: 1 more");
}

TEST(ReasonWordsTest, ShortfallsOnOneAttributeAreOne) {
  const SchemeMatch match = FromText(R"(
    conditions {
      outcome: OUTCOME_NOT_MET
      findings { attribute: "sectors" label: "sectors" actual: "metal"
                 outcome: OUTCOME_NOT_MET required: "jute among them" }
      findings { attribute: "sectors" label: "sectors" actual: "metal"
                 outcome: OUTCOME_NOT_MET required: "coir among them" }
      findings { attribute: "place" label: "place" actual: "Ri Bhoi"
                 outcome: OUTCOME_NOT_MET required: "within Assam" }
    })");
  EXPECT_EQ(ShortfallsInWords(match, Words("en")),
            "sectors: needs jute among them; coir among them, has metal ·"
            " place: must lie within Assam, is Ri Bhoi");
  EXPECT_EQ(FindingsToTell(match.conditions(0)).size(), 2u);
}

}  // namespace
}  // namespace sangam::sangamctl
