#include "services/sangamctl/screen/table.h"

#include "gtest/gtest.h"

namespace sangam::sangamctl {
namespace {

TEST(TableTest, AlignsColumns) {
  Table table({{"NAME"}, {"MEMBERS", true}, {"TITLE"}});
  table.AddRow({"groups/a", "9", "रेशम"});
  table.AddRow({"groups/long-name", "1,200", "Silk"});
  EXPECT_EQ(table.Draw({}),
            "NAME              MEMBERS  TITLE\n"
            "groups/a                9  रेशम\n"
            "groups/long-name    1,200  Silk\n");
}

TEST(TableTest, CutsTheWidestColumnButNeverTheName) {
  Table table({{"NAME"}, {"TITLE"}});
  table.AddRow(
      {"groups/a-rather-long-name-indeed", "A title that is far too long"});
  EXPECT_EQ(table.Draw({.width = 44, .terminal = true}),
            "NAME                              TITLE\n"
            "groups/a-rather-long-name-indeed  A title t…\n");
}

TEST(TableTest, APipeGetsEveryColumnWhole) {
  Table table({{"NAME"}, {"TITLE"}});
  table.AddRow(
      {"groups/a-rather-long-name-indeed", "A title that is far too long"});
  EXPECT_EQ(table.Draw({.width = 44}),
            "NAME                              TITLE\n"
            "groups/a-rather-long-name-indeed  A title that is far too long\n");
}

TEST(TableTest, IsEmptyWithoutRows) {
  EXPECT_EQ(Table({{"NAME"}}).Draw({}), "");
}

TEST(TableTest, CellsCannotSteerTheTerminal) {
  Table table({{"NAME"}});
  table.AddRow({"a\x1b[31m\nb"});
  EXPECT_EQ(table.Draw({}), "NAME\na [31m b\n");
}

}  // namespace
}  // namespace sangam::sangamctl
