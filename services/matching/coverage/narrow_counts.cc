#include "services/matching/coverage/narrow_counts.h"

#include <cstring>
#include <utility>

namespace sangam::matching {
namespace {

template <typename Number>
int64_t Read(const uint8_t* from) {
  Number number;
  std::memcpy(&number, from, sizeof(number));
  return static_cast<int64_t>(number);
}

template <typename Number>
void Write(int64_t count, uint8_t* to) {
  const auto number = static_cast<Number>(count);
  std::memcpy(to, &number, sizeof(number));
}

int64_t ReadCount(const uint8_t* from, size_t width) {
  switch (width) {
    case 1:
      return *from;
    case 2:
      return Read<uint16_t>(from);
    case 4:
      return Read<uint32_t>(from);
    default:
      return Read<int64_t>(from);
  }
}

void WriteCount(int64_t count, size_t width, uint8_t* to) {
  switch (width) {
    case 1:
      *to = static_cast<uint8_t>(count);
      return;
    case 2:
      Write<uint16_t>(count, to);
      return;
    case 4:
      Write<uint32_t>(count, to);
      return;
    default:
      Write<int64_t>(count, to);
  }
}

bool Fits(int64_t count, size_t width) {
  return width == sizeof(int64_t) || count >> (8 * width) == 0;
}

}  // namespace

int64_t NarrowCounts::at(size_t i) const {
  return ReadCount(&bytes_[i * width_], width_);
}

void NarrowCounts::Add(size_t i, int64_t more) {
  if (more == 0) return;
  const int64_t count = at(i) + more;
  if (!Fits(count, width_)) Widen(count);
  WriteCount(count, width_, &bytes_[i * width_]);
}

void NarrowCounts::Widen(int64_t largest) {
  size_t width = width_;
  while (!Fits(largest, width)) width *= 2;
  std::vector<uint8_t> wide(bytes_.size() / width_ * width);
  for (size_t i = 0; i * width < wide.size(); ++i) {
    WriteCount(at(i), width, &wide[i * width]);
  }
  bytes_ = std::move(wide);
  width_ = width;
}

}  // namespace sangam::matching
