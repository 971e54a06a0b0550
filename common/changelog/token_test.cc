#include "common/changelog/token.h"

#include "absl/strings/str_cat.h"
#include "common/changelog/digest.h"
#include "common/status/errors.h"
#include "gtest/gtest.h"

namespace sangam {
namespace {

const StorePosition kRegistry{"registry", "00ff", 1234};
const StorePosition kCatalog{"scheme_catalog", "abcd", 7};

TEST(TokenTest, ComesBackAsItWas) {
  Token token(kRegistry);
  token.Merge(kCatalog);
  const auto parsed = Token::Parse(token.Encode(), "token");
  ASSERT_TRUE(parsed.ok());
  EXPECT_EQ(parsed->positions(), token.positions());
  EXPECT_EQ(*parsed->Find("registry"), kRegistry);
  EXPECT_EQ(parsed->Find("matching"), nullptr);
}

TEST(TokenTest, TheEmptyTextIsTheEmptyToken) {
  EXPECT_TRUE(Token::Parse("", "token")->positions().empty());
  EXPECT_EQ(Token().Encode(), "");
}

TEST(TokenTest, TextsJoinedByACommaAreOneToken) {
  const std::string joined =
      absl::StrCat(Token(kRegistry).Encode(), ",", Token(kCatalog).Encode());
  EXPECT_EQ(Token::Parse(joined, "token")->positions().size(), 2u);
  StorePosition later = kRegistry;
  later.revision = 2000;
  const std::string twice =
      absl::StrCat(Token(later).Encode(), ",", Token(kRegistry).Encode());
  EXPECT_EQ(Token::Parse(twice, "token")->Find("registry")->revision, 2000);
}

TEST(TokenTest, TwoLivesOfOneStoreDoNotJoin) {
  StorePosition restored = kRegistry;
  restored.epoch = "1111";
  const std::string joined =
      absl::StrCat(Token(kRegistry).Encode(), ",", Token(restored).Encode());
  EXPECT_EQ(ReasonOf(Token::Parse(joined, "token").status()),
            type::v1::ERROR_REASON_STORE_EPOCH_CHANGED);
  Token token(kRegistry);
  token.Merge(restored);
  EXPECT_EQ(*token.Find("registry"), restored);
}

TEST(TokenTest, RefusesMoreStoresThanThereAre) {
  std::string text = Token({"s0", "e", 1}).Encode();
  for (int i = 1; i < 1000; ++i) {
    absl::StrAppend(&text, ",", Token({absl::StrCat("s", i), "e", 1}).Encode());
  }
  EXPECT_EQ(ReasonOf(Token::Parse(text, "token").status()),
            type::v1::ERROR_REASON_TOKEN_MALFORMED);
}

TEST(TokenTest, RefusesWhatItDidNotMake) {
  const std::string good = Token(kRegistry).Encode();
  for (size_t i = 0; i < good.size(); ++i) {
    std::string altered = good;
    altered[i] = altered[i] == 'A' ? 'B' : 'A';
    EXPECT_FALSE(Token::Parse(altered, "t").ok()) << i;
    EXPECT_FALSE(Token::Parse(good.substr(0, i), "t").ok() && i > 0) << i;
  }
  for (const std::string& bad :
       {std::string(","), good + ",", "," + good, good + "=", good + " ",
        std::string("x"), Seal(""), Seal("t1/registry/e/-1"),
        Seal("t1/registry//1"), Seal("t1/registry/e/99999999999999999999"),
        Seal("p1/registry/e/1"), Seal("t1/registry/e/1/2")}) {
    const auto parsed = Token::Parse(bad, "read_at.at_least_token");
    ASSERT_EQ(ReasonOf(parsed.status()), type::v1::ERROR_REASON_TOKEN_MALFORMED)
        << bad;
    EXPECT_EQ(FieldViolationsOf(parsed.status())[0].field,
              "read_at.at_least_token");
  }
}

}  // namespace
}  // namespace sangam
