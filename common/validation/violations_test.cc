#include "common/validation/violations.h"

#include <string>

#include "gmock/gmock.h"
#include "gtest/gtest.h"

namespace sangam {
namespace {

using type::v1::ERROR_REASON_INVALID_EXPRESSION;
using type::v1::ERROR_REASON_INVALID_FIELD;

size_t BytesOf(const absl::Status& status) {
  size_t bytes = 0;
  for (const FieldViolation& violation : FieldViolationsOf(status)) {
    bytes += violation.field.size() + violation.description.size();
  }
  return bytes;
}

TEST(ViolationsTest, NoFaultIsOk) {
  Violations violations;
  violations.AddAll(absl::OkStatus(), "group");
  EXPECT_TRUE(violations.empty());
  EXPECT_TRUE(violations.ToStatus().ok());
}

TEST(ViolationsTest, EveryFaultIsToldInOrder) {
  Violations violations;
  violations.Add("group.title", "is required");
  violations.AddAll(InvalidFieldError("members", "must not be negative"),
                    "group.profile");
  violations.AddAll(InvalidFieldError("request_id", "must be a UUID"));
  const auto listed = FieldViolationsOf(violations.ToStatus());
  ASSERT_EQ(listed.size(), 3u);
  EXPECT_EQ(listed[0].field, "group.title");
  EXPECT_EQ(listed[1].field, "group.profile.members");
  EXPECT_EQ(listed[2].field, "request_id");
  EXPECT_EQ(ReasonOf(violations.ToStatus()), ERROR_REASON_INVALID_FIELD);
}

TEST(ViolationsTest, AStatusWithoutFieldsIsAFaultOfThePrefix) {
  Violations violations;
  violations.AddAll(NotFoundError("places/x"), "group.place");
  EXPECT_EQ(FieldViolationsOf(violations.ToStatus())[0].description,
            "places/x was not found");
}

TEST(ViolationsTest, TheFirstSpecialReasonIsThatOfTheWhole) {
  Violations violations;
  violations.Add("title", "is required");
  violations.Add("expression", "line 1", ERROR_REASON_INVALID_EXPRESSION);
  violations.Add("name", "is required");
  EXPECT_EQ(ReasonOf(violations.ToStatus()), ERROR_REASON_INVALID_EXPRESSION);
}

TEST(ViolationsTest, AThousandFaultsStayWithinTheSizeOfAnError) {
  Violations violations;
  for (int i = 0; i < 1000; ++i) {
    violations.Add(std::string(5000, 'f'), std::string(5000, 'd'));
  }
  EXPECT_EQ(violations.count(), 1000u);
  EXPECT_LT(BytesOf(violations.ToStatus()), 4000u);
  const auto listed = FieldViolationsOf(violations.ToStatus());
  EXPECT_EQ(listed.back().description,
            "and other fields: 996 more faults are not listed here");
}

TEST(ViolationsTest, AtMostTwentyAreListed) {
  Violations violations;
  for (int i = 0; i < 22; ++i) violations.Add(i < 20 ? "f" : "g", "d");
  const auto listed = FieldViolationsOf(violations.ToStatus());
  ASSERT_EQ(listed.size(), 21u);
  EXPECT_EQ(listed.back().field, "g");
  EXPECT_EQ(listed.back().description,
            "and other fields: 2 more faults are not listed here");
}

TEST(ViolationsTest, ALongTextIsNeverCutWithinACharacter) {
  Violations violations;
  std::string hindi;
  for (int i = 0; i < 300; ++i) hindi += "क";
  violations.Add("f", hindi);
  const auto listed = FieldViolationsOf(violations.ToStatus());
  // 133 characters of 3 bytes fit into 400.
  EXPECT_EQ(listed[0].description, hindi.substr(0, 399) + "...");
}

}  // namespace
}  // namespace sangam
