#include "common/rules/checker.h"

#include <string>
#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "common/clock/civil_date.h"
#include "common/rules/expression_error.h"
#include "common/rules/nearest_word.h"
#include "common/rules/value_type.h"
#include "common/validation/resource_name.h"

namespace sangam::rules {
namespace {

using Kind = Expression::Kind;
using scheme_catalog::v1::AttributeType;

constexpr size_t kMostFaults = 10;
// A century: longer periods are slips of the pen.
constexpr int64_t kMostMonths = 1200;

bool IsOrdering(Comparison comparison) {
  return comparison != Comparison::kEqual &&
         comparison != Comparison::kNotEqual;
}

bool IsDateCall(const Expression& node) {
  return node.kind == Kind::kCall && node.text == "date";
}

bool IsLiteral(const Expression& node) {
  return node.kind == Kind::kNumber || node.kind == Kind::kText ||
         node.kind == Kind::kTruth || IsDateCall(node);
}

// Goes through the tree once and gathers faults; after a fault it goes on with
// a node that means nothing, so that one call reports them all.
class Checker {
 public:
  explicit Checker(const AttributeDictionary& dictionary)
      : dictionary_(dictionary) {}

  CheckedNode Condition(const Expression& node) {
    switch (node.kind) {
      case Kind::kTruth: {
        CheckedNode constant;
        constant.constant = node.truth;
        return constant;
      }
      case Kind::kNot:
        return Logic(CheckedNode::Kind::kNot, node);
      case Kind::kAnd:
        return Logic(CheckedNode::Kind::kAnd, node);
      case Kind::kOr:
        return Logic(CheckedNode::Kind::kOr, node);
      case Kind::kName:
        return BareName(node);
      case Kind::kCompare:
        return CompareNode(node);
      case Kind::kIn:
        return InNode(node);
      case Kind::kCall:
        return CallNode(node);
      default:
        Fault(node, "a condition was expected here, not a value");
        return {};
    }
  }

  const std::vector<ExpressionFault>& faults() const { return faults_; }

 private:
  void Fault(const Expression& node, std::string message) {
    if (faults_.size() < kMostFaults) {
      faults_.push_back({node.position, std::move(message)});
    }
  }

  static CheckedNode Leaf(Predicate predicate) {
    CheckedNode leaf;
    leaf.kind = CheckedNode::Kind::kPredicate;
    leaf.predicate = std::move(predicate);
    return leaf;
  }

  CheckedNode Logic(CheckedNode::Kind kind, const Expression& node) {
    CheckedNode logic;
    logic.kind = kind;
    for (const Expression& child : node.children) {
      logic.children.push_back(Condition(child));
    }
    return logic;
  }

  // The attribute that `node` names; null after a fault.
  const AttributeInfo* Attribute(const Expression& node) {
    if (node.kind == Kind::kCall && node.text != "date") {
      UnknownFunction(node);
      return nullptr;
    }
    if (node.kind != Kind::kName) {
      Fault(node, "the name of an attribute was expected here");
      return nullptr;
    }
    const AttributeInfo* info = dictionary_.Find(node.text);
    if (info != nullptr) return info;
    std::string message = absl::StrCat("unknown attribute `", node.text, "`");
    const std::string nearest = dictionary_.NearestName(node.text);
    if (node.text == "null") {
      message = "null does not exist here; ask has(attribute)";
    } else if (!nearest.empty()) {
      absl::StrAppend(&message, "; did you mean `", nearest, "`?");
    }
    Fault(node, std::move(message));
    return nullptr;
  }

  CheckedNode BareName(const Expression& node) {
    const AttributeInfo* info = Attribute(node);
    if (info == nullptr) return {};
    if (info->type != scheme_catalog::v1::ATTRIBUTE_TYPE_TRUTH) {
      Fault(node, absl::StrCat("`", info->name, "` is ", TypeName(info->type),
                               ", not a condition; ", UsageAdvice(*info)));
      return {};
    }
    Predicate predicate;
    predicate.kind = Predicate::Kind::kIsTrue;
    predicate.attribute = info;
    return Leaf(std::move(predicate));
  }

