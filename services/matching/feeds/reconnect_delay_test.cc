#include "services/matching/feeds/reconnect_delay.h"

#include "gtest/gtest.h"

namespace sangam::matching {
namespace {

TEST(ReconnectDelayTest, DoublesUpToTheLongestWithJitter) {
  ReconnectDelay delay(absl::Milliseconds(100), absl::Milliseconds(300));
  for (const int longest : {100, 200, 300, 300}) {
    const absl::Duration next = delay.Next();
    EXPECT_LE(next, absl::Milliseconds(longest));
    EXPECT_GE(next, absl::Milliseconds(longest) / 2);
  }
  delay.Reset();
  EXPECT_LE(delay.Next(), absl::Milliseconds(100));
}

}  // namespace
}  // namespace sangam::matching
