#include "services/matching/catalog/same_words.h"

#include <algorithm>
#include <string>
#include <tuple>

namespace sangam::matching {
namespace {

// All that an attribute is, but for what its derivation compiles to: that
// follows from its text, where all attributes are the same.
auto Everything(const AttributeInfo& info) {
  return std::tie(info.name, info.index, info.type, info.unit, info.absence,
                  info.changeable, info.label_en, info.label_hi,
                  info.question_en, info.question_hi, info.more_labels,
                  info.more_questions, info.origin, info.field,
                  info.allowed_values, info.derivation, info.former_names,
                  info.deprecated, info.replaced_by);
}

bool IsSame(const ParameterInfo* a, const ParameterInfo* b) {
  if (a == nullptr || b == nullptr) return a == b;
  return std::tie(a->name, a->type, a->unit, a->titles) ==
         std::tie(b->name, b->type, b->unit, b->titles);
}

template <typename Resource>
bool HaveSameNames(const ResourcesByName<Resource>& a,
                   const ResourcesByName<Resource>& b) {
  return std::equal(
      a.begin(), a.end(), b.begin(), b.end(),
      [](const auto& x, const auto& y) { return x.first == y.first; });
}

}  // namespace

bool HaveSameWords(const AttributeDictionary& a, const CatalogWords& words_of_a,
                   const AttributeDictionary& b,
                   const CatalogWords& words_of_b) {
  const auto same_attribute = [](const auto& x, const auto& y) {
    return Everything(x) == Everything(y);
  };
  if (!std::equal(a.all().begin(), a.all().end(), b.all().begin(),
                  b.all().end(), same_attribute) ||
      a.derivation_order() != b.derivation_order() ||
      !HaveSameNames(words_of_a.parameters, words_of_b.parameters) ||
      !HaveSameNames(words_of_a.place_sets, words_of_b.place_sets)) {
    return false;
  }
  for (const auto& [name, parameter] : words_of_a.parameters) {
    if (!IsSame(a.FindParameter(name), b.FindParameter(name))) return false;
  }
  for (const auto& [name, place_set] : words_of_a.place_sets) {
    if (a.HasPlaceSet(name) != b.HasPlaceSet(name)) return false;
  }
  return true;
}

}  // namespace sangam::matching
