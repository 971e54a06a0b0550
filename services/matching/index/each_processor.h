// Kernels for processors old and new.
#ifndef SANGAM_SERVICES_MATCHING_INDEX_EACH_PROCESSOR_H_
#define SANGAM_SERVICES_MATCHING_INDEX_EACH_PROCESSOR_H_

#include <cstddef>
#include <cstdint>

// Before a function: it is compiled several times, and the processor that the
// program runs on chooses. Packages are built for any x86-64. What comes out is
// the same.
#if defined(__x86_64__) && defined(__gnu_linux__)
#define SANGAM_FOR_EACH_PROCESSOR \
  __attribute__((target_clones("avx512f", "avx2", "default")))
#else
#define SANGAM_FOR_EACH_PROCESSOR
#endif

// Before a function that says itself how wide its vectors are; it is called
// where the processor has them: see WidestVectors().
#if defined(__x86_64__)
#define SANGAM_AVX2 __attribute__((target("avx2,popcnt")))
#define SANGAM_AVX512 \
  __attribute__((     \
      target("avx2,popcnt,avx512f,avx512bw,avx512vl,avx512vpopcntdq")))
#endif

namespace sangam::matching {

// A vector of so many bytes: as many as the processor has.
template <size_t kBytes>
struct VectorOf;
template <>
struct VectorOf<16> {
  typedef uint64_t Type __attribute__((vector_size(16), may_alias));
};
template <>
struct VectorOf<32> {
  typedef uint64_t Type __attribute__((vector_size(32), may_alias));
};
template <>
struct VectorOf<64> {
  typedef uint64_t Type __attribute__((vector_size(64), may_alias));
};

// Each has those before it, too.
enum class Vectors { kAnywhere, kAvx2, kAvx512 };

// The widest that the processor has which the program runs on.
inline Vectors WidestVectors() {
#if defined(__x86_64__)
  static const Vectors kWidest = [] {
    if (!__builtin_cpu_supports("avx2") || !__builtin_cpu_supports("popcnt")) {
      return Vectors::kAnywhere;
    }
    return __builtin_cpu_supports("avx512f") &&
                   __builtin_cpu_supports("avx512bw") &&
                   __builtin_cpu_supports("avx512vl") &&
                   __builtin_cpu_supports("avx512vpopcntdq")
               ? Vectors::kAvx512
               : Vectors::kAvx2;
  }();
  return kWidest;
#else
  return Vectors::kAnywhere;
#endif
}

}  // namespace sangam::matching

#endif  // SANGAM_SERVICES_MATCHING_INDEX_EACH_PROCESSOR_H_
