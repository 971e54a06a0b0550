// Kernels for processors old and new.
#ifndef SANGAM_SERVICES_MATCHING_COLUMNS_EACH_PROCESSOR_H_
#define SANGAM_SERVICES_MATCHING_COLUMNS_EACH_PROCESSOR_H_

// Before a function: it is compiled twice, and the processor that the program
// runs on chooses. Packages are built for any x86-64. What comes out is the
// same.
#if defined(__x86_64__) && defined(__gnu_linux__)
#define SANGAM_FOR_EACH_PROCESSOR \
  __attribute__((target_clones("avx2", "default")))
#else
#define SANGAM_FOR_EACH_PROCESSOR
#endif

#endif  // SANGAM_SERVICES_MATCHING_COLUMNS_EACH_PROCESSOR_H_
