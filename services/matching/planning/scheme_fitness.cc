#include "services/matching/planning/scheme_fitness.h"

#include <iterator>
#include <utility>

#include "absl/algorithm/container.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/string_view.h"
#include "services/matching/engine/localized_text.h"
#include "services/matching/engine/near_miss_advice.h"
#include "services/matching/engine/optional_condition.h"
#include "services/matching/index/reference_verdict.h"
#include "services/matching/planning/quoted_words.h"
#include "services/matching/planning/supposed_receipts.h"

namespace sangam::matching {
namespace {

using scheme_catalog::v1::SchemeVersion;

// "members: more than 10 (2 more)", by the one fact that stands in the way;
// empty if no value of it would do.
std::string ChangeFor(const CompiledVersion& version,
                      const MatchContext& context) {
  const VersionVerdict decided =
      Decide(version, context.subject, context.reference);
  if (decided.verdict != v1::VERDICT_NEAR_MISS || !decided.obstacle) return "";
  const WayOut advice = AdviseOn(version, *decided.obstacle, context);
  if (advice.kind == WayOut::Kind::kNone) return "";
  v1::Finding finding;
  FillNearMiss(advice, context, &finding);
  return absl::StrCat(
      finding.label().empty() ? finding.attribute() : finding.label(), ": ",
      finding.required(),
      // Not every value that meets the test will do.
      advice.further ? absl::StrCat(" (", finding.distance(), ")") : "");
}

// With what relations require. What can't all hold by receipts fails once what
// the rules need one by one is had, which is told then.
void AddWays(const CompiledVersion& version, const ReceiptRules& asking,
             const ReceiptWay& related, const MatchContext& context,
             SchemeFitness& fitness) {
  ReceiptWays found = WaysToHold(version, asking, related, context);
  if (found.ways.empty()) {
    found.ways.emplace_back();
    found.sure = 1;
    for (const OptionalRule* rule : asking) {
      absl::c_move(ReceiptsNeededBy(version, *rule, context),
                   std::back_inserter(found.ways.front()));
    }
  }
  for (auto* ways : {&found.ways, &found.to_spare}) {
    for (ReceiptWay& way : *ways) {
      way.insert(way.begin(), related.begin(), related.end());
    }
  }
  fitness.ways = std::move(found.ways);
  fitness.ways_to_spare = std::move(found.to_spare);
  fitness.sure_ways_to_spare = found.sure_to_spare;
  fitness.sure_ways = found.sure;
  fitness.ways_left_out = found.left_out;
}

// Leaves the ways after which the same one fact stands in the way.
void ChangeAfterWays(const CompiledVersion& version,
                     const MatchContext& context, SchemeFitness& fitness) {
  SupposedReceipts supposed;
  std::vector<ReceiptWay> near;
  size_t sure = 0;
  for (size_t w = 0; w < fitness.ways.size(); ++w) {
    const std::string change =
        ChangeFor(version, supposed.With(context, fitness.ways[w]));
    if (change.empty()) continue;
    if (near.empty()) fitness.to_change = change;
    if (change != fitness.to_change) continue;
    near.push_back(fitness.ways[w]);
    if (w < fitness.sure_ways) ++sure;
  }
  if (near.empty()) return;
  fitness.verdict = v1::VERDICT_NEAR_MISS;
  fitness.ways = std::move(near);
  fitness.ways_to_spare.clear();
  fitness.sure_ways = sure;
}

}  // namespace

std::string RequiredBy(const CompiledVersion& version, int condition) {
  if (condition < version.own_conditions) return "";
  const std::string& expression =
      version.version.conditions(condition).expression();
  constexpr absl::string_view kStart = "received(\"";
  if (!absl::StartsWith(expression, kStart)) return "";
  const size_t end = expression.find('"', kStart.size());
  return expression.substr(kStart.size(), end - kStart.size());
}

std::string WordsOf(const SchemeVersion& version, int condition,
                    const MatchContext& context) {
  const auto& stated = version.conditions(condition);
  const std::string words =
      TextIn(stated.description(), context.phrases.language_code());
  return words.empty() ? stated.expression() : Quoted(words);
}

SchemeFitness FitnessOf(const CompiledVersion& version,
                        const MatchContext& context,
                        const OptionalRule* benefit) {
  SchemeFitness fitness;
  if (!version.defect.empty()) {
    fitness.unknown.push_back(version.defect);
    return fitness;
  }
  int failures = 0;
  ReceiptWay related;
  // Those that don't fail, or would not after receipts, and ask for some.
  ReceiptRules asking;
  std::vector<int> unknown;
  for (int i = 0; i < version.version.conditions_size(); ++i) {
    const OptionalRule& rule = version.conditions[i];
    const Truth truth = EvaluateOptional(
        rule, version.version.conditions(i).expression(), context);
    if (truth != Truth::kFalse && i < version.own_conditions &&
        !OthersAskedBy(version, rule).empty()) {
      asking.push_back(&rule);
      continue;
    }
    if (truth == Truth::kTrue) continue;
    const std::string required = RequiredBy(version, i);
    if (!required.empty()) {
      related.push_back(required);
    } else if (truth == Truth::kUnknown) {
      unknown.push_back(i);
    } else if (CanHoldByReceipts(version, rule, context)) {
      asking.push_back(&rule);
    } else if (failures++ == 0) {
      fitness.failed = WordsOf(version.version, i, context);
    }
  }
  if (benefit != nullptr && GoesByReceipts(version, *benefit, context)) {
    asking.push_back(benefit);
  }
  if (!related.empty() || !asking.empty()) {
    AddWays(version, asking, related, context, fitness);
  }
  SupposedReceipts supposed;
  const MatchContext& then = supposed.With(context, fitness.ways.front());
  if (fitness.sure_ways == 0) {
    for (int i = 0; i < version.own_conditions; ++i) {
      const OptionalRule& rule = version.conditions[i];
      if (absl::c_linear_search(asking, &rule) &&
          EvaluateOptional(rule, "", then) == Truth::kUnknown) {
        unknown.push_back(i);
      }
    }
    absl::c_sort(unknown);
  }
  for (const int c : unknown) {
    fitness.unknown.push_back(WordsOf(version.version, c, then));
  }
  if (failures == 0) {
    fitness.verdict = fitness.unknown.empty() ? v1::VERDICT_ELIGIBLE
                                              : v1::VERDICT_NEEDS_INFORMATION;
    return fitness;
  }
  fitness.verdict = v1::VERDICT_INELIGIBLE;
  ChangeAfterWays(version, context, fitness);
  return fitness;
}

int RankOf(v1::Verdict verdict) {
  switch (verdict) {
    case v1::VERDICT_ELIGIBLE:
      return 0;
    case v1::VERDICT_NEEDS_INFORMATION:
      return 1;
    case v1::VERDICT_NEAR_MISS:
      return 2;
    default:
      return 3;
  }
}

}  // namespace sangam::matching
