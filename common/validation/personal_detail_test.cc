#include "common/validation/personal_detail.h"

#include "common/status/errors.h"
#include "gtest/gtest.h"
#include "sangam/registry/v1/group.pb.h"
#include "sangam/registry/v1/place.pb.h"

namespace sangam {
namespace {

TEST(PersonalDetailTest, PhoneNumbersAreSeenHoweverTheyAreWritten) {
  for (const char* text :
       {"9876501234", "call 98765 01234", "+91 9876501234", "+919876501234",
        "09876501234", "98765-01234.", "Umden (6123456789)", "987-650-1234",
        "9876 501234", "98 76 50 12 34", "9876.501.234", "+91-987-650-1234",
        "फोन ९८७६५०१२३४", "৯৮৭৬৫ ০১২৩৪"}) {
    EXPECT_TRUE(HoldsPhoneNumber(text)) << text;
  }
  for (const char* text : {"",
                           "Umden 36",
                           "1876501234",
                           "98765012345678",
                           "987650123",
                           "98765 0123",
                           "5876501234",
                           "1876501234 98",
                           "1234-987-650-1234",
                           "123-456-7890",
                           "2013-04-01",
                           "98-76-5432",
                           "UDYAM-ML-05-0000123",
                           "places/lgd-village-990001",
                           "990001, 990002",
                           "793101 793102",
                           "793101 2019",
                           "₹14,76,000",
                           "६ सदस्य, ९८७ रुपये",
                           "2019-20 2020-21 2021-22",
                           "8901/2016/77"}) {
    EXPECT_FALSE(HoldsPhoneNumber(text)) << text;
  }
}

TEST(PersonalDetailTest, PersonsAreNamedByMarks) {
  for (const char* text :
       {"Smt. A B", "MRS A", "A B W/O C D", "x, D/o y", "Shrimati A",
        "A SRIMATI B", "श्रीमती अ आ", "శ్రీమతి అ", "Kumari A", "kumari A B"}) {
    EXPECT_TRUE(NamesAPerson(text)) << text;
  }
  for (const char* text :
       {"Shri Lakshmi Mahila Mandal", "Sri Durga SHG", "Smriti SHG",
        "Mrignayani", "", "Kanya Kumari", "Kumari", "Kumari Mahila Mandal",
        "Kumari Khurd", "Kumari SHG", "श्री लक्ष्मी महिला समूह", "Matangini",
        "Mahila Samuh", "संपत्ति", "Srima SHG"}) {
    EXPECT_FALSE(NamesAPerson(text)) << text;
  }
}

TEST(PersonalDetailTest, HeadingsOfPersonalColumnsAreKnown) {
  for (const char* heading : {"Member Name",
                              "Name of Member",
                              "President",
                              "Mobile No.",
                              "AADHAAR_NO",
                              "Contact Person",
                              "Bank Account Number",
                              "Name of the Head of Family",
                              "Member Names",
                              "Leader's Name",
                              "Mobile/Phone No",
                              "MemberName",
                              "Husband's Name",
                              "husbandname",
                              "Owner/Proprietor Name",
                              "AadhaarNo",
                              "AADHARNO",
                              "Aadhar/UID",
                              "Name of Woman Entrepreneur",
                              "Beneficiary's Name",
                              "Animator Name",
                              "Adhyaksha Ka Naam",
                              "Mob No",
                              "Contact_No",
                              "ContactNo",
                              "A/c No.",
                              "Names of Beneficiaries",
                              "सदस्य का नाम",
                              "मोबाइल नंबर",
                              "अध्यक्ष"}) {
    EXPECT_TRUE(IsPersonalHeading(heading)) << heading;
  }
  for (const char* heading : {"SHG Name",
                              "Members",
                              "Women Members",
                              "Village",
                              "Savings Bank Account",
                              "Name",
                              "VO Code",
                              "SHGName",
                              "Name of Women SHG",
                              "Village Name",
                              "Mobilised Members",
                              "No. of Members",
                              "Members' Savings",
                              "Phulbani",
                              "Block Name",
                              "Name of Artisan Cluster",
                              "Entrepreneurs",
                              "Number of A/cs closed by SHG",
                              "गरीबी का आधार",
                              "संपत्ति",
                              "ग्राम का नाम",
                              "Fluid",
                              "Druid"}) {
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

TEST(PersonalDetailTest, PlacesMayBeCalledLikeAPerson) {
  registry::v1::Place place;
  place.set_title("Kumari Dih");
  EXPECT_TRUE(RefusePersonalDetails(place).ok());
  place.set_title("Shrimati Dih");
  EXPECT_FALSE(RefusePersonalDetails(place).ok());
  registry::v1::Group group;
  group.set_title("Kumari A");
  EXPECT_FALSE(RefusePersonalDetails(group).ok());
}

}  // namespace
}  // namespace sangam
