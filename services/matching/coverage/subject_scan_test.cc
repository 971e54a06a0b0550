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

// Of every scheme by itself, put together; and as the scan does it.
TEST_F(SubjectScanTest, SchemesTogetherAreTheBestOfEach) {
  Begin();
  for (int i = 0; i < 5000; ++i) {
    std::string profile =
        absl::StrCat("kind: SUBJECT_KIND_SHG place: 'places/d", 1 + i % 2, "'");
    if (i % 7 != 0) absl::StrAppend(&profile, " members: ", i % 23);
    if (i % 3 == 0) {
      absl::StrAppend(&profile, " received_benefits { scheme: 'schemes/s",
                      i % 4, "' received_on { year: 2020 month: 1 day: 1 } }");
    }
    Add(absl::StrFormat("groups/g%05d", i), profile);
  }
  Show();
  const CoverageBasis basis = *reader_.Read("", call_);
  const auto compiled = [&](const std::string& expression) {
    return *CompileCondition(basis.catalog.snapshot, expression, "expression");
  };
  // The last one can't be indexed.
  const std::vector<std::string> usual = {
      "members >= 20 && place.within(\"places/d1\")",
      "members >= 21 && place.within(\"places/d2\")",
      "members < 2 && received(\"schemes/s1\")",
      "place.within(\"places/d2\") && children.filter(c, c.members >= "
      "2).size() + members >= 22"};
  for (const size_t copies : {1, 20}) {
    for (const bool of_a_cohort : {false, true}) {
      std::vector<SharedVersion> versions;
      for (size_t i = 0; i < copies * usual.size(); ++i) {
        versions.push_back(compiled(usual[i % usual.size()]));
      }
      const size_t count = versions.size();
      for (size_t i = 0; i < count; ++i) {
        versions.push_back(ReceivedVersion(absl::StrCat("schemes/s", i)));
      }
      const SharedVersion cohort =
          of_a_cohort ? compiled("members != 12") : nullptr;
      SubjectScan each(&basis, versions, cohort);
      SubjectScan together(&basis, versions, cohort, "", nullptr,
                           {count, /*together=*/true});
      SubjectScan apart(&basis, versions, cohort, "", nullptr,
                        {count, /*together=*/false});
      int64_t near_misses = 0;
      while (each.Next()) {
        ASSERT_TRUE(together.Next() && apart.Next());
        SchemesTogether expected;
        for (size_t i = 0; i < count; ++i) {
          const RowBits received = each.Rows(count + i, v1::VERDICT_ELIGIBLE);
          EXPECT_EQ(apart.Rows(count + i, v1::VERDICT_ELIGIBLE), received);
          for (const v1::Verdict verdict : kVerdicts) {
            EXPECT_EQ(apart.Rows(i, verdict), each.Rows(i, verdict)) << i;
          }
          const RowBits rows[] = {each.Rows(i, v1::VERDICT_ELIGIBLE),
                                  each.Rows(i, v1::VERDICT_NEEDS_INFORMATION),
                                  each.Rows(i, v1::VERDICT_NEAR_MISS)};
          for (size_t word = 0; word < received.size(); ++word) {
            expected.received[word] |= received[word];
            expected.eligible[word] |= rows[0][word];
            expected.needs_information[word] |= rows[1][word];
            expected.near_miss[word] |= rows[2][word];
          }
        }
        for (size_t word = 0; word < expected.eligible.size(); ++word) {
          expected.needs_information[word] &= ~expected.eligible[word];
          expected.near_miss[word] &=
              ~(expected.eligible[word] | expected.needs_information[word]);
        }
        EXPECT_EQ(together.asked(), each.asked());
        EXPECT_EQ(together.together().eligible, expected.eligible);
        EXPECT_EQ(together.together().needs_information,
                  expected.needs_information);
        EXPECT_EQ(together.together().near_miss, expected.near_miss);
        EXPECT_EQ(together.together().received, expected.received);
        near_misses += CountRows(expected.near_miss.data(), each.asked());
        together.Rest();
      }
      EXPECT_FALSE(together.Next());
      EXPECT_GT(near_misses, 0);
    }
  }
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
