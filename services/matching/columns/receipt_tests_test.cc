// Receipts of which all count, which are read together, and others.
#include <memory>
#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "common/rules/random_rules.h"
#include "gtest/gtest.h"
#include "services/matching/columns/reverse_comparison.h"
#include "services/matching/columns/subject_columns.h"

namespace sangam::matching {
namespace {

constexpr int kSubjects = 300;

// Up to `most` receipts each, but one subject with `many` of them; of some the
// fourth is of this year.
std::string Difference(int last_year, const std::string& more, int most = 4,
                       int many = 0) {
  ProfilesByName profiles;
  SubjectColumns columns;
  columns.BeginList();
  for (int i = 0; i < kSubjects; ++i) {
    type::v1::Profile profile;
    const int count = i == 5 && many > 0 ? many : i % (most + 1);
    for (int receipt = 0; receipt < count; ++receipt) {
      auto* benefit = profile.add_received_benefits();
      benefit->set_scheme(
          absl::StrCat("schemes/s", (i / 5 + receipt * 7) % 13));
      auto* day = benefit->mutable_received_on();
      day->set_year(receipt == 3 ? last_year : 2020);
      day->set_month(3);
      day->set_day(1 + i % 28);
    }
    if (i % 3 != 0) {
      auto* until = profile.mutable_received_benefits_complete_until();
      until->set_year(i % 3 == 1 ? 2024 : 2023);
      until->set_month(4);
      until->set_day(1);
    }
    const std::string name = absl::StrCat("groups/", 1'000 + i);
    columns.Upsert(name, profile);
    profiles[name] = profile;
  }
  columns.Publish("list");
  std::vector<std::string> expressions;
  for (int scheme = 0; scheme < 12; ++scheme) {
    expressions.push_back(absl::StrCat("received('schemes/s", scheme, "')"));
    expressions.push_back(absl::StrCat("!received('schemes/s", scheme, "')"));
  }
  if (!more.empty()) expressions.push_back(more);
  std::vector<std::shared_ptr<const CompiledVersion>> versions;
  std::vector<const CompiledVersion*> pointers;
  for (const std::string& expression : expressions) {
    scheme_catalog::v1::SchemeVersion version;
    version.add_conditions()->set_expression(expression);
    versions.push_back(CompileVersion(version, rules::SampleDictionary()));
    pointers.push_back(versions.back().get());
  }
  const rules::SamplePlaces places;
  int64_t pairs = 0;
  return FirstDifference(profiles, columns.view(), pointers,
                         rules::SampleDictionary(),
                         {absl::CivilDay(2024, 4, 1),
                          ReferenceData(places, rules::SampleReferences())},
                         &pairs);
}

TEST(ReceiptTestsTest, ReceiptsOfThePastAreReadTogether) {
  EXPECT_EQ(Difference(2021, ""), "");
}

TEST(ReceiptTestsTest, FewReceiptsEachAreReadTogether) {
  for (const int most : {0, 1, 2, 3}) {
    EXPECT_EQ(Difference(2021, "", most), "") << most;
  }
}

// Their number is then packed in one bit, as that of one or two is.
TEST(ReceiptTestsTest, OneMayHaveManyWhereOthersHaveOne) {
  for (const int many : {2, 256, 257, 300}) {
    EXPECT_EQ(Difference(2021, "", 1, many), "") << many;
  }
}

TEST(ReceiptTestsTest, ReceiptsOfDaysToComeDoNotCountYet) {
  EXPECT_EQ(Difference(2025, ""), "");
}

TEST(ReceiptTestsTest, TestsOfMonthsAreReadOneByOne) {
  EXPECT_EQ(Difference(2021, "received('schemes/s3', 40)"), "");
}

}  // namespace
}  // namespace sangam::matching
