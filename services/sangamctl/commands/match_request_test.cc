#include "services/sangamctl/commands/match_request.h"

#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "services/sangamctl/command_line/command_set.h"

namespace sangam::sangamctl {
namespace {

using matching::v1::MatchSchemesRequest;
using ::testing::ElementsAre;
using ::testing::HasSubstr;

std::string Fill(std::vector<std::string> words, MatchSchemesRequest& request) {
  words.insert(words.begin(), "match");
  const ParseOutcome outcome = ParseCommandLine(words, SangamctlCommands());
  EXPECT_EQ(outcome.fault, "");
  return FillMatchRequest(outcome.parsed, request);
}

TEST(MatchRequestTest, TakesWhatTheFlagsSay) {
  MatchSchemesRequest request;
  EXPECT_EQ(
      Fill({"groups/a", "--as-of=2026-04-01", "--language=hi", "--token=t",
            "--verdict=eligible,near-miss", "--scheme=schemes/a"},
           request),
      "");
  EXPECT_EQ(request.name(), "groups/a");
  EXPECT_EQ(request.as_of().month(), 4);
  EXPECT_EQ(request.language_code(), "hi");
  EXPECT_EQ(request.read_at().at_least_token(), "t");
  EXPECT_THAT(request.verdicts(), ElementsAre(matching::v1::VERDICT_ELIGIBLE,
                                              matching::v1::VERDICT_NEAR_MISS));
  EXPECT_THAT(request.schemes(), ElementsAre("schemes/a"));
}

TEST(MatchRequestTest, ReadsOutsideIds) {
  MatchSchemesRequest request;
  EXPECT_EQ(Fill({"udyam:UDYAM-ML-05-0000123"}, request), "");
  EXPECT_EQ(request.outside_id().system(), "UDYAM");
  EXPECT_EQ(request.outside_id().value(), "UDYAM-ML-05-0000123");
}

TEST(MatchRequestTest, AbsentDateStaysAbsent) {
  MatchSchemesRequest request;
  EXPECT_EQ(Fill({"groups/a", "--all"}, request), "");
  EXPECT_FALSE(request.has_as_of());
  EXPECT_EQ(request.verdicts_size(), 4);
}

TEST(MatchRequestTest, MistakesAreNamed) {
  MatchSchemesRequest request;
  EXPECT_THAT(Fill({}, request), HasSubstr("needs a subject"));
  EXPECT_THAT(Fill({"groups/a", "-f", "p.yaml"}, request),
              HasSubstr("not both"));
  EXPECT_THAT(Fill({"umden"}, request), HasSubstr("names no subject"));
  EXPECT_THAT(Fill({"UDYAM:"}, request), HasSubstr("lacks a part"));
  EXPECT_THAT(Fill({"groups/a", "--as-of=2026-02-30"}, request),
              HasSubstr("must be a date"));
  EXPECT_THAT(Fill({"groups/a", "--verdict=eligble"}, request),
              HasSubstr("did you mean \"eligible\"?"));
  EXPECT_THAT(Fill({"groups/a", "--verdict=eligible", "--all"}, request),
              HasSubstr("exclude each other"));
  EXPECT_THAT(Fill({"groups/a", "--details", "--brief"}, request),
              HasSubstr("exclude each other"));
}

}  // namespace
}  // namespace sangam::sangamctl
