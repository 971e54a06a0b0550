// The command line of a benchmark program: --name=value.
#ifndef SANGAM_TESTS_BENCH_ARGUMENTS_H_
#define SANGAM_TESTS_BENCH_ARGUMENTS_H_

#include <cstdint>
#include <map>
#include <set>
#include <string>

#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/string_view.h"
#include "tests/bench/contender.h"

namespace sangam::bench {

// Ends the program on an argument that is not known.
class Arguments {
 public:
  Arguments(int argc, char** argv, const std::set<std::string>& known) {
    for (int i = 1; i < argc; ++i) {
      const std::string argument = argv[i];
      const size_t equals = argument.find('=');
      if (argument.rfind("--", 0) != 0 || equals == std::string::npos ||
          !known.contains(argument.substr(2, equals - 2))) {
        Fail(absl::StrCat("no such argument: ", argument));
      }
      values_[argument.substr(2, equals - 2)] = argument.substr(equals + 1);
    }
  }

  std::string Text(const std::string& name,
                   const std::string& otherwise) const {
    const auto found = values_.find(name);
    return found == values_.end() ? otherwise : found->second;
  }

  int64_t Number(const std::string& name, int64_t otherwise) const {
    const auto found = values_.find(name);
    if (found == values_.end()) return otherwise;
    int64_t number = 0;
    if (!absl::SimpleAtoi(found->second, &number)) {
      Fail(absl::StrCat("--", name, " needs a number"));
    }
    return number;
  }

 private:
  std::map<std::string, std::string> values_;
};

}  // namespace sangam::bench

#endif  // SANGAM_TESTS_BENCH_ARGUMENTS_H_
