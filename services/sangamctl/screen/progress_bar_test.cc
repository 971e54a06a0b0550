#include "services/sangamctl/screen/progress_bar.h"

#include "absl/strings/str_cat.h"
#include "gtest/gtest.h"

namespace sangam::sangamctl {
namespace {

TEST(ProgressBarTest, Draws) {
  EXPECT_EQ(DrawProgress(0, 10), "[>                             ] 0 of 10");
  EXPECT_EQ(DrawProgress(5, 10), "[===============>              ] 5 of 10");
  EXPECT_EQ(DrawProgress(10, 10), "[==============================] 10 of 10");
  EXPECT_EQ(DrawProgress(0, 10, "MiB"),
            "[>                             ] 0 of 10 MiB");
}

TEST(ProgressBarTest, StaysSilentForTheFirstSecond) {
  FakeClock clock(absl::UnixEpoch());
  testing::internal::CaptureStderr();
  {
    ProgressBar bar(3, true, clock);
    bar.Advance();
    clock.Advance(absl::Milliseconds(999));
    bar.Advance();
  }
  EXPECT_EQ(testing::internal::GetCapturedStderr(), "");
}

TEST(ProgressBarTest, DrawsLongWorkAndWipesItself) {
  FakeClock clock(absl::UnixEpoch());
  testing::internal::CaptureStderr();
  {
    ProgressBar bar(3, true, clock);
    clock.Advance(absl::Seconds(1));
    bar.Advance();
    bar.Advance();
  }
  EXPECT_EQ(testing::internal::GetCapturedStderr(),
            absl::StrCat("\r", DrawProgress(1, 3), "\r\x1b[K"));
}

}  // namespace
}  // namespace sangam::sangamctl
