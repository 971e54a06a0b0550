// Random rules and subjects for differential tests. Every draw depends on the
// generator's seed alone.
#ifndef SANGAM_COMMON_RULES_RANDOM_RULES_H_
#define SANGAM_COMMON_RULES_RANDOM_RULES_H_

#include <random>
#include <string>
#include <vector>

#include "absl/container/flat_hash_map.h"
#include "common/rules/attribute_dictionary.h"
#include "common/rules/expression.h"
#include "common/rules/reference_data.h"
#include "sangam/type/v1/profile.pb.h"

namespace sangam::rules {

// A fixed set of places: two states, each with two districts and four blocks.
class SamplePlaces : public PlaceDirectory {
 public:
  SamplePlaces();
  absl::optional<PlaceChain> ChainOf(absl::string_view place) const override;
  // "State 1"; districts and blocks have no title.
  std::string TitleOf(absl::string_view place) const override;
  uint64_t generation() const override { return generation_; }

 private:
  const uint64_t generation_ = NewGeneration();
  absl::flat_hash_map<std::string, PlaceChain> chains_;
};

// The dictionary and the references of the rule cases: tests/rules/README.md
// lists what is in it. The last two live until the program ends.
std::vector<scheme_catalog::v1::Attribute> SampleAttributes();
std::vector<scheme_catalog::v1::Parameter> SampleParameters();
std::vector<scheme_catalog::v1::PlaceSet> SamplePlaceSets();
const AttributeDictionary& SampleDictionary();
const DatedReferences& SampleReferences();

// Draws rules and profiles over the same few attributes, so that they meet.
class RandomRules {
 public:
  explicit RandomRules(unsigned seed) : random_(seed) {}

  // A number from 0 to `below` - 1.
  int Draw(int below) { return static_cast<int>(random_() % below); }

  // The text of a rule of at most `depth` levels of && || !.
  // `only_attributes` leaves out has(), place.within() and received().
  std::string Rule(int depth, bool only_attributes = false);

  // The text of a rule over SampleDictionary() that uses every construct of the
  // language: ?:, arithmetic, macros, children, parameters, place sets, ...
  std::string FullRule(int depth);

  // A profile; each attribute is missing once in three times.
  type::v1::Profile Profile();
  // The same with industries, children and departments' attributes.
  type::v1::Profile FullProfile();

  // A tree of any shape that the grammar allows, whatever it means.
  Expression Tree(int depth);

 private:
  std::string Test(bool only_attributes);
  std::string FullTest(int depth);
  // An expression that is a number.
  std::string Number(int depth);
  // A condition on the variable `c` over children.
  std::string ChildTest();
  Expression Operand(int depth);

  std::mt19937 random_;
};

}  // namespace sangam::rules

#endif  // SANGAM_COMMON_RULES_RANDOM_RULES_H_
