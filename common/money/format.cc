#include "common/money/format.h"

#include "absl/strings/str_cat.h"
#include "absl/strings/string_view.h"

namespace sangam {
namespace {

// Magnitude as unsigned, because -INT64_MIN does not fit.
uint64_t Magnitude(int64_t value) {
  return value < 0 ? 0 - static_cast<uint64_t>(value)
                   : static_cast<uint64_t>(value);
}

// A number with its groups, written from its last digit on: an answer holds
// hundreds of them.
class Grouped {
 public:
  explicit Grouped(uint64_t value) {
    int written = 0;
    do {
      if (written == 3 || (written > 3 && written % 2 == 1)) *--begin_ = ',';
      *--begin_ = static_cast<char>('0' + value % 10);
      value /= 10;
      ++written;
    } while (value != 0);
  }
  Grouped(const Grouped&) = delete;
  Grouped& operator=(const Grouped&) = delete;

  absl::string_view text() const {
    return {begin_, static_cast<size_t>(digits_ + sizeof(digits_) - begin_)};
  }

 private:
  // 20 digits and their commas.
  char digits_[32];
  char* begin_ = digits_ + sizeof(digits_);
};

absl::string_view Sign(int64_t value) { return value < 0 ? "-" : ""; }

// ".05" of 5.
std::string Hundredths(uint64_t value) {
  return {'.', static_cast<char>('0' + value / 10),
          static_cast<char>('0' + value % 10)};
}

}  // namespace

std::string FormatCount(int64_t count) {
  return absl::StrCat(Sign(count), Grouped(Magnitude(count)).text());
}

std::string FormatPaise(int64_t paise) {
  const uint64_t magnitude = Magnitude(paise);
  const Grouped rupees(magnitude / 100);
  const uint64_t rest = magnitude % 100;
  return absl::StrCat(Sign(paise), "₹", rupees.text(),
                      rest == 0 ? "" : Hundredths(rest));
}

std::string FormatBasisPoints(int64_t bps) {
  const uint64_t magnitude = Magnitude(bps);
  const Grouped whole(magnitude / 100);
  std::string rest;
  if (magnitude % 100 != 0) rest = Hundredths(magnitude % 100);
  if (magnitude % 10 == 0 && !rest.empty()) rest.pop_back();
  return absl::StrCat(Sign(bps), whole.text(), rest, " %");
}

}  // namespace sangam