  CheckedNode CompareNode(const Expression& node) {
    const Expression* left = &node.children[0];
    const Expression* right = &node.children[1];
    Comparison comparison = node.comparison;
    if (IsLiteral(*left) && !IsLiteral(*right)) {
      std::swap(left, right);
      comparison = Mirrored(comparison);
    }
    if (IsLiteral(*left)) {
      Fault(node, "one side of a comparison must be an attribute");
      return {};
    }
    const AttributeInfo* info = Attribute(*left);
    if (info == nullptr) return {};
    if (!IsLiteral(*right)) {
      Fault(*right,
            absl::StrCat("`", info->name,
                         "` must be compared with a value written out here"));
      return {};
    }
    if (info->type == scheme_catalog::v1::ATTRIBUTE_TYPE_LIST ||
        info->type == scheme_catalog::v1::ATTRIBUTE_TYPE_PLACE) {
      Fault(node, absl::StrCat("`", info->name, "` is ", TypeName(info->type),
                               "; ", UsageAdvice(*info)));
      return {};
    }
    if (IsOrdering(comparison) && !HasOrder(info->type)) {
      Fault(node, absl::StrCat("`", info->name, "` is ", TypeName(info->type),
                               " and has no order; use == or !="));
      return {};
    }
    Predicate predicate;
    predicate.kind = Predicate::Kind::kCompare;
    predicate.attribute = info;
    predicate.comparison = comparison;
    predicate.values.push_back(Literal(*right, *info));
    return Leaf(std::move(predicate));
  }

  CheckedNode InNode(const Expression& node) {
    const Expression& what = node.children[0];
    const Expression& where = node.children[1];
    return where.kind == Kind::kList ? InList(what, where)
                                     : Contains(what, where);
  }

  // attribute in [values]
  CheckedNode InList(const Expression& what, const Expression& list) {
    const AttributeInfo* info = Attribute(what);
    if (info == nullptr) return {};
    if (info->type == scheme_catalog::v1::ATTRIBUTE_TYPE_LIST ||
        info->type == scheme_catalog::v1::ATTRIBUTE_TYPE_PLACE ||
        info->type == scheme_catalog::v1::ATTRIBUTE_TYPE_TRUTH) {
      Fault(what, absl::StrCat("`", info->name, "` is ", TypeName(info->type),
                               "; ", UsageAdvice(*info)));
      return {};
    }
    if (list.children.empty()) {
      Fault(list, "this list is empty, so nothing could be in it");
      return {};
    }
    Predicate predicate;
    predicate.kind = Predicate::Kind::kIn;
    predicate.attribute = info;
    for (const Expression& element : list.children) {
      predicate.values.push_back(Literal(element, *info));
    }
    return Leaf(std::move(predicate));
  }

  // "value" in attribute
  CheckedNode Contains(const Expression& what, const Expression& where) {
    const AttributeInfo* info = Attribute(where);
    if (info == nullptr) return {};
    if (info->type != scheme_catalog::v1::ATTRIBUTE_TYPE_LIST) {
      Fault(where, absl::StrCat("`", info->name, "` is ", TypeName(info->type),
                                ", not a list; ", UsageAdvice(*info)));
      return {};
    }
    Predicate predicate;
    predicate.kind = Predicate::Kind::kContains;
    predicate.attribute = info;
    predicate.values.push_back(Literal(what, *info));
    return Leaf(std::move(predicate));
  }

  // The value of a literal that must suit the attribute.
  Value Literal(const Expression& node, const AttributeInfo& info) {
    const AttributeType wanted = info.type;
    if (wanted == scheme_catalog::v1::ATTRIBUTE_TYPE_NUMBER &&
        node.kind == Kind::kNumber) {
      return node.number;
    }
    if (wanted == scheme_catalog::v1::ATTRIBUTE_TYPE_TRUTH &&
        node.kind == Kind::kTruth) {
      return node.truth;
    }
    if (wanted == scheme_catalog::v1::ATTRIBUTE_TYPE_DATE && IsDateCall(node)) {
      return Date(node);
    }
    if ((wanted == scheme_catalog::v1::ATTRIBUTE_TYPE_TEXT ||
         wanted == scheme_catalog::v1::ATTRIBUTE_TYPE_LIST) &&
        node.kind == Kind::kText) {
      CheckAllowed(node, info);
      return node.text;
    }
    Fault(node, absl::StrCat("`", info.name, "` is ", TypeName(wanted), "; ",
                             LiteralAdvice(wanted), " was expected here"));
    return {};
  }

  void CheckAllowed(const Expression& node, const AttributeInfo& info) {
    if (info.allowed_values.empty()) return;
    NearestWord nearest(node.text);
    for (const std::string& allowed : info.allowed_values) {
      if (allowed == node.text) return;
      nearest.Offer(allowed, allowed);
    }
    std::string message =
        absl::StrCat("`", info.name, "` can't be \"", node.text, "\"");
    if (!nearest.answer().empty()) {
      absl::StrAppend(&message, "; did you mean \"", nearest.answer(), "\"?");
    } else {
      absl::StrAppend(&message, "; it is one of");
      absl::string_view separator = " ";
      for (const std::string& allowed : info.allowed_values) {
        absl::StrAppend(&message, separator, allowed);
        separator = ", ";
      }
    }
    Fault(node, std::move(message));
  }

