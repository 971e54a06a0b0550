// Checks that replicable models, survey problems and upgrade programmes share.
#ifndef SANGAM_SERVICES_SCHEME_CATALOG_DOMAIN_GUIDANCE_PARTS_H_
#define SANGAM_SERVICES_SCHEME_CATALOG_DOMAIN_GUIDANCE_PARTS_H_

#include <string>

#include "absl/strings/str_cat.h"
#include "common/rules/rule.h"
#include "common/validation/provenance.h"
#include "common/validation/resource_name.h"
#include "common/validation/text.h"
#include "common/validation/violations.h"
#include "services/scheme_catalog/domain/rule_vocabulary.h"
#include "services/scheme_catalog/domain/version_parts.h"

namespace sangam::scheme_catalog {

// The path of an element: "needs[2]".
inline std::string ElementPath(absl::string_view list, int index) {
  return absl::StrCat(list, "[", index, "]");
}

// What every record has: its name in `collection`, a title, where it comes from
// and notes.
template <typename Record>
void CheckGuidanceHead(Violations& violations, absl::string_view collection,
                       const Record& record) {
  CheckRequiredName(violations, "name", record.name(), {collection});
  CheckRequiredLocalizedText(violations, "title", record.title(), kTitleLength);
  CheckProvenance(violations, "provenance", record.provenance());
  CheckOptionalText(violations, "notes", record.notes(), kTextLength);
}

// What every part of a record has: a description and citations.
template <typename Part>
void CheckGuidancePart(Violations& violations, const std::string& path,
                       const Part& part) {
  CheckRequiredLocalizedText(violations, absl::StrCat(path, ".description"),
                             part.description(), kTextLength);
  CheckRequiredCitations(violations, absl::StrCat(path, ".citations"),
                         part.citations());
}

// An expression that may be left out.
inline void CheckOptionalCondition(Violations& violations,
                                   const std::string& field,
                                   const std::string& expression,
                                   RuleVocabulary& vocabulary) {
  if (expression.empty()) return;
  vocabulary.CheckCondition(violations, field, expression);
}

// A list of scheme names, each there once and at most `most`.
template <typename Names>
void CheckSchemeNames(Violations& violations, const std::string& field,
                      const Names& names, int most) {
  if (!CheckSize(violations, field, names.size(), most)) return;
  absl::flat_hash_set<std::string> seen;
  for (int i = 0; i < names.size(); ++i) {
    const std::string path = ElementPath(field, i);
    CheckRequiredName(violations, path, names[i], {"schemes"});
    if (!seen.insert(names[i]).second) violations.Add(path, "is listed twice");
  }
}

// As for versions: compiling takes time that grows with the text. Whether the
// expressions may be compiled.
inline bool CheckExpressionBytes(Violations& violations,
                                 absl::string_view field, size_t bytes) {
  if (bytes <= Rule::kMaxBytes) return true;
  violations.Add(field, absl::StrCat("the expressions of a record must have at"
                                     " most ",
                                     Rule::kMaxBytes / 1024, " KiB together"));
  return false;
}

}  // namespace sangam::scheme_catalog

#endif  // SANGAM_SERVICES_SCHEME_CATALOG_DOMAIN_GUIDANCE_PARTS_H_
