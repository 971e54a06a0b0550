// How long it takes to count a made-up registry, and how much room it takes:
//
//   reverse_speed --subjects=1000000 --schemes=2000 --threads=1
//
// Times are of the processor, summed over the threads.
#include <sys/resource.h>

#include <chrono>
#include <iostream>
#include <memory>
#include <vector>

#include "absl/flags/flag.h"
#include "absl/flags/parse.h"
#include "services/matching/columns/reverse_evaluator.h"
#include "services/matching/columns/synthetic_population.h"
#include "services/matching/columns/synthetic_schemes.h"

ABSL_FLAG(int, subjects, 100'000, "Subjects.");
ABSL_FLAG(int, schemes, 2'000, "Schemes.");
ABSL_FLAG(int, threads, 1, "Threads.");
ABSL_FLAG(int, copies, 1,
          "Times that the blocks are gone through, as if there were more.");
ABSL_FLAG(bool, unique, false, "Whether each amount occurs once only.");

namespace sangam::matching {
namespace {

double ProcessorSeconds() {
  struct rusage usage = {};
  getrusage(RUSAGE_SELF, &usage);
  const auto seconds = [](const timeval& time) {
    return static_cast<double>(time.tv_sec) +
           static_cast<double>(time.tv_usec) / 1e6;
  };
  return seconds(usage.ru_utime) + seconds(usage.ru_stime);
}

double WallSeconds() {
  return std::chrono::duration<double>(
             std::chrono::steady_clock::now().time_since_epoch())
      .count();
}

void Run() {
  const int subjects = absl::GetFlag(FLAGS_subjects);
  const int schemes = absl::GetFlag(FLAGS_schemes);
  SyntheticPopulation population(1);
  SubjectColumns columns;
  double begin = ProcessorSeconds();
  columns.BeginList();
  for (int i = 0; i < subjects; ++i) {
    columns.Upsert(SyntheticPopulation::NameOf(i), population.ProfileOf(i));
  }
  columns.Publish("list");
  const auto single = columns.view();
  std::cout << "bytes a subject: "
            << static_cast<double>(single->bytes()) / subjects << "; loading "
            << (ProcessorSeconds() - begin) / subjects * 1e6
            << " us a subject\n";
  SubjectBlocks blocks;
  for (int copy = 0; copy < absl::GetFlag(FLAGS_copies); ++copy) {
    blocks.insert(blocks.end(), single->blocks().begin(),
                  single->blocks().end());
  }
  const auto view = std::make_shared<const ColumnsView>(
      "", single->shared_texts(), std::move(blocks));

  begin = ProcessorSeconds();
  SyntheticSchemes drawn(2, absl::GetFlag(FLAGS_unique));
  std::vector<std::shared_ptr<const CompiledVersion>> versions;
  std::vector<const CompiledVersion*> pointers;
  for (int i = 0; i < schemes; ++i) {
    versions.push_back(drawn.Next());
    pointers.push_back(versions.back().get());
  }
  std::cout << "compiling: " << ProcessorSeconds() - begin << " s\n";
  begin = ProcessorSeconds();
  const auto plan =
      ReversePlan::Build(pointers, AttributeDictionary::BuiltIn());
  std::cout << "planning: " << ProcessorSeconds() - begin << " s\n";
  const SyntheticPlaces places;
  const ReverseBasis basis = {absl::CivilDay(2025, 4, 1),
                              ReferenceData(places)};
  for (const ReverseDetail detail :
       {ReverseDetail::kEligible, ReverseDetail::kThreeWay,
        ReverseDetail::kNearMisses}) {
    CountOptions options;
    options.detail = detail;
    options.threads = absl::GetFlag(FLAGS_threads);
    const double wall = WallSeconds();
    begin = ProcessorSeconds();
    const auto counts = CountVerdicts(plan, view, basis, options);
    const double seconds = ProcessorSeconds() - begin;
    int64_t eligible = 0;
    int64_t unknown = 0;
    for (const VerdictTally& tally : counts->tallies) {
      eligible += tally.eligible;
      unknown += tally.needs_information;
    }
    std::cout << "detail " << static_cast<int>(detail) << ": " << seconds
              << " s (wall " << WallSeconds() - wall << " s), "
              << static_cast<double>(view->size()) * schemes / seconds / 1e9
              << " G pairs a second, "
              << seconds * 1e9 / static_cast<double>(view->block_count()) /
                     schemes
              << " ns a scheme and block; eligible " << eligible << ", unknown "
              << unknown << "\n";
  }
}

}  // namespace
}  // namespace sangam::matching

int main(int argc, char** argv) {
  absl::ParseCommandLine(argc, argv);
  sangam::matching::Run();
  return 0;
}
