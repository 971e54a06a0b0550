// Makes a dictionary out of the catalogue's records.
#ifndef SANGAM_COMMON_RULES_DICTIONARY_BUILDER_H_
#define SANGAM_COMMON_RULES_DICTIONARY_BUILDER_H_

#include <memory>
#include <string>
#include <vector>

#include "absl/status/status.h"
#include "common/rules/attribute_dictionary.h"
#include "common/rules/expression.h"

namespace sangam {

// Used within one call of AttributeDictionary::Build; not thread-safe. Call the
// Add functions in the order in which they stand here, then Take.
class AttributeDictionary::Builder {
 public:
  // Room for so many records: attributes must not move once others point to
  // them.
  explicit Builder(size_t records);

  void AddParameter(const scheme_catalog::v1::Parameter& parameter);
  void AddPlaceSet(const scheme_catalog::v1::PlaceSet& set);
  // What a record of a built-in attribute adds to it.
  void AddToBuiltIn(const scheme_catalog::v1::Attribute& attribute);
  void AddRecorded(const scheme_catalog::v1::Attribute& attribute);
  void AddFormerNames();
  // All derived ones at once: they may read one another.
  void AddDerived(
      const std::vector<const scheme_catalog::v1::Attribute*>& attributes);

  BuiltDictionary Take();

 private:
  void Defect(const std::string& record, absl::string_view field,
              absl::string_view what);
  // The attribute as the record describes it; null after a defect.
  std::unique_ptr<AttributeInfo> Described(
      const scheme_catalog::v1::Attribute& attribute);
  AttributeInfo& Add(AttributeInfo info);
  void DefectOfDerivation(const std::string& name, const absl::Status& status);
  void Compile(AttributeInfo info, const rules::Expression& expression);
  void AddFormerNames(AttributeInfo* info);

  std::shared_ptr<AttributeDictionary> dictionary_;
  std::vector<std::string> defects_;
};

}  // namespace sangam

#endif  // SANGAM_COMMON_RULES_DICTIONARY_BUILDER_H_
