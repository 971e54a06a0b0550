#include "common/validation/personal_detail.h"

#include "common/status/errors.h"
#include "gtest/gtest.h"
#include "sangam/registry/v1/group.pb.h"

namespace sangam {
namespace {

TEST(PersonalDetailTest, PhoneNumbersAreSeenHoweverTheyAreWritten) {
  for (const char* text :
       {"9876501234", "call 98765 01234", "+91 9876501234", "+919876501234",
        "09876501234", "98765-01234.", "Umden (6123456789)"}) {
    EXPECT_TRUE(HoldsPhoneNumber(text)) << text;
  }
  for (const char* text :
       {"", "Umden 36", "1876501234", "98765012345678", "987650123",
        "98765 0123", "5876501234", "1876501234 98"}) {
    EXPECT_FALSE(HoldsPhoneNumber(text)) << text;
  }
}

TEST(PersonalDetailTest, PersonsAreNamedByMarks) {
  for (const char* text : {"Smt. A B", "MRS A", "A B W/O C D", "x, D/o y"}) {
    EXPECT_TRUE(NamesAPerson(text)) << text;
  }
  for (const char* text : {"Shri Lakshmi Mahila Mandal", "Sri Durga SHG",
                           "Smriti SHG", "Mrignayani", ""}) {
    EXPECT_FALSE(NamesAPerson(text)) << text;
  }
}

TEST(PersonalDetailTest, HeadingsOfPersonalColumnsAreKnown) {
  for (const char* heading :
       {"Member Name", "Name of Member", "President", "Mobile No.",
        "AADHAAR_NO", "Contact Person", "Bank Account Number",
        "Name of the Head of Family"}) {
    EXPECT_TRUE(IsPersonalHeading(heading)) << heading;
  }
  for (const char* heading : {"SHG Name", "Members", "Women Members", "Village",
                              "Savings Bank Account", "Name", "VO Code"}) {
    EXPECT_FALSE(IsPersonalHeading(heading)) << heading;
  }
}

TEST(PersonalDetailTest, TextsOfARecordAreLookedAtAndIdentifiersAreNot) {
  registry::v1::Group group;
  group.set_name("groups/lokos-9876501234");
  group.set_title("Umden");
  auto* id = group.add_outside_ids();
  id->set_system("LOKOS");
  id->set_value("9876501234");
  EXPECT_TRUE(RefusePersonalDetails(group).ok());
  group.set_title("Umden 9876501234");
  group.mutable_profile()->mutable_products()->add_values("shawls");
  group.mutable_profile()->mutable_products()->add_values("of Smt A");
  const auto faults = FieldViolationsOf(RefusePersonalDetails(group));
  ASSERT_EQ(faults.size(), 2u);
  EXPECT_EQ(faults[0].field, "title");
  EXPECT_EQ(faults[1].field, "profile.products.values[1]");
}

}  // namespace
}  // namespace sangam
