#include "services/matching/planning/scheme_fitness.h"

#include <iterator>

#include "absl/algorithm/container.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/string_view.h"
#include "services/matching/engine/condition_explanation.h"
#include "services/matching/engine/localized_text.h"
#include "services/matching/engine/optional_condition.h"
#include "services/matching/index/reference_verdict.h"
#include "services/matching/planning/quoted_words.h"
#include "services/matching/planning/supposed_receipts.h"

namespace sangam::matching {
namespace {

using scheme_catalog::v1::SchemeVersion;

// "members: at least 10", by the one fact that stands in the way.
std::string ChangeFor(const CompiledVersion& version,
                      const MatchContext& context) {
  const VersionVerdict decided =
      Decide(version, context.subject, context.reference);
  if (decided.verdict != v1::VERDICT_NEAR_MISS || !decided.obstacle) return "";
  v1::SchemeMatch match;
  FillNearMiss(*decided.obstacle, context, &match);
  const v1::Finding& finding = match.near_miss();
  return absl::StrCat(
      finding.label().empty() ? finding.attribute() : finding.label(), ": ",
      finding.required());
}

// With what relations require. What can't all hold by receipts fails once what
// the conditions need one by one is had, which is told then.
std::vector<ReceiptWay> WaysOf(const CompiledVersion& version,
                               const std::vector<int>& asking,
                               const ReceiptWay& related,
                               const MatchContext& context) {
  std::vector<ReceiptWay> ways = WaysToHold(version, asking, related, context);
  if (ways.empty()) {
    ways.emplace_back();
    for (const int c : asking) {
      absl::c_move(ReceiptsNeededBy(version, c, context),
                   std::back_inserter(ways.front()));
    }
  }
  for (ReceiptWay& way : ways) {
    way.insert(way.begin(), related.begin(), related.end());
  }
  return ways;
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
                        const MatchContext& context) {
  SchemeFitness fitness;
  if (!version.defect.empty()) {
    fitness.unknown.push_back(version.defect);
    return fitness;
  }
  int failures = 0;
  ReceiptWay related;
  // Those that hold, or could by receipts, and ask for some.
  std::vector<int> asking;
  for (int i = 0; i < version.version.conditions_size(); ++i) {
    const OptionalRule& rule = version.conditions[i];
    const Truth truth = EvaluateOptional(
        rule, version.version.conditions(i).expression(), context);
    if (truth == Truth::kTrue) {
      if (i < version.own_conditions && !OthersAskedBy(version, rule).empty()) {
        asking.push_back(i);
      }
      continue;
    }
    const std::string required = RequiredBy(version, i);
    if (!required.empty()) {
      related.push_back(required);
    } else if (truth == Truth::kUnknown) {
      fitness.unknown.push_back(WordsOf(version.version, i, context));
    } else if (CanHoldByReceipts(version, i, context)) {
      asking.push_back(i);
    } else if (failures++ == 0) {
      fitness.failed = WordsOf(version.version, i, context);
    }
  }
  if (!related.empty() || !asking.empty()) {
    fitness.ways = WaysOf(version, asking, related, context);
  }
  if (failures == 0) {
    fitness.verdict = fitness.unknown.empty() ? v1::VERDICT_ELIGIBLE
                                              : v1::VERDICT_NEEDS_INFORMATION;
    return fitness;
  }
  fitness.verdict = v1::VERDICT_INELIGIBLE;
  if (fitness.ways.front().empty()) {
    fitness.to_change = ChangeFor(version, context);
    if (!fitness.to_change.empty()) fitness.verdict = v1::VERDICT_NEAR_MISS;
  }
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
