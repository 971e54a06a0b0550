// Functions, methods and macros of the language.
#include <utility>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "common/clock/civil_date.h"
#include "common/rules/industry_code.h"
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
  const absl::string_view advice =
      AdviceFor(absl::string_view(name).substr(name.rfind('.') + 1));
  if (!advice.empty()) {
    return Fault(node, absl::StrCat("unknown function `", name, "`; ", advice));
  }
  static constexpr absl::string_view kKnown[] = {
      "has",          "place.within", "nic.within", "received", "date",
      "months_since", "age_years",    "inr",        "size",     "parameter",
      "startsWith",   "endsWith",     "contains",   "exists",   "all",
      "exists_one",   "filter",       "map"};
  NearestWord nearest(name);
  for (absl::string_view known : kKnown) nearest.Offer(known, known);
  nearest.Offer("within", "place.within");
  std::string message = absl::StrCat("unknown function `", name, "`");
  if (!nearest.answer().empty()) {
    absl::StrAppend(&message, "; did you mean `", nearest.answer(), "`?");
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
    Fault(call, "write an amount as inr(\"2.5 crore\") or inr(\"₹2,50,000\")");
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

TypedNode TypeChecker::Method(const Expression& call) {
  if (call.text == "within") return WithinMethod(call);
  if (call.text == "size") {
    if (call.children.size() == 1) return SizeOf(call, call.children[0]);
    Fault(call, "size() takes nothing when it is asked of a value");
    return Broken(call);
  }
  if (call.text == "startsWith") return TextMethod(Op::kStartsWith, call);
  if (call.text == "endsWith") return TextMethod(Op::kEndsWith, call);
  if (call.text == "contains") return TextMethod(Op::kTextContains, call);
  if (call.text == "exists") return Macro(Op::kExists, call);
  if (call.text == "all") return Macro(Op::kAll, call);
  if (call.text == "exists_one") return Macro(Op::kExistsOne, call);
  if (call.text == "filter") return Macro(Op::kFilter, call);
  if (call.text == "map") return Macro(Op::kMap, call);
  const Expression& of = call.children[0];
  UnknownFunction(call, of.kind == Kind::kName
                            ? absl::StrCat(of.text, ".", call.text)
                            : call.text);
  return Broken(call);
}

std::vector<const Expression*> TypeChecker::WrittenTexts(
    const Expression& node, absl::string_view wanted, absl::string_view verb) {
  std::vector<const Expression*> texts;
  if (node.kind != Kind::kList) {
    texts.push_back(&node);
  } else {
    if (node.children.empty()) {
      Fault(node,
            absl::StrCat("this list is empty, so nothing could ", verb, " it"));
    }
    for (const Expression& element : node.children) texts.push_back(&element);
  }
  std::vector<const Expression*> written;
  for (const Expression* text : texts) {
    if (text->kind == Kind::kText) {
      written.push_back(text);
    } else {
      Fault(*text, absl::StrCat(wanted, " was expected here"));
    }
  }
  return written;
}

void TypeChecker::CheckPlaceOrSet(const Expression& node) {
  if (!absl::StartsWith(node.text, "placeSets/")) {
    ResourceName(node, "places");
    return;
  }
  if (dictionary_.HasPlaceSet(node.text)) return;
  std::string message = absl::StrCat("unknown place set \"", node.text, "\"");
  const std::string nearest = dictionary_.NearestPlaceSet(node.text);
  if (!nearest.empty()) {
    absl::StrAppend(&message, "; did you mean \"", nearest, "\"?");
  }
  Fault(node, std::move(message));
}

// place.within(...) and nic.within(...), of the subject or of a variable.
TypedNode TypeChecker::WithinMethod(const Expression& call) {
  const Expression& of = call.children[0];
  const std::string name = of.kind == Kind::kName ? of.text : "";
  const bool industry = name == "nic" || absl::EndsWith(name, ".nic");
  TypedNode within =
      NewNode(industry ? Op::kNicWithin : Op::kPlaceWithin, kTruthType, call);
  const std::string attribute =
      industry ? absl::StrCat(name.substr(0, name.size() - 3), kNicAttribute)
               : name;
  const Resolved resolved = Resolve(attribute);
  if (!resolved.found || resolved.attribute == nullptr ||
      (!industry &&
       resolved.attribute->type != scheme_catalog::v1::ATTRIBUTE_TYPE_PLACE)) {
    Fault(call,
          absl::StrCat("within() is asked of a place or of the industry: write"
                       " place.within(\"places/...\") or nic.within(\"13\")"));
    return Broken(call);
  }
  if (resolved.attribute->name != kPlaceAttribute && !industry) {
    Fault(call, "only `place` can be asked with within()");
    return Broken(call);
  }
  within.attribute = resolved.attribute;
  within.slot = resolved.slot;
  if (call.children.size() != 2) {
    Fault(call, industry ? "nic.within() takes one code, or one list of codes"
                         : "place.within() takes one place, or one list of"
                           " places");
    return Broken(call);
  }
  for (const Expression* text : WrittenTexts(
           call.children[1],
           industry ? "a code such as \"13\"" : "a name such as \"places/...\"",
           industry ? "be in" : "lie in")) {
    if (!industry) {
      CheckPlaceOrSet(*text);
    } else if (!IsIndustryCode(text->text)) {
      Fault(*text, absl::StrCat("\"", text->text,
                                "\" is not a code of NIC-2008; write a section"
                                " such as \"C\" or two to five digits such as"
                                " \"13\""));
    }
    within.names.push_back(text->text);
  }
  return within;
}

TypedNode TypeChecker::TextMethod(Op op, const Expression& call) {
  TypedNode test = NewNode(op, kTruthType, call);
  if (call.children.size() != 2) {
    Fault(call, absl::StrCat(call.text, "() takes one text"));
    return Broken(call);
  }
  TypedNode text = Value(call.children[0]);
  TypedNode part = Value(call.children[1]);
  if (!Agree(text.type, kTextType)) {
    std::string advice;
    if (text.type.is_list) {
      advice = "; to ask what is in a list write `\"...\" in list`";
    }
    Fault(text, absl::StrCat(Described(text), "; ", call.text,
                             "() is asked of a text", advice));
    return Broken(call);
  }
  if (!Expect(part, kTextType)) return Broken(call);
  test.children.push_back(std::move(text));
  test.children.push_back(std::move(part));
  return Folded(std::move(test));
}

TypedNode TypeChecker::Macro(Op op, const Expression& call) {
  const bool maps = op == Op::kMap;
  if (call.children.size() != 3 || call.children[1].kind != Kind::kName ||
      absl::StrContains(call.children[1].text, '.')) {
    Fault(call,
          absl::StrCat(call.text, "() takes a variable and a ",
                       maps ? "value" : "condition", ", as in `children.",
                       call.text,
                       maps ? "(c, c.members)`" : "(c, c.members >= 10)`"));
    return Broken(call);
  }
  TypedNode list = Value(call.children[0]);
  if (!list.type.is_list && !list.type.IsAny()) {
    Fault(call, absl::StrCat(Described(list), "; ", call.text,
                             "() is asked of a list or of `children`"));
    return Broken(call);
  }
  TypedNode macro = NewNode(op, kTruthType, call);
  macro.slot = static_cast<int>(variables_.size());
  macro.variable = call.children[1].text;
  variables_.push_back({macro.variable, list.type.Element(), list.unit});
  TypedNode body = maps ? Value(call.children[2]) : Condition(call.children[2]);
  variables_.pop_back();
  if (maps && (body.type.is_list || body.type.kind == ValueKind::kChild ||
               body.type.kind == ValueKind::kPlace)) {
    Fault(call.children[2], absl::StrCat(Described(body),
                                         "; a list can only hold numbers,"
                                         " texts, dates, or true and false"));
    return Broken(call);
  }
  if (op == Op::kFilter) {
    macro.type = list.type;
    macro.unit = list.unit;
  } else if (maps) {
    macro.type = {body.type.kind, true};
    macro.unit = body.unit;
  }
  macro.children.push_back(std::move(list));
  macro.children.push_back(std::move(body));
  return macro;
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
