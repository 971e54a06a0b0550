#include "services/matching/index/normal_form.h"

#include <algorithm>
#include <array>
#include <cstdint>
#include <utility>

#include "absl/container/flat_hash_map.h"
#include "absl/container/inlined_vector.h"
#include "services/matching/index/predicate_identity.h"

namespace sangam::matching {
namespace {

using rules::CheckedNode;

// A conjunct while it is put together: its literals as 2 * test + negated, each
// once, sorted.
struct Term {
  absl::InlinedVector<uint32_t, 14> literals;
  bool may_be_near = true;
};
using Terms = std::vector<Term>;

// Of a node, first that it holds and then that it does not; what was not asked
// for is empty.
using Sides = std::array<Terms, 2>;
using Asked = std::array<bool, 2>;

// Whether `a || b` is `a`, for nearness too: the tests of `a` are among those
// of `b`, so whatever `b` lacks, `a` lacks no more.
bool Absorbs(const Term& a, const Term& b) {
  if (a.literals.size() > b.literals.size()) return false;
  if (b.may_be_near && !a.may_be_near) return false;
  return std::includes(b.literals.begin(), b.literals.end(), a.literals.begin(),
                       a.literals.end());
}

// Adds an alternative, unless another says as much.
void AddTerm(Term term, Terms* terms) {
  for (const Term& other : *terms) {
    if (Absorbs(other, term)) return;
  }
  terms->erase(
      std::remove_if(terms->begin(), terms->end(),
                     [&](const Term& other) { return Absorbs(term, other); }),
      terms->end());
  terms->push_back(std::move(term));
}

// Makes it `a && b`.
void AddLiterals(const Term& b, Term* a) {
  a->may_be_near = a->may_be_near && b.may_be_near;
  const size_t own = a->literals.size();
  a->literals.insert(a->literals.end(), b.literals.begin(), b.literals.end());
  const auto middle = a->literals.begin() + own;
  // Tests are numbered as they come, so mostly it is in order already.
  if (own == 0 || b.literals.empty() || *(middle - 1) < *middle) return;
  std::inplace_merge(a->literals.begin(), middle, a->literals.end());
  a->literals.erase(std::unique(a->literals.begin(), a->literals.end()),
                    a->literals.end());
}

class Lowering {
 public:
  NormalForm Lower(const CompiledVersion& version) {
    Terms all(1);
    for (const OptionalRule& rule : version.conditions) {
      // As most are; and the terms of others take memory.
      if (all.size() == 1 && IsPlain(rule->root(), false)) {
        Term term;
        AddMusts(rule->root(), false, &term.literals);
        std::sort(term.literals.begin(), term.literals.end());
        AddLiterals(term, &all.front());
        continue;
      }
      all = Both(std::move(all), Of(rule->root(), {true, false})[0]);
    }
    NormalForm form;
    if (too_large_) {
      form.complete = false;
      all.assign(1, Term());
      for (const OptionalRule& rule : version.conditions) {
        AddMusts(rule->root(), false, &all.front().literals);
      }
      std::sort(all.front().literals.begin(), all.front().literals.end());
    }
    form.conjuncts.reserve(all.size());
    for (const Term& term : all) {
      Conjunct conjunct;
      conjunct.may_be_near = term.may_be_near;
      conjunct.literals.reserve(term.literals.size());
      for (const uint32_t literal : term.literals) {
        conjunct.literals.push_back(
            {predicates_[literal / 2], literal % 2 == 1, false});
      }
      form.conjuncts.push_back(std::move(conjunct));
    }
    return form;
  }

 private:
  // Of tests that are the same, the number of the first. Most rules have few.
  uint32_t NumberOf(const rules::Predicate& predicate) {
    const auto next = static_cast<uint32_t>(predicates_.size());
    if (next < kFew) {
      for (uint32_t i = 0; i < next; ++i) {
        if (SamePredicate()(predicates_[i], &predicate)) return i;
      }
    } else {
      for (uint32_t i = static_cast<uint32_t>(ids_.size()); i < next; ++i) {
        ids_.emplace(predicates_[i], i);
      }
      const auto found = ids_.find(&predicate);
      if (found != ids_.end()) return found->second;
    }
    predicates_.push_back(&predicate);
    return next;
  }

  uint32_t LiteralOf(const rules::Predicate& predicate, bool negated) {
    return NumberOf(predicate) * 2 + (negated ? 1 : 0);
  }

  Terms Either(Terms a, Terms b) {
    for (Term& term : b) AddTerm(std::move(term), &a);
    too_large_ = too_large_ || a.size() > NormalForm::kMostConjuncts;
    return a;
  }

