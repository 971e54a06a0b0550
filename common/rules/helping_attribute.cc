#include "common/rules/helping_attribute.h"

#include <algorithm>
#include <cstdint>
#include <memory>
#include <vector>

#include "absl/types/variant.h"
#include "common/rules/datum.h"

namespace sangam::rules {
namespace {

using Op = TypedNode::Op;

// What SubjectView derives by itself: parts of the members.
struct MemberShare {
  absl::string_view share;
  std::vector<absl::string_view> parts;
};

const std::vector<MemberShare>& MemberShares() {
  static const auto* const kShares = new std::vector<MemberShare>{
      {"poor_member_share_bps", {"poor_members"}},
      {"women_member_share_bps", {"women_members"}},
      {"sc_st_member_share_bps", {"sc_members", "st_members"}}};
  return *kShares;
}

bool IsTruth(const TypedNode& node, bool truth) {
  const auto* literal =
      node.IsLiteral() ? absl::get_if<bool>(&node.literal) : nullptr;
  return literal != nullptr && *literal == truth;
}

bool IsNegative(const TypedNode& node) {
  if (node.op == Op::kNegate) return node.children[0].IsLiteral();
  const auto* number =
      node.IsLiteral() ? absl::get_if<int64_t>(&node.literal) : nullptr;
  return number != nullptr && *number < 0;
}

bool IsCategory(const StaticType& type) {
  return !type.is_list &&
         (type.kind == ValueKind::kText || type.kind == ValueKind::kPlace);
}

}  // namespace

HelpingAttribute::HelpingAttribute(absl::string_view name,
                                   const AttributeDictionary& dictionary) {
  const AttributeInfo* info = dictionary.Find(name);
  name_ = info == nullptr ? std::string(name) : info->name;
  motions_[name_].up = true;
  FollowShares();
  FollowDerivations(dictionary);
}

void HelpingAttribute::FollowShares() {
  for (const MemberShare& share : MemberShares()) {
    const bool is_part = std::find(share.parts.begin(), share.parts.end(),
                                   name_) != share.parts.end();
    if (is_part) motions_[share.share].up = true;
    if (name_ == "members") motions_[share.share].down = true;
  }
}

// Each comes after those that it reads.
void HelpingAttribute::FollowDerivations(
    const AttributeDictionary& dictionary) {
  for (const int index : dictionary.derivation_order()) {
    const AttributeInfo& info = dictionary.all()[index];
    const Motion motion = {Moves(*info.derivation_root, true),
                           Moves(*info.derivation_root, false)};
    if (motion.up || motion.down) motions_.try_emplace(info.name, motion);
  }
}

bool HelpingAttribute::Helps(const Rule& rule) const {
  // Most rules mention none of it.
  const std::vector<std::string>& mentioned = rule.attribute_names();
  return std::any_of(motions_.begin(), motions_.end(),
                     [&mentioned](const auto& motion) {
                       return std::binary_search(mentioned.begin(),
                                                 mentioned.end(), motion.first);
                     }) &&
         Moves(rule.typed_root(), true);
}

bool HelpingAttribute::Moves(const TypedNode& node, bool up) const {
  const std::vector<TypedNode>& children = node.children;
  switch (node.op) {
    case Op::kAttribute:
    case Op::kPlaceWithin:
    case Op::kNicWithin:
      return MovesAttribute(node, up);
    case Op::kNot:
    case Op::kNegate:
    // The later the day, the less time since.
    case Op::kMonthsSince:
    case Op::kAgeYears:
      return Moves(children[0], !up);
    case Op::kAnd:
    case Op::kOr:
    case Op::kList:
      return MovesAny(node, up);
    case Op::kConditional:
      return MovesConditional(node, up);
    case Op::kCompare:
      return MovesComparison(node, up);
    case Op::kArithmetic:
      return MovesArithmetic(node, up);
    case Op::kIn:
      return Moves(children[1], up) ||
             (IsCategory(children[0].type) && Moves(children[0], up));
    case Op::kSize:
      return children[0].type.is_list && Moves(children[0], up);
    case Op::kStartsWith:
    case Op::kEndsWith:
    case Op::kTextContains:
      return Moves(children[0], up);
    case Op::kExists:
    case Op::kFilter:
      return MovesAny(node, up);
    case Op::kAll:
      return Moves(children[1], up);
    case Op::kLiteral:
    case Op::kVariable:
    case Op::kHas:
    case Op::kExistsOne:
    case Op::kMap:
    case Op::kReceived:
    case Op::kParameter:
      return false;
  }
  return false;
}

bool HelpingAttribute::MovesAny(const TypedNode& node, bool up) const {
  return std::any_of(node.children.begin(), node.children.end(),
                     [&](const TypedNode& child) { return Moves(child, up); });
}

bool HelpingAttribute::MovesAttribute(const TypedNode& node, bool up) const {
  if (node.attribute == nullptr) return false;
  const auto motion = motions_.find(node.attribute->name);
  if (motion == motions_.end()) return false;
  return up ? motion->second.up : motion->second.down;
}

bool HelpingAttribute::MovesComparison(const TypedNode& node, bool up) const {
  const TypedNode& left = node.children[0];
  const TypedNode& right = node.children[1];
  switch (node.comparison) {
    case Comparison::kGreater:
    case Comparison::kGreaterOrEqual:
      return Moves(left, up) || Moves(right, !up);
    case Comparison::kLess:
    case Comparison::kLessOrEqual:
      return Moves(left, !up) || Moves(right, up);
    case Comparison::kEqual:
    case Comparison::kNotEqual:
      break;
  }
  const bool same = up == (node.comparison == Comparison::kEqual);
  if (right.IsLiteral()) return MovesEquality(left, right.literal, same);
  if (left.IsLiteral()) return MovesEquality(right, left.literal, same);
  return false;
}

// `same`: whether the side may come to equal the literal, or to differ from it.
bool HelpingAttribute::MovesEquality(const TypedNode& side,
                                     const Datum& literal, bool same) const {
  if (const auto* truth = absl::get_if<bool>(&literal)) {
    return Moves(side, *truth == same);
  }
  // From nothing away there is only more.
  if (const auto* number = absl::get_if<int64_t>(&literal)) {
    return *number == 0 && Moves(side, !same);
  }
  if (const auto* text = absl::get_if<std::string>(&literal)) {
    return Moves(side, text->empty() ? !same : same);
  }
  if (const auto* list =
          absl::get_if<std::shared_ptr<const DatumList>>(&literal)) {
    return Moves(side, (*list)->elements.empty() ? !same : same);
  }
  return false;
}

bool HelpingAttribute::MovesArithmetic(const TypedNode& node, bool up) const {
  const TypedNode& left = node.children[0];
  const TypedNode& right = node.children[1];
  switch (node.arithmetic) {
    case Arithmetic::kAdd:
      return MovesAny(node, up);
    case Arithmetic::kSubtract:
      return Moves(left, up) || Moves(right, !up);
    case Arithmetic::kMultiply:
      return Moves(left, IsNegative(right) != up) ||
             Moves(right, IsNegative(left) != up);
    case Arithmetic::kDivide:
      return Moves(left, IsNegative(right) != up) ||
             Moves(right, IsNegative(left) == up);
    case Arithmetic::kModulo:
      break;
  }
  return false;
}

bool HelpingAttribute::MovesConditional(const TypedNode& node, bool up) const {
  const TypedNode& condition = node.children[0];
  const TypedNode& then = node.children[1];
  const TypedNode& otherwise = node.children[2];
  if (Moves(then, up) || Moves(otherwise, up)) return true;
  // `a ? true : b` and `a ? b : false` hold by a, too.
  if (IsTruth(then, true) || IsTruth(otherwise, false)) {
    return Moves(condition, up);
  }
  if (IsTruth(then, false) || IsTruth(otherwise, true)) {
    return Moves(condition, !up);
  }
  return false;
}

}  // namespace sangam::rules