  Value Date(const Expression& call) {
    if (call.children.size() != 1 || call.children[0].kind != Kind::kText) {
      Fault(call, "write a date as date(\"2013-04-01\")");
      return {};
    }
    const auto day = ParseDay(call.children[0].text, "expression");
    // Years before 1000 are slips; ParseDay takes any year.
    if (!day.ok() || day->year() < 1000 || day->year() > 9999) {
      Fault(call.children[0], absl::StrCat("\"", call.children[0].text,
                                           "\" is not a date; write it as"
                                           " 2013-04-01"));
      return {};
    }
    return *day;
  }

  CheckedNode CallNode(const Expression& call) {
    if (call.text == "has") return HasCall(call);
    if (call.text == "place.within") return WithinCall(call);
    if (call.text == "received") return ReceivedCall(call);
    if (call.text == "date") {
      Fault(call, "a condition was expected here, not a date");
      return {};
    }
    UnknownFunction(call);
    return {};
  }

  // Also for functions that are known but give no attribute, such as has().
  void UnknownFunction(const Expression& call) {
    static constexpr absl::string_view kKnown[] = {"has", "place.within",
                                                   "received", "date"};
    NearestWord nearest(call.text);
    for (absl::string_view known : kKnown) {
      if (call.text == known) {
        Fault(call,
              absl::StrCat("`", known,
                           "` gives true or false; it can't be compared"));
        return;
      }
      nearest.Offer(known, known);
    }
    nearest.Offer("within", "place.within");
    std::string message = absl::StrCat("unknown function `", call.text, "`");
    if (!nearest.answer().empty()) {
      absl::StrAppend(&message, "; did you mean `", nearest.answer(), "`?");
    }
    Fault(call, std::move(message));
  }

  CheckedNode HasCall(const Expression& call) {
    if (call.children.size() != 1) {
      Fault(call, "has() takes one attribute");
      return {};
    }
    const AttributeInfo* info = Attribute(call.children[0]);
    if (info == nullptr) return {};
    Predicate predicate;
    predicate.kind = Predicate::Kind::kHas;
    predicate.attribute = info;
    return Leaf(std::move(predicate));
  }

  CheckedNode WithinCall(const Expression& call) {
    Predicate predicate;
    predicate.kind = Predicate::Kind::kWithin;
    predicate.attribute = dictionary_.Find(kPlaceAttribute);
    if (call.children.size() != 1) {
      Fault(call, "place.within() takes one place, or one list of places");
      return {};
    }
    const Expression& argument = call.children[0];
    if (argument.kind == Kind::kList) {
      if (argument.children.empty()) {
        Fault(argument, "this list is empty, so nothing could lie in it");
      }
      for (const Expression& element : argument.children) {
        predicate.names.push_back(ResourceName(element, "places"));
      }
    } else {
      predicate.names.push_back(ResourceName(argument, "places"));
    }
    return Leaf(std::move(predicate));
  }

  CheckedNode ReceivedCall(const Expression& call) {
    if (call.children.empty() || call.children.size() > 2) {
      Fault(call,
            "received() takes a scheme and, if wanted, a number of months");
      return {};
    }
    Predicate predicate;
    predicate.kind = Predicate::Kind::kReceived;
    predicate.names.push_back(ResourceName(call.children[0], "schemes"));
    if (call.children.size() == 2) {
      const Expression& months = call.children[1];
      if (months.kind != Kind::kNumber || months.number < 1 ||
          months.number > kMostMonths) {
        Fault(months, absl::StrCat("a number of months from 1 to ", kMostMonths,
                                   " was expected here"));
      }
      predicate.within_months = months.number;
    }
    return Leaf(std::move(predicate));
  }

  std::string ResourceName(const Expression& node,
                           absl::string_view collection) {
    if (node.kind != Kind::kText) {
      Fault(node, absl::StrCat("a name such as \"", collection,
                               "/...\" was expected here"));
      return "";
    }
    if (!IsResourceName(node.text, collection)) {
      Fault(node,
            absl::StrCat("\"", node.text, "\" is not a name in ", collection,
                         "; write it as \"", collection, "/",
                         collection == "places" ? "lgd-district-276" : "sgsy",
                         "\""));
    }
    return node.text;
  }

  const AttributeDictionary& dictionary_;
  std::vector<ExpressionFault> faults_;
};

}  // namespace

const std::string& Predicate::attribute_name() const {
  static const std::string* const kReceived =
      new std::string(kReceivedAttribute);
  return attribute == nullptr ? *kReceived : attribute->name;
}

absl::StatusOr<CheckedNode> Check(const Expression& expression,
                                  const AttributeDictionary& dictionary) {
  Checker checker(dictionary);
  CheckedNode root = checker.Condition(expression);
  if (!checker.faults().empty()) return ExpressionError(checker.faults());
  return root;
}

}  // namespace sangam::rules