  Terms Both(Terms a, const Terms& b) {
    if (too_large_) return {};
    if (a.size() == 1 && b.size() == 1) {
      AddLiterals(b.front(), &a.front());
      return a;
    }
    Terms both;
    for (const Term& left : a) {
      for (const Term& right : b) {
        Term joined = left;
        AddLiterals(right, &joined);
        AddTerm(std::move(joined), &both);
      }
      // Later terms may absorb some of these, but to wait for it costs too
      // much.
      if (both.size() > 2 * NormalForm::kMostConjuncts) too_large_ = true;
      if (too_large_) return {};
    }
    too_large_ = both.size() > NormalForm::kMostConjuncts;
    return both;
  }

  // `c ? x : y`, with `c && !c` for the unknowns of c.
  Sides OfConditional(const CheckedNode& node, const Asked& asked) {
    const Sides condition = Of(node.children[0], {true, true});
    const Sides first = Of(node.children[1], asked);
    const Sides second = Of(node.children[2], asked);
    Terms unknowns = Both(condition[0], condition[1]);
    for (Term& term : unknowns) term.may_be_near = false;
    Sides sides;
    for (const int side : {0, 1}) {
      if (!asked[side]) continue;
      sides[side] = Either(Either(Both(condition[0], first[side]),
                                  Both(condition[1], second[side])),
                           unknowns);
    }
    return sides;
  }

  // `&&` or `||`; by De Morgan, a negated one is the other of negated parts.
  Sides OfJunction(const CheckedNode& node, const Asked& asked) {
    const int conjunction = node.kind == CheckedNode::Kind::kAnd ? 0 : 1;
    Sides all = Of(node.children.front(), asked);
    for (size_t i = 1; i < node.children.size(); ++i) {
      Sides next = Of(node.children[i], asked);
      for (const int side : {0, 1}) {
        if (!asked[side]) continue;
        all[side] = side == conjunction
                        ? Both(std::move(all[side]), next[side])
                        : Either(std::move(all[side]), std::move(next[side]));
      }
    }
    return all;
  }

  // Both sides of a node in one walk: one walk for each would double with every
  // conditional within the condition of another.
  Sides Of(const CheckedNode& node, const Asked& asked) {
    if (too_large_) return {};
    Sides sides;
    switch (node.kind) {
      case CheckedNode::Kind::kConstant:
        sides[node.constant ? 0 : 1].resize(1);
        return sides;
      case CheckedNode::Kind::kPredicate:
        for (const int side : {0, 1}) {
          if (!asked[side]) continue;
          sides[side] = {{{LiteralOf(node.predicate, side == 1)}, true}};
        }
        return sides;
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

  // Whether a node is nothing but single tests joined by AND.
  static bool IsPlain(const CheckedNode& node, bool negated) {
    if (node.kind == CheckedNode::Kind::kPredicate) return true;
    if (node.kind == CheckedNode::Kind::kNot) {
      return IsPlain(node.children.front(), !negated);
    }
    return node.kind == JunctionOf(negated) &&
           std::all_of(node.children.begin(), node.children.end(),
                       [negated](const CheckedNode& child) {
                         return IsPlain(child, negated);
                       });
  }

  // What joins by AND, by De Morgan.
  static CheckedNode::Kind JunctionOf(bool negated) {
    return negated ? CheckedNode::Kind::kOr : CheckedNode::Kind::kAnd;
  }

  // The single tests without which the node can't hold.
  void AddMusts(const CheckedNode& node, bool negated,
                absl::InlinedVector<uint32_t, 14>* literals) {
    if (node.kind == CheckedNode::Kind::kPredicate) {
      const uint32_t literal = LiteralOf(node.predicate, negated);
      if (std::find(literals->begin(), literals->end(), literal) ==
          literals->end()) {
        literals->push_back(literal);
      }
    } else if (node.kind == CheckedNode::Kind::kNot) {
      AddMusts(node.children.front(), !negated, literals);
    } else if (node.kind == JunctionOf(negated)) {
      for (const CheckedNode& child : node.children) {
        AddMusts(child, negated, literals);
      }
    }
  }

  static constexpr uint32_t kFew = 24;

  bool too_large_ = false;
  absl::InlinedVector<const rules::Predicate*, kFew> predicates_;
  absl::flat_hash_map<const rules::Predicate*, uint32_t, PredicateHash,
                      SamePredicate>
      ids_;
};

}  // namespace

NormalForm NormalFormOf(const CompiledVersion& version) {
  return Lowering().Lower(version);
}

}  // namespace sangam::matching
