#include "services/sangamctl/scheme_file/version_overlap.h"

#include "absl/strings/str_cat.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"

namespace sangam::sangamctl {
namespace {

using ::testing::HasSubstr;

struct Told {
  size_t faults = 0;
  size_t advice = 0;
  std::string first;
};

Told Check(const std::string& yaml) {
  std::vector<Resource> resources;
  Problems problems;
  ReadResources("a.yaml", yaml, resources, problems);
  EXPECT_TRUE(problems.empty());
  LintReport report;
  AddOverlaps(resources, report);
  Told told = {report.faults.size(), report.advice.size(), ""};
  if (!report.faults.empty()) {
    told.first = absl::StrCat(report.faults[0].position.line, ": ",
                              report.faults[0].message);
  }
  return told;
}

std::string Version(const char* scheme, int number, const char* rest,
                    const char* state = "PUBLISHED") {
  return absl::StrCat("---\nname: schemes/", scheme, "/versions/", number,
                      "\nstate: ", state, "\n", rest);
}

TEST(VersionOverlapTest, TwoInForceOnOneDayAreAFaultOfTheLater) {
  const Told told = Check(Version("a", 1, "effective_from: 2024-04-01\n") +
                          Version("a", 2, "effective_from: 2026-04-01\n"));
  EXPECT_EQ(told.faults, 1u);
  EXPECT_EQ(told.advice, 0u);
  EXPECT_THAT(told.first, HasSubstr("8: schemes/a/versions/1 is in force on"));
}

TEST(VersionOverlapTest, OfADraftItIsAdvice) {
  const Told told = Check(Version("a", 1, "") + Version("a", 2, "", "DRAFT"));
  EXPECT_EQ(told.faults, 0u);
  EXPECT_EQ(told.advice, 1u);
}

TEST(VersionOverlapTest, OneAfterTheOtherIsNone) {
  EXPECT_EQ(Check(Version("a", 1, "effective_until: 2026-03-31\n") +
                  Version("a", 2, "effective_from: 2026-04-01\n"))
                .faults,
            0u);
  EXPECT_EQ(Check(Version("a", 1, "effective_until: 2026-04-01\n") +
                  Version("a", 2, "effective_from: 2026-04-01\n"))
                .faults,
            1u);
  EXPECT_EQ(Check(Version("a", 1, "closed_on: 2026-03-31\n") +
                  Version("a", 2, "effective_from: 2026-04-01\n"))
                .faults,
            0u);
}

TEST(VersionOverlapTest, WhoTakesThePlaceOfAnotherEndsIt) {
  EXPECT_EQ(Check(Version("a", 1, "effective_from: 2024-04-01\n") +
                  Version("a", 2,
                          "effective_from: 2026-04-01\n"
                          "supersedes: [schemes/a/versions/1]\n"))
                .faults,
            0u);
  // Also where a third one did so before.
  EXPECT_EQ(Check(Version("a", 1, "") +
                  Version("a", 2, "effective_from: 2027-01-01\n") +
                  Version("a", 3,
                          "effective_from: 2026-01-01\n"
                          "effective_until: 2026-12-31\n"
                          "supersedes: [schemes/a/versions/1]\n"))
                .faults,
            0u);
}

TEST(VersionOverlapTest, OtherSchemesAreNothingToIt) {
  EXPECT_EQ(Check(Version("a", 1, "") + Version("b", 1, "")).faults, 0u);
}

}  // namespace
}  // namespace sangam::sangamctl
