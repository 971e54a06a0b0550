#include "common/server/logger.h"

#include <sstream>
#include <string>
#include <thread>
#include <vector>

#include "gtest/gtest.h"
#include "nlohmann/json.hpp"

namespace sangam {
namespace {

class LoggerTest : public testing::Test {
 protected:
  std::vector<nlohmann::json> Lines() {
    std::vector<nlohmann::json> lines;
    std::istringstream text(stream_.str());
    for (std::string line; std::getline(text, line);) {
      lines.push_back(nlohmann::json::parse(line));
    }
    return lines;
  }

  FakeClock clock_{absl::FromUnixMillis(1'775'025'000'123)};
  std::ostringstream stream_;
  std::unique_ptr<Logger> logger_ =
      NewStreamLogger(&stream_, LogLevel::kInfo, &clock_);
};

TEST_F(LoggerTest, WritesOneObjectALine) {
  logger_->Log(LogLevel::kInfo, "index_built",
               {{"schemes", 72}, {"took", 3.5}, {"full", true}, {"by", "x"}});
  EXPECT_EQ(stream_.str(),
            "{\"time\":\"2026-04-01T06:30:00.123Z\",\"level\":\"info\","
            "\"event\":\"index_built\",\"schemes\":72,\"took\":3.5,"
            "\"full\":true,\"by\":\"x\"}\n");
}

TEST_F(LoggerTest, HostileTextStaysInItsField) {
  const std::string hostile =
      "\"},{\"level\":\"error\"\n{\"event\":\"forged\"}\r\t\\\x01\xff\xc3";
  logger_->Log(LogLevel::kWarning, "call", {{"purpose", hostile}});
  ASSERT_EQ(Lines().size(), 1);
  EXPECT_EQ(Lines()[0]["event"], "call");
  EXPECT_EQ(Lines()[0]["purpose"].get<std::string>().find(
                hostile.substr(0, hostile.size() - 2)),
            0);
}

TEST_F(LoggerTest, MasksIdentityNumbersAndClipsLongTexts) {
  logger_->Log(
      LogLevel::kInfo, "note",
      {{"text", "for 0000 1111 2222"}, {"long", std::string(100'000, 'x')}});
  EXPECT_EQ(Lines()[0]["text"], "for **** **** ****");
  EXPECT_LE(Lines()[0]["long"].get<std::string>().size(), 1024);
  logger_->Log(LogLevel::kInfo, "note",
               {{"cut", std::string(1015, 'x') + "000011112222"}});
  EXPECT_EQ(Lines()[1]["cut"], std::string(1015, 'x') + "*********");
}

TEST_F(LoggerTest, LeavesOutWhatIsBelowItsLevel) {
  logger_->Log(LogLevel::kDebug, "detail");
  EXPECT_EQ(stream_.str(), "");
  logger_->Log(LogLevel::kError, "fault");
  EXPECT_EQ(Lines().size(), 1);
}

TEST_F(LoggerTest, ThreadsDoNotMixTheirLines) {
  std::vector<std::thread> threads;
  for (int i = 0; i < 4; ++i) {
    threads.emplace_back([&] {
      for (int line = 0; line < 200; ++line) {
        logger_->Log(LogLevel::kInfo, "x", {{"text", std::string(100, 'y')}});
      }
    });
  }
  for (std::thread& thread : threads) thread.join();
  EXPECT_EQ(Lines().size(), 800);
}

TEST(LogLevelTest, IsReadFromItsName) {
  EXPECT_EQ(*ParseLogLevel("warning"), LogLevel::kWarning);
  EXPECT_EQ(*ParseLogLevel("debug"), LogLevel::kDebug);
  EXPECT_FALSE(ParseLogLevel("loud").ok());
  EXPECT_FALSE(ParseLogLevel("").ok());
}

}  // namespace
}  // namespace sangam
