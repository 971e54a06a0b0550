#include "services/matching/coverage/narrow_counts.h"

#include "gtest/gtest.h"

namespace sangam::matching {
namespace {

TEST(NarrowCountsTest, KeepsEachCountWhileTheLargestGrows) {
  NarrowCounts counts(4);
  counts.Add(0, 255);
  counts.Add(2, 7);
  EXPECT_EQ(counts.bytes(), 4);
  const struct {
    int64_t count;
    size_t bytes;
  } grown[] = {{256, 8},
               {65'535, 8},
               {65'536, 16},
               {4'294'967'295, 16},
               {4'294'967'296, 32},
               {int64_t{1} << 62, 32}};
  for (const auto& [count, bytes] : grown) {
    counts.Add(1, count - counts.at(1));
    EXPECT_EQ(counts.at(0), 255);
    EXPECT_EQ(counts.at(1), count);
    EXPECT_EQ(counts.at(2), 7);
    EXPECT_EQ(counts.at(3), 0);
    EXPECT_EQ(counts.bytes(), bytes) << count;
  }
}

TEST(NarrowCountsTest, OnesAddUp) {
  NarrowCounts counts(2);
  for (int i = 0; i < 70'000; ++i) counts.Add(1, 1);
  EXPECT_EQ(counts.at(0), 0);
  EXPECT_EQ(counts.at(1), 70'000);
}

}  // namespace
}  // namespace sangam::matching
