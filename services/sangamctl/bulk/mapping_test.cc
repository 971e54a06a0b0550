#include "services/sangamctl/bulk/mapping.h"

#include "absl/strings/str_cat.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"

namespace sangam::sangamctl {
namespace {

using registry::v1::ImportRecord;
using testing::ElementsAre;
using testing::HasSubstr;

constexpr char kMapping[] = R"(
collection: groups
set: {kind: SHG, provenance.asserted_by: BLOCK_OFFICE}
columns:
  SHG Code: {outside_id: LOKOS}
  VO Code: {belongs_to: LOKOS}
  SHG Name: title
  Members: profile.members
  Formed: {field: profile.formed_on, date: DD/MM/YYYY}
  Loan (lakh): {field: profile.loan_outstanding_paise, unit: lakh}
  Books: {field: profile.books_up_to_date, values: {Y: true, N: false}}
  Sectors: {field: profile.sectors, split: ";"}
  Village Code: {field: place, prefix: places/lgd-village-}
  Village: place_title
  Block Code: {field: place_parent, prefix: places/lgd-block-}
)";
const std::vector<std::string> kHeadings = {
    "SHG Code",     "VO Code",     "SHG Name",   "Members",
    "Formed",       "Loan (lakh)", "Books",      "Sectors",
    "Village Code", "Village",     "Block Code", "Secret"};

Mapping Read(const std::string& text) {
  Problems problems;
  Mapping mapping = ReadMapping("m.yaml", text, problems);
  EXPECT_TRUE(problems.empty()) << problems[0].message;
  return mapping;
}

std::string FaultOf(const std::string& text) {
  Problems problems;
  ReadMapping("m.yaml", text, problems);
  return problems.empty() ? "" : problems[0].message;
}

TEST(MappingTest, ARowBecomesARecord) {
  ImportRecord record;
  EXPECT_EQ(MapRow(Read(kMapping), kHeadings,
                   {"77", "9", " Umden ", "12", "05/04/2013", "1,0.5", "Y",
                    "HANDLOOM; JUTE", "123", "Umden", "6019", "hidden"},
                   &record),
            "");
  const registry::v1::Group& group = record.entity().group();
  EXPECT_EQ(group.title(), "Umden");
  EXPECT_EQ(group.kind(), type::v1::SUBJECT_KIND_SHG);
  EXPECT_EQ(group.outside_ids(0).value(), "77");
  EXPECT_EQ(record.belongs_to().system(), "LOKOS");
  EXPECT_EQ(group.profile().members(), 12);
  EXPECT_EQ(group.profile().formed_on().month(), 4);
  EXPECT_EQ(group.profile().loan_outstanding_paise(), 105'000'000);
  EXPECT_TRUE(group.profile().books_up_to_date());
  EXPECT_THAT(group.profile().sectors().values(),
              ElementsAre("HANDLOOM", "JUTE"));
  EXPECT_EQ(group.place(), "places/lgd-village-123");
  EXPECT_EQ(record.place_parent(), "places/lgd-block-6019");
  EXPECT_EQ(group.provenance().asserted_by(), "BLOCK_OFFICE");
  EXPECT_EQ(record.ShortDebugString().find("hidden"), std::string::npos);
}

TEST(MappingTest, EmptyCellsAreNotZero) {
  ImportRecord record;
  EXPECT_EQ(MapRow(Read(kMapping), kHeadings, {"77", "", "", " "}, &record),
            "");
  EXPECT_FALSE(record.has_belongs_to());
  EXPECT_FALSE(record.entity().group().profile().has_members());
  EXPECT_THAT(MaskOf(Read(kMapping)).paths(),
              testing::Contains("profile.members"));
}

TEST(MappingTest, EveryFaultOfARowIsTold) {
  ImportRecord record;
  const std::string faults = MapRow(
      Read(kMapping), kHeadings,
      {"77", "9", "Umden", "twelve", "2013-31-04", "0.00000001", "maybe"},
      &record);
  EXPECT_THAT(faults, HasSubstr("Members: expected a whole number"));
  EXPECT_THAT(faults, HasSubstr("Formed: expected a day as DD/MM/YYYY"));
  EXPECT_THAT(faults, HasSubstr("Loan (lakh): \"0.00000001\" is finer"));
  EXPECT_THAT(faults, HasSubstr("Books: "));
}

TEST(MappingTest, ColumnsFillTheAttributesThatDepartmentsAdded) {
  const Mapping mapping = Read(
      "collection: groups\ncolumns:\n"
      "  Savings: {field: profile.extra.savings_paise, unit: lakh}\n"
      "  Looms: {field: profile.extra.looms, as: number}\n"
      "  Certified: {field: profile.extra.certified, as: truth, values: {Y:"
      " true, N: false}}\n"
      "  Yarn: {field: profile.extra.yarn, split: \";\"}\n"
      "  Since: {field: profile.extra.since, date: DD.MM.YYYY}\n"
      "  Note: {field: profile.extra.note, as: text}\n"
      "  Members: profile.members\n");
  EXPECT_THAT(MaskOf(mapping).paths(),
              ElementsAre("profile.extra", "profile.members"));
  const std::vector<std::string> headings = {
      "Savings", "Looms", "Certified", "Yarn", "Since", "Note", "Members"};
  ImportRecord record;
  EXPECT_EQ(
      MapRow(mapping, headings,
             {"1.5", "12", "N", "eri; muga", "05.04.2013", "7", "9"}, &record),
      "");
  auto extra = record.entity().group().profile().extra();
  EXPECT_EQ(extra["savings_paise"].number(), 15'000'000);
  EXPECT_EQ(extra["looms"].number(), 12);
  EXPECT_TRUE(extra["certified"].has_truth());
  EXPECT_FALSE(extra["certified"].truth());
  EXPECT_THAT(extra["yarn"].list().values(), ElementsAre("eri", "muga"));
  EXPECT_EQ(extra["since"].date().month(), 4);
  EXPECT_EQ(extra["note"].text(), "7");
  // Not known is not zero.
  ImportRecord thin;
  EXPECT_EQ(MapRow(mapping, headings, {"", "0", "", "", "", "", ""}, &thin),
            "");
  EXPECT_EQ(thin.entity().group().profile().extra_size(), 1);
  ImportRecord faulty;
  EXPECT_THAT(
      MapRow(mapping, headings, {"-1", "many", "", "", "", "", ""}, &faulty),
      HasSubstr("Looms: expected a whole number"));
  const std::string begin = "collection: groups\ncolumns: ";
  EXPECT_THAT(FaultOf(begin + "{A: profile.extra.looms}"),
              HasSubstr("\"profile.extra.looms\" needs its type"));
  EXPECT_THAT(FaultOf(begin + "{A: {field: profile.extra.looms, as: float}}"),
              HasSubstr("needs its type"));
  EXPECT_THAT(FaultOf(begin + "{A: {field: title, as: text}}"),
              HasSubstr("as is for attributes of profile.extra"));
  for (const char* field :
       {"profile.extra", "profile.extra.", "profile.extras", "extra.looms"}) {
    EXPECT_THAT(
        FaultOf(absl::StrCat(begin, "{A: {field: ", field, ", as: number}}")),
        HasSubstr("is not a field of a Group"));
  }
  EXPECT_THAT(FaultOf("collection: places\ncolumns: {A: {field:"
                      " profile.extra.looms, as: number}}"),
              HasSubstr("is not a field of a Place"));
  EXPECT_THAT(FaultOf(begin + "{B: title}\nset: {profile.extra.looms: 3}"),
              HasSubstr("needs a column"));
}

TEST(MappingTest, AnAmountIsNeverTurnedIntoAnother) {
  for (const char* text : {"-0.50", "-1.5", "- 1", "1-2", "0.-5"}) {
    ImportRecord record;
    EXPECT_EQ(
        MapRow(Read(kMapping), {"Loan (lakh)"}, {text}, &record),
        absl::StrCat("Loan (lakh): expected an amount, found \"", text, "\""));
    EXPECT_FALSE(
        record.entity().group().profile().has_loan_outstanding_paise());
  }
}

TEST(MappingTest, MappingsAreCheckedBeforeAnythingIsSent) {
  const std::string begin = "collection: groups\ncolumns: ";
  EXPECT_THAT(FaultOf(begin + "{A: profile.membrs}"),
              HasSubstr("\"profile.membrs\" is not a field of a Group"));
  EXPECT_THAT(FaultOf(begin + "{A: title, B: title}"),
              HasSubstr("has two sources"));
  EXPECT_THAT(FaultOf(begin + "{Member Name: title}"),
              HasSubstr("people are counted, never named"));
  EXPECT_THAT(FaultOf(begin + "{Mobile No.: local_level_name}"),
              HasSubstr("people are counted, never named"));
  EXPECT_THAT(FaultOf(begin + "{A: etag}"), HasSubstr("registry itself"));
  EXPECT_THAT(FaultOf(begin + "{A: {field: title, unit: dozen}}"),
              HasSubstr("rupees, lakh or crore"));
  EXPECT_THAT(FaultOf(begin + "{A: {field: title, colour: red}}"),
              HasSubstr("expected field, outside_id"));
  EXPECT_THAT(FaultOf("collection: schemes\ncolumns: {A: title}"),
              HasSubstr("expected places"));
  EXPECT_THAT(FaultOf("columns: {A: title}"),
              HasSubstr("collection is missing"));
  EXPECT_THAT(FaultOf("collection: groups"), HasSubstr("no columns"));
  EXPECT_THAT(FaultOf(begin + "{A: title}\nset: {kind: CLUB}"),
              HasSubstr("CLUB"));
}

}  // namespace
}  // namespace sangam::sangamctl
