// The reverse executor against the reference evaluator; for tests.
#ifndef SANGAM_SERVICES_MATCHING_COLUMNS_REVERSE_COMPARISON_H_
#define SANGAM_SERVICES_MATCHING_COLUMNS_REVERSE_COMPARISON_H_

#include <cstdint>
#include <map>
#include <memory>
#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "services/matching/columns/reverse_evaluator.h"
#include "services/matching/index/reference_verdict.h"

namespace sangam::matching {

// What the registry holds, by name.
using ProfilesByName = std::map<std::string, type::v1::Profile>;

// The verdict that the planes give on a row; "several" should they contradict
// each other.
inline std::string VerdictIn(const BlockVerdicts& verdicts, size_t version,
                             uint32_t row) {
  std::string verdict;
  const auto add = [&](const uint64_t* plane, v1::Verdict name) {
    if ((plane[row / 64] >> (row % 64) & 1) == 0) return;
    verdict = verdict.empty() ? v1::Verdict_Name(name) : "several";
  };
  add(verdicts.eligible(version), v1::VERDICT_ELIGIBLE);
  add(verdicts.needs_information(version), v1::VERDICT_NEEDS_INFORMATION);
  add(verdicts.near_miss(version), v1::VERDICT_NEAR_MISS);
  return verdict.empty() ? v1::Verdict_Name(v1::VERDICT_INELIGIBLE) : verdict;
}

// Compares the verdicts on every version for every subject of the view, and the
// counts of them, with Decide() on the profiles that the view should hold.
// Empty: they agree; else the first difference. `pairs` counts what was
// compared.
// The plan is that of the versions.
inline std::string FirstDifference(
    const ProfilesByName& profiles,
    const std::shared_ptr<const ColumnsView>& view,
    const std::shared_ptr<const ReversePlan>& plan,
    const std::vector<const CompiledVersion*>& versions,
    const AttributeDictionary& dictionary, const ReverseBasis& basis,
    int64_t* pairs) {
  if (view->size() != profiles.size()) {
    return absl::StrCat(view->size(), " subjects instead of ", profiles.size());
  }
  BlockEvaluator evaluator(plan, view, basis, ReverseDetail::kNearMisses);
  std::vector<VerdictTally> expected(versions.size());
  auto profile = profiles.begin();
  for (size_t b = 0; b < view->block_count(); ++b) {
    const SubjectBlock& block = view->block(b);
    const BlockVerdicts& verdicts = evaluator.Evaluate(b);
    for (uint32_t row = 0; row < block.size(); ++row, ++profile) {
      if (block.NameOf(row) != profile->first) {
        return absl::StrCat(block.NameOf(row), " instead of ", profile->first);
      }
      const PlaceChain chain =
          basis.reference.places.ChainOf(profile->second.place())
              .value_or(PlaceChain());
      const SubjectView subject(profile->second, chain, basis.as_of, dictionary,
                                &basis.reference.dated,
                                &basis.reference.places);
      for (size_t i = 0; i < versions.size(); ++i) {
        const v1::Verdict wanted =
            Decide(*versions[i], subject, basis.reference).verdict;
        if (wanted == v1::VERDICT_ELIGIBLE) ++expected[i].eligible;
        if (wanted == v1::VERDICT_NEEDS_INFORMATION) {
          ++expected[i].needs_information;
        }
        if (wanted == v1::VERDICT_NEAR_MISS) ++expected[i].near_miss;
        ++*pairs;
        const std::string got = VerdictIn(verdicts, i, row);
        if (got == v1::Verdict_Name(wanted)) continue;
        std::string text = absl::StrCat(
            "# reference: ", v1::Verdict_Name(wanted), "\n# reverse: ", got,
            "\nas_of: ", absl::FormatCivilTime(basis.as_of), "\n");
        for (const auto& condition : versions[i]->version.conditions()) {
          absl::StrAppend(&text, "condition: ", condition.expression(), "\n");
        }
        return absl::StrCat(text,
                            "profile: ", profile->second.ShortDebugString());
      }
    }
    if (block.size() % 64 != 0) {
      for (size_t i = 0; i < versions.size(); ++i) {
        if (VerdictIn(verdicts, i, block.size()) != "VERDICT_INELIGIBLE") {
          return "a verdict on a row that is not there";
        }
      }
    }
  }
  for (const ReverseDetail detail :
       {ReverseDetail::kEligible, ReverseDetail::kThreeWay,
        ReverseDetail::kNearMisses}) {
    CountOptions options;
    options.detail = detail;
    options.threads = 2;
    const auto counts = CountVerdicts(plan, view, basis, options);
    if (!counts || counts->subjects != static_cast<int64_t>(view->size())) {
      return "not all subjects were counted";
    }
    for (size_t i = 0; i < versions.size(); ++i) {
      const VerdictTally& tally = counts->tallies[i];
      VerdictTally wanted = expected[i];
      if (detail < ReverseDetail::kNearMisses) wanted.near_miss = 0;
      if (detail < ReverseDetail::kThreeWay) wanted.needs_information = 0;
      if (tally.eligible != wanted.eligible ||
          tally.needs_information != wanted.needs_information ||
          tally.near_miss != wanted.near_miss) {
        return absl::StrCat(
            "counts of version ", i, " at detail ", static_cast<int>(detail),
            ": ", tally.eligible, ", ", tally.needs_information, ", ",
            tally.near_miss, " instead of ", wanted.eligible, ", ",
            wanted.needs_information, ", ", wanted.near_miss);
      }
    }
  }
  return "";
}

inline std::string FirstDifference(
    const ProfilesByName& profiles,
    const std::shared_ptr<const ColumnsView>& view,
    const std::vector<const CompiledVersion*>& versions,
    const AttributeDictionary& dictionary, const ReverseBasis& basis,
    int64_t* pairs) {
  return FirstDifference(profiles, view,
                         ReversePlan::Build(versions, dictionary), versions,
                         dictionary, basis, pairs);
}

}  // namespace sangam::matching

#endif  // SANGAM_SERVICES_MATCHING_COLUMNS_REVERSE_COMPARISON_H_
