#include "tests/bench/contender.h"

#include <time.h>

#include <cstdio>
#include <cstdlib>
#include <iostream>

#include "absl/strings/str_split.h"

namespace sangam::bench {

void TakeTurns(
    const nlohmann::json& ready,
    const std::function<nlohmann::json(const std::vector<std::string>&)>&
        answer) {
  std::cout << ready.dump() << std::endl;
  std::string line;
  while (std::getline(std::cin, line)) {
    const std::vector<std::string> words =
        absl::StrSplit(line, ' ', absl::SkipEmpty());
    if (words.empty()) continue;
    std::cout << answer(words).dump() << std::endl;
  }
}

void Fail(const std::string& message) {
  std::fprintf(stderr, "%s\n", message.c_str());
  std::exit(1);
}

int64_t MonotonicNanos() {
  timespec now;
  clock_gettime(CLOCK_MONOTONIC, &now);
  return int64_t{now.tv_sec} * 1'000'000'000 + now.tv_nsec;
}

}  // namespace sangam::bench
