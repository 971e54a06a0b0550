#include "common/rules/nearness.h"

#include "common/rules/evaluator.h"

namespace sangam::rules {
namespace {

const Obstacle* FindSame(const std::vector<Obstacle>& obstacles,
                         const Obstacle& wanted) {
  for (const Obstacle& obstacle : obstacles) {
    if (obstacle.predicate->attribute == wanted.predicate->attribute) {
      return &obstacle;
    }
  }
  return nullptr;
}

bool IsHarder(const Obstacle& a, const Obstacle& b) {
  if (!a.distance || !b.distance) return false;
  return a.distance->amount > b.distance->amount;
}

// Adds an alternative way out; of two by the same attribute the easier stays.
void AddAlternative(const Obstacle& added, std::vector<Obstacle>* obstacles) {
  for (Obstacle& obstacle : *obstacles) {
    if (obstacle.predicate->attribute != added.predicate->attribute) continue;
    if (IsHarder(obstacle, added)) obstacle = added;
    return;
  }
  obstacles->push_back(added);
}

// Months are counted up to now and only grow: who is too old stays so.
bool CanBeCovered(const Predicate& predicate, const Distance& distance) {
  return distance.more || NumberTestOf(predicate)->measured->unit !=
                              type::v1::ATTRIBUTE_UNIT_MONTHS;
}

Nearness OfPredicate(const Predicate& predicate, bool negated,
                     const SubjectView& subject,
                     const ReferenceData& reference) {
  const Truth truth = EvaluatePredicate(predicate, subject, reference).truth;
  Nearness nearness;
  if (truth == Truth::kUnknown) return nearness;
  nearness.holds = truth == ToTruth(!negated);
  if (nearness.holds || !predicate.changeable()) return nearness;
  const absl::optional<Distance> distance =
      DistanceTo(predicate, negated, subject, reference);
  if (!distance || CanBeCovered(predicate, *distance)) {
    nearness.obstacles.push_back({&predicate, negated, distance});
  }
  return nearness;
}

Nearness Walk(const CheckedNode& node, bool negated, const SubjectView& subject,
              const ReferenceData& reference);

// `c ? x : y` is `(c && x) || (!c && y)`, but for the unknowns of c, which make
// no near miss; its negation is `c ? !x : !y`.
Nearness OfConditional(const CheckedNode& node, bool negated,
                       const SubjectView& subject,
                       const ReferenceData& reference) {
  const auto walk = [&](int child, bool under_negation) {
    return Walk(node.children[child], under_negation, subject, reference);
  };
  return Either(Both(walk(0, false), walk(1, negated)),
                Both(walk(0, true), walk(2, negated)));
}

Nearness Walk(const CheckedNode& node, bool negated, const SubjectView& subject,
              const ReferenceData& reference) {
  switch (node.kind) {
    case CheckedNode::Kind::kConstant:
      return {node.constant != negated, {}};
    case CheckedNode::Kind::kPredicate:
      return OfPredicate(node.predicate, negated, subject, reference);
    case CheckedNode::Kind::kNot:
      return Walk(node.children.front(), !negated, subject, reference);
    default:
      break;
  }
  if (node.kind == CheckedNode::Kind::kConditional) {
    return OfConditional(node, negated, subject, reference);
  }
  // By De Morgan, a negated AND is an OR of negated parts.
  const bool conjunction = (node.kind == CheckedNode::Kind::kAnd) != negated;
  Nearness all = Walk(node.children.front(), negated, subject, reference);
  for (size_t i = 1; i < node.children.size(); ++i) {
    const Nearness next = Walk(node.children[i], negated, subject, reference);
    all = conjunction ? Both(all, next) : Either(all, next);
  }
  return all;
}

}  // namespace

Nearness NearnessOf(const CheckedNode& node, const SubjectView& subject,
                    const ReferenceData& reference) {
  return Walk(node, false, subject, reference);
}

Nearness Both(const Nearness& a, const Nearness& b) {
  Nearness both;
  both.holds = a.holds && b.holds;
  // A conjunct of `a && b` joins one of each side: either one side holds and
  // the other lacks one attribute, or both lack the same.
  if (b.holds) {
    for (const Obstacle& obstacle : a.obstacles) {
      AddAlternative(obstacle, &both.obstacles);
    }
  }
  if (a.holds) {
    for (const Obstacle& obstacle : b.obstacles) {
      AddAlternative(obstacle, &both.obstacles);
    }
  }
  for (const Obstacle& obstacle : a.obstacles) {
    const Obstacle* same = FindSame(b.obstacles, obstacle);
    if (same == nullptr) continue;
    AddAlternative(IsHarder(*same, obstacle) ? *same : obstacle,
                   &both.obstacles);
  }
  return both;
}

Nearness Either(const Nearness& a, const Nearness& b) {
  Nearness either;
  either.holds = a.holds || b.holds;
  either.obstacles = a.obstacles;
  for (const Obstacle& obstacle : b.obstacles) {
    AddAlternative(obstacle, &either.obstacles);
  }
  return either;
}

}  // namespace sangam::rules
