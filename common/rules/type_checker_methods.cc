// What is asked of a value: its methods, and the macros over lists.
#include <utility>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "common/rules/industry_code.h"
#include "common/rules/type_checker.h"
#include "common/rules/value_type.h"
#include "common/validation/resource_name.h"

namespace sangam::rules {
namespace {

using Kind = Expression::Kind;
using Op = TypedNode::Op;

constexpr StaticType kTruthType = {ValueKind::kTruth, false};
constexpr StaticType kTextType = {ValueKind::kText, false};

}  // namespace

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

}  // namespace sangam::rules
