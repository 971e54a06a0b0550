#include "services/sangamctl/screen/progress_bar.h"

#include <algorithm>
#include <cstdio>
#include <utility>

#include "absl/strings/str_cat.h"

namespace sangam::sangamctl {
namespace {

constexpr size_t kBarWidth = 30;
constexpr absl::Duration kQuietStart = absl::Seconds(1);
constexpr absl::Duration kRedrawEvery = absl::Milliseconds(100);

}  // namespace

ProgressBar::ProgressBar(size_t total, bool visible, const Clock& clock,
                         std::string unit)
    : total_(total),
      visible_(visible),
      clock_(clock),
      unit_(std::move(unit)),
      next_draw_(clock.Now() + kQuietStart) {}

ProgressBar::~ProgressBar() { Wipe(); }

void ProgressBar::Wipe() {
  const absl::MutexLock lock(&mutex_);
  if (drawn_) std::fputs("\r\x1b[K", stderr);
  drawn_ = false;
  visible_ = false;
}

void ProgressBar::Advance(size_t by) {
  const absl::MutexLock lock(&mutex_);
  done_ += by;
  if (!visible_) return;
  const absl::Time now = clock_.Now();
  if (now < next_draw_) return;
  next_draw_ = now + kRedrawEvery;
  drawn_ = true;
  std::fputs(absl::StrCat("\r", DrawProgress(done_, total_, unit_)).c_str(),
             stderr);
}

std::string DrawProgress(size_t done, size_t total, const std::string& unit) {
  const size_t filled =
      total == 0 ? kBarWidth : std::min(kBarWidth, done * kBarWidth / total);
  std::string bar(filled, '=');
  if (filled < kBarWidth) bar += '>';
  bar.resize(kBarWidth, ' ');
  return absl::StrCat("[", bar, "] ", done, " of ", total,
                      unit.empty() ? "" : " ", unit);
}

}  // namespace sangam::sangamctl
