// Compares the executors of rules on random catalogues and subjects, for as
// many pairs of a version and a subject as you like.
#include <algorithm>
#include <iostream>

#include "absl/flags/flag.h"
#include "absl/flags/parse.h"
#include "tests/executors/executor_comparison.h"

ABSL_FLAG(int64_t, pairs, 1'000'000, "how many verdicts to compare");
ABSL_FLAG(uint32_t, seed, 1, "where the random draws begin");

int main(int argc, char** argv) {
  absl::ParseCommandLine(argc, argv);
  const int64_t pairs = absl::GetFlag(FLAGS_pairs);
  const uint32_t seed = absl::GetFlag(FLAGS_seed);
  const auto difference = sangam::executors::CompareAtRandom(seed, pairs);
  if (difference) {
    std::cout << *difference << "the executors differ\n";
    return 1;
  }
  std::cout << pairs << " verdicts agree, from seed " << seed << "\n";
  return 0;
}
