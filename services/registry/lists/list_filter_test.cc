#include "services/registry/lists/list_filter.h"

#include "common/status/errors.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "services/registry/lists/declared_lists.h"
#include "services/registry/lists/listed_record.h"

namespace sangam::registry {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;

std::vector<std::string> FaultsOf(absl::string_view text,
                                  absl::string_view collection = "groups") {
  const auto filter = ListFilter::Compile(text, collection);
  std::vector<std::string> faults;
  for (const FieldViolation& violation : FieldViolationsOf(filter.status())) {
    EXPECT_EQ(violation.field, "filter");
    faults.push_back(violation.description);
  }
  return faults;
}

TEST(ListFilterTest, AFaultIsToldAtItsPlaceWithASuggestion) {
  EXPECT_THAT(FaultsOf("members >= 10\n&& membrs < 3"),
              ElementsAre("line 2, column 4: unknown attribute `membrs`; did"
                          " you mean `members`?"));
  EXPECT_THAT(FaultsOf("members >="), ElementsAre(HasSubstr("line 1")));
  EXPECT_THAT(FaultsOf("members"), ElementsAre(HasSubstr("line 1, column 1")));
  EXPECT_EQ(ReasonOf(ListFilter::Compile("membrs", "groups").status()),
            type::v1::ERROR_REASON_INVALID_EXPRESSION);
}

TEST(ListFilterTest, WhatNoRecordTellsIsRefusedWithTheReason) {
  EXPECT_THAT(FaultsOf("members > 1 && !received('schemes/sgsy')"),
              ElementsAre(HasSubstr("line 1, column 17: `received()` is of")));
  EXPECT_THAT(FaultsOf("members >= parameter('parameters/least')"),
              ElementsAre(HasSubstr("`parameter()` is of the scheme")));
  EXPECT_THAT(FaultsOf("place.within('placeSets/hill-states')"),
              ElementsAre(HasSubstr("`placeSets/hill-states` is of")));
  EXPECT_THAT(FaultsOf("children.exists(c, c.members > 3)"),
              ElementsAre(HasSubstr("`children` are other records")));
  EXPECT_THAT(FaultsOf("looms_registered >= 10"),
              ElementsAre(HasSubstr("unknown attribute `looms_registered`")));
}

// As a character of the filter itself, and as its own language writes it.
TEST(ListFilterTest, ATextWithANulIsRefused) {
  for (const char* text :
       {"parent == 'groups/\\u0000'", "place.within('places/a\\u0000')",
        "members > 1 || subject.kind == '\\x00'"}) {
    EXPECT_THAT(FaultsOf(text), ElementsAre(HasSubstr("a NUL character")))
        << text;
  }
  EXPECT_THAT(FaultsOf(absl::string_view("parent == 'groups/\0'", 20)),
              testing::SizeIs(1));
}

TEST(ListFilterTest, ARecordsOwnFieldsAreWordsOfItsListsAlone) {
  EXPECT_THAT(FaultsOf("parent == 'groups/a' && cluster == 'clusters/b'"),
              IsEmpty());
  EXPECT_THAT(
      FaultsOf("group == 'groups/a' && affiliation == 'DRAFT'", "enterprises"),
      IsEmpty());
  EXPECT_THAT(FaultsOf("spv == 'groups/a'", "clusters"), IsEmpty());
  EXPECT_THAT(FaultsOf("affiliation == 'DRAFT'"),
              ElementsAre(HasSubstr("unknown attribute `affiliation`")));
  EXPECT_THAT(FaultsOf("affiliation == 'DRAFFT'", "enterprises"),
              ElementsAre(HasSubstr("did you mean")));
}

TEST(ListFilterTest, WhatIsJoinedByAndIsDivided) {
  const auto filter = ListFilter::Compile(
      "(subject.kind in ['SHG', 'VO'] && members >= 10) && 20 > members"
      " && place.within('places/a') && parent == 'groups/b'"
      " && subject.kind == 'SHG' && women_owned",
      "groups");
  ASSERT_TRUE(filter.ok()) << filter.status();
  EXPECT_THAT(*filter->classes(), ElementsAre(type::v1::SUBJECT_KIND_SHG));
  EXPECT_EQ(filter->members()->least, 10);
  EXPECT_EQ(filter->members()->most, 19);
  EXPECT_THAT(filter->within()->places, ElementsAre("places/a"));
  EXPECT_EQ(filter->referring_to()->field, "parent");
  EXPECT_TRUE(filter->has_rest());
  EXPECT_TRUE(filter->reads_places());
  EXPECT_FALSE(filter->rest_reads_places());
}

TEST(ListFilterTest, OtherFormsAreLeftToTheRows) {
  for (const char* text :
       {"members != 10", "!(subject.kind == 'SHG')", "members * 2 > 20",
        "members > 10 || subject.kind == 'SHG'", "has(members)",
        "parent != 'groups/a'", "!place.within('places/a')"}) {
    const auto filter = ListFilter::Compile(text, "groups");
    ASSERT_TRUE(filter.ok()) << filter.status();
    EXPECT_TRUE(filter->has_rest()) << text;
    EXPECT_FALSE(filter->members() || filter->classes() || filter->within() ||
                 filter->referring_to())
        << text;
  }
}

TEST(ListFilterTest, EveryDeclaredAttributeIsAWordOfItsLists) {
  for (const DeclaredFilter& declared : DeclaredFilters()) {
    if (declared.path == ListPath::kAll) continue;
    EXPECT_NE(ListDictionary(declared.collection).Find(declared.attribute),
              nullptr)
        << declared.collection << " " << declared.attribute;
  }
}

}  // namespace
}  // namespace sangam::registry
