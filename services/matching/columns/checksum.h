// Tells whether bytes are those that were written.
#ifndef SANGAM_SERVICES_MATCHING_COLUMNS_CHECKSUM_H_
#define SANGAM_SERVICES_MATCHING_COLUMNS_CHECKSUM_H_

#include <cstddef>
#include <cstdint>

namespace sangam::matching {

// A cyclic redundancy check of 64 bits (the polynomial of ECMA-182, bits
// reversed): any change within 64 neighbouring bits shows for certain. Bytes
// may come in pieces.
class Checksum {
 public:
  void Add(const void* bytes, size_t count);
  uint64_t value() const { return ~state_; }

 private:
  uint64_t state_ = ~uint64_t{0};
};

}  // namespace sangam::matching

#endif  // SANGAM_SERVICES_MATCHING_COLUMNS_CHECKSUM_H_
