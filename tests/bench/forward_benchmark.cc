// One subject against every scheme, in process and on one thread.
//
// Usage: forward_benchmark [--schemes=2000,20000] [--attributes=40]
//   [--thresholds=round|unique], then the commands, N being one of the sizes
//   classify N MS  for so many milliseconds: the verdict on every scheme, given
//                  the subject as rules see it
//   explain N MS   from the profile on: the verdicts, how many of each, and for
//                  the first twenty schemes the outcome of each condition
//   answer N MS    the whole reply, with twenty schemes, as bytes to send
//   eligible N COUNT  how many schemes each of the first COUNT subjects gets
//   bytes N        what the index takes
//   change N COUNT publishes COUNT schemes one after the other, which stay:
//   what
//                  it takes to have each in the catalogue, in the index and in
//                  what answers read beside it, and to free what was before
#include <time.h>

#include <algorithm>
#include <map>
#include <utility>

#include "absl/strings/str_split.h"
#include "absl/types/span.h"
#include "services/matching/engine/answer_tables.h"
#include "services/matching/engine/matcher.h"
#include "services/matching/engine/program_evaluator.h"
#include "services/matching/index/forward_index.h"
#include "tests/bench/arguments.h"
#include "tests/bench/contender.h"
#include "tests/bench/workload_catalog.h"
#include "tests/bench/workload_protos.h"

namespace sangam::bench {
namespace {

using matching::ForwardIndex;
using matching::VerdictPlanes;
using nlohmann::json;

constexpr int kProfiles = 256;
constexpr size_t kExplained = 20;
// Seldom more schemes of one word than these.
constexpr size_t kUsuallyFound = 2;

// A catalogue of one size and its index.
struct Indexed {
  std::shared_ptr<const matching::CatalogSnapshot> catalog;
  std::shared_ptr<const ForwardIndex> index;
  // Made when they are first needed.
  std::shared_ptr<const matching::AnswerTables> tables;
  double build_ms = 0;
  // Schemes beyond its size.
  int64_t published = 0;
};

class ForwardBenchmark {
 public:
  ForwardBenchmark(const WorkloadOptions& options,
                   const std::vector<int>& sizes)
      : workload_(options), places_(ListPlaces()) {
    for (int i = 0; i < kProfiles; ++i) {
      profiles_.push_back(ToProfile(workload_.Subject(i)));
    }
    for (const int size : sizes) {
      Indexed& indexed = indexed_[size];
      indexed.catalog = CompileCatalog(workload_, size);
      const int64_t began = MonotonicNanos();
      indexed.index = ForwardIndex::Build(*indexed.catalog);
      indexed.build_ms = static_cast<double>(MonotonicNanos() - began) / 1e6;
    }
  }

  json Answer(const std::vector<std::string>& words) {
    int size = 0;
    int64_t number = 0;
    if (words.size() < 2 || !absl::SimpleAtoi(words[1], &size) ||
        indexed_.count(size) == 0 ||
        (words.size() == 3 && !absl::SimpleAtoi(words[2], &number)) ||
        (words[0] == "change" && number < 1)) {
      Fail("no such command: " + words[0]);
    }
    Indexed& indexed = indexed_[size];
    if (words[0] == "bytes") {
      return {{"bytes_a_scheme",
               static_cast<double>(indexed.index->bytes()) / size},
              {"build_ms", indexed.build_ms}};
    }
    if (words[0] == "eligible") return Eligible(indexed, number);
    if (words[0] == "change") return Change(size, number, &indexed);
    if (words[0] == "classify") {
      std::vector<SubjectView> views;
      for (const auto& profile : profiles_) {
        views.push_back(ViewOf(profile, *indexed.catalog));
      }
      return Measure(number, [&](int i) {
        indexed.index->Classify(views[i], ReferenceOf(*indexed.catalog),
                                &scratch_, &planes_);
        return planes_.eligible[0];
      });
    }
    if (indexed.tables == nullptr) {
      indexed.tables =
          matching::AnswerTables::Build(indexed.catalog, indexed.index.get());
    }
    if (words[0] == "explain") {
      return Measure(number,
                     [&](int i) { return Explain(indexed, profiles_[i]); });
    }
    if (words[0] == "answer") {
      return Measure(number,
                     [&](int i) { return WholeReply(indexed, profiles_[i]); });
    }
    Fail("no such command: " + words[0]);
  }

 private:
  ReferenceData ReferenceOf(const matching::CatalogSnapshot& catalog) const {
    return {*places_, catalog.dated_references()};
  }

  SubjectView ViewOf(const type::v1::Profile& profile,
                     const matching::CatalogSnapshot& catalog) const {
    PlaceChain chain;
    if (profile.has_place()) {
      chain = places_->ChainOf(profile.place()).value_or(PlaceChain());
    }
    return SubjectView(profile, std::move(chain), kAsOf, catalog.dictionary(),
                       &catalog.dated_references(), places_.get());
  }

