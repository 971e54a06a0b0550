#include "services/matching/columns/checksum.h"

#include <array>

namespace sangam::matching {
namespace {

constexpr uint64_t kPolynomial = 0xC96C5795D7870F42;

// tables[k][b]: what byte b, k bytes before the end, does to the state. Eight
// bytes are then taken at a time.
using Tables = std::array<std::array<uint64_t, 256>, 8>;

constexpr Tables MakeTables() {
  Tables tables = {};
  for (uint64_t byte = 0; byte < 256; ++byte) {
    uint64_t state = byte;
    for (int bit = 0; bit < 8; ++bit) {
      state = (state >> 1) ^ ((state & 1) != 0 ? kPolynomial : 0);
    }
    tables[0][byte] = state;
  }
  for (size_t byte = 0; byte < 256; ++byte) {
    for (size_t k = 1; k < 8; ++k) {
      const uint64_t before = tables[k - 1][byte];
      tables[k][byte] = (before >> 8) ^ tables[0][before & 0xFF];
    }
  }
  return tables;
}

constexpr Tables kTables = MakeTables();

}  // namespace

void Checksum::Add(const void* bytes, size_t count) {
  const auto* at = static_cast<const unsigned char*>(bytes);
  uint64_t state = state_;
  for (; count >= 8; count -= 8, at += 8) {
    for (int i = 0; i < 8; ++i) {
      state ^= uint64_t{at[i]} << (8 * i);
    }
    uint64_t next = 0;
    for (int i = 0; i < 8; ++i) {
      next ^= kTables[static_cast<size_t>(7 - i)][state >> (8 * i) & 0xFF];
    }
    state = next;
  }
  for (; count > 0; --count, ++at) {
    state = (state >> 8) ^ kTables[0][(state ^ *at) & 0xFF];
  }
  state_ = state;
}

}  // namespace sangam::matching
