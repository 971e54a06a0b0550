#include "services/sangamctl/commands/resource_table.h"

#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "services/sangamctl/commands/profile_table.h"
#include "services/sangamctl/document/document_reader.h"
#include "services/sangamctl/resource/resource_files.h"

namespace sangam::sangamctl {
namespace {

using ::testing::HasSubstr;

std::string Draw(const std::string& yaml) {
  std::vector<Resource> read;
  Problems problems;
  ReadResources("a.yaml", yaml, read, problems);
  EXPECT_TRUE(problems.empty());
  std::vector<std::unique_ptr<google::protobuf::Message>> resources;
  for (Resource& resource : read)
    resources.push_back(std::move(resource.message));
  return TableOf(*read.front().type, resources).Draw({});
}

TEST(ResourceTableTest, GroupsShowKindMembersAndPlace) {
  EXPECT_EQ(Draw("name: groups/a\nkind: SHG\ntitle: Silk\nplace: places/p\n"
                 "profile: {members: 1200}\n---\nname: groups/b\n"),
            "NAME      KIND  TITLE  MEMBERS  PARENT  PLACE\n"
            "groups/a  SHG   Silk     1,200          places/p\n"
            "groups/b\n");
}

TEST(ResourceTableTest, EveryTypeHasATableThatStartsWithTheName) {
  for (const char* name :
       {"places/a", "groups/a", "enterprises/a", "clusters/a", "linkages/a",
        "departments/a", "schemes/a", "schemes/a/versions/b", "attributes/a",
        "parameters/a", "placeSets/a", "readinessRules/a", "replicableModels/a",
        "surveyProblems/a", "upgradeProgrammes/a"}) {
    const std::string table = Draw(std::string("name: ").append(name));
    EXPECT_THAT(table, HasSubstr("NAME"));
    EXPECT_THAT(table, HasSubstr(std::string("\n").append(name)));
  }
}

TEST(ResourceTableTest, AParameterShowsItsLastValueInItsUnit) {
  EXPECT_THAT(Draw("name: parameters/wage\ntype: NUMBER\nunit: PAISE\n"
                   "values:\n- {value: {number: 30000}}\n"
                   "- {effective_from: 2026-04-01, value: {number: 32000}}\n"),
              HasSubstr("2  ₹320 from 2026-04-01"));
  EXPECT_THAT(Draw("name: parameters/share\ntype: NUMBER\nunit: BASIS_POINTS\n"
                   "values: [{value: {number: 7550}}]\n"),
              HasSubstr("75.5 %"));
}

TEST(ResourceTableTest, AVersionShowsItsLastDay) {
  const std::string name = "name: schemes/a/versions/1\n";
  EXPECT_THAT(Draw(name + "state: CLOSED\nclosed_on: 2026-12-31\n"
                          "effective_until: 2031-03-31\n"),
              HasSubstr("CLOSED        2026-12-31"));
  EXPECT_THAT(Draw(name + "in_force_until: 2026-05-31\n"
                          "effective_until: 2031-03-31\n"),
              HasSubstr("2026-05-31"));
  EXPECT_THAT(Draw(name + "never_in_force: true\n"), HasSubstr("never"));
}

TEST(ResourceTableTest, AProfileShowsUnitsAndLabels) {
  registry::v1::GetSubjectProfileResponse response;
  Problems problems;
  ReadSingleMessage("a.yaml", R"(
subject: groups/a
title: Silk
place_chain: [{place: places/p}, {place: places/q}]
profile:
  kind: SHG
  members: 36
  annual_turnover_paise: 147600000
  panchasutra_followed: false
  sectors: {values: []}
  formed_on: 2013-04-01
  received_benefits: [{scheme: schemes/s, units: 36, amount_paise: 147600000}]
  received_benefits_complete_until: 2026-03-31
)",
                    response, problems);
  ASSERT_TRUE(problems.empty());
  const std::string drawn = DrawProfile(response, {});
  EXPECT_THAT(drawn, HasSubstr("in places/p < places/q"));
  EXPECT_THAT(drawn, HasSubstr("subject.kind"));
  EXPECT_THAT(drawn, HasSubstr("₹14,76,000"));
  EXPECT_THAT(drawn, HasSubstr("2013-04-01"));
  EXPECT_THAT(drawn, HasSubstr("complete until 2026-03-31"));
}

}  // namespace
}  // namespace sangam::sangamctl
