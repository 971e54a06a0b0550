#include "common/validation/text.h"

#include <string>

#include "gmock/gmock.h"
#include "gtest/gtest.h"

namespace sangam {
namespace {

std::string FirstFault(const Violations& violations) {
  if (violations.empty()) return "";
  const FieldViolation first = FieldViolationsOf(violations.ToStatus())[0];
  return first.field + ": " + first.description;
}

std::string RequiredFault(absl::string_view text, size_t most) {
  Violations violations;
  CheckRequiredText(violations, "f", text, most);
  return FirstFault(violations);
}

TEST(TextTest, LengthCountsCharactersNotBytes) {
  std::string hindi;
  for (int i = 0; i < 300; ++i) hindi += "क";
  EXPECT_EQ(RequiredFault(hindi, kTitleLength), "");
  EXPECT_EQ(RequiredFault(hindi + "क", kTitleLength),
            "f: must have at most 300 characters");
  EXPECT_EQ(RequiredFault(std::string(4001, 'a'), kTextLength),
            "f: must have at most 4,000 characters");
}

TEST(TextTest, BlankIsNotText) {
  EXPECT_EQ(RequiredFault("", kTitleLength), "f: is required");
  EXPECT_EQ(RequiredFault("  \n\t ", kTextLength), "f: is required");
  EXPECT_EQ(RequiredFault("\u00A0", kTextLength), "f: is required");
  Violations violations;
  CheckOptionalText(violations, "f", "", kTitleLength);
  EXPECT_TRUE(violations.empty());
}

TEST(TextTest, ControlCharactersAreRefused) {
  for (const std::string& bad :
       {std::string("a\x01z"), std::string("a\0b", 3), std::string("\x7f"),
        std::string("a\u0085"), std::string("a\u202Eb"),
        std::string("a\u2066b"), std::string("\x1b[31mred")}) {
    EXPECT_EQ(RequiredFault(bad, kTextLength),
              "f: must not hold control characters");
  }
}

TEST(TextTest, JoinersOfIndianScriptsAreLetThrough) {
  EXPECT_EQ(RequiredFault("क्\u200Dष न्\u200Cय ₹5", kTitleLength), "");
}

TEST(TextTest, OnlyLongTextsHaveSeveralLines) {
  EXPECT_EQ(RequiredFault("a\nb", kTextLength), "");
  EXPECT_EQ(RequiredFault("a\nb", kTitleLength),
            "f: must be one line, without tabs");
}

TEST(TextTest, LocalizedTextNeedsEnglishOnlyWhereRequired) {
  type::v1::LocalizedText text;
  (*text.mutable_text())["hi"] = "समूह";
  Violations optional;
  CheckOptionalLocalizedText(optional, "title", text, kTitleLength);
  EXPECT_EQ(FirstFault(optional), "");
  Violations required;
  CheckRequiredLocalizedText(required, "title", text, kTitleLength);
  EXPECT_EQ(FirstFault(required),
            "title.text[\"en\"]: is required: give the text in English at"
            " least");
  (*text.mutable_text())["en"] = "group";
  Violations complete;
  CheckRequiredLocalizedText(complete, "title", text, kTitleLength);
  EXPECT_TRUE(complete.empty());
}

TEST(TextTest, LocalizedTextsAreCheckedOneByOne) {
  type::v1::LocalizedText text;
  (*text.mutable_text())["hi"] = " ";
  Violations blank;
  CheckOptionalLocalizedText(blank, "t", text, kTitleLength);
  EXPECT_EQ(FirstFault(blank), "t.text[\"hi\"]: is required");
  text.clear_text();
  (*text.mutable_text())["English please"] = "x";
  Violations tag;
  CheckOptionalLocalizedText(tag, "t", text, kTitleLength);
  EXPECT_THAT(FirstFault(tag), testing::StartsWith("t.text: has a key"));
}

TEST(TextTest, TooManyLanguagesAreOneFault) {
  type::v1::LocalizedText text;
  for (char a = 'a'; a <= 'z'; ++a) {
    (*text.mutable_text())[std::string("a") + a] = "";
    (*text.mutable_text())[std::string("b") + a] = "";
  }
  Violations violations;
  CheckOptionalLocalizedText(violations, "t", text, kTitleLength);
  EXPECT_EQ(violations.count(), 1u);
}

}  // namespace
}  // namespace sangam
