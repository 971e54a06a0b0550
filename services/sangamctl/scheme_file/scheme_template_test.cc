#include "services/sangamctl/scheme_file/scheme_template.h"

#include <string>
#include <vector>

#include "absl/strings/ascii.h"
#include "absl/strings/str_join.h"
#include "absl/strings/str_split.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "services/sangamctl/resource/resource_files.h"
#include "services/sangamctl/scheme_file/scheme_trial.h"

namespace sangam::sangamctl {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

std::vector<Resource> ReadAll(const std::string& yaml) {
  std::vector<Resource> resources;
  Problems problems;
  ReadResources("x.yaml", yaml, resources, problems);
  for (const Problem& problem : problems) {
    ADD_FAILURE() << problem.position.line << ": " << problem.message;
  }
  CheckNamesAreUnique(resources, problems);
  EXPECT_THAT(problems, IsEmpty());
  return resources;
}

std::vector<std::string> Names(const std::vector<Resource>& resources) {
  std::vector<std::string> names;
  for (const Resource& resource : resources) names.push_back(resource.name);
  return names;
}

// The template with its sleeping blocks awake.
std::string WithSleepingBlocks(const std::string& yaml) {
  std::vector<std::string> lines = absl::StrSplit(yaml, '\n');
  bool awake = false;
  for (std::string& line : lines) {
    const bool sleeps =
        line.size() > 1 && line[0] == '#' &&
        (absl::ascii_isalpha(line[1]) || (awake && line.substr(0, 3) == "#  "));
    awake = sleeps;
    if (sleeps && line != "#open_to_all: true") line.erase(0, 1);
  }
  return absl::StrJoin(lines, "\n");
}

TEST(SchemeTemplateTest, ItHoldsASchemeAVersionAndATest) {
  EXPECT_THAT(Names(ReadAll(SchemeTemplate("silk", "departments/d"))),
              ElementsAre("schemes/silk", "schemes/silk/versions/1",
                          "schemes/silk/versions/1/tests/women-of-ten"));
  EXPECT_THAT(Names(ReadAll(SchemeTemplate("silk", ""))),
              ElementsAre("departments/silk-department", "schemes/silk",
                          "schemes/silk/versions/1",
                          "schemes/silk/versions/1/tests/women-of-ten"));
}

TEST(SchemeTemplateTest, NothingIsLeftToFillIn) {
  EXPECT_EQ(SchemeTemplate("silk", "").find('@'), std::string::npos);
}

TEST(SchemeTemplateTest, ItsTestFitsItsVersion) {
  const auto resources = ReadAll(SchemeTemplate("silk", "departments/d"));
  EXPECT_THAT(
      CheckSchemeTest(
          static_cast<const matching::v1::SchemeTest&>(*resources[2].message),
          static_cast<const scheme_catalog::v1::SchemeVersion&>(
              *resources[1].message)),
      IsEmpty());
}

TEST(SchemeTemplateTest, SharesAndTranchesAreWhole) {
  const auto resources = ReadAll(SchemeTemplate("silk", "departments/d"));
  const auto& version = static_cast<const scheme_catalog::v1::SchemeVersion&>(
      *resources[1].message);
  for (const auto& rule : version.funding()) {
    int sum = 0;
    for (const auto& share : rule.shares()) sum += share.share_bps();
    EXPECT_EQ(sum, 10'000) << rule.id();
  }
  int sum = 0;
  for (const auto& tranche : version.benefits(0).tranches()) {
    sum += tranche.share_bps();
  }
  EXPECT_EQ(sum, 10'000);
}

TEST(SchemeTemplateTest, SleepingBlocksAreValidToo) {
  const auto resources =
      ReadAll(WithSleepingBlocks(SchemeTemplate("silk", "departments/d")));
  const auto& scheme =
      static_cast<const scheme_catalog::v1::Scheme&>(*resources[0].message);
  EXPECT_EQ(scheme.tops_up(), "schemes/other-scheme");
  const auto& version = static_cast<const scheme_catalog::v1::SchemeVersion&>(
      *resources[1].message);
  ASSERT_EQ(version.relations_size(), 1);
  EXPECT_EQ(version.relations(0).within_months(), 60);
}

TEST(SchemeTemplateTest, NamesOfSchemesArePlain) {
  EXPECT_EQ(SchemeIdFault("silk-sheds-2"), "");
  for (const std::string& wrong :
       {std::string(), std::string("Silk"), std::string("2-silk"),
        std::string("silk_sheds"), std::string("silk-"), std::string("a/b"),
        std::string(64, 'a')}) {
    EXPECT_NE(SchemeIdFault(wrong), "") << wrong;
  }
}

}  // namespace
}  // namespace sangam::sangamctl
