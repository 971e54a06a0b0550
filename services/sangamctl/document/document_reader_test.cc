#include "services/sangamctl/document/document_reader.h"

#include <string>

#include "absl/strings/str_cat.h"
#include "gmock/gmock.h"
#include "google/protobuf/util/message_differencer.h"
#include "gtest/gtest.h"
#include "sangam/registry/v1/group.pb.h"
#include "sangam/scheme_catalog/v1/scheme_version.pb.h"
#include "services/sangamctl/document/message_reader.h"

namespace sangam::sangamctl {
namespace {

using registry::v1::Group;
using scheme_catalog::v1::SchemeVersion;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::SizeIs;

template <typename Message>
Message ReadGood(const std::string& text) {
  Message message;
  Problems problems;
  ReadSingleMessage("a.yaml", text, message, problems);
  EXPECT_THAT(problems, IsEmpty()) << problems.front().message;
  return message;
}

// Problems as "line:column: message".
template <typename Message>
std::vector<std::string> ReadBad(const std::string& text) {
  Message message;
  Problems problems;
  ReadSingleMessage("a.yaml", text, message, problems);
  std::vector<std::string> lines;
  for (const Problem& problem : problems) {
    lines.push_back(absl::StrCat(problem.position.line, ":",
                                 problem.position.column, ": ",
                                 problem.message));
  }
  return lines;
}

TEST(DocumentReaderTest, ProblemsShowTheirLines) {
  for (const char* text :
       {"name: groups/a\r\nprofil: {}\r\n", "name: groups/a\nprofil: {}"}) {
    Group group;
    Problems problems;
    ReadSingleMessage("a.yaml", text, group, problems);
    ASSERT_THAT(problems, SizeIs(1));
    EXPECT_EQ(problems[0].line, "profil: {}");
  }
  Group group;
  Problems problems;
  ReadSingleMessage("a.yaml", "name: [1, 2\n", group, problems);
  ReadSingleMessage("a.yaml", "", group, problems);
  ASSERT_THAT(problems, SizeIs(2));
  EXPECT_EQ(problems[1].line, "");
}

TEST(DocumentReaderTest, ReadsAGroup) {
  const Group group = ReadGood<Group>(R"(
name: groups/umden-eri-spv
title: "Umden Eri Society"
kind: SUBJECT_KIND_SPV
childrenComplete: true
outside_ids:
  - {system: LOKOS, value: "0012"}
profile:
  members: 36
  womenMembers: "30"
  panchasutra_followed: false
  formed_on: {year: 2013, month: 4, day: 1}
  received_benefits_complete_until: 2026-03-31
  sectors: {values: [HANDLOOM, SERICULTURE]}
  extra:
    looms_per_member: {number: 2}
update_time: 2026-04-01T10:30:00Z
)");
  EXPECT_EQ(group.kind(), type::v1::SUBJECT_KIND_SPV);
  EXPECT_TRUE(group.children_complete());
  EXPECT_EQ(group.outside_ids(0).value(), "0012");
  EXPECT_EQ(group.profile().members(), 36);
  EXPECT_EQ(group.profile().women_members(), 30);
  EXPECT_TRUE(group.profile().has_panchasutra_followed());
  EXPECT_FALSE(group.profile().panchasutra_followed());
  EXPECT_EQ(group.profile().formed_on().month(), 4);
  EXPECT_EQ(group.profile().received_benefits_complete_until().day(), 31);
  EXPECT_THAT(group.profile().sectors().values(),
              ElementsAre("HANDLOOM", "SERICULTURE"));
  EXPECT_EQ(group.profile().extra().at("looms_per_member").number(), 2);
  EXPECT_EQ(group.update_time().seconds(), 1775039400);
}

TEST(DocumentReaderTest, EnumsAreReadByFullNameShortNameAndNumber) {
  for (const char* kind : {"SUBJECT_KIND_SHG", "SHG", "1"}) {
    EXPECT_EQ(ReadGood<Group>(absl::StrCat("kind: ", kind)).kind(),
              type::v1::SUBJECT_KIND_SHG);
  }
}

TEST(DocumentReaderTest, PlainWordsInTextFieldsStayText) {
  for (const char* word : {"yes", "no", "on", "true", "12", "1.50", "0x1F"}) {
    EXPECT_EQ(ReadGood<Group>(absl::StrCat("title: ", word)).title(), word);
  }
}

TEST(DocumentReaderTest, NullMeansAbsent) {
  const Group group =
      ReadGood<Group>("title: null\nparent: ~\nprofile:\noutside_ids: null\n");
  EXPECT_FALSE(group.has_profile());
  EXPECT_EQ(group.title(), "");
  EXPECT_EQ(ReadGood<Group>("title: \"null\"").title(), "null");
}

TEST(DocumentReaderTest, AbsentAndZeroStayDifferent) {
  EXPECT_TRUE(ReadGood<Group>("profile: {members: 0}").profile().has_members());
  EXPECT_FALSE(ReadGood<Group>("profile: {}").profile().has_members());
  EXPECT_TRUE(
      ReadGood<Group>("profile: {sectors: {}}").profile().has_sectors());
}

TEST(DocumentReaderTest, UnknownFieldsGetASuggestion) {
  EXPECT_THAT(
      ReadBad<Group>("name: groups/a\nprofile:\n  memebrs: 3\n"),
      ElementsAre("3:3: profile.memebrs: Profile has no such field; did you"
                  " mean \"members\"?"));
}

TEST(DocumentReaderTest, AttributesOfDepartmentsArePointedToExtra) {
  EXPECT_THAT(
      ReadBad<Group>("profile:\n  solar_looms: 3\n"),
      ElementsAre("2:3: profile.solar_looms: Profile has no such field; an"
                  " attribute that a department added stands under extra:, as"
                  " extra: {its_name: {number: 1}}"));
}

TEST(DocumentReaderTest, UnknownEnumValuesGetASuggestion) {
  EXPECT_THAT(ReadBad<Group>("kind: SHGG\n"),
              ElementsAre("1:7: kind: \"SHGG\" is no SubjectKind; did you mean"
                          " \"SHG\"?"));
  EXPECT_THAT(ReadBad<Group>("kind: 99\n"), SizeIs(1));
}

TEST(DocumentReaderTest, EveryMistakeIsReported) {
  EXPECT_THAT(
      ReadBad<SchemeVersion>(R"(
conditions:
  - id: a
    expresion: members > 1
  - id: b
    citations:
      - {document: D, confidence: VERIFED}
open_to_all: yes
)"),
      ElementsAre(HasSubstr("4:5: conditions[0].expresion"),
                  HasSubstr("7:35: conditions[1].citations[0].confidence"),
                  HasSubstr("8:14: open_to_all: expected true or false")));
}

TEST(DocumentReaderTest, KeysGivenTwiceAreRefusedInEitherSpelling) {
  EXPECT_THAT(ReadBad<Group>("title: a\ntitle: b\n"),
              ElementsAre("2:1: title: is given twice"));
  EXPECT_THAT(ReadBad<Group>("bank_branch_ifsc: a\nbankBranchIfsc: b\n"),
              ElementsAre("2:1: bank_branch_ifsc: is given twice"));
  EXPECT_THAT(ReadBad<SchemeVersion>(
                  "conditions: [{description: {text: {en: a, en: b}}}]\n"),
              ElementsAre(HasSubstr("text.en: is given twice")));
}

TEST(DocumentReaderTest, AOneofHoldsOneValue) {
  EXPECT_THAT(ReadBad<SchemeVersion>(R"(
benefits:
  - amount:
      fixed: {min_paise: 1, max_paise: 2}
      per_unit: {paise_each: 3}
)"),
              ElementsAre("5:7: benefits[0].amount.per_unit: can't stand beside"
                          " \"fixed\"; keep one of the two"));
}

TEST(DocumentReaderTest, NumbersAreWholeAndWithinRange) {
  const auto fault = [](const std::string& number) {
    const auto lines =
        ReadBad<Group>(absl::StrCat("profile: {members: ", number, "}"));
    return lines.size() == 1 ? lines[0] : absl::StrCat(lines.size(), " faults");
  };
  EXPECT_THAT(fault("1.5"), HasSubstr("expected a whole number"));
  EXPECT_THAT(fault("1e3"), HasSubstr("expected a whole number"));
  EXPECT_THAT(fault("2.0"), HasSubstr("expected a whole number"));
  EXPECT_THAT(fault("ten"), HasSubstr("expected a whole number"));
  EXPECT_THAT(fault("012"), HasSubstr("leading zero"));
  EXPECT_THAT(fault("\"1,00,000\""), HasSubstr("without separators: 100000"));
  EXPECT_THAT(fault("9223372036854775808"), HasSubstr("out of range"));
  EXPECT_THAT(fault("[1]"), HasSubstr("expected a single value, found a list"));
  EXPECT_THAT(fault("\"\""), HasSubstr("expected a whole number"));
  const Group group =
      ReadGood<Group>("profile: {members: 9223372036854775807}");
  EXPECT_EQ(group.profile().members(), 9223372036854775807);
}

TEST(DocumentReaderTest, SmallNumbersHaveSmallRanges) {
  EXPECT_THAT(ReadBad<SchemeVersion>(
                  "funding: [{shares: [{share_bps: 2147483648}]}]\n"),
              ElementsAre(HasSubstr("out of range")));
}

TEST(DocumentReaderTest, DatesAreDaysOfTheCalendar) {
  EXPECT_THAT(ReadBad<SchemeVersion>("effective_from: 2013-02-30\n"),
              ElementsAre(HasSubstr("1:17: effective_from: expected a date")));
  EXPECT_THAT(ReadBad<SchemeVersion>("effective_from: [2013]\n"), SizeIs(1));
  EXPECT_THAT(ReadBad<SchemeVersion>("publish_time: yesterday\n"), SizeIs(1));
}

TEST(DocumentReaderTest, ShapesMustFit) {
  EXPECT_THAT(ReadBad<Group>("- a\n"),
              ElementsAre("1:1: expected a mapping, found a list"));
  EXPECT_THAT(ReadBad<Group>("outside_ids: {system: A}\n"),
              ElementsAre(HasSubstr("expected a list, found a mapping")));
  EXPECT_THAT(ReadBad<Group>("outside_ids: [null]\n"),
              ElementsAre(HasSubstr("can't be null")));
  EXPECT_THAT(
      ReadBad<Group>("profile: 3\n"),
      ElementsAre(HasSubstr("expected a mapping, found a single value")));
  EXPECT_THAT(ReadBad<Group>("? [a]\n: b\n"), SizeIs(1));
}

TEST(DocumentReaderTest, OnlyOneDocumentIsRead) {
  EXPECT_THAT(ReadBad<Group>("title: a\n---\ntitle: b\n"),
              ElementsAre(HasSubstr("3:1: a second document")));
  EXPECT_THAT(ReadBad<Group>("# nothing\n"),
              ElementsAre(HasSubstr("no document")));
}

TEST(DocumentReaderTest, AliasesWorkWithinBounds) {
  const Group group = ReadGood<Group>(
      "outside_ids: [&a {system: X, value: '1'}, *a]\ntitle: t\n");
  EXPECT_EQ(group.outside_ids_size(), 2);
}

TEST(DocumentReaderTest, AliasesThatExplodeAreRefused) {
  std::string text =
      "benefits:\n- amount: &a0 {lesser_of: {amounts: [{fixed: {min_paise: "
      "1}}]}}\n";
  for (int i = 1; i < 40; ++i) {
    absl::StrAppend(&text, "- amount: &a", i, " {lesser_of: {amounts: [*a",
                    i - 1, ", *a", i - 1, "]}}\n");
  }
  EXPECT_THAT(ReadBad<SchemeVersion>(text),
              ElementsAre(HasSubstr("aliases repeat more than 10000 values")));
}

TEST(DocumentReaderTest, MergeKeysAndTagsAreRefused) {
  EXPECT_THAT(ReadBad<Group>("<<: {title: a}\n"),
              ElementsAre(HasSubstr("merge keys are not read")));
  EXPECT_THAT(ReadBad<Group>("title: !secret a\n"),
              ElementsAre(HasSubstr("has no meaning here")));
}

TEST(DocumentReaderTest, PositionsOfFieldsAreKept) {
  Problems problems;
  const auto documents = ReadDocuments(
      "a.yaml", "kind: SHG\nprofile:\n  sectors:\n    values: [A, B]\n",
      problems);
  ASSERT_THAT(documents, SizeIs(1));
  Group group;
  FieldPositions positions;
  ReadMessage("a.yaml", documents[0], group, positions, problems);
  EXPECT_EQ(positions.at("profile.sectors.values[1]"), (TextPosition{4, 17}));
  EXPECT_EQ(positions.at("profile.sectors"), (TextPosition{3, 3}));
}

}  // namespace
}  // namespace sangam::sangamctl
