// Functions of the language.
#include <utility>

#include "absl/strings/str_cat.h"
#include "common/clock/civil_date.h"
#include "common/rules/nearest_word.h"
#include "common/rules/rupee_amount.h"
#include "common/rules/type_checker.h"
#include "common/rules/value_type.h"
#include "common/validation/resource_name.h"

namespace sangam::rules {
namespace {

using Kind = Expression::Kind;
using Op = TypedNode::Op;

// A century: longer periods are slips of the pen.
constexpr int64_t kMostMonths = 1200;
constexpr StaticType kTruthType = {ValueKind::kTruth, false};
constexpr StaticType kNumberType = {ValueKind::kNumber, false};
constexpr StaticType kTextType = {ValueKind::kText, false};
constexpr StaticType kDateType = {ValueKind::kDate, false};

// What people write who know another language, and what to write here.
struct Elsewhere {
  absl::string_view name;
  absl::string_view advice;
};
constexpr Elsewhere kElsewhere[] = {
    {"matches",
     "patterns are not part of this language; use startsWith(),"
     " endsWith(), contains() or `in`"},
    {"double",
     "only whole numbers are part of this language; use paise or"
     " basis points"},
    {"timestamp", "write a day as date(\"2013-04-01\")"},
    {"duration", "count months with months_since(date)"},
    {"int", "numbers are whole already; leave int() out"},
    {"uint", "numbers are whole already; leave uint() out"},
    {"string", "numbers can't be made texts in this language"},
    {"bool", "texts can't be made true or false; compare them"},
    {"bytes", "bytes are not part of this language"},
    {"type",
     "types can't be asked in this language; has() asks whether an"
     " attribute is known"},
    {"dyn", "every value has one type in this language; leave dyn() out"},
    {"sum",
     "sums over a list are not part of this language; use a roll-up"
     " attribute"},
    {"lower", "texts are compared as they are written"},
    {"today", "use months_since(date) or age_years(date)"},
    {"now", "use months_since(date) or age_years(date)"}};

absl::string_view AdviceFor(absl::string_view function) {
  for (const Elsewhere& elsewhere : kElsewhere) {
    if (elsewhere.name == function) return elsewhere.advice;
  }
  return "";
}

}  // namespace

void TypeChecker::UnknownFunction(const Expression& node,
                                  const std::string& name) {
  const absl::string_view method =
      absl::string_view(name).substr(name.rfind('.') + 1);
  const absl::string_view advice = AdviceFor(method);
  if (!advice.empty()) {
    return Fault(node, absl::StrCat("unknown function `", name, "`; ", advice));
  }
  static constexpr absl::string_view kKnown[] = {
      "has",          "place.within", "nic.within", "received", "date",
      "months_since", "age_years",    "inr",        "size",     "parameter",
      "startsWith",   "endsWith",     "contains",   "exists",   "all",
      "exists_one",   "filter",       "map"};
  NearestWord nearest(name);
  NearestWord nearest_method(method);
  for (absl::string_view known : kKnown) {
    nearest.Offer(known, known);
    nearest_method.Offer(known, known);
  }
  nearest.Offer("within", "place.within");
  const std::string answer =
      nearest.answer().empty() ? nearest_method.answer() : nearest.answer();
  std::string message = absl::StrCat("unknown function `", name, "`");
  if (!answer.empty()) {
    absl::StrAppend(&message, "; did you mean `", answer, "`?");
  }
  Fault(node, std::move(message));
}

TypedNode TypeChecker::Call(const Expression& call) {
  if (call.text == "has") return HasCall(call);
  if (call.text == "date") return DateCall(call);
  if (call.text == "inr") return RupeesCall(call);
  if (call.text == "received") return ReceivedCall(call);
  if (call.text == "parameter") return ParameterCall(call);
  if (call.text == "months_since") return TimeCall(Op::kMonthsSince, call);
  if (call.text == "age_years") return TimeCall(Op::kAgeYears, call);
  if (call.text == "size") {
    if (call.children.size() == 1) return SizeOf(call, call.children[0]);
    Fault(call, "size() takes one text or list");
    return Broken(call);
  }
  static constexpr absl::string_view kMethods[] = {
      "startsWith", "endsWith", "contains",   "exists",
      "all",        "filter",   "exists_one", "map"};
  for (absl::string_view method : kMethods) {
    if (call.text != method) continue;
    Fault(call, absl::StrCat("`", method, "` is asked of a value: write value.",
                             method, "(...)"));
    return Broken(call);
  }
  UnknownFunction(call, call.text);
  return Broken(call);
}

TypedNode TypeChecker::HasCall(const Expression& call) {
  if (call.children.size() != 1) {
    Fault(call, "has() takes one attribute");
    return Broken(call);
  }
  const Expression& argument = call.children[0];
  if (argument.kind != Kind::kName) {
    Fault(argument, "the name of an attribute was expected here");
    return Broken(call);
  }
  const Resolved resolved = Resolve(argument.text);
  if (!resolved.found) {
    UnknownName(argument);
    return Broken(call);
  }
  if (resolved.attribute == nullptr) {
    Fault(argument, absl::StrCat("`", argument.text,
                                 "` is always there; ask for one of its"
                                 " attributes"));
    return Broken(call);
  }
  TypedNode has = NewNode(Op::kHas, kTruthType, call);
  has.attribute = resolved.attribute;
  has.slot = resolved.slot;
  return has;
}

TypedNode TypeChecker::DateCall(const Expression& call) {
  if (call.children.size() != 1 || call.children[0].kind != Kind::kText) {
    Fault(call, "write a date as date(\"2013-04-01\")");
    return Broken(call);
  }
  const auto day = ParseDay(call.children[0].text, "expression");
  // Years before 1000 are slips; ParseDay takes any year.
  if (!day.ok() || day->year() < 1000 || day->year() > 9999) {
    Fault(call.children[0], absl::StrCat("\"", call.children[0].text,
                                         "\" is not a date; write it as"
                                         " 2013-04-01"));
    return Broken(call);
  }
  TypedNode literal = NewNode(Op::kLiteral, kDateType, call);
  literal.literal = *day;
  return literal;
}

TypedNode TypeChecker::RupeesCall(const Expression& call) {
  if (call.children.size() != 1 || call.children[0].kind != Kind::kText) {
    const bool number =
        call.children.size() == 1 && call.children[0].kind == Kind::kNumber;
    Fault(call,
          number
              ? absl::StrCat("inr() takes an amount in quotes: write inr(\"",
                             call.children[0].number, "\")")
              : "write an amount as inr(\"2.5 crore\") or inr(\"₹2,50,000\")");
    return Broken(call);
  }
  const auto paise = ParseRupees(call.children[0].text);
  if (!paise) {
    Fault(call.children[0],
          absl::StrCat("\"", call.children[0].text,
                       "\" is not an amount; write it as \"2.5 crore\","
                       " \"50 thousand\", \"₹2,50,000\" or \"99.50\""));
    return Broken(call);
  }
  TypedNode literal = NewNode(Op::kLiteral, kNumberType, call);
  literal.unit = type::v1::ATTRIBUTE_UNIT_PAISE;
  literal.literal = *paise;
  return literal;
}

TypedNode TypeChecker::SizeOf(const Expression& call, const Expression& of) {
  TypedNode size = NewNode(Op::kSize, kNumberType, call);
  size.unit = type::v1::ATTRIBUTE_UNIT_COUNT;
  TypedNode counted = Value(of);
  if (!counted.type.is_list && !Agree(counted.type, kTextType)) {
    Fault(of, absl::StrCat(Described(counted),
                           "; size() counts the characters of a text or the"
                           " elements of a list"));
    return Broken(call);
  }
  size.children.push_back(std::move(counted));
  return Folded(std::move(size));
}

TypedNode TypeChecker::ReceivedCall(const Expression& call) {
  if (call.children.empty() || call.children.size() > 2) {
    Fault(call, "received() takes a scheme and, if wanted, a number of months");
    return Broken(call);
  }
  TypedNode received = NewNode(Op::kReceived, kTruthType, call);
  received.names.push_back(ResourceName(call.children[0], "schemes"));
  if (call.children.size() == 2) {
    const Expression& months = call.children[1];
    if (months.kind != Kind::kNumber || months.number < 1 ||
        months.number > kMostMonths) {
      Fault(months, absl::StrCat("a number of months from 1 to ", kMostMonths,
                                 " was expected here"));
    }
    received.within_months = months.number;
  }
  return received;
}

TypedNode TypeChecker::TimeCall(Op op, const Expression& call) {
  if (call.children.size() != 1) {
    Fault(call, absl::StrCat(call.text, "() takes one date"));
    return Broken(call);
  }
  TypedNode time = NewNode(op, kNumberType, call);
  time.unit = op == Op::kMonthsSince ? type::v1::ATTRIBUTE_UNIT_MONTHS
                                     : type::v1::ATTRIBUTE_UNIT_COUNT;
  TypedNode date = Value(call.children[0]);
  if (!Agree(date.type, kDateType)) {
    Fault(call.children[0], absl::StrCat(Described(date),
                                         "; a date was expected here, such as"
                                         " formed_on or date(\"2013-04-01\")"));
    return Broken(call);
  }
  time.children.push_back(std::move(date));
  return time;
}

TypedNode TypeChecker::ParameterCall(const Expression& call) {
  if (call.children.size() != 1 || call.children[0].kind != Kind::kText) {
    Fault(call, "write a parameter as parameter(\"parameters/...\")");
    return Broken(call);
  }
  const std::string& name = call.children[0].text;
  const ParameterInfo* info = dictionary_.FindParameter(name);
  if (info == nullptr) {
    std::string message = absl::StrCat("unknown parameter \"", name, "\"");
    std::string nearest = dictionary_.NearestParameter(name);
    if (nearest.empty()) {
      nearest = dictionary_.NearestParameter(absl::StrCat("parameters/", name));
    }
    if (!nearest.empty()) {
      absl::StrAppend(&message, "; did you mean \"", nearest, "\"?");
    }
    Fault(call.children[0], std::move(message));
    return Broken(call);
  }
  TypedNode parameter = NewNode(Op::kParameter, ToStaticType(info->type), call);
  parameter.unit = info->unit;
  parameter.names.push_back(name);
  return parameter;
}

std::string TypeChecker::ResourceName(const Expression& node,
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

}  // namespace sangam::rules
