#include "services/matching/planning/settled_exclusions.h"

#include <algorithm>
#include <utility>
#include <vector>

#include "absl/algorithm/container.h"
#include "services/matching/engine/beneficiary_estimate.h"
#include "services/matching/engine/optional_condition.h"
#include "services/matching/planning/receipt_ways.h"
#include "services/matching/planning/sanctioned_receipts.h"
#include "services/matching/planning/supposed_receipts.h"

namespace sangam::matching {
namespace {

using scheme_catalog::v1::SchemeRelationKind;

bool Relates(const CompiledVersion& version, SchemeRelationKind kind,
             absl::string_view scheme) {
  return absl::c_any_of(version.version.relations(), [&](const auto& relation) {
    return relation.kind() == kind && relation.scheme() == scheme;
  });
}

// Follows what needs what first.
class Walk {
 public:
  Walk(const NeedContexts& contexts, int participant)
      : contexts_(contexts), participant_(participant) {}

  bool Needs(const CompiledVersion& version, const std::string& wanted) {
    const bool asks_by_benefit = contexts_.HasFirstWhatItsBenefitAsks(version);
    return LeadTo(
        NeededBy(version,
                 asks_by_benefit ? &version.benefits[0].condition : nullptr),
        wanted);
  }

 private:
  // What is had only first pays nothing, and no benefit of it is asked for.
  bool LeadTo(const std::set<std::string>& needed, const std::string& wanted) {
    for (const std::string& first : needed) {
      if (first == wanted) return true;
      if (!seen_.insert(first).second) continue;
      const CompiledVersion* next = contexts_.VersionInForce(first);
      if (next != nullptr && LeadTo(NeededBy(*next, nullptr), wanted)) {
        return true;
      }
    }
    return false;
  }

  // As if nothing that its rules ask for had been had.
  std::set<std::string> NeededBy(const CompiledVersion& version,
                                 const OptionalRule* benefit) const {
    std::set<std::string> needed;
    for (const auto& relation : version.version.relations()) {
      if (relation.kind() ==
          scheme_catalog::v1::SCHEME_RELATION_KIND_REQUIRES) {
        needed.insert(relation.scheme());
      }
    }
    ReceiptRules rules;
    const int own = std::min(version.own_conditions,
                             static_cast<int>(version.conditions.size()));
    for (int c = 0; c < own; ++c) rules.push_back(&version.conditions[c]);
    if (benefit != nullptr) rules.push_back(benefit);
    std::set<std::string> asked;
    for (const OptionalRule* rule : rules) {
      asked.merge(OthersAskedBy(version, *rule));
    }
    if (asked.empty()) return needed;
    SupposedReceipts supposed;
    const MatchContext& without = supposed.Without(
        contexts_.ForAllNeeds(participant_,
                              SchemeOfVersion(version.version.name())),
        {asked.begin(), asked.end()});
    rules.erase(std::remove_if(rules.begin(), rules.end(),
                               [&](const OptionalRule* rule) {
                                 return !GoesByReceipts(version, *rule,
                                                        without);
                               }),
                rules.end());
    const ReceiptWays found =
        WaysToHold(version, rules, {needed.begin(), needed.end()}, without);
    for (const ReceiptWay& way : found.ways) {
      needed.insert(way.begin(), way.end());
    }
    return needed;
  }

  const NeedContexts& contexts_;
  const int participant_;
  std::set<std::string> seen_;
};

}  // namespace

bool Excludes(const CompiledVersion& version, absl::string_view scheme) {
  return Relates(version, scheme_catalog::v1::SCHEME_RELATION_KIND_EXCLUDES,
                 scheme);
}

bool MaySettle(const NeedContexts& contexts,
               const std::vector<std::string>& first,
               absl::string_view scheme) {
  std::vector<std::string> left = first;
  std::set<std::string> seen;
  while (!left.empty()) {
    const std::string name = std::move(left.back());
    left.pop_back();
    const CompiledVersion* version = contexts.VersionInForce(name);
    if (!seen.insert(name).second || version == nullptr) continue;
    // Relations ask about receipts too.
    for (const OptionalRule& rule : version->conditions) {
      for (const std::string& asked : OthersAskedBy(*version, rule)) {
        if (asked == scheme) return true;
        left.push_back(asked);
      }
    }
  }
  return false;
}

bool NeedsFirst(const NeedContexts& contexts, const CompiledVersion& version,
                int participant, const std::string& first) {
  return Walk(contexts, participant).Needs(version, first);
}

std::set<std::string> SettledExclusions(const NeedContexts& contexts,
                                        const CompiledVersion& version,
                                        int participant) {
  const absl::string_view scheme = SchemeOfVersion(version.version.name());
  const MatchContext& context = contexts.ForAllNeeds(participant, scheme);
  std::set<std::string> settled;
  std::set<std::string> seen;
  for (const auto& had : context.profile.received_benefits()) {
    if (ReceivedLater(had, context.subject.as_of()) ||
        !seen.insert(had.scheme()).second) {
      continue;
    }
    const CompiledVersion* excludes = contexts.VersionInForce(had.scheme());
    if (excludes != nullptr && Excludes(*excludes, scheme) &&
        NeedsFirst(contexts, version, participant, had.scheme())) {
      settled.insert(had.scheme());
    }
  }
  return settled;
}

}  // namespace sangam::matching
