#include "services/matching/engine/relation_findings.h"

#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "services/matching/engine/answers_for_test.h"

namespace sangam::matching {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

constexpr char kComplete[] =
    "received_benefits_complete_until { year: 2030 month: 1 day: 1 } ";

std::string To(const std::string& kind, const std::string& scheme,
               const std::string& more = "") {
  return absl::StrCat("relations { kind: SCHEME_RELATION_KIND_", kind,
                      " scheme: 'schemes/", scheme, "' ", more, "} ");
}

std::string Received(const std::string& scheme, int year) {
  return absl::StrCat(kComplete, "received_benefits { scheme: 'schemes/",
                      scheme, "' received_on { year: ", year,
                      " month: 3 day: 1 } } ");
}

// "other effect" of each finding, without the prefix.
std::vector<std::string> Findings(const v1::MatchSchemesResponse& response,
                                  const std::string& id) {
  std::vector<std::string> findings;
  const v1::SchemeMatch match = MatchOf(response, id);
  for (const auto& finding : match.relation_findings()) {
    findings.push_back(
        absl::StrCat(finding.scheme().substr(8), " ",
                     v1::RelationEffect_Name(finding.effect()).substr(16)));
  }
  return findings;
}

TEST(RelationFindingsTest, TwoThatExcludeEachOtherSaySoOnBothSides) {
  const SampleCatalog sample =
      SampleCatalog()
          .Add("a", "open_to_all: true " +
                        To("EXCLUDES", "b",
                           "within_months: 24 description { text { key: 'en' "
                           "value: 'Not with B.' } } "))
          .Add("b", "open_to_all: true");
  const auto response = AskAbout(sample, kComplete);
  EXPECT_THAT(Findings(response, "a"), ElementsAre("b EXCLUDES_EACH_OTHER"));
  EXPECT_THAT(Findings(response, "b"), ElementsAre("a EXCLUDES_EACH_OTHER"));
  for (const char* id : {"a", "b"}) {
    const v1::RelationFinding finding =
        MatchOf(response, id).relation_findings(0);
    EXPECT_EQ(finding.kind(),
              scheme_catalog::v1::SCHEME_RELATION_KIND_EXCLUDES);
    EXPECT_EQ(finding.within_months(), 24);
    EXPECT_EQ(finding.description().text().at("en"), "Not with B.");
  }
  EXPECT_EQ(MatchOf(response, "a").relation_findings(0).title(), "Scheme b");
}

TEST(RelationFindingsTest, StatedTwiceItIsToldOnce) {
  const SampleCatalog sample =
      SampleCatalog()
          .Add("a", "open_to_all: true " + To("EXCLUDES", "b"))
          .Add("b", "open_to_all: true " + To("EXCLUDES", "a"));
  const auto response = AskAbout(sample, kComplete);
  EXPECT_THAT(Findings(response, "a"), ElementsAre("b EXCLUDES_EACH_OTHER"));
  EXPECT_THAT(Findings(response, "b"), ElementsAre("a EXCLUDES_EACH_OTHER"));
}

TEST(RelationFindingsTest, TheOtherCountsListedOrNot) {
  const SampleCatalog sample =
      SampleCatalog()
          .Add("a", "open_to_all: true " + Grant(5) + To("EXCLUDES", "b"))
          .Add("b", "open_to_all: true");
  MatchQuery query = EveryVerdict();
  query.limit = 1;
  EXPECT_THAT(Findings(AskAbout(sample, kComplete, query), "a"),
              ElementsAre("b EXCLUDES_EACH_OTHER"));
  query.schemes = {"schemes/a"};
  EXPECT_THAT(Findings(AskAbout(sample, kComplete, query), "a"), IsEmpty())
      << "the other is not asked about";
}

TEST(RelationFindingsTest, OnlyWhatMayBeHadExcludesEachOther) {
  const SampleCatalog sample =
      SampleCatalog()
          .Add("a", "open_to_all: true " + To("EXCLUDES", "b") +
                        To("EXCLUDES", "gone") + To("CONVERGES_WITH", "b"))
          .Add("b", If("members > 5"));
  EXPECT_THAT(Findings(AskAbout(sample, kComplete), "a"), IsEmpty());
  EXPECT_THAT(
      Findings(AskAbout(sample, absl::StrCat(kComplete, "members: 6")), "a"),
      ElementsAre("b EXCLUDES_EACH_OTHER", "b ADDS_UP"));
}

TEST(RelationFindingsTest, WhatWasReceivedRulesOutWithinItsMonths) {
  const SampleCatalog ever =
      SampleCatalog()
          .Add("a", "open_to_all: true " + To("EXCLUDES", "b"))
          .Add("b", If("members > 5"));
  EXPECT_THAT(Findings(AskAbout(ever, Received("b", 2001)), "a"),
              ElementsAre("b RULED_OUT"));
  EXPECT_THAT(Findings(AskAbout(ever, ""), "a"), ElementsAre("b UNDECIDED"));
  const SampleCatalog lately =
      SampleCatalog()
          .Add("a",
               "open_to_all: true " + To("EXCLUDES", "b", "within_months: 12 "))
          .Add("b", If("members > 5"));
  EXPECT_THAT(Findings(AskAbout(lately, Received("b", 2024)), "a"),
              ElementsAre("b RULED_OUT"));
  EXPECT_THAT(Findings(AskAbout(lately, Received("b", 2022)), "a"), IsEmpty());
}

TEST(RelationFindingsTest, WhatWasReceivedAndExcludesThisOneIsTold) {
  const SampleCatalog sample =
      SampleCatalog()
          .Add("a", "open_to_all: true ")
          .Add("b",
               If("members > 50") + To("EXCLUDES", "a", "within_months: 12 "));
  EXPECT_THAT(Findings(AskAbout(sample, Received("b", 2024)), "a"),
              ElementsAre("b EXCLUDES_EACH_OTHER"));
  EXPECT_THAT(Findings(AskAbout(sample, Received("b", 2022)), "a"), IsEmpty());
  EXPECT_THAT(Findings(AskAbout(sample, ""), "a"), IsEmpty());
}

TEST(RelationFindingsTest, PrerequisitesAreLookedUpAmongReceipts) {
  const SampleCatalog sample =
      SampleCatalog()
          .Add("a", "open_to_all: true " + To("REQUIRES", "b"))
          .Add("b", "open_to_all: true");
  EXPECT_THAT(Findings(AskAbout(sample, Received("b", 2020)), "a"),
              ElementsAre("b PREREQUISITE_MET"));
  EXPECT_THAT(Findings(AskAbout(sample, kComplete), "a"),
              ElementsAre("b PREREQUISITE_MISSING"));
  EXPECT_THAT(Findings(AskAbout(sample, ""), "a"), ElementsAre("b UNDECIDED"));
}

TEST(RelationFindingsTest, TheExactWordOfAConditionIsNotGainsaid) {
  const SampleCatalog sample =
      SampleCatalog()
          .Add("a", If("!received('schemes/b', 12)") + To("EXCLUDES", "b"))
          .Add("b", If("members > 5"))
          .Add("c", If("received('schemes/b') || members >= 1") +
                        To("REQUIRES", "b"));
  const auto earlier = AskAbout(sample, Received("b", 2022) + " members: 2");
  EXPECT_THAT(Findings(earlier, "a"), IsEmpty());
  EXPECT_THAT(Findings(earlier, "c"), ElementsAre("b PREREQUISITE_MET"));
  const auto never = AskAbout(sample, absl::StrCat(kComplete, " members: 2"));
  EXPECT_THAT(Findings(never, "c"), IsEmpty());
}

TEST(RelationFindingsTest, WhatAddsUpIsToldWhereBothFit) {
  const SampleCatalog sample =
      SampleCatalog()
          .Add("a", If("members > 2") + To("CONVERGES_WITH", "b") +
                        To("GAP_FUNDED_BY", "c") + To("FOLLOWS", "b") +
                        To("SUPERSEDES", "c"))
          .Add("b", "open_to_all: true")
          .Add("c", "open_to_all: true");
  EXPECT_THAT(Findings(AskAbout(sample, "members: 3"), "a"),
              ElementsAre("b ADDS_UP", "c ADDS_UP"));
  EXPECT_THAT(Findings(AskAbout(sample, "members: 1"), "a"), IsEmpty());
}

TEST(RelationFindingsTest, VersionsThatAreNotInForceStateNothing) {
  const SampleCatalog sample =
      SampleCatalog()
          .Add("a", "open_to_all: true")
          .Add("b",
               "open_to_all: true effective_until { year: 2020 month: 1 "
               "day: 1 } " +
                   To("EXCLUDES", "a"))
          .Add(
              "b",
              "open_to_all: true effective_from { year: 2020 month: 1 day: 2 }",
              "2");
  EXPECT_THAT(Findings(AskAbout(sample, kComplete), "a"), IsEmpty());
}

}  // namespace
}  // namespace sangam::matching
