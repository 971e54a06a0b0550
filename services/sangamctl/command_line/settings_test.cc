#include "services/sangamctl/command_line/settings.h"

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
      outcome.parsed, [&](const char*) { return environment; }, settings);
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
