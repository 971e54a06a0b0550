#include "services/matching/columns/near_rows.h"

namespace sangam::matching {
namespace {

// One pass over the tests: who fails those of two attributes is near by none.
template <size_t kBytes>
inline __attribute__((always_inline)) void AddBy(const PlanConjunct& conjunct,
                                                 const BitPlane* holds,
                                                 const BitPlane* near,
                                                 const BitPlane& among,
                                                 BitPlane* found) {
  using Vector = typename VectorOf<kBytes>::Type;
  constexpr size_t kVectors = sizeof(BitPlane) / kBytes;
  const auto vectors_of = [](const BitPlane& plane) {
    return reinterpret_cast<const Vector*>(plane.words);
  };
  Vector known[kVectors];
  for (size_t i = 0; i < kVectors; ++i) known[i] = vectors_of(among)[i];
  for (const uint32_t slot : conjunct.slots) {
    const Vector* test = vectors_of(near[slot]);
    for (size_t i = 0; i < kVectors; ++i) known[i] &= test[i];
  }
  Vector one[kVectors] = {};
  Vector two[kVectors] = {};
  for (size_t group = 0; group + 1 < conjunct.groups.size(); ++group) {
    Vector passes[kVectors];
    for (size_t i = 0; i < kVectors; ++i) passes[i] = known[i];
    const uint32_t end = conjunct.groups[group + 1];
    for (uint32_t at = conjunct.groups[group]; at < end; ++at) {
      const Vector* test = vectors_of(holds[conjunct.slots[at]]);
      for (size_t i = 0; i < kVectors; ++i) passes[i] &= test[i];
    }
    for (size_t i = 0; i < kVectors; ++i) {
      const Vector fails = known[i] & ~passes[i];
      two[i] |= one[i] & fails;
      one[i] |= fails;
    }
  }
  Vector* to = reinterpret_cast<Vector*>(found->words);
  for (size_t i = 0; i < kVectors; ++i) to[i] |= known[i] & ~two[i];
}

#if defined(__x86_64__)
SANGAM_AVX2 void AddByAvx2(const PlanConjunct& conjunct, const BitPlane* holds,
                           const BitPlane* near, const BitPlane& among,
                           BitPlane* found) {
  AddBy<32>(conjunct, holds, near, among, found);
}
SANGAM_AVX512 void AddByAvx512(const PlanConjunct& conjunct,
                               const BitPlane* holds, const BitPlane* near,
                               const BitPlane& among, BitPlane* found) {
  AddBy<64>(conjunct, holds, near, among, found);
}
#endif

}  // namespace

SANGAM_FOR_EACH_PROCESSOR
void FindNearlyHolding(const TestOutcome& test, BitPlane* near) {
  const uint64_t negated = test.negated ? ~uint64_t{0} : 0;
  const uint64_t changeable = test.changeable ? ~uint64_t{0} : 0;
  for (size_t i = 0; i < BitPlane::kWords; ++i) {
    const uint64_t holds = test.holds->words[i];
    const uint64_t fails =
        test.all->words[i] & ~(holds | test.unknown->words[i]);
    const uint64_t is_so = (holds & ~negated) | (fails & negated);
    const uint64_t is_not = (fails & ~negated) | (holds & negated);
    const uint64_t for_good =
        test.barred == nullptr ? 0 : test.barred->words[i];
    near->words[i] = is_so | (is_not & ~for_good & changeable);
  }
}

void AddNearRows(const PlanConjunct& conjunct, const BitPlane* holds,
                 const BitPlane* near, const BitPlane& among, BitPlane* found,
                 Vectors vectors) {
#if defined(__x86_64__)
  if (vectors == Vectors::kAvx512) {
    return AddByAvx512(conjunct, holds, near, among, found);
  }
  if (vectors == Vectors::kAvx2) {
    return AddByAvx2(conjunct, holds, near, among, found);
  }
#endif
  AddBy<16>(conjunct, holds, near, among, found);
}

}  // namespace sangam::matching
