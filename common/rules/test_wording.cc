#include "common/rules/test_wording.h"

#include <algorithm>
#include <utility>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "absl/strings/substitute.h"
#include "common/rules/distance.h"

namespace sangam::rules {
namespace {

using Op = TypedNode::Op;

bool IsFilteredCount(const TypedNode& node) {
  return node.op == Op::kSize && node.children[0].op == Op::kFilter;
}

bool IsBound(const TypedNode& node) {
  return node.IsLiteral() || node.op == Op::kParameter;
}

}  // namespace

std::string TestWording::TitleOf(const std::string& name) const {
  std::string title =
      absl::StartsWith(name, "places/")
          ? reference_.places.TitleOf(name)
          : reference_.dated.TitleOf(name, phrases_.language_code());
  return title.empty() ? name : title;
}

Value TestWording::Fixed(const TypedNode& node) const {
  if (node.IsLiteral()) return ToValue(node.literal);
  if (node.op != Op::kParameter || subject_ == nullptr) return {};
  return reference_.dated.Parameter(node.names.front(), subject_->as_of());
}

// Of many places only the first few are told, and the others counted.
std::vector<std::string> TestWording::PlaceTitles(const TypedNode& node) const {
  constexpr size_t kMostTold = 3;
  const size_t told = std::min(node.names.size(), kMostTold);
  std::vector<std::string> titles;
  titles.reserve(node.names.size());
  const auto holds = [this](const std::string& place) {
    return subject_ != nullptr && subject_->place_chain().Contains(place);
  };
  const auto add = [&](bool holding) {
    for (const std::string& name : node.names) {
      if (titles.size() == told) return;
      if (holds(name) == holding) titles.push_back(TitleOf(name));
    }
  };
  add(true);
  add(false);
  titles.resize(node.names.size());
  return titles;
}

TestWords TestWording::OfTest(const TypedNode& node, bool negated) const {
  switch (node.op) {
    case Op::kNot:
      return OfTest(node.children[0], !negated);
    case Op::kAttribute:
    case Op::kVariable:
      return {OfValue(node), phrases_.YesNo(!negated)};
    case Op::kHas:
      return {node.attribute->Label(phrases_.language_code()),
              phrases_.IsGiven(negated)};
    case Op::kPlaceWithin:
      return {node.attribute->Label(phrases_.language_code()),
              phrases_.Within(PlaceTitles(node), negated)};
    case Op::kNicWithin:
      return {node.attribute->Label(phrases_.language_code()),
              phrases_.InIndustries(node.names, negated)};
    case Op::kReceived:
      return {
          phrases_.ReceivedLabel(),
          phrases_.Received(node.names.front(), node.within_months, negated)};
    case Op::kCompare:
      return OfCompare(node, negated);
    case Op::kIn:
      return OfIn(node, negated);
    case Op::kStartsWith:
    case Op::kEndsWith:
    case Op::kTextContains:
      return OfTextTest(node, negated);
    case Op::kExists:
    case Op::kAll:
    case Op::kExistsOne:
      return OfMacro(node, negated);
    default:
      return {OfValue(node), phrases_.YesNo(!negated)};
  }
}

TestWords TestWording::OfCompare(const TypedNode& node, bool negated) const {
  const TypedNode* left = &node.children[0];
  const TypedNode* right = &node.children[1];
  Comparison comparison = node.comparison;
  if (IsBound(*left) && !IsBound(*right)) {
    std::swap(left, right);
    comparison = Mirrored(comparison);
  }
  comparison = Wanted(comparison, negated);
  const Value limit = Fixed(*right);
  const type::v1::AttributeUnit unit =
      left->unit == type::v1::ATTRIBUTE_UNIT_UNSPECIFIED ? right->unit
                                                         : left->unit;
  if (!IsKnown(limit)) {
    std::string required = phrases_.RequiredWords(comparison, OfValue(*right));
    if (IsFilteredCount(*left)) {
      return OfCount(left->children[0], std::move(required));
    }
    return {OfValue(*left), std::move(required)};
  }
  std::string required = phrases_.Required(comparison, limit, unit);
  if (right->op == Op::kParameter) {
    absl::StrAppend(&required, " (", TitleOf(right->names.front()), ")");
  }
  if (IsFilteredCount(*left)) {
    return OfCount(left->children[0], std::move(required));
  }
  return {OfValue(*left), std::move(required)};
}

TestWords TestWording::OfCount(const TypedNode& filter,
                               std::string required) const {
  return {OfValue(filter.children[0]),
          absl::Substitute(phrases_.Say("$0 with $1", "$0, जिनमें $1"), required,
                           OfClause(filter.children[1], false))};
}

std::string TestWording::OfClause(const TypedNode& node, bool negated) const {
  switch (node.op) {
    case Op::kNot:
      return OfClause(node.children[0], !negated);
    case Op::kAnd:
    case Op::kOr:
      return Join(node, negated, &TestWording::OfClause);
    case Op::kAttribute:
    case Op::kVariable:
      return absl::Substitute(
          negated ? phrases_.Say("not $0", "$0 नहीं") : phrases_.Say("$0", "$0"),
          OfValue(node));
    case Op::kReceived:
      // What was received says by itself that it is a benefit.
      return OfTest(node, negated).required;
    case Op::kLiteral:
    case Op::kConditional:
      return OfCondition(node, negated);
    default:
      break;
  }
  const TestWords words = OfTest(node, negated);
  const bool is_number = node.op == Op::kCompare &&
                         node.children[0].type.kind == ValueKind::kNumber;
  return absl::Substitute(is_number ? phrases_.Say("$0 of $1", "$0 $1")
                                    : phrases_.Say("$0 $1", "$0 $1"),
                          words.label, words.required);
}

std::string TestWording::Join(const TypedNode& node, bool negated,
                              std::string (TestWording::*tell)(const TypedNode&,
                                                               bool)
                                  const) const {
  const bool all = (node.op == Op::kAnd) != negated;
  std::vector<std::string> parts;
  for (const TypedNode& child : node.children) {
    std::string part = (this->*tell)(child, negated);
    const bool chain = child.op == Op::kAnd || child.op == Op::kOr;
    parts.push_back(chain ? absl::StrCat("(", part, ")") : part);
  }
  return absl::StrJoin(parts, all ? phrases_.Say(" and ", " और ")
                                  : phrases_.Say(" or ", " या "));
}

TestWords TestWording::OfIn(const TypedNode& node, bool negated) const {
  const TypedNode& what = node.children[0];
  const TypedNode& where = node.children[1];
  if (what.IsLiteral() && !where.IsLiteral()) {
    return {OfValue(where),
            absl::Substitute(
                negated ? phrases_.Say("no $0 among them", "$0 शामिल न हो")
                        : phrases_.Say("$0 among them", "$0 शामिल हो"),
                OfValue(what))};
  }
  return {
      OfValue(what),
      absl::Substitute(negated ? phrases_.Say("none of $0", "इनमें से कोई नहीं: $0")
                               : phrases_.Say("one of $0", "इनमें से एक: $0"),
                       OfValue(where))};
}

TestWords TestWording::OfTextTest(const TypedNode& node, bool negated) const {
  absl::string_view words;
  if (node.op == Op::kStartsWith) {
    words = negated ? phrases_.Say("not beginning with $0", "$0 से शुरू न हो")
                    : phrases_.Say("beginning with $0", "$0 से शुरू हो");
  } else if (node.op == Op::kEndsWith) {
    words = negated ? phrases_.Say("not ending in $0", "$0 पर समाप्त न हो")
                    : phrases_.Say("ending in $0", "$0 पर समाप्त हो");
  } else {
    words = negated ? phrases_.Say("without $0 in it", "जिसमें $0 न हो")
                    : phrases_.Say("with $0 in it", "जिसमें $0 हो");
  }
  // A part of a code is no word, and its case counts: it is told as written.
  const TypedNode& part = node.children[1];
  const auto* text = absl::get_if<std::string>(&part.literal);
  return {OfValue(node.children[0]),
          absl::Substitute(words, part.IsLiteral() && text != nullptr
                                      ? absl::StrCat("\"", *text, "\"")
                                      : OfValue(part))};
}

TestWords TestWording::OfMacro(const TypedNode& node, bool negated) const {
  absl::string_view words;
  if (node.op == Op::kExists) {
    words = negated ? phrases_.Say("none with $0", "कोई भी ऐसा न हो: $0")
                    : phrases_.Say("at least one with $0", "कम से कम एक: $0");
  } else if (node.op == Op::kAll) {
    words = negated
                ? phrases_.Say("not every one with $0", "हर एक ऐसा न हो: $0")
                : phrases_.Say("every one with $0", "हर एक: $0");
  } else {
    words = negated
                ? phrases_.Say("not exactly one with $0", "ठीक एक ऐसा न हो: $0")
                : phrases_.Say("exactly one with $0", "ठीक एक: $0");
  }
  return {OfValue(node.children[0]),
          absl::Substitute(words, OfClause(node.children[1], false))};
}

std::string TestWording::OfCondition(const TypedNode& node,
                                     bool negated) const {
  switch (node.op) {
    case Op::kLiteral:
      return phrases_.YesNo(absl::get<bool>(node.literal) != negated);
    case Op::kNot:
      return OfCondition(node.children[0], !negated);
    case Op::kAnd:
    case Op::kOr:
      return Join(node, negated, &TestWording::OfCondition);
    case Op::kConditional:
      return absl::Substitute(
          phrases_.Say("$1 if $0, else $2", "यदि $0 तो $1, नहीं तो $2"),
          OfCondition(node.children[0], false),
          OfCondition(node.children[1], negated),
          OfCondition(node.children[2], negated));
    default:
      break;
  }
  const TestWords words = OfTest(node, negated);
  return absl::StrCat(words.label, ": ", words.required);
}

std::string TestWording::OfArithmetic(const TypedNode& node) const {
  absl::string_view words;
  switch (node.arithmetic) {
    case Arithmetic::kAdd:
      words = phrases_.Say("$0 plus $1", "$0 जमा $1");
      break;
    case Arithmetic::kSubtract:
      words = phrases_.Say("$0 minus $1", "$0 घटा $1");
      break;
    case Arithmetic::kMultiply:
      words = phrases_.Say("$0 times $1", "$0 गुणा $1");
      break;
    case Arithmetic::kDivide:
      words = phrases_.Say("$0 divided by $1", "$0 भाग $1");
      break;
    case Arithmetic::kModulo:
      words = phrases_.Say("the remainder of $0 divided by $1",
                           "$0 भाग $1 का शेषफल");
      break;
  }
  const auto side = [this](const TypedNode& child) {
    std::string told = OfValue(child);
    return child.op == Op::kArithmetic || child.op == Op::kConditional ||
                   IsFilteredCount(child)
               ? absl::StrCat("(", told, ")")
               : told;
  };
  return absl::Substitute(words, side(node.children[0]),
                          side(node.children[1]));
}

std::string TestWording::OfSize(const TypedNode& counted) const {
  if (!counted.type.is_list) {
    return absl::Substitute(
        phrases_.Say("number of characters of $0", "$0 के अक्षरों की संख्या"),
        OfValue(counted));
  }
  return absl::Substitute(phrases_.Say("number of $0", "$0 की संख्या"),
                          OfValue(counted));
}

std::string TestWording::OfValue(const TypedNode& node) const {
  switch (node.op) {
    case Op::kLiteral: {
      if (!node.type.is_list) {
        return phrases_.ValueOf(ToValue(node.literal), node.unit);
      }
      std::vector<std::string> parts;
      const auto& list =
          absl::get<std::shared_ptr<const DatumList>>(node.literal);
      for (const DatumList::Element& element : list->elements) {
        parts.push_back(phrases_.ValueOf(ToValue(element.value), node.unit));
      }
      return absl::StrJoin(parts, ", ");
    }
    case Op::kAttribute:
      return node.attribute->Label(phrases_.language_code());
    case Op::kVariable:
      return std::string(phrases_.Say("it", "वह"));
    case Op::kNegate:
      return absl::Substitute(phrases_.Say("minus $0", "$0 का ऋणात्मक मान"),
                              OfValue(node.children[0]));
    case Op::kArithmetic:
      return OfArithmetic(node);
    case Op::kSize:
      return OfSize(node.children[0]);
    case Op::kMonthsSince:
      return absl::Substitute(phrases_.Say("months since $0", "$0 से बीते महीने"),
                              OfValue(node.children[0]));
    case Op::kAgeYears:
      return absl::Substitute(
          phrases_.Say("completed years since $0", "$0 से पूरे हुए वर्ष"),
          OfValue(node.children[0]));
    case Op::kParameter:
      return TitleOf(node.names.front());
    case Op::kFilter:
      return absl::Substitute(phrases_.Say("$0 with $1", "ऐसे $0, जिनमें $1"),
                              OfValue(node.children[0]),
                              OfClause(node.children[1], false));
    case Op::kMap:
      return absl::Substitute(phrases_.Say("$1 of each of $0", "हर $0 का $1"),
                              OfValue(node.children[0]),
                              OfValue(node.children[1]));
    case Op::kConditional:
      return absl::Substitute(
          phrases_.Say("$1 if $0, else $2", "यदि $0 तो $1, नहीं तो $2"),
          OfCondition(node.children[0], false), OfValue(node.children[1]),
          OfValue(node.children[2]));
    case Op::kList:
      return absl::StrJoin(node.children, ", ",
                           [this](std::string* out, const TypedNode& child) {
                             absl::StrAppend(out, OfValue(child));
                           });
    default:
      return OfCondition(node, false);
  }
}

}  // namespace sangam::rules
