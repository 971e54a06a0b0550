// How long it takes to compile the rules of 10,000 distinct schemes on one
// core, beside what parsing the same schemes as protobuf text takes.
//
// Usage: rule_compile_benchmark [--schemes=10000] [Google Benchmark's flags]
#include <cstdio>
#include <cstdlib>
#include <map>
#include <set>
#include <string>
#include <vector>

#include "absl/strings/numbers.h"
#include "absl/strings/string_view.h"
#include "absl/strings/strip.h"
#include "benchmark/benchmark.h"
#include "common/rules/attribute_dictionary.h"
#include "common/rules/rule.h"
#include "google/protobuf/text_format.h"
#include "tests/bench/random_schemes.h"

namespace sangam::bench {
namespace {

// The schemes in both forms.
struct Schemes {
  // By scheme.
  std::vector<std::vector<std::string>> expressions;
  std::vector<std::string> texts;
  size_t expression_count = 0;
  size_t distinct = 0;
  size_t expression_bytes = 0;
  size_t text_bytes = 0;

  explicit Schemes(int count) {
    RandomSchemes random(20261121);
    std::set<std::vector<std::string>> different;
    for (int i = 0; i < count; ++i) {
      const auto version = random.Next();
      expressions.push_back(ExpressionsOf(version));
      different.insert(expressions.back());
      expression_count += expressions.back().size();
      for (const std::string& expression : expressions.back()) {
        expression_bytes += expression.size();
      }
      google::protobuf::TextFormat::PrintToString(version,
                                                  &texts.emplace_back());
      text_bytes += texts.back().size();
    }
    distinct = different.size();
  }
};

void CompileRules(benchmark::State& state, const Schemes& schemes) {
  const AttributeDictionary& dictionary = AttributeDictionary::BuiltIn();
  for (auto _ : state) {
    // All rules are kept until the end, as a service keeps them.
    std::vector<Rule> rules;
    rules.reserve(schemes.expression_count);
    for (const auto& expressions : schemes.expressions) {
      for (const std::string& expression : expressions) {
        auto rule = Rule::Compile(expression, dictionary);
        if (!rule.ok()) {
          std::fprintf(stderr, "%s\n%s\n", expression.c_str(),
                       std::string(rule.status().message()).c_str());
          std::exit(1);
        }
        rules.push_back(*std::move(rule));
      }
    }
    benchmark::DoNotOptimize(rules.data());
    state.PauseTiming();
    rules.clear();
    state.ResumeTiming();
  }
}

void ParseProtobufText(benchmark::State& state, const Schemes& schemes) {
  for (auto _ : state) {
    std::vector<scheme_catalog::v1::SchemeVersion> versions(
        schemes.texts.size());
    for (size_t i = 0; i < schemes.texts.size(); ++i) {
      if (!google::protobuf::TextFormat::ParseFromString(schemes.texts[i],
                                                         &versions[i])) {
        std::exit(1);
      }
    }
    benchmark::DoNotOptimize(versions.data());
    state.PauseTiming();
    versions.clear();
    state.ResumeTiming();
  }
}

// Prints as the console does, and keeps the processor's seconds a round.
class SecondsReporter : public benchmark::ConsoleReporter {
 public:
  SecondsReporter() : ConsoleReporter(OO_None) {}
  void ReportRuns(const std::vector<Run>& runs) override {
    for (const Run& run : runs) {
      seconds_[run.benchmark_name()] =
          run.cpu_accumulated_time / static_cast<double>(run.iterations);
    }
    ConsoleReporter::ReportRuns(runs);
  }
  // 0 if it was filtered out.
  double SecondsOf(const std::string& name) const {
    const auto found = seconds_.find(name);
    return found == seconds_.end() ? 0 : found->second;
  }

 private:
  std::map<std::string, double> seconds_;
};

int Main(int argc, char** argv) {
  int count = 10000;
  for (int i = 1; i < argc; ++i) {
    absl::string_view argument = argv[i];
    if (!absl::ConsumePrefix(&argument, "--schemes=")) continue;
    if (!absl::SimpleAtoi(argument, &count) || count < 1) {
      std::fprintf(stderr, "--schemes needs a number above 0\n");
      return 2;
    }
  }
  benchmark::Initialize(&argc, argv);
  const Schemes schemes(count);
  benchmark::RegisterBenchmark("compile_rules", [&](benchmark::State& state) {
    CompileRules(state, schemes);
  })->Unit(benchmark::kMillisecond);
  benchmark::RegisterBenchmark(
      "parse_protobuf_text",
      [&](benchmark::State& state) { ParseProtobufText(state, schemes); })
      ->Unit(benchmark::kMillisecond);
  SecondsReporter reporter;
  benchmark::RunSpecifiedBenchmarks(&reporter);
  const double compile = reporter.SecondsOf("compile_rules");
  const double parse = reporter.SecondsOf("parse_protobuf_text");
  if (compile == 0 || parse == 0) return 0;
  std::printf(
      "%d schemes compiled in %.3f s on one core, %.2f times the %.3f s of "
      "protobuf text; %zu expressions of conditions, benefits and funding "
      "rules "
      "with %zu bytes, protobuf text of %zu bytes\n",
      count, compile, compile / parse, parse, schemes.expression_count,
      schemes.expression_bytes, schemes.text_bytes);
  return static_cast<int>(schemes.distinct) == count ? 0 : 1;
}

}  // namespace
}  // namespace sangam::bench

int main(int argc, char** argv) { return sangam::bench::Main(argc, argv); }
