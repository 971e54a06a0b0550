#include "services/matching/planning/settled_exclusions.h"

#include <algorithm>
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
    for (const std::string& first : NeededBy(version)) {
      if (first == wanted) return true;
      if (!seen_.insert(first).second) continue;
      const CompiledVersion* next = contexts_.VersionInForce(first);
      if (next != nullptr && Needs(*next, wanted)) return true;
    }
    return false;
  }

 private:
  std::set<std::string> NeededBy(const CompiledVersion& version) const {
    std::set<std::string> needed;
    for (const auto& relation : version.version.relations()) {
      if (relation.kind() ==
          scheme_catalog::v1::SCHEME_RELATION_KIND_REQUIRES) {
        needed.insert(relation.scheme());
      }
    }
    const int own = std::min(version.own_conditions,
                             static_cast<int>(version.conditions.size()));
    for (int c = 0; c < own; ++c) {
      AddNeededBy(version, version.conditions[c], needed);
    }
    return needed;
  }

  // Whatever was had of what it asks for, and whatever else of that is.
  void AddNeededBy(const CompiledVersion& version, const OptionalRule& rule,
                   std::set<std::string>& needed) const {
    const std::set<std::string> asked = OthersAskedBy(version, rule);
    if (asked.empty()) return;
    std::vector<std::string> tried(asked.begin(), asked.end());
    SupposedReceipts supposed;
    const MatchContext& without = supposed.Without(
        contexts_.ForAllNeeds(participant_,
                              SchemeOfVersion(version.version.name())),
        tried);
    tried.resize(std::min(tried.size(), kMostTriedTogether));
    for (unsigned set = 0; set < 1U << tried.size(); ++set) {
      std::vector<std::string> had;
      for (size_t i = 0; i < tried.size(); ++i) {
        if ((set >> i & 1U) != 0) had.push_back(tried[i]);
      }
      const Truth truth =
          EvaluateOptional(rule, "", supposed.With(without, had));
      for (const std::string& one : asked) {
        if (absl::c_linear_search(had, one)) continue;
        std::vector<std::string> more = had;
        more.push_back(one);
        if (EvaluateOptional(rule, "", supposed.With(without, more)) > truth) {
          needed.insert(one);
        }
      }
    }
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

std::set<std::string> SettledExclusions(const NeedContexts& contexts,
                                        const CompiledVersion& version,
                                        int participant) {
  const absl::string_view scheme = SchemeOfVersion(version.version.name());
  const MatchContext& context = contexts.ForAllNeeds(participant, scheme);
  std::set<std::string> settled;
  for (const auto& had : context.profile.received_benefits()) {
    if (ReceivedLater(had, context.subject.as_of()) ||
        settled.count(had.scheme()) > 0) {
      continue;
    }
    const CompiledVersion* excludes = contexts.VersionInForce(had.scheme());
    if (excludes != nullptr && Excludes(*excludes, scheme) &&
        Walk(contexts, participant).Needs(version, had.scheme())) {
      settled.insert(had.scheme());
    }
  }
  return settled;
}

}  // namespace sangam::matching
