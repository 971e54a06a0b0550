#include "services/scheme_catalog/store/attribute_type.h"

#include <set>

#include "absl/algorithm/container.h"
#include "absl/strings/str_cat.h"
#include "common/money/format.h"
#include "common/rules/value_rule.h"
#include "common/validation/resource_name.h"
#include "common/validation/violations.h"
#include "services/scheme_catalog/domain/attribute_check.h"
#include "services/scheme_catalog/domain/built_in_attributes.h"
#include "services/scheme_catalog/domain/catalog_errors.h"
#include "services/scheme_catalog/domain/rule_vocabulary.h"
#include "services/scheme_catalog/domain/version_terms.h"
#include "services/scheme_catalog/store/dictionary_change.h"
#include "services/scheme_catalog/store/known_names.h"

namespace sangam::scheme_catalog {
namespace {

using v1::Attribute;

bool IsBuiltIn(const Attribute& attribute) {
  return attribute.origin() == v1::ATTRIBUTE_ORIGIN_BUILT_IN;
}

bool HadName(const Attribute& attribute, const std::string& name) {
  return absl::c_any_of(attribute.former_names(), [&](const auto& former) {
    return NameInExpressions(former) == name;
  });
}

// All that it names. The dictionary has judged its derivation already, and is
// not asked where there is none.
std::vector<std::string> TargetsOf(const Attribute& attribute,
                                   const AttributeDictionary* dictionary) {
  std::vector<std::string> targets;
  if (!attribute.derivation().empty()) {
    RuleVocabulary vocabulary(dictionary);
    vocabulary.NoteValue("derivation", attribute.derivation());
    targets = vocabulary.names_used();
  }
  targets.push_back(attribute.department());
  targets.push_back(attribute.replaced_by());
  return targets;
}

// INVALID_ARGUMENT if there are more than there may be.
absl::Status CheckCount(const std::vector<Attribute>& attributes) {
  const auto own = absl::c_count_if(
      attributes, [](const Attribute& each) { return !IsBuiltIn(each); });
  if (own <= kMaxOwnAttributes) return absl::OkStatus();
  return InvalidFieldError(
      "name", absl::StrCat("is one too many: the catalogue holds ",
                           FormatCount(kMaxOwnAttributes),
                           " attributes beside the built-in ones, the most that"
                           " it may; remove one that no rule uses"));
}

}  // namespace

absl::Status AttributeType::CheckName(absl::string_view name) const {
  if (IsAttributeName(name)) return absl::OkStatus();
  return InvalidFieldError("name",
                           "must be attributes/ and a name for expressions such"
                           " as loom_count: a-z, 0-9 and _, a letter first");
}

absl::Status AttributeType::CheckResource(const Attribute& attribute) const {
  // Built-in ones are held to what the release says of them.
  if (IsBuiltIn(attribute)) return CheckName(attribute.name());
  return CheckAttribute(attribute);
}

std::vector<sql::Value> AttributeType::ColumnsOf(
    const Attribute& attribute) const {
  return {v1::AttributeOrigin_Name(attribute.origin())};
}

absl::Status AttributeType::OnResourceChange(WriteTransaction& transaction,
                                             const Attribute* before,
                                             const Attribute* after) const {
  if (after == nullptr) return OnRemoval(transaction, *before);
  if (before != nullptr && IsBuiltIn(*before)) {
    SANGAM_RETURN_IF_ERROR(CheckBuiltInChange(*before, *after));
    SANGAM_RETURN_IF_ERROR(CheckAdditions(*after));
  } else if (before != nullptr) {
    SANGAM_RETURN_IF_ERROR(CheckAttributeChange(*before, *after));
    if (before->derivation() != after->derivation()) {
      SANGAM_RETURN_IF_ERROR(CheckDerivationFree(transaction, before->name()));
    }
  }
  SANGAM_RETURN_IF_ERROR(CheckKnown(transaction, tables_.departments,
                                    "department", after->department()));
  SANGAM_RETURN_IF_ERROR(CheckKnown(transaction, tables_.attributes,
                                    "replaced_by", after->replaced_by()));
  // Labels and the like break no rule, and rules are many.
  if (before != nullptr && SameInLanguage(*before, *after)) {
    SANGAM_ASSIGN_OR_RETURN(const auto built, dictionary_.Get(transaction));
    SANGAM_RETURN_IF_ERROR(dictionary_.NoteChange(transaction));
    return tables_.references.Replace(
        transaction, after->name(), TargetsOf(*after, built->dictionary.get()));
  }
  SANGAM_ASSIGN_OR_RETURN(DictionaryRecords records,
                          dictionary_.ReadRecords(transaction));
  SANGAM_ASSIGN_OR_RETURN(const std::vector<std::string> replaced,
                          TakePlaces(transaction, *after, &records));
  PutRecord(*after, &records.attributes);
  if (before == nullptr && replaced.empty()) {
    SANGAM_RETURN_IF_ERROR(CheckCount(records.attributes));
  }
  SANGAM_RETURN_IF_ERROR(ChangeDictionary(
      transaction, tables_, dictionary_, records, after->name(),
      after->derivation().empty() ? "former_names" : "derivation"));
  for (const std::string& old : replaced) {
    SANGAM_RETURN_IF_ERROR(tables_.attributes.Delete(transaction, old));
  }
  const BuiltDictionary built =
      after->derivation().empty() ? BuiltDictionary() : records.Build();
  return tables_.references.Replace(transaction, after->name(),
                                    TargetsOf(*after, built.dictionary.get()));
}

absl::Status AttributeType::OnRemoval(WriteTransaction& transaction,
                                      const Attribute& attribute) const {
  if (IsBuiltIn(attribute)) return BuiltInAttributeError(attribute.name());
  SANGAM_RETURN_IF_ERROR(
      CheckNotReferred(transaction, tables_, attribute.name()));
  SANGAM_RETURN_IF_ERROR(dictionary_.NoteChange(transaction));
  return tables_.references.Replace(transaction, attribute.name(), {});
}

absl::StatusOr<std::vector<std::string>> AttributeType::TakePlaces(
    WriteTransaction& transaction, const Attribute& attribute,
    DictionaryRecords* records) const {
  std::vector<std::string> replaced;
  for (int i = 0; i < attribute.former_names_size(); ++i) {
    const std::string field = absl::StrCat("former_names[", i, "]");
    const std::string old = absl::StrCat(
        "attributes/", NameInExpressions(attribute.former_names(i)));
    SANGAM_ASSIGN_OR_RETURN(
        const auto taken,
        Find<Attribute>(transaction, tables_.attributes, old));
    if (!taken) continue;
    if (IsBuiltIn(*taken)) {
      return InvalidFieldError(field, "is the name of a built-in attribute");
    }
    if (taken->department() != attribute.department()) {
      return InvalidFieldError(
          field, absl::StrCat(old, " belongs to ",
                              taken->department().empty() ? "no department"
                                                          : taken->department(),
                              "; only an attribute of the same department can"
                              " take its place"));
    }
    if (!CheckAttributeChange(*taken, attribute).ok() ||
        taken->derivation() != attribute.derivation()) {
      return InvalidFieldError(
          field, absl::StrCat(old,
                              " is of another type, unit, absence or"
                              " derivation; it can't be the same"
                              " attribute"));
    }
    for (const std::string& older : taken->former_names()) {
      if (HadName(attribute, NameInExpressions(older))) continue;
      return InvalidFieldError(
          "former_names",
          absl::StrCat("must also list ", older, ", a former name of ", old));
    }
    RemoveRecord(old, &records->attributes);
    SANGAM_RETURN_IF_ERROR(tables_.references.Replace(transaction, old, {}));
    SANGAM_RETURN_IF_ERROR(
        tables_.references.Retarget(transaction, old, attribute.name()));
    replaced.push_back(old);
  }
  return replaced;
}

absl::Status AttributeType::CheckDerivationFree(
    Snapshot& snapshot, const std::string& attribute) const {
  // Through other derived attributes, too.
  std::set<std::string> seen = {attribute};
  std::vector<std::string> waiting = {attribute};
  while (!waiting.empty()) {
    const std::string name = waiting.back();
    waiting.pop_back();
    SANGAM_ASSIGN_OR_RETURN(const std::vector<std::string> referrers,
                            tables_.references.ReferrersOf(snapshot, name));
    for (const std::string& referrer : referrers) {
      if (IsAttributeName(referrer) && seen.insert(referrer).second) {
        waiting.push_back(referrer);
      }
      if (!IsResourceName(referrer, "schemes/versions")) continue;
      SANGAM_ASSIGN_OR_RETURN(
          const auto version,
          Find<v1::SchemeVersion>(snapshot, tables_.scheme_versions, referrer));
      if (!version || !WasPublished(*version)) continue;
      return InvalidFieldError(
          "derivation",
          absl::StrCat("never changes once a published version uses it, as ",
                       referrer, " does"));
    }
  }
  return absl::OkStatus();
}

}  // namespace sangam::scheme_catalog
