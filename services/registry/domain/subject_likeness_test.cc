#include "services/registry/domain/subject_likeness.h"

#include "gmock/gmock.h"

namespace sangam::registry {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;
using v1::DUPLICATE_REASON_LIKE_OUTSIDE_ID;
using v1::DUPLICATE_REASON_SAME_BANK_BRANCH;
using v1::DUPLICATE_REASON_SAME_FORMATION_DATE;
using v1::DUPLICATE_REASON_SAME_MEMBERS;
using v1::DUPLICATE_REASON_SAME_TITLE_AND_PLACE;

TEST(TitleKeyTest, CapitalsSpacesPunctuationAndKindsDoNotCount) {
  for (const char* title :
       {"Maa Durga", "MAA  DURGA S.H.G.", "maa-durga shg",
        "Maa Durga Self Help Group", "Maa Durga Self-Help Group"}) {
    EXPECT_EQ(TitleKey(title), "maadurga") << title;
  }
  EXPECT_NE(TitleKey("Maa Durga 1"), TitleKey("Maa Durga 2"));
}

TEST(TitleKeyTest, OtherScriptsStay) {
  EXPECT_EQ(TitleKey("माँ दुर्गा"), TitleKey("माँदुर्गा"));
  EXPECT_NE(TitleKey("माँ दुर्गा"), TitleKey("माँ काली"));
}

TEST(TitleKeyTest, WhatSaysNothingIsEmptyAndAKindAloneIsATitle) {
  EXPECT_EQ(TitleKey(""), "");
  EXPECT_EQ(TitleKey(" - "), "");
  EXPECT_EQ(TitleKey("SHG"), "shg");
}

TEST(OutsideIdKeyTest, IsTheSameForEveryFormOfAnId) {
  for (const char* value : {"UDYAM-ML-05-0000123", "udyam ml 05 0000123",
                            "UDYAM/ML/05/0000123", "UDYAM_ML.05-0000123"}) {
    EXPECT_EQ(OutsideIdKey(value), "UDYAMML050000123") << value;
  }
  EXPECT_EQ(OutsideIdKey("00123-45"), "12345");
  EXPECT_EQ(OutsideIdKey("0-0"), "");
  EXPECT_NE(OutsideIdKey("1230"), OutsideIdKey("123"));
}

LikenessRecord Shg(const std::string& name, const std::string& title,
                   const std::string& place, const std::string& lokos = "") {
  LikenessRecord record;
  record.subject.name = name;
  record.subject.kind = type::v1::SUBJECT_KIND_SHG;
  record.subject.title = title;
  record.subject.place = place;
  if (!lokos.empty()) {
    type::v1::OutsideId& id = record.subject.outside_ids.emplace_back();
    id.set_system("LOKOS");
    id.set_value(lokos);
  }
  return record;
}

TEST(CompareRecordsTest, SameTitleAndPlaceWithWhatSupportsIt) {
  LikenessRecord first = Shg("groups/a", "Maa Durga", "places/v");
  LikenessRecord second = Shg("groups/b", "MAA DURGA SHG", "places/v");
  EXPECT_THAT(CompareRecords(first, second)->reasons(),
              ElementsAre(DUPLICATE_REASON_SAME_TITLE_AND_PLACE));
  for (LikenessRecord* record : {&first, &second}) {
    record->subject.profile.set_members(12);
    record->subject.profile.mutable_formed_on()->set_year(2016);
    record->bank_branch_ifsc = "SBIN0000001";
  }
  const auto pair = CompareRecords(second, first);
  EXPECT_EQ(pair->first(), "groups/a") << "in order, whoever is asked first";
  EXPECT_EQ(pair->second_title(), "MAA DURGA SHG");
  EXPECT_EQ(pair->kind(), type::v1::SUBJECT_KIND_SHG);
  EXPECT_THAT(pair->reasons(),
              ElementsAre(DUPLICATE_REASON_SAME_TITLE_AND_PLACE,
                          DUPLICATE_REASON_SAME_MEMBERS,
                          DUPLICATE_REASON_SAME_FORMATION_DATE,
                          DUPLICATE_REASON_SAME_BANK_BRANCH));
}

TEST(CompareRecordsTest, WhatSupportsIsNeverEnough) {
  LikenessRecord first = Shg("groups/a", "Maa Durga", "places/v");
  LikenessRecord second = Shg("groups/b", "Maa Kali", "places/v");
  first.subject.profile.set_members(12);
  second.subject.profile.set_members(12);
  EXPECT_FALSE(CompareRecords(first, second));
  EXPECT_FALSE(CompareRecords(Shg("groups/a", "Maa Durga", "places/v"),
                              Shg("groups/b", "Maa Durga", "places/w")));
  EXPECT_FALSE(CompareRecords(Shg("groups/a", "Maa Durga", ""),
                              Shg("groups/b", "Maa Durga", "")))
      << "an unknown place is no place";
  EXPECT_FALSE(CompareRecords(Shg("groups/a", "", "places/v"),
                              Shg("groups/b", "", "places/v")));
}

TEST(CompareRecordsTest, LikeIdsAreEnoughAndOtherIdsSpeakAgainst) {
  const auto like = CompareRecords(Shg("groups/a", "A", "places/v", "00-12"),
                                   Shg("groups/b", "B", "places/w", "12"));
  EXPECT_THAT(like->reasons(), ElementsAre(DUPLICATE_REASON_LIKE_OUTSIDE_ID));
  EXPECT_THAT(like->differing_systems(), IsEmpty());
  const auto unlike = CompareRecords(Shg("groups/a", "A", "places/v", "12"),
                                     Shg("groups/b", "A", "places/v", "13"));
  EXPECT_THAT(unlike->reasons(),
              ElementsAre(DUPLICATE_REASON_SAME_TITLE_AND_PLACE));
  EXPECT_THAT(unlike->differing_systems(), ElementsAre("LOKOS"));
}

TEST(CompareRecordsTest, TwoKindsAreTwo) {
  LikenessRecord vo = Shg("groups/b", "A", "places/v", "12");
  vo.subject.kind = type::v1::SUBJECT_KIND_VO;
  EXPECT_FALSE(CompareRecords(Shg("groups/a", "A", "places/v", "12"), vo));
}

}  // namespace
}  // namespace sangam::registry
