#include "common/rules/nearness.h"

#include <array>
#include <utility>

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

// Of a node, first that it holds and then that it does not; what was not asked
// for says nothing.
using Sides = std::array<Nearness, 2>;
using Asked = std::array<bool, 2>;

class Walk {
 public:
  Walk(const SubjectView& subject, const ReferenceData& reference)
      : subject_(subject), reference_(reference) {}

  // Both sides of a node at once: one walk for each would double with every
  // conditional within the condition of another.
  Sides Of(const CheckedNode& node, const Asked& asked) const {
    Sides sides;
    switch (node.kind) {
      case CheckedNode::Kind::kConstant:
        sides[node.constant ? 0 : 1].holds = true;
        return sides;
      case CheckedNode::Kind::kPredicate:
        return OfPredicate(node.predicate, asked);
      case CheckedNode::Kind::kNot:
        sides = Of(node.children.front(), {asked[1], asked[0]});
        std::swap(sides[0], sides[1]);
        return sides;
      case CheckedNode::Kind::kConditional:
        return OfConditional(node, asked);
      default:
        return OfJunction(node, asked);
    }
  }

 private:
  Sides OfPredicate(const Predicate& predicate, const Asked& asked) const {
    const Truth truth =
        EvaluatePredicate(predicate, subject_, reference_).truth;
    Sides sides;
    if (truth == Truth::kUnknown) return sides;
    const int failed = truth == Truth::kTrue ? 1 : 0;
    sides[1 - failed].holds = true;
    if (!asked[failed] || !predicate.changeable()) return sides;
    const absl::optional<Distance> distance =
        DistanceTo(predicate, failed == 1, subject_, reference_);
    if (!distance || CanBeCovered(predicate, *distance)) {
      sides[failed].obstacles.push_back({&predicate, failed == 1, distance});
    }
    return sides;
  }

  // `c ? x : y` is `(c && x) || (!c && y)`, but for the unknowns of c, which
  // make no near miss; its negation is `c ? !x : !y`.
  Sides OfConditional(const CheckedNode& node, const Asked& asked) const {
    const Sides condition = Of(node.children[0], {true, true});
    const Sides first = Of(node.children[1], asked);
    const Sides second = Of(node.children[2], asked);
    Sides sides;
    for (const int side : {0, 1}) {
      if (!asked[side]) continue;
      sides[side] = Either(Both(condition[0], first[side]),
                           Both(condition[1], second[side]));
    }
    return sides;
  }

  // By De Morgan, a negated AND is an OR of negated parts.
  Sides OfJunction(const CheckedNode& node, const Asked& asked) const {
    const int conjunction = node.kind == CheckedNode::Kind::kAnd ? 0 : 1;
    Sides all = Of(node.children.front(), asked);
    for (size_t i = 1; i < node.children.size(); ++i) {
      const Sides next = Of(node.children[i], asked);
      for (const int side : {0, 1}) {
        if (!asked[side]) continue;
        all[side] = side == conjunction ? Both(all[side], next[side])
                                        : Either(all[side], next[side]);
      }
    }
    return all;
  }

  const SubjectView& subject_;
  const ReferenceData& reference_;
};

}  // namespace

Nearness NearnessOf(const CheckedNode& node, const SubjectView& subject,
                    const ReferenceData& reference) {
  return Walk(subject, reference).Of(node, {true, false})[0];
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
