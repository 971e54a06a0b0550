#include "services/registry/lists/list_filter.h"

#include <algorithm>
#include <iterator>
#include <utility>

#include "absl/algorithm/container.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "common/rules/evaluator.h"
#include "common/rules/expression.h"
#include "common/rules/expression_error.h"
#include "common/rules/parser.h"
#include "common/status/errors.h"
#include "common/status/macros.h"
#include "sangam/registry/v1/enterprise.pb.h"
#include "sangam/type/v1/profile.pb.h"
#include "services/registry/lists/declared_lists.h"
#include "services/registry/lists/listed_record.h"

namespace sangam::registry {
namespace {

using rules::CheckedNode;
using rules::Comparison;
using rules::Expression;
using rules::Predicate;

constexpr char kField[] = "filter";
constexpr char kPlaceSets[] = "placeSets/";
// As many as the checker tells at once.
constexpr size_t kMostFaults = 10;

// The same faults, told of the request's field.
absl::Status OfFilter(const absl::Status& status) {
  std::vector<FieldViolation> violations = FieldViolationsOf(status);
  if (violations.empty()) return status;
  for (FieldViolation& violation : violations) violation.field = kField;
  return InvalidFieldsError(violations, ReasonOf(status));
}

// Why a list can't tell this part of an expression; empty if it may.
std::string WhyNotListed(const Expression& part) {
  switch (part.kind) {
    case Expression::Kind::kCall:
      if (part.text == "received") {
        return "`received()` is of linkages, which a list does not read; list"
               " linkages, or ask the matching service";
      }
      if (part.text == "parameter") {
        return "`parameter()` is of the scheme catalogue, which a list does not"
               " read; write the value itself";
      }
      return "";
    case Expression::Kind::kName:
      if (part.text == "children" || absl::StartsWith(part.text, "children.")) {
        return "`children` are other records, which a list does not read";
      }
      return "";
    case Expression::Kind::kText:
      if (absl::StrContains(part.text, '\0')) {
        return "this text holds a NUL character (\\u0000), which no record "
               "does";
      }
      if (absl::StartsWith(part.text, kPlaceSets)) {
        return absl::StrCat("`", part.text,
                            "` is of the scheme catalogue, which a list does"
                            " not read; name the places themselves");
      }
      return "";
    default:
      return "";
  }
}

void FindNotListed(const Expression& expression,
                   std::vector<rules::ExpressionFault>* faults) {
  std::string why = WhyNotListed(expression);
  if (!why.empty() && faults->size() < kMostFaults) {
    faults->push_back({expression.position, std::move(why)});
  }
  for (const Expression& child : expression.children) {
    FindNotListed(child, faults);
  }
}

bool ReadsPlaces(const CheckedNode& node) {
  if (node.kind == CheckedNode::Kind::kPredicate) {
    return absl::c_linear_search(node.predicate.attribute_names(),
                                 rules::kPlaceAttribute);
  }
  return absl::c_any_of(node.children, ReadsPlaces);
}

// The number of an enum's value that a rule names ("SHG").
absl::optional<int64_t> ClassNamed(absl::string_view collection,
                                   const std::string& name) {
  if (collection == "groups") {
    type::v1::SubjectKind kind;
    if (type::v1::SubjectKind_Parse(absl::StrCat("SUBJECT_KIND_", name),
                                    &kind)) {
      return kind;
    }
  } else {
    v1::AffiliationState state;
    if (v1::AffiliationState_Parse(absl::StrCat("AFFILIATION_STATE_", name),
                                   &state)) {
      return state;
    }
  }
  return absl::nullopt;
}

}  // namespace

absl::StatusOr<ListFilter> ListFilter::Compile(absl::string_view text,
                                               absl::string_view collection) {
  ListFilter filter;
  if (text.empty()) return filter;
  auto expression = rules::Parse(text);
  if (!expression.ok()) return OfFilter(expression.status());
  std::vector<rules::ExpressionFault> faults;
  FindNotListed(*expression, &faults);
  if (!faults.empty()) return OfFilter(rules::ExpressionError(faults));
  auto rule = Rule::Compile(text, ListDictionary(collection));
  if (!rule.ok()) return OfFilter(rule.status());
  filter.rule_ = *std::move(rule);
  filter.Divide(filter.rule_->root(), collection);
  filter.reads_places_ = ReadsPlaces(filter.rule_->root());
  filter.rest_reads_places_ = absl::c_any_of(
      filter.rest_, [](const CheckedNode* node) { return ReadsPlaces(*node); });
  return filter;
}

void ListFilter::Divide(const CheckedNode& node, absl::string_view collection) {
  if (node.kind == CheckedNode::Kind::kAnd) {
    for (const CheckedNode& child : node.children) Divide(child, collection);
    return;
  }
  const bool served = node.kind == CheckedNode::Kind::kPredicate &&
                      TakeServed(node.predicate, collection);
  if (!served) rest_.push_back(&node);
}

bool ListFilter::TakeServed(const Predicate& predicate,
                            absl::string_view collection) {
  if (predicate.attribute == nullptr) return false;
  const DeclaredFilter* declared =
      FindDeclaredFilter(collection, predicate.attribute->name);
  if (declared == nullptr) return false;
  switch (declared->path) {
    case ListPath::kAll:
      return false;
    case ListPath::kClass:
      return TakeClass(predicate, collection);
    case ListPath::kArea:
      return TakeWithin(predicate);
    case ListPath::kMembers:
      return TakeMembers(predicate);
    case ListPath::kReference:
      return TakeReference(predicate);
  }
  return false;
}

bool ListFilter::TakeClass(const Predicate& predicate,
                           absl::string_view collection) {
  const bool equal = predicate.kind == Predicate::Kind::kCompare &&
                     predicate.comparison == Comparison::kEqual;
  if (!equal && predicate.kind != Predicate::Kind::kIn) return false;
  std::set<int64_t> classes;
  for (const rules::Value& value : predicate.values) {
    const auto* name = absl::get_if<std::string>(&value);
    if (name == nullptr) return false;
    const absl::optional<int64_t> named = ClassNamed(collection, *name);
    if (!named) return false;
    classes.insert(*named);
  }
  if (classes_) {
    std::set<int64_t> both;
    std::set_intersection(classes.begin(), classes.end(), classes_->begin(),
                          classes_->end(), std::inserter(both, both.end()));
    classes = std::move(both);
  }
  classes_ = std::move(classes);
  return true;
}

bool ListFilter::TakeWithin(const Predicate& predicate) {
  // A second one is put to the rows.
  if (predicate.kind != Predicate::Kind::kWithin || within_) return false;
  within_ = Within{predicate.names, predicate.node->position};
  return true;
}

bool ListFilter::TakeMembers(const Predicate& predicate) {
  if (predicate.kind != Predicate::Kind::kCompare || predicate.values.empty()) {
    return false;
  }
  const auto* number = absl::get_if<int64_t>(&predicate.values[0]);
  if (number == nullptr) return false;
  Range range = members_.value_or(Range());
  switch (predicate.comparison) {
    case Comparison::kEqual:
      range.least = std::max(range.least, *number);
      range.most = std::min(range.most, *number);
      break;
    case Comparison::kLess:
      if (*number == std::numeric_limits<int64_t>::min()) return false;
      range.most = std::min(range.most, *number - 1);
      break;
    case Comparison::kLessOrEqual:
      range.most = std::min(range.most, *number);
      break;
    case Comparison::kGreater:
      if (*number == std::numeric_limits<int64_t>::max()) return false;
      range.least = std::max(range.least, *number + 1);
      break;
    case Comparison::kGreaterOrEqual:
      range.least = std::max(range.least, *number);
      break;
    case Comparison::kNotEqual:
      return false;
  }
  members_ = range;
  return true;
}

bool ListFilter::TakeReference(const Predicate& predicate) {
  if (predicate.kind != Predicate::Kind::kCompare || referring_to_ ||
      predicate.comparison != Comparison::kEqual || predicate.values.empty()) {
    return false;
  }
  const auto* target = absl::get_if<std::string>(&predicate.values[0]);
  if (target == nullptr) return false;
  referring_to_ = ReferringTo{predicate.attribute->name, *target};
  return true;
}

bool ListFilter::RestHolds(const SubjectView& record,
                           const ReferenceData& reference) const {
  return absl::c_all_of(rest_, [&](const CheckedNode* node) {
    return rules::Evaluate(*node, record, reference) == Truth::kTrue;
  });
}

bool ListFilter::Holds(const SubjectView& record,
                       const ReferenceData& reference) const {
  return !rule_ || rule_->Evaluate(record, reference) == Truth::kTrue;
}

}  // namespace sangam::registry
