// Every subject against every scheme, in process.
//
// Usage: reverse_benchmark --threads=N [--schemes=2000] [--subjects=1000000]
//   [--attributes=40], then the commands
//   two_way    counts who is eligible
//   three_way  counts also who needs information
//   two_way_anew, three_way_anew
//   coverage_together, coverage_by_scheme, coverage_by_district,
//   coverage_by_sector
//              count what AnalyzeCoverage tells: also near misses, who received
//              what and who is left out; of all schemes together, or of each,
//              and of all together by the place or the sector of the subjects
// All tell the seconds that it took, and the counts by scheme. Before this time
// lie reading and checking the rules, and loading the subjects; within it all
// subjects are counted, each question by itself. What the service keeps from
// one question of a catalogue to the next is kept here, too, by the same
// KeptPlans: the plan (the normal forms of all rules, and the tests that they
// share), made by the first question, and beside it what it asks about places,
// and what threads have learnt of the places that they met.
// Where places lie is remembered beside the subjects. For the last two commands
// the plan and what goes with it are made anew within the time.
#include <utility>

#include "absl/strings/str_format.h"
#include "services/matching/columns/reverse_evaluator.h"
#include "services/matching/columns/subject_columns.h"
#include "services/matching/coverage/coverage_cells.h"
#include "services/matching/coverage/kept_plans.h"
#include "tests/bench/arguments.h"
#include "tests/bench/contender.h"
#include "tests/bench/workload_catalog.h"
#include "tests/bench/workload_protos.h"

namespace sangam::bench {
namespace {

using matching::ReverseDetail;
using nlohmann::json;

class ReverseBenchmark {
 public:
  ReverseBenchmark(const WorkloadOptions& options, int schemes,
                   int64_t subjects, int threads)
      : workload_(options),
        threads_(threads),
        places_(ListPlaces()),
        catalog_(CompileCatalog(workload_, schemes)) {
    // In the order of the workload, which the peers' counts have, too.
    for (int i = 0; i < schemes; ++i) {
      const auto* scheme = catalog_->Find(SchemeName(i));
      versions_.emplace_back(catalog_, scheme->versions[0].compiled.get());
      schemes_.push_back(SchemeName(i));
    }
    columns_.BeginList();
    for (int64_t i = 0; i < subjects; ++i) {
      columns_.Upsert(absl::StrFormat("groups/group-%08d", i),
                      ToProfile(workload_.Subject(i)));
    }
    columns_.Publish("workload");
  }

  json About() const {
    const auto view = columns_.view();
    return {{"subjects", view->size()},
            {"bytes_a_subject", static_cast<double>(view->bytes()) /
                                    static_cast<double>(view->size())}};
  }

  json Answer(const std::vector<std::string>& words) const {
    if (words[0] == "two_way") return Count(ReverseDetail::kEligible, plans_);
    if (words[0] == "three_way") return Count(ReverseDetail::kThreeWay, plans_);
    if (words[0] == "coverage_together") return Cover({.all_together = true});
    if (words[0] == "coverage_by_scheme") return Cover({});
    if (words[0] == "coverage_by_district") {
      return Cover(
          {.place_kind = type::v1::PLACE_KIND_DISTRICT, .all_together = true});
    }
    if (words[0] == "coverage_by_sector") {
      return Cover({.sector = catalog_->dictionary().Find("sectors"),
                    .all_together = true});
    }
    matching::KeptPlans none;
    if (words[0] == "two_way_anew") {
      return Count(ReverseDetail::kEligible, none);
    }
    if (words[0] == "three_way_anew") {
      return Count(ReverseDetail::kThreeWay, none);
    }
    Fail("no such command: " + words[0]);
  }

 private:
  json Count(ReverseDetail detail, matching::KeptPlans& plans) const {
    const int64_t began = MonotonicNanos();
    const auto plan = plans.Of(catalog_, versions_);
    const matching::ReverseBasis basis = {
        kAsOf, ReferenceData(*places_, catalog_->dated_references())};
    matching::CountOptions options;
    options.detail = detail;
    options.threads = threads_;
    const auto counts =
        matching::CountVerdicts(plan, columns_.view(), basis, options);
    const double seconds = static_cast<double>(MonotonicNanos() - began) / 1e9;
    json eligible = json::array();
    json needs_information = json::array();
    for (const auto& tally : counts->tallies) {
      eligible.push_back(tally.eligible);
      needs_information.push_back(tally.needs_information);
    }
    json answer = {{"seconds", seconds}, {"eligible", std::move(eligible)}};
    if (detail == ReverseDetail::kThreeWay) {
      answer["needs_information"] = std::move(needs_information);
    }
    return answer;
  }

  // As CoverageAnalysis does it.
  json Cover(const matching::CoverageBreakdown& breakdown) const {
    const int64_t began = MonotonicNanos();
    matching::CoverageBasis basis;
    basis.catalog.snapshot = catalog_;
    basis.subjects.columns = columns_.view();
    basis.subjects.places = places_;
    basis.as_of = kAsOf;
    basis.clock = &clock_;
    matching::CoverageCells cells(schemes_, breakdown);
    std::vector<matching::SharedVersion> versions = versions_;
    for (auto& received : plans_.Received(schemes_)) {
      versions.push_back(std::move(received));
    }
    matching::SubjectScan scan(&basis, std::move(versions), nullptr, "",
                               &plans_,
                               {schemes_.size(), breakdown.all_together});
    while (scan.Next()) {
      if (!cells.Add(scan, kMostCells)) Fail("too many rows");
    }
    const double seconds = static_cast<double>(MonotonicNanos() - began) / 1e9;
    json rows = json::array();
    while (cells.VisitNext([&](const std::string& scheme,
                               const matching::CoverageCells::Key& key,
                               const matching::CellCounts& counts) {
      rows.push_back({scheme, std::get<0>(key), std::get<1>(key),
                      counts.subjects, counts.eligible, counts.received,
                      counts.left_out, counts.needs_information,
                      counts.near_miss});
    })) {
    }
    return {{"seconds", seconds}, {"rows", std::move(rows)}};
  }

  static constexpr size_t kMostCells = 1'000'000;

  const Workload workload_;
  const int threads_;
  const std::shared_ptr<const matching::PlaceTable> places_;
  const std::shared_ptr<const matching::CatalogSnapshot> catalog_;
  std::vector<matching::SharedVersion> versions_;
  std::vector<std::string> schemes_;
  const SystemClock clock_;
  mutable matching::KeptPlans plans_;
  matching::SubjectColumns columns_;
};

int Main(int argc, char** argv) {
  const Arguments arguments(argc, argv,
                            {"schemes", "subjects", "attributes", "threads"});
  WorkloadOptions options;
  options.attributes = static_cast<int>(arguments.Number("attributes", 40));
  const ReverseBenchmark benchmark(
      options, static_cast<int>(arguments.Number("schemes", 2'000)),
      arguments.Number("subjects", 1'000'000),
      static_cast<int>(arguments.Number("threads", 2)));
  TakeTurns(benchmark.About(),
            [&benchmark](const std::vector<std::string>& words) {
              return benchmark.Answer(words);
            });
  return 0;
}

}  // namespace
}  // namespace sangam::bench

int main(int argc, char** argv) { return sangam::bench::Main(argc, argv); }
