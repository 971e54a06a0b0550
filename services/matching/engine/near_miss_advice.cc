#include "services/matching/engine/near_miss_advice.h"

#include <string>
#include <utility>

#include "absl/types/optional.h"
#include "common/rules/explanation.h"
#include "services/matching/engine/condition_explanation.h"
#include "services/matching/index/version_nearness.h"

namespace sangam::matching {

WayOut AdviseOn(const CompiledVersion& version, const rules::Obstacle& first,
                const MatchContext& context) {
  WayOut advice = WayOutOf(version, first, context);
  // Mostly there is no other.
  if (advice.kind == WayOut::Kind::kOpen) return advice;
  for (const rules::Obstacle& obstacle :
       NearnessOf(version, context.subject, context.reference).obstacles) {
    if (obstacle.predicate->attribute == first.predicate->attribute) continue;
    WayOut other = WayOutOf(version, obstacle, context);
    if (other.kind < advice.kind) advice = std::move(other);
    if (advice.kind == WayOut::Kind::kOpen) break;
  }
  return advice;
}

void FillNearMiss(const WayOut& advice, const MatchContext& context,
                  v1::Finding* finding) {
  FillFinding(rules::DescribeTest(*advice.test, advice.negated, context.subject,
                                  context.reference, context.phrases),
              finding);
  if (!advice.required.empty()) finding->set_required(advice.required);
  if (advice.kind == WayOut::Kind::kNone) {
    finding->set_distance(std::string(context.phrases.Say(
        "no value meets all conditions", "कोई मान सभी शर्तें पूरी नहीं करता")));
    finding->clear_distance_value();
  } else if (advice.further) {
    const auto measures = rules::NumberTestOf(*advice.test);
    finding->set_distance(context.phrases.DistanceText(
        *advice.further,
        measures ? measures->measured->unit : advice.test->attribute->unit));
    // In the attribute's unit, which what is computed of it need not have.
    if (advice.test->kind == rules::Predicate::Kind::kComputed) {
      finding->clear_distance_value();
    } else {
      finding->set_distance_value(advice.further->amount);
    }
  }
}

}  // namespace sangam::matching
