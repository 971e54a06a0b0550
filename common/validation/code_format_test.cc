#include "common/validation/code_format.h"

#include <string>

#include "gmock/gmock.h"
#include "gtest/gtest.h"

namespace sangam {
namespace {

TEST(CodeFormatTest, UdyamNumbers) {
  EXPECT_TRUE(IsUdyamNumber("UDYAM-ML-05-0000123"));
  for (const char* bad :
       {"", "UDYAM-ML-05-000123", "UDYAM-ml-05-0000123", "UDYAM-ML-05-00001234",
        "udyam-ML-05-0000123", "UDYAM-ML-5-0000123", "UDYAM-99-05-0000123"}) {
    EXPECT_FALSE(IsUdyamNumber(bad)) << bad;
  }
}

TEST(CodeFormatTest, BankBranchCodes) {
  EXPECT_TRUE(IsIfsc("SBIN0000001"));
  EXPECT_TRUE(IsIfsc("MGBK0ABC123"));
  for (const char* bad :
       {"SBIN1000001", "SBIN000001", "sbin0000001", "SBI00000001"}) {
    EXPECT_FALSE(IsIfsc(bad)) << bad;
  }
}

TEST(CodeFormatTest, IndustryCodesKeepTheirZeros) {
  for (const char* good : {"A", "U", "01", "131", "1312", "01113"}) {
    EXPECT_TRUE(IsNicCode(good)) << good;
  }
  for (const char* bad : {"", "V", "1", "131200", "13-1", "1312a", "AA"}) {
    EXPECT_FALSE(IsNicCode(bad)) << bad;
  }
}

TEST(CodeFormatTest, CapitalCodes) {
  EXPECT_TRUE(IsCapitalCode("FOOD_PROCESSING"));
  EXPECT_TRUE(IsCapitalCode("A"));
  EXPECT_TRUE(IsCapitalCode(std::string(64, 'A')));
  for (const std::string& bad :
       {std::string(), std::string("food"), std::string("_A"),
        std::string("1A"), std::string("A-B"), std::string("A B"),
        std::string(65, 'A')}) {
    EXPECT_FALSE(IsCapitalCode(bad)) << bad;
  }
}

TEST(CodeFormatTest, LanguageTags) {
  for (const char* good :
       {"en", "hi", "kha", "mni-Mtei", "en-IN", "sat-Olck"}) {
    EXPECT_TRUE(IsLanguageTag(good)) << good;
  }
  for (const char* bad : {"", "e", "EN", "english", "en-", "en_IN", "en--IN",
                          "en-verylongsub", "hi IN"}) {
    EXPECT_FALSE(IsLanguageTag(bad)) << bad;
  }
}

TEST(CodeFormatTest, WebAddresses) {
  EXPECT_TRUE(IsWebAddress("https://nrlm.gov.in/a?b=1"));
  EXPECT_TRUE(IsWebAddress("http://x"));
  for (const std::string& bad :
       {std::string("ftp://x"), std::string("javascript:alert(1)"),
        std::string("https://"), std::string("https:///x"),
        std::string("https://a b"), std::string("https://a\nb"),
        std::string("https://a\"b"), "https://" + std::string(2000, 'a')}) {
    EXPECT_FALSE(IsWebAddress(bad)) << bad;
  }
}

TEST(CodeFormatTest, AnEmptyCodeIsNoFault) {
  Violations violations;
  CheckIfsc(violations, "f", "");
  CheckCapitalCode(violations, "f", "");
  CheckLanguageTag(violations, "f", "");
  CheckWebAddress(violations, "f", "");
  EXPECT_TRUE(violations.empty());
  CheckIfsc(violations, "f", "x");
  CheckCapitalCode(violations, "f", "x");
  CheckLanguageTag(violations, "f", "x");
  CheckWebAddress(violations, "f", "x");
  EXPECT_EQ(violations.count(), 4u);
}

}  // namespace
}  // namespace sangam
