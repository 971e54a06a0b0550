// A benchmark program takes its turns by commands, so that `run` can let two of
// them alternate.
#ifndef SANGAM_TESTS_BENCH_CONTENDER_H_
#define SANGAM_TESTS_BENCH_CONTENDER_H_

#include <cstdint>
#include <functional>
#include <string>
#include <vector>

#include "nlohmann/json.hpp"

namespace sangam::bench {

// Prints `ready` and then, for each line of standard input, what `answer` says
// of it; each as one line of JSON. Returns at the end of the input. A command
// is words with spaces between them.
void TakeTurns(
    const nlohmann::json& ready,
    const std::function<nlohmann::json(const std::vector<std::string>&)>&
        answer);

// Ends the program with a message on standard error.
[[noreturn]] void Fail(const std::string& message);

// Wall time since some moment, in nanoseconds; the same for all processes.
int64_t MonotonicNanos();

}  // namespace sangam::bench

#endif  // SANGAM_TESTS_BENCH_CONTENDER_H_
