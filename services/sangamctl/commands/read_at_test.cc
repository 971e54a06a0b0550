#include "services/sangamctl/commands/read_at.h"

#include "gmock/gmock.h"
#include "google/protobuf/util/time_util.h"
#include "gtest/gtest.h"
#include "services/sangamctl/command_line/command_set.h"

namespace sangam::sangamctl {
namespace {

using google::protobuf::util::TimeUtil;
using ::testing::HasSubstr;

std::string Fill(std::vector<std::string> words, type::v1::ReadAt& read_at) {
  words.insert(words.begin(), {"match", "groups/a"});
  const ParseOutcome outcome = ParseCommandLine(words, SangamctlCommands());
  EXPECT_EQ(outcome.fault, "");
  return FillReadAt(outcome.parsed, read_at);
}

TEST(ReadAtTest, NothingAskedIsTheNewestState) {
  type::v1::ReadAt read_at;
  EXPECT_EQ(Fill({}, read_at), "");
  EXPECT_EQ(read_at.state_case(), type::v1::ReadAt::STATE_NOT_SET);
}

TEST(ReadAtTest, TokensAreTakenAsTheyAre) {
  type::v1::ReadAt read_at;
  EXPECT_EQ(Fill({"--token=a"}, read_at), "");
  EXPECT_EQ(read_at.at_least_token(), "a");
  EXPECT_EQ(Fill({"--exact-token=b"}, read_at), "");
  EXPECT_EQ(read_at.exact_token(), "b");
}

TEST(ReadAtTest, AnInstantMayHaveAnyOffset) {
  type::v1::ReadAt read_at;
  EXPECT_EQ(Fill({"--known-at=2026-04-01T16:00:00.5+05:30"}, read_at), "");
  EXPECT_EQ(TimeUtil::ToString(read_at.known_at()), "2026-04-01T10:30:00.500Z");
}

TEST(ReadAtTest, ADayEndsAtMidnightInIndia) {
  type::v1::ReadAt read_at;
  EXPECT_EQ(Fill({"--known-at=2026-04-01"}, read_at), "");
  EXPECT_EQ(TimeUtil::ToString(read_at.known_at()),
            "2026-04-01T18:29:59.999999Z");
}

TEST(ReadAtTest, MistakesAreNamed) {
  type::v1::ReadAt read_at;
  EXPECT_THAT(Fill({"--token=a", "--known-at=2026-04-01"}, read_at),
              HasSubstr("exclude each other"));
  EXPECT_THAT(Fill({"--exact-token="}, read_at), HasSubstr("needs a value"));
  for (const char* wrong :
       {"--known-at=yesterday", "--known-at=2026-02-30",
        "--known-at=2026-04-01 10:30", "--known-at=infinite-future"}) {
    EXPECT_THAT(Fill({wrong}, read_at), HasSubstr("--known-at must be"));
  }
}

}  // namespace
}  // namespace sangam::sangamctl