  // Calls `once` with each profile in turn until the time is over, all of them
  // as often; where one round takes more than several times that long, it is
  // broken off.
  template <typename Once>
  json Measure(int64_t millis, Once once) {
    constexpr int64_t kPatience = 5;
    const int64_t nanos = millis * 1'000'000;
    uint64_t sum = 0;
    // One round that does not count.
    const int64_t warm = MonotonicNanos() + kPatience * nanos;
    for (int i = 0; i < kProfiles && MonotonicNanos() < warm; ++i) {
      sum += once(i);
    }
    CpuMillis();
    const int64_t began = MonotonicNanos();
    int64_t calls = 0;
    int64_t now = began;
    do {
      for (int i = 0; i < kProfiles; ++i) {
        sum += once(i);
        ++calls;
        // Reading the clock takes a part of the shortest calls.
        if (i % 16 == 0 && MonotonicNanos() > began + kPatience * nanos) break;
      }
      now = MonotonicNanos();
    } while (now < began + nanos);
    // The sum is told so that nothing of it can be left out.
    return {
        {"ns_a_subject",
         static_cast<double>(now - began) / static_cast<double>(calls)},
        {"cpu_ns_a_subject", CpuMillis() * 1e6 / static_cast<double>(calls)},
        {"sum", sum}};
  }

  // The positions of the first twenty schemes of the last classification that
  // are not ineligible, by their verdicts.
  struct Listed {
    size_t position = 0;
    matching::v1::Verdict verdict = matching::v1::VERDICT_UNSPECIFIED;
  };
  absl::Span<const Listed> FirstListed() {
    using matching::v1::Verdict;
    const std::pair<Verdict, const std::vector<uint64_t>*> planes[] = {
        {matching::v1::VERDICT_ELIGIBLE, &planes_.eligible},
        {matching::v1::VERDICT_NEEDS_INFORMATION, &planes_.needs_information},
        {matching::v1::VERDICT_NEAR_MISS, &planes_.near_miss}};
    size_t count = 0;
    for (const auto& [verdict, plane] : planes) {
      for (size_t word = 0; word < plane->size() && count < kExplained;
           ++word) {
        uint64_t bits = (*plane)[word];
        const auto take = [&] {
          first_[count] = {word * 64 + LowestBit(bits), verdict};
          count += bits != 0 ? 1 : 0;
          bits &= bits - 1;
        };
        // Nobody could foretell whether there are a few, so no branch asks.
        for (size_t i = 0; i < kUsuallyFound; ++i) take();
        while (bits != 0) take();
      }
    }
    return {first_, std::min(count, kExplained)};
  }
  // Any number where there is none.
  static size_t LowestBit(uint64_t bits) {
    return static_cast<size_t>(__builtin_ctzll(bits | uint64_t{1} << 63));
  }

  uint64_t Explain(const Indexed& indexed, const type::v1::Profile& profile) {
    const SubjectView view = ViewOf(profile, *indexed.catalog);
    const ReferenceData reference = ReferenceOf(*indexed.catalog);
    indexed.index->Classify(view, reference, &scratch_, &planes_);
    uint64_t sum = matching::CountBits(planes_.eligible) +
                   matching::CountBits(planes_.needs_information) +
                   matching::CountBits(planes_.near_miss);
    matching::ProgramEvaluator evaluator(*indexed.tables, view, reference);
    matching::Lack lack;
    const absl::Span<const Listed> first = FirstListed();
    for (const auto& [position, verdict] : first) {
      if (verdict != matching::v1::VERDICT_ELIGIBLE) {
        evaluator.Prefetch(position);
      }
    }
    for (const auto& [position, verdict] : first) {
      lack.Clear();
      for (const Truth truth : evaluator.Conditions(position, verdict, &lack)) {
        sum += static_cast<uint64_t>(truth);
      }
    }
    return sum;
  }

  uint64_t WholeReply(const Indexed& indexed,
                      const type::v1::Profile& profile) {
    matching::MatchSubject subject;
    subject.profile = profile;
    matching::MatchQuery query;
    query.as_of = kAsOf;
    query.limit = kExplained;
    matching::v1::MatchSchemesResponse response;
    matching::MatchEncoded(*indexed.tables, indexed.index.get(), subject,
                           *places_, query, &response);
    return response.SerializeAsString().size();
  }

  json Eligible(const Indexed& indexed, int64_t count) {
    json eligible = json::array();
    for (int64_t i = 0; i < count; ++i) {
      indexed.index->Classify(
          ViewOf(ToProfile(workload_.Subject(i)), *indexed.catalog),
          ReferenceOf(*indexed.catalog), &scratch_, &planes_);
      eligible.push_back(matching::CountBits(planes_.eligible));
    }
    return {{"eligible", std::move(eligible)}};
  }

