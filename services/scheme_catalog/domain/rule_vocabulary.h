// The words of the eligibility language, as one check needs them.
#ifndef SANGAM_SERVICES_SCHEME_CATALOG_DOMAIN_RULE_VOCABULARY_H_
#define SANGAM_SERVICES_SCHEME_CATALOG_DOMAIN_RULE_VOCABULARY_H_

#include <map>
#include <set>
#include <string>
#include <vector>

#include "absl/strings/string_view.h"
#include "common/rules/attribute_dictionary.h"
#include "common/rules/rule.h"
#include "common/rules/value_rule.h"
#include "common/validation/violations.h"

namespace sangam::scheme_catalog {

// The words that the rules of one record may use, and those that they did use.
// Made for one check; the dictionary outlives it. Not thread-safe.
class RuleVocabulary {
 public:
  explicit RuleVocabulary(const AttributeDictionary* dictionary)
      : dictionary_(*dictionary) {}

  // Add the faults of an expression, with lines and columns, on `field`. The
  // first is for one that is true or false, the second for a number in paise.
  void CheckCondition(Violations& violations, const std::string& field,
                      const std::string& expression);
  void CheckPaise(Violations& violations, const std::string& field,
                  const std::string& expression);

  // Notes what an expression names, if it compiles.
  void NoteValue(const std::string& field, const std::string& expression);

  // The attribute of this name, or of this former name, and notes that it is
  // used; adds a fault on `field` and gives null if there is none.
  const AttributeInfo* FindAttribute(Violations& violations,
                                     const std::string& field,
                                     const std::string& name);

  // Whether anything so far did not compile, or named no attribute.
  bool faulty() const { return faulty_; }

  // What was named so far: "attributes/members" (by its present name),
  // "parameters/...", "placeSets/...", "schemes/..."; each once, sorted. Places
  // are of the registry and are not listed.
  std::vector<std::string> names_used() const {
    return {names_used_.begin(), names_used_.end()};
  }
  // Where a scheme is named: in this field, and there at "line 1, column 11: ".
  struct SchemeMention {
    std::string field;
    std::string place;
  };
  // The schemes among them that conditions and sums name, each with the first
  // place that does.
  const std::map<std::string, SchemeMention>& schemes_named() const {
    return schemes_named_;
  }

 private:
  template <typename AnyRule>
  void Note(const std::string& field, const AnyRule& rule);
  void AddCompileFaults(Violations& violations, const std::string& field,
                        const absl::Status& status);

  const AttributeDictionary& dictionary_;
  bool faulty_ = false;
  std::set<std::string> names_used_;
  std::map<std::string, SchemeMention> schemes_named_;
};

}  // namespace sangam::scheme_catalog

#endif  // SANGAM_SERVICES_SCHEME_CATALOG_DOMAIN_RULE_VOCABULARY_H_
