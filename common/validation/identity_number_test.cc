#include "common/validation/identity_number.h"

#include <string>

#include "common/status/errors.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "sangam/registry/v1/group.pb.h"
#include "sangam/scheme_catalog/v1/scheme.pb.h"
#include "sangam/scheme_catalog/v1/scheme_version.pb.h"

// The numbers here begin with 0, as no Aadhaar number does.
namespace sangam {
namespace {

using registry::v1::UpdateGroupRequest;

TEST(IdentityNumberTest, TwelveDigitsAreFoundHoweverTheyAreWritten) {
  for (const char* text : {"000011112222",
                           "0000 1111 2222",
                           "0000-1111-2222",
                           "0000-1111 2222",
                           "UID:000011112222.",
                           "no000011112222x",
                           "(0000 1111 2222)",
                           "0000\u00A01111\u00A02222",
                           "0000\u20131111\u20132222",
                           "आधार ०००० ११११ २२२२",
                           "०००००००००००१",
                           "০০০০ ১১১১ ২২২২",
                           "2021 0000 1111 2222",
                           "0000 1111 2222 3333",
                           "0000.1111.2222",
                           "0000_1111_2222",
                           "0000\u200B1111\u200D2222",
                           "0000  1111 2222",
                           "0000 - 1111 - 2222",
                           "0000\n1111\t2222"}) {
    EXPECT_TRUE(HoldsIdentityNumber(text)) << text;
  }
}

TEST(IdentityNumberTest, OtherNumbersAreLetThrough) {
  for (const char* text :
       {"", "00001111222", "0000111122223", "UDYAM-ML-05-0000123",
        "places/lgd-village-276543", "₹14,76,000", "98-76-5432", "2013-04-01",
        "0000    1111 2222", "2019, 2020, 2021", "0000, 1111, 2222",
        "0000 111 2222", "0000 1111 22223", "00000 1111 2222", "0000०००० 1111",
        "SBIN0000001", "https://example.gov.in/2023/05/2023050812.pdf"}) {
    EXPECT_FALSE(HoldsIdentityNumber(text)) << text;
  }
}

TEST(IdentityNumberTest, InUnusualGroupsTheCheckDigitTells) {
  for (const char* text :
       {"0000/1111/2224", "00001111 2224", "0000 11112224", "00 00 11 11 22 24",
        "no. 0000/1111/2224.", "००००११११ २२२४"}) {
    EXPECT_TRUE(HoldsIdentityNumber(text)) << text;
  }
  for (const char* text :
       {"0000/1111/2225", "00001111 2225", "00 00 11 11 22 25",
        "2019/2020/2021", "00001111-2224", "000011 112224", "01/04/2013"}) {
    EXPECT_FALSE(HoldsIdentityNumber(text)) << text;
  }
  // Registers number their records in groups of all kinds.
  registry::v1::Group group;
  group.add_outside_ids()->set_value("0000/1111/2224");
  EXPECT_TRUE(RefuseIdentityNumbers(group).ok());
  group.set_title("0000/1111/2224");
  EXPECT_FALSE(RefuseIdentityNumbers(group).ok());
}

TEST(IdentityNumberTest, ANulIsRefusedWhereverItStands) {
  UpdateGroupRequest request;
  const std::string nul("a\0b", 3);
  auto& group = *request.mutable_group();
  group.set_title(nul);
  group.set_etag(nul);
  group.add_outside_ids()->set_value(nul);
  (*group.mutable_profile()->mutable_extra())[nul].set_text("x");
  request.mutable_update_mask()->add_paths(nul);
  const absl::Status status = RefuseIdentityNumbers(request);
  EXPECT_EQ(ReasonOf(status), type::v1::ERROR_REASON_INVALID_FIELD);
  std::vector<std::string> fields;
  for (const auto& violation : FieldViolationsOf(status)) {
    fields.push_back(violation.field);
    EXPECT_EQ(violation.description,
              "holds a NUL character (\\u0000); leave it out");
  }
  EXPECT_THAT(fields,
              testing::UnorderedElementsAre(
                  "group.title", "group.etag", "group.outside_ids[0].value",
                  "group.profile.extra[...]", "update_mask.paths[0]"));
}

TEST(IdentityNumberTest, AUuidIsNotANumber) {
  EXPECT_FALSE(HoldsIdentityNumber("3f2b6c1d-0000-4111-8222-000011112222"));
  EXPECT_FALSE(
      HoldsIdentityNumber("groups/3f2b6c1d-0000-4111-8222-000011112222"));
  EXPECT_TRUE(HoldsIdentityNumber(
      "3f2b6c1d-0000-4111-8222-000011112222 0000 1111 2222"));
}

TEST(IdentityNumberTest, EveryTextOfAMessageIsRead) {
  UpdateGroupRequest request;
  auto& group = *request.mutable_group();
  group.set_title("SHG of 000011112222");
  auto* id = group.add_outside_ids();
  id->set_value("ok");
  group.add_outside_ids()->set_value("0000-1111-2222");
  group.mutable_profile()->mutable_products()->add_values("eri silk");
  group.mutable_profile()->mutable_products()->add_values("0000 1111 2222");
  (*group.mutable_profile()->mutable_extra())["head"].set_text("000011112222");
  const absl::Status status = RefuseIdentityNumbers(request);
  EXPECT_EQ(status.code(), absl::StatusCode::kInvalidArgument);
  EXPECT_EQ(ReasonOf(status), type::v1::ERROR_REASON_IDENTITY_NUMBER);
  std::vector<std::string> fields;
  for (const auto& violation : FieldViolationsOf(status)) {
    fields.push_back(violation.field);
  }
  EXPECT_THAT(fields,
              testing::ElementsAre("group.title", "group.outside_ids[1].value",
                                   "group.profile.products.values[1]",
                                   "group.profile.extra[\"head\"].text"));
}

TEST(IdentityNumberTest, TheNumberIsNeverRepeated) {
  scheme_catalog::v1::CreateSchemeRequest request;
  (*request.mutable_scheme()->mutable_title()->mutable_text())["000011112222"] =
      "000011112222";
  const absl::Status status = RefuseIdentityNumbers(request);
  EXPECT_EQ(FieldViolationsOf(status).size(), 2u);
  EXPECT_EQ(status.ToString().find("00001111"), std::string::npos);
}

TEST(IdentityNumberTest, InExpressionsNumbersOfTheRuleAreLetThrough) {
  scheme_catalog::v1::UpdateSchemeVersionRequest request;
  auto& version = *request.mutable_scheme_version();
  auto& rule = *version.add_conditions();
  for (const char* text :
       {"turnover_paise <= 500000000000", "loan_paise < 0x000011112222",
        "loan_paise <= inr(\"2.555555555555 crore\")"}) {
    rule.set_expression(text);
    EXPECT_TRUE(RefuseIdentityNumbers(request).ok()) << text;
  }
  version.add_funding()->set_condition("loan_paise > 500000000000");
  EXPECT_TRUE(RefuseIdentityNumbers(request).ok());
  rule.set_expression("members > 500000000000 &&\n  \"क\" != \"000011112222\"");
  const auto faults = FieldViolationsOf(RefuseIdentityNumbers(request));
  ASSERT_EQ(faults.size(), 1u);
  EXPECT_EQ(faults[0].field, "scheme_version.conditions[0].expression");
  EXPECT_THAT(faults[0].description,
              testing::StartsWith("line 2, column 11: holds what looks like"));
  for (const char* text :
       {"members > 1 // 000011112222", "inr(\"0000 1111 2222\") > 1",
        "uid000011112222 > 1", "\"000011112222\" in sectors"}) {
    rule.set_expression(text);
    EXPECT_FALSE(RefuseIdentityNumbers(request).ok()) << text;
  }
  (*rule.mutable_description()->mutable_text())["en"] = "up to 000011112222";
  rule.clear_expression();
  EXPECT_FALSE(RefuseIdentityNumbers(request).ok());
}

TEST(IdentityNumberTest, MasksAndOtherListsOfTextsAreReadToo) {
  UpdateGroupRequest request;
  request.mutable_update_mask()->add_paths("000011112222");
  EXPECT_FALSE(RefuseIdentityNumbers(request).ok());
}

TEST(IdentityNumberTest, TokensOfProgramsMayHoldRunsOfDigitsByChance) {
  UpdateGroupRequest request;
  request.set_request_id("3f2b6c1d-0000-4111-8222-000011112222");
  request.mutable_group()->set_etag("c4b000011112222e");
  EXPECT_TRUE(RefuseIdentityNumbers(request).ok());
  request.mutable_group()->set_etag("0000 1111 2222");
  EXPECT_FALSE(RefuseIdentityNumbers(request).ok());
}

TEST(IdentityNumberTest, AnEmptyMessageIsGood) {
  EXPECT_TRUE(RefuseIdentityNumbers(UpdateGroupRequest()).ok());
}

}  // namespace
}  // namespace sangam
