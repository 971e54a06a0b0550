// Many counts, most of them small, in little memory.
#ifndef SANGAM_SERVICES_MATCHING_COVERAGE_NARROW_COUNTS_H_
#define SANGAM_SERVICES_MATCHING_COVERAGE_NARROW_COUNTS_H_

#include <cstddef>
#include <cstdint>
#include <vector>

namespace sangam::matching {

// Each takes as many bytes as the largest of them needs: one, two, four or
// eight. For one thread at a time.
class NarrowCounts {
 public:
  // All 0.
  explicit NarrowCounts(size_t size) : bytes_(size) {}

  int64_t at(size_t i) const;
  // `more` is not negative.
  void Add(size_t i, int64_t more);

  // What the counts take.
  size_t bytes() const { return bytes_.size(); }

 private:
  void Widen(int64_t largest);

  size_t width_ = 1;
  std::vector<uint8_t> bytes_;
};

}  // namespace sangam::matching

#endif  // SANGAM_SERVICES_MATCHING_COVERAGE_NARROW_COUNTS_H_
