#include "common/server/outside_text.h"

#include "gtest/gtest.h"

namespace sangam {
namespace {

TEST(OutsideTextTest, MasksWhatLooksLikeAnIdentityNumber) {
  EXPECT_EQ(MaskIdentityNumbers("000011112222"), "************");
  EXPECT_EQ(MaskIdentityNumbers("id 0000 1111 2222."), "id **** **** ****.");
  EXPECT_EQ(MaskIdentityNumbers("0000-1111-2222"), "****-****-****");
  EXPECT_EQ(MaskIdentityNumbers("x000011112222y"), "x************y");
  EXPECT_EQ(MaskIdentityNumbers("00 0011_112222"), "** ****_******");
  EXPECT_EQ(MaskIdentityNumbers("7-0000-1111-2222"), "7-****-****-****");
  EXPECT_EQ(MaskIdentityNumbers("0000.1111.2222"), "****.****.****");
  EXPECT_EQ(MaskIdentityNumbers("000011112222 000011112222"),
            "************ ************");
}

TEST(OutsideTextTest, LeavesOtherNumbersAlone) {
  for (const char* text :
       {"", "abc", "00001111222", "0000111122223", "0000a1111b2222",
        "0000  1111  2222", "1700000000000", "visit 7 of 2026-04-01"}) {
    EXPECT_EQ(MaskIdentityNumbers(text), text);
  }
}

TEST(OutsideTextTest, LeavesAddressesAlone) {
  for (const char* text :
       {"127.0.0.1:54321", "ipv4:127.0.0.1:54321: refused", "192.168.100.200",
        "10.100.100.20:7401", "[::1]:54321"}) {
    EXPECT_EQ(MaskIdentityNumbers(text), text);
  }
}

TEST(OutsideTextTest, KeepsOnlyPrintableAsciiOfBoundedLength) {
  EXPECT_EQ(CleanOutsideText("a\nb\x01\x7f\"\\"), "a?b??\"\\");
  EXPECT_EQ(CleanOutsideText("\xe0\xa4\x95"), "???");
  EXPECT_EQ(CleanOutsideText(std::string(1000, 'x')),
            std::string(kMaxOutsideText, 'x'));
}

TEST(OutsideTextTest, ANumberAtTheClippedEndIsMaskedToo) {
  const std::string padding(kMaxOutsideText - 6, 'x');
  EXPECT_EQ(CleanOutsideText(padding + "000011112222"), padding + "******");
}

}  // namespace
}  // namespace sangam
