#include "services/registry/domain/sent_facts.h"

#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "google/protobuf/text_format.h"
#include "google/protobuf/util/field_mask_util.h"
#include "gtest/gtest.h"
#include "sangam/registry/v1/enterprise.pb.h"
#include "services/registry/domain/provenance_of_fact.h"

namespace sangam::registry {
namespace {

using google::protobuf::util::FieldMaskUtil;

v1::Enterprise Parse(const std::string& text) {
  v1::Enterprise enterprise;
  EXPECT_TRUE(google::protobuf::TextFormat::ParseFromString(text, &enterprise))
      << text;
  return enterprise;
}

std::string From(const std::string& role, int year) {
  return absl::StrCat("{ asserted_by: '", role, "' observed_on { year: ", year,
                      " month: 1 day: 1 } }");
}

// What is stored after `given` was sent for `mask`.
v1::Enterprise Sent(const v1::Enterprise& before, const std::string& given_text,
                    const std::string& mask_text) {
  const v1::Enterprise given = Parse(given_text);
  google::protobuf::FieldMask mask;
  FieldMaskUtil::FromString(mask_text, &mask);
  v1::Enterprise after = before;
  FieldMaskUtil::MergeOptions options;
  options.set_replace_message_fields(true);
  options.set_replace_repeated_fields(true);
  FieldMaskUtil::MergeMessageTo(given, mask, options, &after);
  KeepFactsNotSent(before, given, mask, &after);
  return after;
}

// "BLOCK_OFFICE 2015", or nothing.
std::string SourceOf(const v1::Enterprise& record, const std::string& fact) {
  const auto provenance = ProvenanceOf(record, fact);
  return provenance ? absl::StrCat(provenance->asserted_by(), " ",
                                   provenance->observed_on().year())
                    : "";
}

class SentFactsTest : public testing::Test {
 protected:
  const v1::Enterprise before_ =
      Parse(absl::StrCat("name: 'enterprises/a' title: 'Bakery' place:"
                         " 'places/a' profile { annual_turnover_paise: 100000"
                         " households: 3 } provenance ",
                         From("BLOCK_OFFICE", 2015)));
};

TEST_F(SentFactsTest, WhatWasNotSentKeepsItsSource) {
  const std::string given =
      absl::StrCat("profile { members: 5 } provenance ", From("SELF", 2026));
  const std::string mask = "profile.members,provenance";
  const v1::Enterprise after = Sent(before_, given, mask);
  EXPECT_EQ(SourceOf(after, "profile.members"), "SELF 2026");
  for (const char* fact : {"profile.annual_turnover_paise",
                           "profile.households", "place", "title"}) {
    EXPECT_EQ(SourceOf(after, fact), "BLOCK_OFFICE 2015") << fact;
  }
  const v1::Enterprise again = Sent(after, given, mask);
  EXPECT_EQ(again.SerializeAsString(), after.SerializeAsString());
  // Sent again by the block office of that day.
  const v1::Enterprise back =
      Sent(after,
           absl::StrCat("profile { members: 6 } provenance ",
                        From("BLOCK_OFFICE", 2015)),
           mask);
  EXPECT_EQ(SourceOf(back, "profile.members"), "BLOCK_OFFICE 2015");
  EXPECT_EQ(back.field_provenance_size(), 0);
}

TEST_F(SentFactsTest, TheDayAloneMayBeSent) {
  const v1::Enterprise after =
      Sent(before_,
           "profile { members: 5 } provenance { observed_on { year: 2026"
           " month: 2 day: 3 } }",
           "profile.members,provenance.observed_on");
  EXPECT_EQ(SourceOf(after, "profile.members"), "BLOCK_OFFICE 2026");
  EXPECT_EQ(SourceOf(after, "profile.households"), "BLOCK_OFFICE 2015");
}

TEST_F(SentFactsTest, AWholeRegisterThatComesAgainSpeaksForTheRecord) {
  const v1::Enterprise after =
      Sent(before_,
           absl::StrCat("title: 'Bakery' place: 'places/a' profile {"
                        " annual_turnover_paise: 7 } provenance ",
                        From("BLOCK_OFFICE", 2026)),
           "title,place,profile.annual_turnover_paise,profile.households,"
           "provenance");
  EXPECT_EQ(after.provenance().observed_on().year(), 2026);
  EXPECT_EQ(after.field_provenance_size(), 0);
}

TEST_F(SentFactsTest, WithoutASourceTheRecordKeepsItsOwn) {
  const v1::Enterprise after =
      Sent(before_, "profile { members: 5 }", "profile.members,provenance");
  EXPECT_EQ(SourceOf(after, "profile.households"), "BLOCK_OFFICE 2015");
}

TEST_F(SentFactsTest, FactsWithoutASourceGetNone) {
  v1::Enterprise unknown = before_;
  unknown.clear_provenance();
  const v1::Enterprise after = Sent(
      unknown,
      absl::StrCat("profile { members: 5 } provenance ", From("SELF", 2026)),
      "profile.members,provenance");
  EXPECT_EQ(SourceOf(after, "profile.members"), "SELF 2026");
  EXPECT_EQ(SourceOf(after, "profile.households"), "");
}

TEST_F(SentFactsTest, SourcesOfSingleFactsAreTakenOneByOne) {
  v1::Enterprise after = before_;
  for (const char* fact : {"profile.households", "place"}) {
    after = Sent(after,
                 absl::StrCat("field_provenance { fields: '", fact,
                              "' provenance ", From("SURVEY", 2020), " }"),
                 "field_provenance");
  }
  EXPECT_EQ(SourceOf(after, "profile.households"), "SURVEY 2020");
  EXPECT_EQ(SourceOf(after, "place"), "SURVEY 2020");
  EXPECT_EQ(SourceOf(after, "profile.annual_turnover_paise"),
            "BLOCK_OFFICE 2015");
  // What is taken back has no source.
  after = Sent(after, "", "place");
  EXPECT_EQ(SourceOf(after, "profile.households"), "SURVEY 2020");
  EXPECT_EQ(after.field_provenance(0).fields_size(), 1);
}

TEST_F(SentFactsTest, PartsOfAFactComeFromWhereAllOfItComes) {
  v1::Enterprise before = before_;
  before.mutable_profile()->mutable_sectors()->add_values("FOOD");
  auto* part = before.add_field_provenance();
  part->add_fields("profile.sectors.values");
  part->mutable_provenance()->set_asserted_by("SURVEY");
  const v1::Enterprise after = Sent(
      before,
      absl::StrCat("profile { sectors { values: 'TEXTILES' } } provenance ",
                   From("SELF", 2026)),
      "profile.sectors,provenance");
  EXPECT_EQ(SourceOf(after, "profile.sectors"), "SELF 2026");
  EXPECT_EQ(SourceOf(after, "profile.sectors.values"), "BLOCK_OFFICE 2015")
      << "nothing is said of the part any more";
}

TEST_F(SentFactsTest, AddedAttributesAreTakenOneByOne) {
  v1::Enterprise before = before_;
  (*before.mutable_profile()->mutable_extra())["looms"].set_number(3);
  (*before.mutable_profile()->mutable_extra())["ovens"].set_number(9);
  const v1::Enterprise after =
      Sent(before,
           absl::StrCat("profile { extra { key: 'ovens' value { number: 1 } } }"
                        " provenance ",
                        From("SELF", 2026)),
           "profile.extra,provenance");
  EXPECT_EQ(after.profile().extra().at("looms").number(), 3);
  EXPECT_EQ(after.profile().extra().at("ovens").number(), 1);
  EXPECT_EQ(SourceOf(after, "profile.extra[\"looms\"]"), "BLOCK_OFFICE 2015");
  EXPECT_EQ(SourceOf(after, "profile.extra[\"ovens\"]"), "SELF 2026");
}

}  // namespace
}  // namespace sangam::registry
