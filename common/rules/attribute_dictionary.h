// The words of the eligibility language.
//
// The built-in dictionary is read by reflection from the options on the fields
// of sangam.type.v1.Profile; there is no second list.
#ifndef SANGAM_COMMON_RULES_ATTRIBUTE_DICTIONARY_H_
#define SANGAM_COMMON_RULES_ATTRIBUTE_DICTIONARY_H_

#include <string>
#include <vector>

#include "absl/container/flat_hash_map.h"
#include "absl/strings/string_view.h"
#include "google/protobuf/descriptor.h"
#include "sangam/scheme_catalog/v1/attribute.pb.h"
#include "sangam/type/v1/attribute_options.pb.h"

namespace sangam {

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
  // The field of Profile that holds it.
  const google::protobuf::FieldDescriptor* field = nullptr;
  // For an enum field: the values without their prefix ("SHG"), UNSPECIFIED
  // left out, in the order of their numbers. Empty: any value may occur.
  std::vector<std::string> allowed_values;

  // The label or question in a BCP 47 language ("hi", "hi-IN"), else in
  // English.
  const std::string& Label(absl::string_view language_code) const;
  const std::string& Question(absl::string_view language_code) const;
};

// A fixed set of attributes. Immutable, so safe to share between threads.
class AttributeDictionary {
 public:
  // The attributes of Profile. Lives until the program ends.
  static const AttributeDictionary& BuiltIn();

  AttributeDictionary(const AttributeDictionary&) = delete;
  AttributeDictionary& operator=(const AttributeDictionary&) = delete;

  // The attribute of this name, or null. Names are case-sensitive.
  const AttributeInfo* Find(absl::string_view name) const;

  // All attributes, in the order of Profile's fields.
  const std::vector<AttributeInfo>& all() const { return attributes_; }

  // The known name nearest to `name`, for "did you mean"; empty if none is
  // near.
  std::string NearestName(absl::string_view name) const;

 private:
  AttributeDictionary();

  std::vector<AttributeInfo> attributes_;
  absl::flat_hash_map<std::string, int> index_by_name_;
};

}  // namespace sangam

#endif  // SANGAM_COMMON_RULES_ATTRIBUTE_DICTIONARY_H_
