#include "common/rules/dictionary_builder.h"

#include <set>
#include <utility>

#include "absl/container/flat_hash_map.h"
#include "absl/container/flat_hash_set.h"
#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"
#include "absl/strings/strip.h"
#include "common/rules/checker.h"
#include "common/rules/parser.h"
#include "common/rules/reserved_word.h"
#include "common/rules/value_type.h"
#include "common/status/errors.h"

namespace sangam {
namespace {

using scheme_catalog::v1::Attribute;
using scheme_catalog::v1::AttributeType;

constexpr char kCollection[] = "attributes/";

std::string NameInExpressions(absl::string_view resource) {
  return std::string(absl::StripPrefix(resource, kCollection));
}

// One or more words of letters, digits and _, joined by dots.
bool IsExpressionName(absl::string_view name) {
  for (absl::string_view word : absl::StrSplit(name, '.')) {
    if (word.empty() || absl::ascii_isdigit(word[0])) return false;
    for (const char c : word) {
      if (!absl::ascii_isalnum(c) && c != '_') return false;
    }
  }
  return true;
}

bool CanBeAdded(AttributeType type) {
  return type >= scheme_catalog::v1::ATTRIBUTE_TYPE_NUMBER &&
         type <= scheme_catalog::v1::ATTRIBUTE_TYPE_PLACE;
}

// Splits texts into the two languages that every attribute has, and the others.
void TakeTexts(const type::v1::LocalizedText& texts, std::string* en,
               std::string* hi, std::map<std::string, std::string>* more) {
  for (const auto& [code, text] : texts.text()) {
    if (text.empty()) continue;
    if (code == "en") {
      *en = text;
    } else if (code == "hi") {
      *hi = text;
    } else {
      (*more)[code] = text;
    }
  }
  if (en->empty() && !more->empty()) *en = more->begin()->second;
}

// All names that an expression may read.
void NamesIn(const rules::Expression& expression,
             std::vector<std::string>* names) {
  if (expression.kind == rules::Expression::Kind::kName) {
    names->push_back(expression.text);
  }
  for (const auto& child : expression.children) NamesIn(child, names);
}

// A derived attribute that waits for those that it reads.
struct Pending {
  std::unique_ptr<AttributeInfo> info;
  rules::Expression expression;
  // How many of those it still waits for, and which ones wait for it.
  int waits_for = 0;
  std::vector<size_t> readers;
};

// Links each to those that it reads, also by a former name, and of one of those
// under the subject ("c.share").
void LinkReaders(std::vector<Pending>* pending) {
  absl::flat_hash_map<std::string, size_t> by_name;
  for (size_t i = 0; i < pending->size(); ++i) {
    by_name.emplace((*pending)[i].info->name, i);
  }
  for (size_t i = 0; i < pending->size(); ++i) {
    for (const std::string& former : (*pending)[i].info->former_names) {
      by_name.emplace(former, i);
    }
  }
  for (size_t i = 0; i < pending->size(); ++i) {
    Pending& reader = (*pending)[i];
    std::vector<std::string> names;
    NamesIn(reader.expression, &names);
    absl::flat_hash_set<size_t> read;
    for (const std::string& name : names) {
      for (absl::string_view rest = name; !rest.empty();) {
        const auto found = by_name.find(rest);
        if (found != by_name.end()) read.insert(found->second);
        const size_t dot = rest.find('.');
        rest = dot == rest.npos ? "" : rest.substr(dot + 1);
      }
    }
    for (const size_t other : read) (*pending)[other].readers.push_back(i);
    reader.waits_for = static_cast<int>(read.size());
  }
}

void TakeHistory(const Attribute& attribute, AttributeInfo* info) {
  info->deprecated = attribute.deprecated();
  info->replaced_by = NameInExpressions(attribute.replaced_by());
  info->former_names.clear();
  for (const std::string& former : attribute.former_names()) {
    info->former_names.push_back(NameInExpressions(former));
  }
}

}  // namespace

AttributeDictionary::Builder::Builder(size_t records)
    : dictionary_(new AttributeDictionary()) {
  dictionary_->attributes_.reserve(dictionary_->attributes_.size() + records);
}

void AttributeDictionary::Builder::Defect(const std::string& record,
                                          absl::string_view field,
                                          absl::string_view what) {
  defects_.push_back(absl::StrCat(record.empty() ? "(no name)" : record, ": ",
                                  field, ": ", what,
                                  "; the record is left out"));
}

void AttributeDictionary::Builder::AddParameter(
    const scheme_catalog::v1::Parameter& parameter) {
  if (!CanBeAdded(parameter.type()) ||
      parameter.type() == scheme_catalog::v1::ATTRIBUTE_TYPE_PLACE) {
    return Defect(parameter.name(), "type",
                  "must be NUMBER, TRUTH, TEXT, LIST or DATE");
  }
  ParameterInfo info;
  info.name = parameter.name();
  info.type = parameter.type();
  info.unit = parameter.unit();
  info.titles = {parameter.title().text().begin(),
                 parameter.title().text().end()};
  if (!dictionary_->parameters_.emplace(parameter.name(), std::move(info))
           .second) {
    Defect(parameter.name(), "name", "occurs twice");
  }
}

void AttributeDictionary::Builder::AddPlaceSet(
    const scheme_catalog::v1::PlaceSet& set) {
  if (!dictionary_->place_sets_.insert(set.name()).second) {
    Defect(set.name(), "name", "occurs twice");
  }
}

void AttributeDictionary::Builder::AddToBuiltIn(const Attribute& attribute) {
  const auto found =
      dictionary_->index_by_name_.find(NameInExpressions(attribute.name()));
  AttributeInfo& info = dictionary_->attributes_[found->second];
  TakeTexts(attribute.label(), &info.label_en, &info.label_hi,
            &info.more_labels);
  TakeTexts(attribute.question(), &info.question_en, &info.question_hi,
            &info.more_questions);
  TakeHistory(attribute, &info);
}

std::unique_ptr<AttributeInfo> AttributeDictionary::Builder::Described(
    const Attribute& attribute) {
  auto info = std::make_unique<AttributeInfo>();
  info->name = NameInExpressions(attribute.name());
  const std::string first = info->name.substr(0, info->name.find('.'));
  const std::string kept = rules::WhyNoAttribute(first);
  if (!absl::StartsWith(attribute.name(), kCollection) ||
      !IsExpressionName(info->name)) {
    Defect(attribute.name(), "name",
           "must be attributes/ and words of letters, digits and _");
    return nullptr;
  }
  if (!kept.empty()) {
    Defect(attribute.name(), "name",
           absl::StrCat("begins with `", first, "`, which ", kept));
    return nullptr;
  }
  if (dictionary_->index_by_name_.contains(info->name)) {
    Defect(attribute.name(), "name", "is that of another attribute");
    return nullptr;
  }
  if (!CanBeAdded(attribute.type())) {
    Defect(attribute.name(), "type",
           "must be NUMBER, TRUTH, TEXT, LIST, DATE or PLACE");
    return nullptr;
  }
  info->type = attribute.type();
  if (info->type == scheme_catalog::v1::ATTRIBUTE_TYPE_NUMBER) {
    info->unit = attribute.unit() == type::v1::ATTRIBUTE_UNIT_UNSPECIFIED
                     ? type::v1::ATTRIBUTE_UNIT_COUNT
                     : attribute.unit();
  }
  if (attribute.absence() == type::v1::ATTRIBUTE_ABSENCE_FALSE &&
      info->type == scheme_catalog::v1::ATTRIBUTE_TYPE_TRUTH) {
    info->absence = type::v1::ATTRIBUTE_ABSENCE_FALSE;
  }
  info->changeable = attribute.changeable();
  TakeTexts(attribute.label(), &info->label_en, &info->label_hi,
            &info->more_labels);
  TakeTexts(attribute.question(), &info->question_en, &info->question_hi,
            &info->more_questions);
  if (info->label_en.empty()) info->label_en = info->name;
  info->allowed_values = {attribute.allowed_values().begin(),
                          attribute.allowed_values().end()};
  TakeHistory(attribute, info.get());
  return info;
}

AttributeInfo& AttributeDictionary::Builder::Add(AttributeInfo info) {
  info.index = static_cast<int>(dictionary_->attributes_.size());
  dictionary_->index_by_name_[info.name] = info.index;
  dictionary_->attributes_.push_back(std::move(info));
  return dictionary_->attributes_.back();
}

void AttributeDictionary::Builder::AddRecorded(const Attribute& attribute) {
  auto info = Described(attribute);
  if (info == nullptr) return;
  info->origin = scheme_catalog::v1::ATTRIBUTE_ORIGIN_RECORDED;
  Add(std::move(*info));
}

void AttributeDictionary::Builder::AddDerived(
    const std::vector<const Attribute*>& attributes) {
  std::vector<Pending> pending;
  for (const Attribute* attribute : attributes) {
    auto info = Described(*attribute);
    if (info == nullptr) continue;
    info->origin = scheme_catalog::v1::ATTRIBUTE_ORIGIN_DERIVED;
    info->derivation = attribute->derivation();
    auto expression = rules::Parse(info->derivation);
    if (!expression.ok()) {
      DefectOfDerivation(info->name, expression.status());
      continue;
    }
    Pending entry;
    entry.info = std::move(info);
    entry.expression = *std::move(expression);
    pending.push_back(std::move(entry));
  }
  LinkReaders(&pending);
  // Each after all that it reads, else in their order; what is left over goes
  // round in a circle.
  std::set<size_t> ready;
  for (size_t i = 0; i < pending.size(); ++i) {
    if (pending[i].waits_for == 0) ready.insert(i);
  }
  while (!ready.empty()) {
    const size_t next = *ready.begin();
    ready.erase(ready.begin());
    for (const size_t reader : pending[next].readers) {
      if (--pending[reader].waits_for == 0) ready.insert(reader);
    }
    Compile(std::move(*pending[next].info), pending[next].expression);
  }
  for (const Pending& entry : pending) {
    if (entry.waits_for == 0) continue;
    Defect(absl::StrCat(kCollection, entry.info->name), "derivation",
           "reads attributes that are derived from it, or from one another");
  }
}

void AttributeDictionary::Builder::DefectOfDerivation(
    const std::string& name, const absl::Status& status) {
  const std::string record = absl::StrCat(kCollection, name);
  const auto violations = FieldViolationsOf(status);
  if (violations.empty()) Defect(record, "derivation", status.message());
  for (const FieldViolation& violation : violations) {
    Defect(record, "derivation", violation.description);
  }
}

void AttributeDictionary::Builder::Compile(
    AttributeInfo info, const rules::Expression& expression) {
  // One that was derived before it may have or have had it.
  if (dictionary_->index_by_name_.contains(info.name)) {
    return Defect(absl::StrCat(kCollection, info.name), "name",
                  "is that of another attribute");
  }
  auto root = rules::CheckValue(expression, *dictionary_);
  if (!root.ok()) return DefectOfDerivation(info.name, root.status());
  if (!rules::Agree(root->type, rules::ToStaticType(info.type))) {
    return Defect(absl::StrCat(kCollection, info.name), "derivation",
                  absl::StrCat("gives ", rules::TypeName(root->type),
                               ", but by its type the attribute is ",
                               rules::TypeName(info.type)));
  }
  info.derivation_root =
      std::make_shared<const rules::TypedNode>(*std::move(root));
  AttributeInfo& added = Add(std::move(info));
  AddFormerNames(&added);
  dictionary_->derivation_order_.push_back(added.index);
}

void AttributeDictionary::Builder::AddFormerNames() {
  for (AttributeInfo& info : dictionary_->attributes_) AddFormerNames(&info);
}

void AttributeDictionary::Builder::AddFormerNames(AttributeInfo* info) {
  std::vector<std::string> kept;
  for (const std::string& former : info->former_names) {
    const auto [at, added] =
        dictionary_->index_by_name_.emplace(former, info->index);
    if (added) {
      kept.push_back(former);
    } else if (at->second != info->index) {
      Defect(absl::StrCat(kCollection, info->name), "former_names",
             absl::StrCat("`", former, "` is the name of another attribute"));
    }
  }
  info->former_names = std::move(kept);
}

BuiltDictionary AttributeDictionary::Builder::Take() {
  return {std::move(dictionary_), std::move(defects_)};
}

BuiltDictionary AttributeDictionary::Build(
    const std::vector<Attribute>& attributes,
    const std::vector<scheme_catalog::v1::Parameter>& parameters,
    const std::vector<scheme_catalog::v1::PlaceSet>& place_sets) {
  Builder builder(attributes.size());
  for (const auto& parameter : parameters) builder.AddParameter(parameter);
  for (const auto& set : place_sets) builder.AddPlaceSet(set);
  std::vector<const Attribute*> derived;
  for (const Attribute& attribute : attributes) {
    if (BuiltIn().Find(NameInExpressions(attribute.name())) != nullptr) {
      builder.AddToBuiltIn(attribute);
    } else if (attribute.derivation().empty()) {
      builder.AddRecorded(attribute);
    } else {
      derived.push_back(&attribute);
    }
  }
  builder.AddFormerNames();
  builder.AddDerived(derived);
  return builder.Take();
}

}  // namespace sangam
