#include "common/validation/outside_id.h"

#include <string>

#include "gmock/gmock.h"
#include "gtest/gtest.h"

namespace sangam {
namespace {

using type::v1::OutsideId;

OutsideId Id(const std::string& system, const std::string& value) {
  OutsideId id;
  id.set_system(system);
  id.set_value(value);
  return id;
}

size_t Faults(const OutsideId& id) {
  Violations violations;
  CheckOutsideId(violations, "id", id);
  return violations.count();
}

TEST(OutsideIdTest, ASystemAndAValue) {
  EXPECT_EQ(Faults(Id("LOKOS", "ML-SHG/0042")), 0u);
  EXPECT_EQ(Faults(Id("NRLM_MIS", std::string(64, '7'))), 0u);
  EXPECT_EQ(Faults(Id("UDYAM", "UDYAM-ML-05-0000123")), 0u);
  EXPECT_EQ(Faults(Id("", "1")), 1u);
  EXPECT_EQ(Faults(Id("L", "1")), 1u);
  EXPECT_EQ(Faults(Id("lokos", "1")), 1u);
  EXPECT_EQ(Faults(Id(std::string(33, 'L'), "1")), 1u);
  EXPECT_EQ(Faults(Id("LOKOS", "")), 1u);
  EXPECT_EQ(Faults(Id("LOKOS", " 1")), 1u);
  EXPECT_EQ(Faults(Id("LOKOS", "1\t2")), 1u);
  EXPECT_EQ(Faults(Id("LOKOS", std::string(65, '7'))), 1u);
  EXPECT_EQ(Faults(Id("", "")), 2u);
}

TEST(OutsideIdTest, AUdyamNumberIsOfItsShape) {
  Violations violations;
  CheckOutsideId(violations, "id", Id("UDYAM", "0000123"));
  const auto listed = FieldViolationsOf(violations.ToStatus());
  ASSERT_EQ(listed.size(), 1u);
  EXPECT_EQ(listed[0].field, "id.value");
  EXPECT_THAT(listed[0].description, testing::HasSubstr("Udyam"));
}

TEST(OutsideIdTest, NoPairIsListedTwice) {
  google::protobuf::RepeatedPtrField<OutsideId> ids;
  *ids.Add() = Id("LOKOS", "1");
  *ids.Add() = Id("LOKOS", "2");
  *ids.Add() = Id("NRLM_MIS", "1");
  Violations none;
  CheckOutsideIds(none, "group.outside_ids", ids);
  EXPECT_TRUE(none.empty());
  *ids.Add() = Id("LOKOS", "1");
  Violations twice;
  CheckOutsideIds(twice, "group.outside_ids", ids);
  const auto listed = FieldViolationsOf(twice.ToStatus());
  ASSERT_EQ(listed.size(), 1u);
  EXPECT_EQ(listed[0].field, "group.outside_ids[3]");
  EXPECT_EQ(listed[0].description, "is listed twice");
}

TEST(OutsideIdTest, TooManyAreOneFault) {
  google::protobuf::RepeatedPtrField<OutsideId> ids;
  for (int i = 0; i < 1000; ++i) ids.Add();
  Violations violations;
  CheckOutsideIds(violations, "ids", ids);
  EXPECT_EQ(violations.count(), 1u);
}

}  // namespace
}  // namespace sangam
