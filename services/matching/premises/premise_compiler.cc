#include "services/matching/premises/premise_compiler.h"

#include <memory>
#include <utility>

#include "absl/algorithm/container.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "common/rules/evaluator.h"
#include "services/matching/engine/related_attributes.h"

namespace sangam::matching {
namespace {

using rules::CheckedNode;
using rules::Comparison;
using rules::Datum;
using rules::TypedNode;
using Op = TypedNode::Op;

bool IsOwn(const TypedNode& node) { return node.slot == TypedNode::kSubject; }

bool IsOwnAttribute(const TypedNode& node) {
  return node.op == Op::kAttribute && IsOwn(node);
}

std::string KeyOfDatum(const Datum& datum) {
  using List = std::shared_ptr<const rules::DatumList>;
  if (const auto* number = absl::get_if<int64_t>(&datum)) {
    return absl::StrCat(*number);
  }
  if (const auto* truth = absl::get_if<bool>(&datum)) {
    return *truth ? "yes" : "no";
  }
  if (const auto* text = absl::get_if<std::string>(&datum)) {
    return absl::StrCat("'", *text, "'");
  }
  if (const auto* day = absl::get_if<absl::CivilDay>(&datum)) {
    return absl::StrCat("day ", *day - absl::CivilDay());
  }
  const auto* list = absl::get_if<List>(&datum);
  std::string key = "[";
  if (list == nullptr) return "?";
  for (const auto& element : (*list)->elements) {
    absl::StrAppend(&key, KeyOfDatum(element.value), ",");
  }
  return absl::StrCat(key, "]");
}

}  // namespace

PremiseFormula PremiseCompiler::Logic(const CheckedNode& node,
                                      bool holds) const {
  const auto parts = [&](bool part_holds) {
    std::vector<PremiseFormula> formulas;
    for (const CheckedNode& child : node.children) {
      formulas.push_back(Logic(child, part_holds));
    }
    return formulas;
  };
  switch (node.kind) {
    case CheckedNode::Kind::kConstant:
      return PremiseFormula::Constant(node.constant == holds);
    case CheckedNode::Kind::kNot:
      return Logic(node.children.front(), !holds);
    case CheckedNode::Kind::kAnd:
      return holds ? PremiseFormula::All(parts(true))
                   : PremiseFormula::Any(parts(false));
    case CheckedNode::Kind::kOr:
      return holds ? PremiseFormula::Any(parts(true))
                   : PremiseFormula::All(parts(false));
    case CheckedNode::Kind::kConditional:
      return PremiseFormula::Any(
          {PremiseFormula::All(
               {Logic(node.children[0], true), Logic(node.children[1], holds)}),
           PremiseFormula::All({Logic(node.children[0], false),
                                Logic(node.children[2], holds)})});
    case CheckedNode::Kind::kPredicate:
      break;
  }
  const rules::Predicate& test = node.predicate;
  const bool changes = absl::c_any_of(
      test.attribute_names(),
      [&](const std::string& name) { return changed_.count(name) > 0; });
  if (!changes) {
    const Truth truth =
        rules::EvaluatePredicate(test, context_.subject, context_.reference)
            .truth;
    if (truth != Truth::kUnknown) {
      return PremiseFormula::Constant((truth == Truth::kTrue) == holds);
    }
  }
  return Typed(*test.node, holds);
}

PremiseFormula PremiseCompiler::Joined(const Node& node, bool all,
                                       bool holds) const {
  std::vector<PremiseFormula> parts;
  for (const Node& child : node.children) parts.push_back(Typed(child, holds));
  return all == holds ? PremiseFormula::All(std::move(parts))
                      : PremiseFormula::Any(std::move(parts));
}

PremiseFormula PremiseCompiler::Typed(const Node& node, bool holds) const {
  const Datum known = Known(node);
  if (const auto* truth = absl::get_if<bool>(&known)) {
    return PremiseFormula::Constant(*truth == holds);
  }
  const Node& meant = Derived(node);
  if (&meant != &node) return Typed(meant, holds);
  switch (node.op) {
    case Op::kNot:
      return Typed(node.children.front(), !holds);
    case Op::kAnd:
      return Joined(node, true, holds);
    case Op::kOr:
      return Joined(node, false, holds);
    case Op::kConditional:
      return PremiseFormula::Any(
          {PremiseFormula::All(
               {Typed(node.children[0], true), Typed(node.children[1], holds)}),
           PremiseFormula::All({Typed(node.children[0], false),
                                Typed(node.children[2], holds)})});
    case Op::kCompare:
      return Compared(node.children[0], node.comparison, node.children[1],
                      holds);
    case Op::kIn:
      return In(node, holds);
    case Op::kPlaceWithin:
    case Op::kNicWithin:
    case Op::kReceived:
      if (IsOwn(node)) return Within(node, holds);
      break;
    case Op::kAttribute:
      if (IsOwn(node)) {
        return Switch(node.attribute->name, "is true", holds);
      }
      break;
    default:
      break;
  }
  return Opaque(KeyOf(node), MentionsOf(node), holds);
}

PremiseFormula PremiseCompiler::Opaque(const std::string& key,
                                       const std::set<std::string>& mentions,
                                       bool holds) const {
  PremiseTest test;
  test.kind = PremiseTest::Kind::kOpaque;
  test.applicant = applicant_;
  test.mentions = mentions;
  return PremiseFormula::Of(
      tests_.Test(absl::StrCat(applicant_, " opaque ", key), test), holds);
}

PremiseFormula PremiseCompiler::Compared(const Node& left,
                                         Comparison comparison,
                                         const Node& right, bool holds) const {
  // A value that goes by a condition: one comparison for each case.
  for (const bool is_left : {true, false}) {
    const Node& side = Derived(is_left ? left : right);
    if (side.op != Op::kConditional || rules::IsKnown(Known(side))) continue;
    const auto of_case = [&](int child) {
      return is_left ? Compared(side.children[child], comparison, right, holds)
                     : Compared(left, comparison, side.children[child], holds);
    };
    return PremiseFormula::Any(
        {PremiseFormula::All({Typed(side.children[0], true), of_case(1)}),
         PremiseFormula::All({Typed(side.children[0], false), of_case(2)})});
  }
  const bool equality =
      comparison == Comparison::kEqual || comparison == Comparison::kNotEqual;
  const auto is = [&](rules::ValueKind kind) {
    return !left.type.is_list && !right.type.is_list &&
           (left.type.kind == kind || right.type.kind == kind);
  };
  if (is(rules::ValueKind::kNumber) || is(rules::ValueKind::kDate)) {
    return ComparedNumbers(
        left, holds ? comparison : rules::Opposite(comparison), right);
  }
  const bool equal = (comparison == Comparison::kEqual) == holds;
  if (equality && is(rules::ValueKind::kTruth)) {
    return PremiseFormula::Any(
        {PremiseFormula::All({Typed(left, true), Typed(right, equal)}),
         PremiseFormula::All({Typed(left, false), Typed(right, !equal)})});
  }
  if (equality && is(rules::ValueKind::kText)) {
    return ComparedTexts(left, right, equal);
  }
  std::set<std::string> mentions = MentionsOf(left);
  mentions.merge(MentionsOf(right));
  return Opaque(
      absl::StrCat(KeyOf(left), rules::Sign(comparison), KeyOf(right)),
      mentions, holds);
}

PremiseFormula PremiseCompiler::ComparedTexts(const Node& left,
                                              const Node& right,
                                              bool equal) const {
  for (const auto& [side, other] :
       {std::pair(&left, &right), std::pair(&right, &left)}) {
    const Datum known = Known(*other);
    const auto* text = absl::get_if<std::string>(&known);
    const Node& meant = Derived(*side);
    if (text == nullptr) continue;
    const Datum its = Known(meant);
    if (const auto* own = absl::get_if<std::string>(&its)) {
      return PremiseFormula::Constant((*own == *text) == equal);
    }
    if (!IsOwnAttribute(meant)) continue;
    PremiseTest test;
    test.kind = PremiseTest::Kind::kText;
    test.applicant = applicant_;
    test.attribute = meant.attribute->name;
    test.mentions = {test.attribute};
    test.texts = {*text};
    test.allowed = meant.attribute->allowed_values;
    return PremiseFormula::Of(
        tests_.Test(
            absl::StrCat(applicant_, " ", test.attribute, " == ", *text), test),
        equal);
  }
  std::set<std::string> mentions = MentionsOf(left);
  mentions.merge(MentionsOf(right));
  return Opaque(absl::StrCat(KeyOf(left), "==", KeyOf(right)), mentions, equal);
}

PremiseFormula PremiseCompiler::In(const Node& node, bool holds) const {
  using List = std::shared_ptr<const rules::DatumList>;
  const Node& what = node.children[0];
  const Node& where = node.children[1];
  const Datum known = Known(where);
  const auto* list = absl::get_if<List>(&known);
  if (list != nullptr && (*list)->IsCertain()) {
    std::vector<PremiseFormula> parts;
    for (const auto& element : (*list)->elements) {
      Node value;
      value.type = what.type;
      value.literal = element.value;
      parts.push_back(Compared(what, Comparison::kEqual, value, holds));
    }
    return holds ? PremiseFormula::Any(std::move(parts))
                 : PremiseFormula::All(std::move(parts));
  }
  const Datum text = Known(what);
  if (!absl::holds_alternative<std::string>(text) || !IsOwnAttribute(where) ||
      where.attribute->derivation_root != nullptr) {
    return Opaque(KeyOf(node), MentionsOf(node), holds);
  }
  return Switch(where.attribute->name, absl::StrCat("has ", KeyOfDatum(text)),
                holds);
}

PremiseFormula PremiseCompiler::Switch(const std::string& attribute,
                                       const std::string& what,
                                       bool holds) const {
  PremiseTest test;
  test.applicant = applicant_;
  test.mentions = {attribute};
  const std::string key = absl::StrCat(applicant_, " ", attribute, " ", what);
  return PremiseFormula::Of(tests_.Test(key, test), holds);
}

PremiseFormula PremiseCompiler::Within(const Node& node, bool holds) const {
  PremiseTest test;
  test.applicant = applicant_;
  test.texts = node.names;
  test.months = node.within_months;
  test.mentions = {rules::kReceivedAttribute};
  if (node.op == Op::kReceived) {
    test.kind = PremiseTest::Kind::kReceived;
  } else if (node.op == Op::kNicWithin) {
    // Codes that are known but too coarse bound what may be.
    if (context_.subject.Has(node.attribute->index)) {
      return Opaque(KeyOf(node), MentionsOf(node), holds);
    }
    test.kind = PremiseTest::Kind::kIndustry;
    test.mentions = {rules::kNicAttribute};
  } else {
    test.kind = PremiseTest::Kind::kPlace;
    test.mentions = {rules::kPlaceAttribute};
    if (!MayChange(rules::kPlaceAttribute)) {
      test.within = context_.subject.place_chain();
    }
    std::vector<std::string> places;
    for (const std::string& name : node.names) {
      if (!absl::StartsWith(name, "placeSets/")) {
        places.push_back(name);
        continue;
      }
      const auto set =
          context_.reference.dated.PlaceSet(name, context_.subject.as_of());
      test.more_places = test.more_places || !set || set->incomplete;
      if (!set) continue;
      places.insert(places.end(), set->places.begin(), set->places.end());
    }
    for (const std::string& place : places) {
      auto chain = context_.reference.places.ChainOf(place);
      if (chain) {
        test.places.push_back(*std::move(chain));
      } else {
        test.more_places = true;
      }
    }
  }
  return PremiseFormula::Of(
      tests_.Test(absl::StrCat(applicant_, " ", KeyOf(node)), test), holds);
}

Datum PremiseCompiler::Known(const Node& node) const {
  if (MayChange(node)) return {};
  Datum known =
      rules::EvaluateTree(node, context_.subject, context_.reference).value;
  if (absl::holds_alternative<rules::NumberRange>(known)) return {};
  return known;
}

bool PremiseCompiler::MayChange(const std::string& attribute) const {
  return absl::c_any_of(changed_, [&](const std::string& name) {
    return FamilyOf(name) == FamilyOf(attribute);
  });
}

bool PremiseCompiler::MayChange(const Node& node) const {
  if (changed_.empty()) return false;
  return absl::c_any_of(MentionsOf(node), [&](const std::string& name) {
    return MayChange(name);
  });
}

const TypedNode& PremiseCompiler::Derived(const Node& node) const {
  if (!IsOwnAttribute(node) || node.attribute->derivation_root == nullptr ||
      changed_.count(node.attribute->name) > 0) {
    return node;
  }
  return Derived(*node.attribute->derivation_root);
}

std::set<std::string> PremiseCompiler::MentionsOf(const Node& node) const {
  std::set<std::string> mentions;
  rules::VisitAll(node, [&](const Node& part) {
    if (part.op == Op::kReceived) mentions.insert(rules::kReceivedAttribute);
    if (part.attribute == nullptr || !IsOwn(part)) return;
    mentions.insert(part.attribute->name);
    if (part.op == Op::kAttribute &&
        part.attribute->derivation_root != nullptr) {
      mentions.merge(MentionsOf(*part.attribute->derivation_root));
    }
  });
  return mentions;
}

std::string PremiseCompiler::KeyOf(const Node& node) const {
  if (node.op == Op::kLiteral) return KeyOfDatum(node.literal);
  std::string key = absl::StrCat(static_cast<int>(node.op), ":");
  if (IsOwnAttribute(node)) {
    const Datum known = Known(node);
    if (rules::IsKnown(known)) return KeyOfDatum(known);
  }
  if (node.op == Op::kCompare) {
    absl::StrAppend(&key, rules::Sign(node.comparison));
  } else if (node.op == Op::kArithmetic) {
    absl::StrAppend(&key, rules::Sign(node.arithmetic));
  }
  if (node.attribute != nullptr) absl::StrAppend(&key, node.attribute->name);
  absl::StrAppend(&key, "@", node.slot, absl::StrJoin(node.names, ","));
  if (node.within_months) absl::StrAppend(&key, "<", *node.within_months);
  if (node.children.empty()) return key;
  absl::StrAppend(&key, "(");
  for (const Node& child : node.children) {
    absl::StrAppend(&key, KeyOf(child), " ");
  }
  return absl::StrCat(key, ")");
}

}  // namespace sangam::matching
