// The words of the eligibility language.
//
// The built-in dictionary is read by reflection from the options on the fields
// of sangam.type.v1.Profile; there is no second list. The catalogue's records
// add departments' own attributes, derived ones, parameters and place sets.
#ifndef SANGAM_COMMON_RULES_ATTRIBUTE_DICTIONARY_H_
#define SANGAM_COMMON_RULES_ATTRIBUTE_DICTIONARY_H_

#include <map>
#include <memory>
#include <string>
#include <vector>

#include "absl/container/flat_hash_map.h"
#include "absl/container/flat_hash_set.h"
#include "absl/strings/string_view.h"
#include "google/protobuf/descriptor.h"
#include "sangam/scheme_catalog/v1/attribute.pb.h"
#include "sangam/scheme_catalog/v1/parameter.pb.h"
#include "sangam/scheme_catalog/v1/place_set.pb.h"
#include "sangam/type/v1/attribute_options.pb.h"

namespace sangam {

namespace rules {
struct TypedNode;
}  // namespace rules

// One attribute: what the checker, the evaluator and the explainer need.
struct AttributeInfo {
  // The name in expressions: "members", "subject.kind".
  std::string name;
  // The place in AttributeDictionary::all(), and so in a SubjectView.
  int index = 0;
  scheme_catalog::v1::AttributeType type =
      scheme_catalog::v1::ATTRIBUTE_TYPE_UNSPECIFIED;
  // Of a number; else UNSPECIFIED.
  type::v1::AttributeUnit unit = type::v1::ATTRIBUTE_UNIT_UNSPECIFIED;
  // UNKNOWN or FALSE, never UNSPECIFIED.
  type::v1::AttributeAbsence absence = type::v1::ATTRIBUTE_ABSENCE_UNKNOWN;
  // Whether a subject can change it by its own effort: only then can it be what
  // a near miss misses by.
  bool changeable = false;
  std::string label_en;
  std::string label_hi;
  std::string question_en;
  std::string question_hi;
  // The label and question in other languages, by BCP 47 code.
  std::map<std::string, std::string> more_labels;
  std::map<std::string, std::string> more_questions;
  // Where the values come from; never UNSPECIFIED.
  scheme_catalog::v1::AttributeOrigin origin =
      scheme_catalog::v1::ATTRIBUTE_ORIGIN_BUILT_IN;
  // The field of Profile that holds it. Null unless it is built in.
  const google::protobuf::FieldDescriptor* field = nullptr;
  // For an enum field: the values without their prefix ("SHG"), UNSPECIFIED
  // left out, in the order of their numbers. Empty: any value may occur.
  std::vector<std::string> allowed_values;
  // Of a derived one: the expression as written, and compiled.
  std::string derivation;
  std::shared_ptr<const rules::TypedNode> derivation_root;
  // Names under which rules may also know it.
  std::vector<std::string> former_names;
  // No new rule should use it.
  bool deprecated = false;
  // The name in expressions of what to use instead; may be empty.
  std::string replaced_by;

  // The label or question in a BCP 47 language ("hi", "hi-IN"), else in
  // English.
  const std::string& Label(absl::string_view language_code) const;
  const std::string& Question(absl::string_view language_code) const;
};

// A parameter: what the checker needs of it.
struct ParameterInfo {
  // "parameters/...".
  std::string name;
  scheme_catalog::v1::AttributeType type =
      scheme_catalog::v1::ATTRIBUTE_TYPE_UNSPECIFIED;
  // Of a number; else UNSPECIFIED.
  type::v1::AttributeUnit unit = type::v1::ATTRIBUTE_UNIT_UNSPECIFIED;
  // By BCP 47 code.
  std::map<std::string, std::string> titles;
};

struct BuiltDictionary;

// A fixed set of attributes, parameters and names of place sets. Immutable, so
// safe to share between threads. Rules and subject views made with it point
// into it.
class AttributeDictionary {
 public:
  // The attributes of Profile, no parameters, no place sets. Lives until the
  // program ends.
  static const AttributeDictionary& BuiltIn();

  // Built-in attributes (with the labels, questions, former names and
  // deprecation that `attributes` add to them), then departments' own and
  // derived ones, and the names of parameters and place sets. What is broken is
  // left out and told in `defects`, so that one bad record never takes the rest
  // down.
  static BuiltDictionary Build(
      const std::vector<scheme_catalog::v1::Attribute>& attributes,
      const std::vector<scheme_catalog::v1::Parameter>& parameters,
      const std::vector<scheme_catalog::v1::PlaceSet>& place_sets);

  AttributeDictionary(const AttributeDictionary&) = delete;
  AttributeDictionary& operator=(const AttributeDictionary&) = delete;

  // The attribute that has or had this name, or null. Names are case-sensitive.
  const AttributeInfo* Find(absl::string_view name) const;

  // All attributes: those of Profile's fields in their order, then the others.
  const std::vector<AttributeInfo>& all() const { return attributes_; }

  // The known name nearest to `name`, for "did you mean"; empty if none is
  // near.
  std::string NearestName(absl::string_view name) const;

  // The parameter "parameters/...", or null.
  const ParameterInfo* FindParameter(absl::string_view name) const;
  bool HasPlaceSet(absl::string_view name) const;
  // The known parameter or place set nearest to `name`; empty if none is near.
  std::string NearestParameter(absl::string_view name) const;
  std::string NearestPlaceSet(absl::string_view name) const;

  // Indexes of the derived attributes, each after those that it reads.
  const std::vector<int>& derivation_order() const { return derivation_order_; }

 private:
  class Builder;

  AttributeDictionary();

  std::vector<AttributeInfo> attributes_;
  absl::flat_hash_map<std::string, int> index_by_name_;
  std::map<std::string, ParameterInfo> parameters_;
  absl::flat_hash_set<std::string> place_sets_;
  std::vector<int> derivation_order_;
};

// A dictionary, and what was left out of it: one sentence for each defect,
// beginning with the resource's name.
struct BuiltDictionary {
  std::shared_ptr<const AttributeDictionary> dictionary;
  std::vector<std::string> defects;
};

}  // namespace sangam

#endif  // SANGAM_COMMON_RULES_ATTRIBUTE_DICTIONARY_H_
