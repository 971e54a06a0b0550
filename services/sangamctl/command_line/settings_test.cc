#include "services/sangamctl/command_line/settings.h"

#include "absl/strings/str_cat.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "services/sangamctl/command_line/command_set.h"

namespace sangam::sangamctl {
namespace {

using ::testing::HasSubstr;

std::string Read(std::vector<std::string> words, Settings& settings,
                 const std::string& environment = "") {
  words.insert(words.begin(), "version");
  const ParseOutcome outcome = ParseCommandLine(words, SangamctlCommands());
  EXPECT_EQ(outcome.fault, "");
  return ReadSettings(
      outcome.parsed,
      [&](const char* name) {
        return name == std::string("SANGAM_PRINCIPAL") ? "block-office"
                                                       : environment;
      },
      settings);
}

TEST(SettingsTest, Defaults) {
  Settings settings;
  EXPECT_EQ(Read({}, settings), "");
  EXPECT_EQ(settings.registry, "127.0.0.1:7401");
  EXPECT_EQ(settings.scheme_catalog, "127.0.0.1:7402");
  EXPECT_EQ(settings.matching, "127.0.0.1:7403");
  EXPECT_EQ(settings.timeout, absl::Seconds(10));
  EXPECT_EQ(settings.output, OutputFormat::kTable);
}

TEST(SettingsTest, FlagsGoBeforeTheEnvironment) {
  Settings settings;
  EXPECT_EQ(Read({"--registry=a:1"}, settings, "b:2"), "");
  EXPECT_EQ(settings.registry, "a:1");
  EXPECT_EQ(settings.matching, "b:2");
}

TEST(SettingsTest, ThePrincipalIsAnAccount) {
  Settings settings;
  EXPECT_EQ(Read({}, settings), "");
  EXPECT_EQ(settings.principal, "block-office") << "of the environment";
  EXPECT_EQ(Read({"--principal=mission.admin_2@state-1"}, settings), "");
  EXPECT_EQ(settings.principal, "mission.admin_2@state-1");
  for (const std::string& wrong :
       {std::string(), std::string("Upper"), std::string("two words"),
        std::string(101, 'a')}) {
    EXPECT_THAT(Read({absl::StrCat("--principal=", wrong)}, settings),
                HasSubstr("--principal must be an account"));
  }
  EXPECT_EQ(PrincipalFault(std::string(100, 'a'), "--approver"), "");
}

TEST(SettingsTest, MistakesAreNamed) {
  Settings settings;
  for (const char* timeout : {"10", "-1s", "0s", "2h", "inf", ""}) {
    EXPECT_THAT(Read({std::string("--timeout=") + timeout}, settings),
                HasSubstr("--timeout must be"));
  }
  EXPECT_THAT(Read({"-o", "jsn"}, settings),
              HasSubstr("did you mean \"json\"?"));
  EXPECT_THAT(Read({"--registry="}, settings), HasSubstr("needs an address"));
  EXPECT_THAT(Read({"--purpose", "रेशम"}, settings), HasSubstr("ASCII"));
}

}  // namespace
}  // namespace sangam::sangamctl
