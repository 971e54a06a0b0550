#include "services/sangamctl/scheme_file/scheme_story.h"

#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "services/sangamctl/resource/resource_files.h"
#include "services/sangamctl/scheme_file/scheme_template.h"

namespace sangam::sangamctl {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;

// The template as told material.
StoryMaterial Material() {
  std::vector<Resource> resources;
  Problems problems;
  ReadResources("x.yaml", SchemeTemplate("silk", "departments/d"), resources,
                problems);
  EXPECT_TRUE(problems.empty());
  StoryMaterial material;
  material.scheme.CopyFrom(*resources[0].message);
  material.version.CopyFrom(*resources[1].message);
  material.titles["departments/d"] = "Silk Board";
  return material;
}

TEST(SchemeStoryTest, EveryPartIsTold) {
  StoryMaterial material = Material();
  material.meanings["subject.kind in [\"SHG\", \"ENTERPRISE\"]"] = {
      "one of:", "  a self-help group"};
  material.version.add_authors("block-office");
  material.version.set_published_by("state-office");
  const std::string story = DrawStory(material, Words("en"), {});
  for (const char* part :
       {"Name of the scheme · schemes/silk/versions/1",
        "offered by Silk Board (departments/d)",
        "draft · from 2026-04-01 · until 2031-03-31",
        "  • It is a self-help group or an enterprise.\n"
        "      one of:\n        a self-help group\n",
        "sum: 33 % of project_cost_paise, at most ₹5,00,000",
        "60 %: With the sanction.", "only if: For self-help groups.",
        "equipment: Centre 60 %, State 30 %, Beneficiary 10 %; Centre at most"
        " ₹3,00,000",
        "until 2027-03-31", "bring: Project report.", "written by block-office",
        "published by state-office", "to be compared again by 2027-04-01"}) {
    EXPECT_THAT(story, HasSubstr(part));
  }
}

TEST(SchemeStoryTest, AnExpressionWithoutAMeaningIsShown) {
  EXPECT_THAT(DrawStory(Material(), Words("en"), {}),
              HasSubstr("      !received(\"schemes/silk\")\n"));
}

TEST(SchemeStoryTest, ItIsToldInHindi) {
  const std::string story = DrawStory(Material(), Words("hi"), {});
  EXPECT_THAT(story, HasSubstr("योजना का नाम"));
  EXPECT_THAT(story, HasSubstr("यह स्वयं सहायता समूह या उद्यम है।"));
  EXPECT_THAT(story, Not(HasSubstr("WHO CAN APPLY")));
}

TEST(SchemeStoryTest, AnEmptyVersionIsToldToo) {
  StoryMaterial material;
  material.version.set_name("schemes/s/versions/1");
  const std::string story = DrawStory(material, Words(""), {});
  EXPECT_THAT(story, HasSubstr("schemes/s/versions/1"));
  EXPECT_THAT(story, HasSubstr("no conditions are stated"));
}

TEST(SchemeStoryTest, OpenToAllIsNotEveryoneWhereAnotherSchemeIsRequired) {
  StoryMaterial material;
  material.version.set_name("schemes/s/versions/1");
  material.version.set_open_to_all(true);
  auto* relation = material.version.add_relations();
  relation->set_scheme("schemes/other");
  relation->set_kind(scheme_catalog::v1::SCHEME_RELATION_KIND_FOLLOWS);
  EXPECT_THAT(DrawStory(material, Words("en"), {}),
              HasSubstr("\n  everyone\n"));
  relation->set_kind(scheme_catalog::v1::SCHEME_RELATION_KIND_REQUIRES);
  EXPECT_THAT(DrawStory(material, Words("en"), {}),
              HasSubstr("\n  everyone, but for what other schemes ask:\n"
                        "  • only for who has schemes/other\n"));
}

TEST(SchemeStoryTest, HindiSaysWhyEnglishStands) {
  EXPECT_THAT(DrawStory(Material(), Words("hi"), {}),
              HasSubstr("जो केवल अंग्रेज़ी में दर्ज है"));
  EXPECT_THAT(DrawStory(Material(), Words("en"), {}), Not(HasSubstr("अंग्रेज़ी")));
}

TEST(SchemeStoryTest, EveryExpressionIsListedOnce) {
  EXPECT_EQ(ExpressionsOf(Material().version).size(), 5U);
}

}  // namespace
}  // namespace sangam::sangamctl
