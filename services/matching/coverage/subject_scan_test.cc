#include "services/matching/coverage/subject_scan.h"

#include <algorithm>

#include "absl/strings/str_cat.h"
#include "services/matching/coverage/coverage_fixture_for_test.h"

namespace sangam::matching {
namespace {

class SubjectScanTest : public CoverageTest {
 protected:
  // How many subjects are eligible by each of `count` versions, the one of
  // place i asking for i * 10 members or more.
  std::vector<int64_t> EligibleBy(int count, const std::string& after = "",
                                  bool rests = false) {
    const CoverageBasis basis = *reader_.Read("", call_);
    std::vector<SharedVersion> versions;
    for (int i = 0; i < count; ++i) {
      versions.push_back(*CompileCondition(basis.catalog.snapshot,
                                           absl::StrCat("members >= ", i * 10),
                                           "expression"));
    }
    SubjectScan scan(&basis, std::move(versions), nullptr, after);
    std::vector<int64_t> eligible(count);
    int64_t blocks = 0;
    while (scan.Next()) {
      EXPECT_EQ(scan.block_index(),
                basis.subjects.columns->FirstBlockAfter(after) + blocks++);
      for (int i = 0; i < count; ++i) {
        const RowBits rows = scan.Rows(i, v1::VERDICT_ELIGIBLE);
        eligible[i] += CountRows(rows.data(), rows);
      }
      if (rests) scan.Rest();
    }
    return eligible;
  }
};

TEST_F(SubjectScanTest, ManyVersionsAreWorkedOutByThreadsToTheSame) {
  constexpr int kMany = static_cast<int>(SubjectScan::kManyVersions) + 6;
  constexpr int kSubjects = 9000;
  ShowGroups(kSubjects);
  const std::vector<int64_t> many = EligibleBy(kMany);
  for (int i = 0; i < kMany; ++i) EXPECT_EQ(many[i], kSubjects - i * 10) << i;
  // From the middle of a block on.
  const std::vector<int64_t> rest = EligibleBy(kMany, "groups/g02999");
  for (int i = 0; i < kMany; ++i) EXPECT_EQ(rest[i], kSubjects - 3000) << i;
  EXPECT_EQ(EligibleBy(3)[2], kSubjects - 20);
}

TEST_F(SubjectScanTest, FewVersionsAreWorkedOutAheadInOrder) {
  constexpr int kSubjects = 40'000;
  constexpr int kFirst = 23'456;
  ShowGroups(kSubjects);
  const CoverageBasis basis = *reader_.Read("", call_);
  SubjectScan scan(
      &basis,
      {*CompileCondition(basis.catalog.snapshot,
                         absl::StrCat("members >= ", kFirst), "expression")},
      nullptr);
  // Groups lie in the order of their members.
  int before = 0;
  while (scan.Next()) {
    const RowBits rows = scan.Rows(0, v1::VERDICT_ELIGIBLE);
    const int after = before + static_cast<int>(scan.block().size());
    EXPECT_EQ(CountRows(rows.data(), rows),
              std::clamp(after - kFirst, 0, after - before))
        << scan.block_index();
    before = after;
    if (scan.block_index() % 3 == 0) scan.Rest();
  }
  EXPECT_EQ(before, kSubjects);
  EXPECT_EQ(scan.progress().scanned(), kSubjects);
}

TEST_F(SubjectScanTest, WithoutAPlanThereAreNoBlocks) {
  ShowGroups(10);
  CoverageBasis basis = *reader_.Read("", call_);
  std::vector<SharedVersion> versions;
  for (int i = 0; i < 1000; ++i) {
    versions.push_back(ReceivedVersion(absl::StrCat("schemes/s", i)));
  }
  basis.cancelled = [] { return true; };
  SubjectScan scan(&basis, std::move(versions), nullptr);
  EXPECT_FALSE(scan.Next());
  scan.Rest();
  EXPECT_EQ(scan.progress().scanned(), 0);
}

TEST_F(SubjectScanTest, LosesNothingByRests) {
  constexpr int kMany = static_cast<int>(SubjectScan::kManyVersions);
  ShowGroups(9000);
  EXPECT_EQ(EligibleBy(kMany, "", true), EligibleBy(kMany));
  EXPECT_EQ(EligibleBy(3, "", true), EligibleBy(3));
}

}  // namespace
}  // namespace sangam::matching
