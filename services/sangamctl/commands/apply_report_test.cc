#include "services/sangamctl/commands/apply_report.h"

#include "common/status/errors.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"

namespace sangam::sangamctl {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;

Resource ReadResource(const std::string& yaml) {
  std::vector<Resource> resources;
  Problems problems;
  ReadResources("a.yaml", yaml, resources, problems);
  EXPECT_EQ(resources.size(), 1U);
  return std::move(resources.front());
}

std::vector<std::string> Draw(const Resource& resource,
                              const absl::Status& status) {
  std::vector<std::string> lines;
  for (const ApplyFailure& failure :
       FailuresOf(resource, status, "explained")) {
    lines.push_back(DrawFailure(failure));
  }
  return lines;
}

TEST(ApplyReportTest, FieldsAreShownWhereTheyWereWritten) {
  const Resource group =
      ReadResource("name: groups/a\nprofile:\n  members: -1\nkind: SHG\n");
  EXPECT_THAT(
      Draw(group, InvalidFieldsError(
                      {{"group.profile.members", "must not be negative"},
                       {"group.profile.place", "is missing"},
                       {"request_id", "is no UUID"}})),
      ElementsAre("a.yaml:3:3: groups/a: profile.members: must not be negative",
                  "a.yaml:2:1: groups/a: profile.place: is missing",
                  "a.yaml:1:1: groups/a: request_id: is no UUID"));
}

TEST(ApplyReportTest, AFaultInAnExpressionIsShownWhereItStands) {
  const Resource version = ReadResource(
      "name: schemes/s/versions/v\nconditions:\n- id: a\n  expression: >-\n"
      "    members >= 10 &&\n    membrs < 3\n");
  EXPECT_THAT(
      Draw(version,
           InvalidFieldsError({{"scheme_version.conditions[0].expression",
                                "line 1, column 18: unknown attribute"}})),
      ElementsAre("a.yaml:6:5: schemes/s/versions/v: conditions[0].expression:"
                  " line 1, column 18: unknown attribute"));
}

TEST(ApplyReportTest, TheLineAtFaultIsKept) {
  const Resource group = ReadResource("name: groups/a\nkind: SHG # why\n");
  const auto failures = FailuresOf(
      group, InvalidFieldsError({{"group.kind", "is wrong"}}), "explained");
  ASSERT_EQ(failures.size(), 1u);
  EXPECT_EQ(failures[0].line, "kind: SHG # why");
  EXPECT_EQ(
      FailuresOf(group,
                 InvalidFieldsError({{"group.kind", "is no kind"}},
                                    type::v1::ERROR_REASON_IDENTITY_NUMBER),
                 "explained")[0]
          .line,
      "");
}

TEST(ApplyReportTest, OtherRefusalsAreShownAtTheDocument) {
  const Resource group = ReadResource("\n\nname: groups/a\n");
  EXPECT_THAT(Draw(group, EtagMismatchError("groups/a")),
              ElementsAre("a.yaml:3:1: groups/a: explained"));
}

TEST(ApplyReportTest, AChangedPublishedVersionSaysWhatToDo) {
  const Resource version = ReadResource("name: schemes/s/versions/v\n");
  EXPECT_THAT(Draw(version, VersionImmutableError("schemes/s/versions/v")),
              ElementsAre(HasSubstr("add a new version beside it")));
}

TEST(ApplyReportTest, WhatIsStoredBesideARefusalIsSaid) {
  ApplyReport report;
  report.accepted = {"groups/a", "groups/c"};
  EXPECT_EQ(ExplainRefusals(report), "");
  report.failed = 1;
  report.failures = {{"a.yaml", {3, 4}, "groups/b", "x"},
                     {"a.yaml", {5, 4}, "groups/b", "y"}};
  EXPECT_EQ(ExplainRefusals(report),
            "not stored: groups/b\nstored: groups/a, groups/c\nmend what was"
            " refused and apply the same files again; what is stored stays as"
            " it is");
  report.refused_before = true;
  EXPECT_EQ(ExplainRefusals(report),
            "nothing was stored; mend groups/b and apply the same files again");
  report.refused_before = false;
  report.accepted.assign(23, "groups/d");
  EXPECT_THAT(ExplainRefusals(report), HasSubstr("groups/d and 3 more\n"));
  report.drafts = {"groups/b"};
  EXPECT_THAT(ExplainRefusals(report),
              HasSubstr("not stored: nothing\nstored as a draft and no more:"
                        " groups/b\nstored: "));
}

TEST(ApplyReportTest, TheReportCounts) {
  ApplyReport report;
  report.created = 1200;
  report.failed = 1;
  report.token = "t: 1";
  report.failures = {{"a.yaml", {3, 4}, "groups/a", "no \"x\""}};
  EXPECT_EQ(DrawReport(report, OutputFormat::kTable),
            "1,200 created, 0 updated, 0 unchanged, 1 failed\n");
  EXPECT_THAT(DrawReport(report, OutputFormat::kJson),
              HasSubstr("\"message\": \"no \\\"x\\\"\""));
  EXPECT_THAT(DrawReport(report, OutputFormat::kYaml),
              HasSubstr("token: \"t: 1\"\n"));
  report.tests = 2;
  report.notes = {{"a.yaml", {1, 1}, "schemes/s/versions/v", "submitted"}};
  EXPECT_EQ(DrawReport(report, OutputFormat::kTable),
            "1,200 created, 0 updated, 0 unchanged, 1 failed; 2 tests, not"
            " stored\nschemes/s/versions/v: submitted\n");
  EXPECT_THAT(DrawReport(report, OutputFormat::kJson),
              HasSubstr("\"resource\": \"schemes/s/versions/v\""));
  EXPECT_THAT(DrawReport(report, OutputFormat::kYaml),
              HasSubstr("notes:\n- file: a.yaml\n"));
  report.left = 7;
  EXPECT_THAT(DrawReport(report, OutputFormat::kTable),
              HasSubstr(", 7 not tried; 2 tests"));
}

}  // namespace
}  // namespace sangam::sangamctl
