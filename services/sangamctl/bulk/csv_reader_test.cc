#include "services/sangamctl/bulk/csv_reader.h"

#include <sstream>

#include "gmock/gmock.h"
#include "gtest/gtest.h"

namespace sangam::sangamctl {
namespace {

using testing::ElementsAre;
using Rows = std::vector<std::vector<std::string>>;

Rows Read(const std::string& text, std::string* fault = nullptr) {
  std::istringstream input(text);
  CsvReader reader(&input);
  Rows rows;
  std::vector<std::string> cells;
  while (reader.Next(cells)) rows.push_back(cells);
  if (fault != nullptr) *fault = reader.fault();
  return rows;
}

TEST(CsvReaderTest, CellsAreAsTheyAreMeant) {
  EXPECT_THAT(Read("a,b\n1,\"x, \"\"y\"\"\"\n"),
              ElementsAre(ElementsAre("a", "b"), ElementsAre("1", "x, \"y\"")));
  EXPECT_THAT(
      Read("\xEF\xBB\xBF"
           "a\r\n\r\n\"l1\nl2\"\r\n,\n\"\"\nlast"),
      ElementsAre(ElementsAre("a"), ElementsAre("l1\nl2"), ElementsAre("", ""),
                  ElementsAre(""), ElementsAre("last")));
  EXPECT_THAT(Read("5\" pipe,b\"c\n"),
              ElementsAre(ElementsAre("5\" pipe", "b\"c")));
  EXPECT_TRUE(Read("").empty());
  EXPECT_TRUE(Read("\n\n").empty());
}

TEST(CsvReaderTest, LinesAreCountedThroughQuotes) {
  std::istringstream input("a\n\"1\n2\"\n\nb\n");
  CsvReader reader(&input);
  std::vector<std::string> cells;
  std::vector<int64_t> lines;
  while (reader.Next(cells)) lines.push_back(reader.line());
  EXPECT_THAT(lines, ElementsAre(1, 2, 5));
}

TEST(CsvReaderTest, LinesMayAllEndWithCarriageReturnsAlone) {
  EXPECT_THAT(Read("a,b\r1,\"l1\rl2\"\r\rlast,\n"),
              ElementsAre(ElementsAre("a", "b"), ElementsAre("1", "l1\rl2"),
                          ElementsAre("last", "")));
  std::istringstream input("a\r\"1\r2\"\r\rb\r");
  CsvReader reader(&input);
  std::vector<std::string> cells;
  std::vector<int64_t> lines;
  while (reader.Next(cells)) lines.push_back(reader.line());
  EXPECT_THAT(lines, ElementsAre(1, 2, 5));
  // One within a line that ends otherwise is what somebody typed.
  EXPECT_THAT(Read("a,b\r\n1\r2,3\r\n"),
              ElementsAre(ElementsAre("a", "b"), ElementsAre("1\r2", "3")));
}

TEST(CsvReaderTest, Utf16IsTold) {
  for (const std::string& text : {std::string("\xFF\xFE\x61\0\n\0", 6),
                                  std::string("\xFE\xFF\0\x61\0\n", 6)}) {
    std::string fault;
    EXPECT_TRUE(Read(text, &fault).empty());
    EXPECT_EQ(fault,
              "the file is UTF-16; save it as \"CSV UTF-8\", or as text in"
              " UTF-8");
  }
}

TEST(CsvReaderTest, AQuoteThatIsNeverClosedIsTold) {
  std::string fault;
  EXPECT_THAT(Read("a\n\"b\nc\n", &fault), ElementsAre(ElementsAre("a")));
  EXPECT_EQ(fault, "line 2: a quote is opened and never closed");
  Read("a\n\"" + std::string(2 << 20, 'x'), &fault);
  EXPECT_THAT(fault, testing::StartsWith("line 2: a row of more than"));
}

TEST(CsvReaderTest, WhatIsWrittenIsReadBack) {
  const std::vector<std::string> cells = {"a", "", "x,y", "\"q\"", "l1\nl2"};
  EXPECT_THAT(Read(CsvLine(cells)), ElementsAre(cells));
}

}  // namespace
}  // namespace sangam::sangamctl