  // Milliseconds of this thread's processor time since the last call.
  double CpuMillis() {
    timespec now;
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &now);
    const int64_t nanos = int64_t{now.tv_sec} * 1'000'000'000 + now.tv_nsec;
    return static_cast<double>(nanos - std::exchange(cpu_nanos_, nanos)) / 1e6;
  }

  json Change(int size, int64_t count, Indexed* indexed) {
    if (indexed->tables == nullptr) {
      indexed->tables =
          matching::AnswerTables::Build(indexed->catalog, indexed->index.get());
    }
    matching::CatalogContents contents = ContentsOf(*indexed->catalog);
    std::vector<double> wall;
    std::vector<double> cpu;
    std::map<std::string, std::vector<double>> parts;
    // The first shares the resources, and does not count.
    for (int64_t i = 0; i <= count; ++i) {
      const WorkScheme scheme =
          workload_.Scheme(size + static_cast<int>(indexed->published++));
      contents.Set(
          std::make_shared<const scheme_catalog::v1::Scheme>(ToScheme(scheme)));
      contents.Set(std::make_shared<const scheme_catalog::v1::SchemeVersion>(
          ToVersion(scheme)));
      Indexed newer;
      newer.published = indexed->published;
      CpuMillis();
      const int64_t began = MonotonicNanos();
      newer.catalog =
          matching::CatalogSnapshot::Compile(contents, indexed->catalog.get());
      const double catalog = CpuMillis();
      newer.index = ForwardIndex::Build(*newer.catalog, indexed->index.get());
      const double index = CpuMillis();
      newer.tables = matching::AnswerTables::Build(
          newer.catalog, newer.index.get(), indexed->tables.get());
      const double tables = CpuMillis();
      const double millis = static_cast<double>(MonotonicNanos() - began) / 1e6;
      *indexed = std::move(newer);
      const double freeing = CpuMillis();
      if (i == 0) continue;
      wall.push_back(millis);
      cpu.push_back(catalog + index + tables);
      parts["catalog_cpu_ms"].push_back(catalog);
      parts["index_cpu_ms"].push_back(index);
      parts["tables_cpu_ms"].push_back(tables);
      parts["freeing_cpu_ms"].push_back(freeing);
    }
    json told = {{"median_ms", Median(wall)},
                 {"slowest_ms", *std::max_element(wall.begin(), wall.end())},
                 {"median_cpu_ms", Median(cpu)},
                 {"slowest_cpu_ms", *std::max_element(cpu.begin(), cpu.end())}};
    for (const auto& [part, times] : parts) told[part] = Median(times);
    return told;
  }

  static double Median(std::vector<double> values) {
    std::nth_element(values.begin(), values.begin() + values.size() / 2,
                     values.end());
    return values[values.size() / 2];
  }

  // As far as matching changes with schemes.
  static matching::CatalogContents ContentsOf(
      const matching::CatalogSnapshot& catalog) {
    matching::CatalogContents contents;
    for (auto& department : AllDepartments()) {
      contents.Set(std::make_shared<const scheme_catalog::v1::Department>(
          std::move(department)));
    }
    for (const auto& scheme : catalog.schemes()) {
      contents.Set(scheme.source());
      for (const auto& version : scheme.versions) {
        contents.Set(version.compiled->source);
      }
    }
    return contents;
  }

  const Workload workload_;
  const std::shared_ptr<const matching::PlaceTable> places_;
  int64_t cpu_nanos_ = 0;
  std::vector<type::v1::Profile> profiles_;
  std::map<int, Indexed> indexed_;
  ForwardIndex::Scratch scratch_;
  VerdictPlanes planes_;
  // With room for what one word adds.
  Listed first_[kExplained + 64];
};

int Main(int argc, char** argv) {
  const Arguments arguments(argc, argv,
                            {"schemes", "attributes", "thresholds"});
  WorkloadOptions options;
  options.attributes = static_cast<int>(arguments.Number("attributes", 40));
  options.unique_thresholds = arguments.Text("thresholds", "round") == "unique";
  std::vector<int> sizes;
  const std::string schemes = arguments.Text("schemes", "2000,20000");
  for (const auto size : absl::StrSplit(schemes, ',')) {
    if (!absl::SimpleAtoi(size, &sizes.emplace_back())) {
      Fail("--schemes needs numbers");
    }
  }
  ForwardBenchmark benchmark(options, sizes);
  TakeTurns({{"schemes", sizes}},
            [&benchmark](const std::vector<std::string>& words) {
              return benchmark.Answer(words);
            });
  return 0;
}

}  // namespace
}  // namespace sangam::bench

int main(int argc, char** argv) { return sangam::bench::Main(argc, argv); }
