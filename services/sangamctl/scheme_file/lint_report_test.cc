#include "services/sangamctl/scheme_file/lint_report.h"

#include "common/status/errors.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"

namespace sangam::sangamctl {
namespace {

using ::testing::HasSubstr;

constexpr char kVersion[] = R"(name: schemes/s/versions/1
conditions:
- id: group-size
  expression: members >== 10
  description: {text: {en: Ten members.}}
where_to_apply:
- {department: departments/d}
notes: dye_vats
)";

Resource ReadVersion() {
  std::vector<Resource> resources;
  Problems problems;
  ReadResources("x.yaml", kVersion, resources, problems);
  EXPECT_TRUE(problems.empty());
  return std::move(resources.front());
}

LintReport Report(const std::vector<FieldViolation>& violations,
                  const std::set<std::string>& in_files = {}) {
  LintReport report;
  report.documents = 1;
  AddRefusal(ReadVersion(), InvalidFieldsError(violations), "explained",
             in_files, report);
  return report;
}

std::string Draw(const LintReport& report) {
  return DrawLintReport(report, OutputFormat::kTable, {});
}

TEST(LintReportTest, AnExpressionIsShownWithACaret) {
  EXPECT_EQ(Draw(Report({{"scheme_version.conditions[0].expression",
                          "line 1, column 11: expected a value"}})),
            "x.yaml:4:25: conditions[group-size].expression\n"
            "    members >== 10\n"
            "              ^ expected a value\n"
            "1 document: 1 fault\n");
}

TEST(LintReportTest, FaultsStandInTheOrderOfTheFile) {
  EXPECT_EQ(
      Draw(Report({{"scheme_version.where_to_apply[0].department",
                    "departments/d does not exist; create it first"},
                   {"scheme_version.conditions[0].citations", "is required"}})),
      "x.yaml:3:3: conditions[group-size].citations: is required\n"
      "    - id: group-size\n"
      "      ^\n"
      "x.yaml:7:4: where_to_apply[0].department: departments/d does not"
      " exist; create it first\n"
      "    - {department: departments/d}\n"
      "       ^\n"
      "1 document: 2 faults\n");
}

TEST(LintReportTest, WhatTheSameFilesHoldIsNotMissing) {
  EXPECT_EQ(Draw(Report({{"scheme_version.name",
                          "schemes/s does not exist; create it first"}},
                        {"schemes/s"})),
            "1 document: no faults\n");
}

TEST(LintReportTest, AnExpressionThatReadsWhatIsNotStoredIsNotChecked) {
  const LintReport report =
      Report({{"scheme_version.conditions[0].expression",
               "line 1, column 1: unknown attribute `looms`; did you mean"
               " `loans`?"},
              {"scheme_version.conditions[0].expression",
               "line 1, column 9: unknown parameter \"parameters/rate\""},
              {"scheme_version.conditions[0].expression",
               "line 1, column 9: `looms` is a number, not a text"}},
             {"attributes/looms", "parameters/rate"});
  EXPECT_EQ(report.faults.size(), 1U) << "a wrong type is a fault";
  EXPECT_EQ(report.unchecked.size(), 2U);
  EXPECT_THAT(Draw(report),
              HasSubstr("conditions[group-size].expression: not checked,"
                        " because attributes/looms is not stored yet"));
  EXPECT_THAT(Draw(report), HasSubstr("1 document: 1 fault, 2 not checked\n"));
}

TEST(LintReportTest, ARefusalLastsWhereTheFilesDoNotMendIt) {
  const std::vector<FieldViolation> mended = {
      {"scheme_version.name", "schemes/s does not exist; create it first"},
      {"scheme_version.conditions[0].expression",
       "line 1, column 9: schemes/s does not exist; create it first"},
      {"scheme_version.conditions[0].expression",
       "line 1, column 1: unknown attribute `looms`"},
      {"scheme_version.notes", "is not an attribute; see ListAttributes"},
      {"scheme_version.x", "and other fields: 3 more faults are not listed"}};
  const Resource version = ReadVersion();
  const std::set<std::string> in_files = {"schemes/s", "attributes/looms",
                                          "attributes/dye_vats"};
  EXPECT_TRUE(
      LastingRefusal(version, InvalidFieldsError(mended), in_files).ok());
  EXPECT_TRUE(
      LastingRefusal(version, absl::InternalError("no"), in_files).ok());
  std::vector<FieldViolation> some = mended;
  some.push_back({"scheme_version.notes", "is too long"});
  const auto lasting = FieldViolationsOf(
      LastingRefusal(version, InvalidFieldsError(some), in_files));
  ASSERT_EQ(lasting.size(), 1U);
  EXPECT_EQ(lasting[0].field, "scheme_version.notes");
  EXPECT_EQ(
      FieldViolationsOf(LastingRefusal(version, InvalidFieldsError(some), {}))
          .size(),
      5U)
      << "what counts further faults is none itself";
}

TEST(LintReportTest, AdviceIsNoFault) {
  LintReport report;
  report.documents = 1;
  report.advice.push_back(
      FaultAt(ReadVersion(), "effective_from", "overlaps another version"));
  EXPECT_THAT(Draw(report),
              HasSubstr("effective_from: before it is submitted: overlaps"
                        " another version\n1 document: no faults\n"));
}

TEST(LintReportTest, ARefusalWithoutFieldsIsExplained) {
  LintReport report;
  AddRefusal(ReadVersion(), EtagMismatchError("schemes/s/versions/1"),
             "explained", {}, report);
  EXPECT_THAT(Draw(report), HasSubstr("x.yaml:1:1: name: explained\n"));
}

TEST(LintReportTest, AnIdentityNumberIsNotShown) {
  const absl::Status status = InvalidFieldsError(
      {{"scheme_version.conditions[0].expression", "line 1, column 9: no"},
       {"scheme_version.conditions[0].id", "no"}},
      type::v1::ERROR_REASON_IDENTITY_NUMBER);
  LintReport report;
  AddRefusal(ReadVersion(), status, "explained", {}, report);
  EXPECT_EQ(Draw(report),
            "x.yaml:3:3: conditions[group-size].id: no\n"
            "x.yaml:4:23: conditions[group-size].expression: no\n"
            "0 documents: 2 faults\n");
}

TEST(LintReportTest, ProgramsGetPlacesInBothTexts) {
  const LintReport report = Report({{"scheme_version.conditions[0].expression",
                                     "line 1, column 11: expected \"a\""}});
  EXPECT_THAT(DrawLintReport(report, OutputFormat::kJson, {}),
              HasSubstr("\"expression_column\": 11"));
  EXPECT_THAT(DrawLintReport(report, OutputFormat::kYaml, {}),
              HasSubstr("expression_column: 11\nunchecked: []\nadvice: []\n"));
}

}  // namespace
}  // namespace sangam::sangamctl
