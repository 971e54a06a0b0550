#include "services/sangamctl/command_line/command_parser.h"

#include "absl/strings/str_split.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "services/sangamctl/command_line/command_help.h"
#include "services/sangamctl/command_line/command_set.h"

namespace sangam::sangamctl {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Not;

ParseOutcome Parse(const std::vector<std::string>& words) {
  return ParseCommandLine(words, SangamctlCommands());
}

TEST(CommandParserTest, ReadsCommandArgumentsAndFlags) {
  const ParseOutcome outcome = Parse(
      {"--timeout=3s", "match", "groups/a", "--as-of", "2026-04-01", "--all",
       "-o", "json", "--scheme=schemes/a", "--scheme", "schemes/b"});
  EXPECT_EQ(outcome.fault, "");
  EXPECT_EQ(outcome.parsed.command->name, "match");
  EXPECT_THAT(outcome.parsed.arguments, ElementsAre("groups/a"));
  EXPECT_EQ(outcome.parsed.Value("timeout"), "3s");
  EXPECT_EQ(outcome.parsed.Value("output"), "json");
  EXPECT_EQ(outcome.parsed.Value("as-of"), "2026-04-01");
  EXPECT_TRUE(outcome.parsed.Has("all"));
  EXPECT_FALSE(outcome.parsed.Has("details"));
  EXPECT_THAT(outcome.parsed.Values("scheme"),
              ElementsAre("schemes/a", "schemes/b"));
}

TEST(CommandParserTest, LettersMayTouchTheirValues) {
  EXPECT_EQ(Parse({"match", "x", "-ojson"}).parsed.Value("output"), "json");
  EXPECT_EQ(Parse({"match", "x", "-o=json"}).parsed.Value("output"), "json");
}

TEST(CommandParserTest, ADashAloneIsAValue) {
  EXPECT_THAT(Parse({"apply", "-f", "-"}).parsed.Values("file"),
              ElementsAre("-"));
}

TEST(CommandParserTest, TwoDashesEndTheFlags) {
  const ParseOutcome outcome = Parse({"match", "--", "-o"});
  EXPECT_EQ(outcome.fault, "");
  EXPECT_THAT(outcome.parsed.arguments, ElementsAre("-o"));
}

TEST(CommandParserTest, AnExpressionMayBeginWithAMinus) {
  for (const char* expression :
       {"-9 < members", "-9", "-(members + 1) < 0", "-members", "-f < 3"}) {
    const ParseOutcome outcome =
        Parse({"rule", "eval", expression, "--subject", "groups/a"});
    EXPECT_EQ(outcome.fault, "") << expression;
    EXPECT_THAT(outcome.parsed.arguments, ElementsAre(expression));
    EXPECT_EQ(outcome.parsed.Value("subject"), "groups/a");
  }
  EXPECT_EQ(Parse({"rule", "check", "-f", "a.rule"}).parsed.Value("file"),
            "a.rule");
  EXPECT_EQ(Parse({"rule", "check", "-fa.rule"}).parsed.Value("file"),
            "a.rule");
  EXPECT_THAT(Parse({"match", "-members"}).fault, HasSubstr("has no flag"));
  EXPECT_THAT(Parse({"rule", "check", "--membrs"}).fault,
              HasSubstr("has no flag"));
}

TEST(CommandParserTest, NothingIsNoFault) {
  const ParseOutcome outcome = Parse({});
  EXPECT_EQ(outcome.fault, "");
  EXPECT_EQ(outcome.parsed.command, nullptr);
}

TEST(CommandParserTest, HelpIsAFlagOfEveryCommand) {
  for (const CommandSpec& command : SangamctlCommands().commands) {
    std::vector<std::string> words = absl::StrSplit(command.name, ' ');
    words.push_back("--help");
    const ParseOutcome outcome = Parse(words);
    EXPECT_FALSE(command.summary.empty()) << command.name;
    EXPECT_EQ(outcome.fault, "") << command.name;
    EXPECT_TRUE(outcome.parsed.help);
    EXPECT_THAT(CommandHelp(command, SangamctlCommands()),
                HasSubstr("sangamctl " + command.name));
  }
}

TEST(CommandParserTest, ACommandOfAGroupHasTwoWords) {
  const ParseOutcome outcome =
      Parse({"--timeout=3s", "scheme", "-o", "json", "lint", "a.yaml", "b"});
  EXPECT_EQ(outcome.fault, "");
  EXPECT_EQ(outcome.parsed.command->name, "scheme lint");
  EXPECT_THAT(outcome.parsed.arguments, ElementsAre("a.yaml", "b"));
}

TEST(CommandParserTest, AGroupAloneIsNoFault) {
  const ParseOutcome outcome = Parse({"rule"});
  EXPECT_EQ(outcome.fault, "");
  EXPECT_EQ(outcome.parsed.command, nullptr);
  EXPECT_EQ(outcome.parsed.group, "rule");
  const std::string help = GroupHelp("rule", SangamctlCommands());
  EXPECT_THAT(help, HasSubstr("rule check"));
  EXPECT_THAT(help, Not(HasSubstr("scheme")));
}

TEST(CommandParserTest, CommandsOfGroupsAreSuggested) {
  EXPECT_EQ(Parse({"scheme", "lnt"}).fault,
            "there is no command \"scheme lnt\"; did you mean"
            " \"scheme lint\"?");
  EXPECT_EQ(Parse({"submit", "x"}).fault,
            "there is no command \"submit\"; did you mean"
            " \"scheme submit\"?");
  EXPECT_EQ(Parse({"schem"}).fault,
            "there is no command \"schem\"; did you mean \"scheme\"?");
}

TEST(CommandParserTest, MistakesAreNamed) {
  EXPECT_EQ(Parse({"aply"}).fault,
            "there is no command \"aply\"; did you mean \"apply\"?");
  EXPECT_EQ(Parse({"match", "a", "--as-off=1"}).fault,
            "match has no flag --as-off; did you mean \"--as-of\"?");
  EXPECT_EQ(Parse({"match", "a", "--details=1"}).fault,
            "--details takes no value");
  EXPECT_EQ(Parse({"match", "a", "-o"}).fault,
            "-o needs a value: table|json|yaml");
  EXPECT_EQ(Parse({"match", "a", "-o", "json", "-o", "yaml"}).fault,
            "--output is given twice");
  EXPECT_EQ(Parse({"match", "a", "b"}).fault,
            "\"b\" is one argument too many for match");
  EXPECT_THAT(Parse({"get"}).fault, HasSubstr("get needs "));
  EXPECT_THAT(Parse({"--details", "match"}).fault,
              HasSubstr("flags of a command follow its name"));
  EXPECT_THAT(Parse({"match", "a", "-x"}).fault, HasSubstr("has no flag -x"));
}

}  // namespace
}  // namespace sangam::sangamctl
