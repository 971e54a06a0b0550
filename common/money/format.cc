#include "common/money/format.h"

#include "absl/strings/str_cat.h"
#include "absl/strings/str_format.h"

namespace sangam {
namespace {

// Magnitude as unsigned, because -INT64_MIN does not fit.
uint64_t Magnitude(int64_t value) {
  return value < 0 ? 0 - static_cast<uint64_t>(value)
                   : static_cast<uint64_t>(value);
}

std::string Group(uint64_t value) {
  const std::string digits = absl::StrCat(value);
  std::string grouped;
  for (size_t i = 0; i < digits.size(); ++i) {
    const size_t left = digits.size() - i;
    if (i > 0 && (left == 3 || (left > 3 && left % 2 == 1))) {
      grouped.push_back(',');
    }
    grouped.push_back(digits[i]);
  }
  return grouped;
}

}  // namespace

std::string FormatCount(int64_t count) {
  return absl::StrCat(count < 0 ? "-" : "", Group(Magnitude(count)));
}

std::string FormatPaise(int64_t paise) {
  const uint64_t magnitude = Magnitude(paise);
  std::string text =
      absl::StrCat(paise < 0 ? "-" : "", "₹", Group(magnitude / 100));
  if (magnitude % 100 != 0)
    absl::StrAppendFormat(&text, ".%02d", magnitude % 100);
  return text;
}

std::string FormatBasisPoints(int64_t bps) {
  const uint64_t magnitude = Magnitude(bps);
  std::string text = absl::StrCat(bps < 0 ? "-" : "", Group(magnitude / 100));
  const uint64_t hundredths = magnitude % 100;
  if (hundredths % 10 != 0) {
    absl::StrAppendFormat(&text, ".%02d", hundredths);
  } else if (hundredths != 0) {
    absl::StrAppendFormat(&text, ".%d", hundredths / 10);
  }
  absl::StrAppend(&text, " %");
  return text;
}

}  // namespace sangam
