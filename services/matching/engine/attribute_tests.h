// All tests of one attribute in the conditions of a version, and what the
// conditions come to where the attribute has another value.
#ifndef SANGAM_SERVICES_MATCHING_ENGINE_ATTRIBUTE_TESTS_H_
#define SANGAM_SERVICES_MATCHING_ENGINE_ATTRIBUTE_TESTS_H_

#include <array>
#include <memory>
#include <vector>

#include "common/rules/attribute_dictionary.h"
#include "common/rules/checked_node.h"
#include "common/rules/value.h"
#include "services/matching/catalog/compiled_version.h"
#include "services/matching/engine/match_context.h"

namespace sangam::matching {

// One test of the attribute.
struct AttributeTest {
  const rules::Predicate* predicate = nullptr;
  // Whether the rule wants it to hold, and whether it wants it not to: both
  // where it decides between two ways.
  bool wanted = false;
  bool unwanted = false;
  // The same with its parameter's value; null where it has none.
  std::shared_ptr<const rules::Predicate> with_value;

  const rules::Predicate& plain() const {
    return with_value == nullptr ? *predicate : *with_value;
  }
  bool HoldsAt(const rules::Value& value) const;
};

// For one subject on one date. Used by one thread; what it is made of outlives
// it. The version has no defect.
class AttributeTests {
 public:
  AttributeTests(const CompiledVersion& version, const AttributeInfo& attribute,
                 const MatchContext& context);

  const std::vector<AttributeTest>& all() const { return tests_; }
  const AttributeInfo& attribute() const { return attribute_; }
  // What the subject says; may be unknown.
  const rules::Value& actual() const {
    return context_.subject.value(attribute_.index);
  }

  // Rules that test it more often than is worth going through are left alone.
  bool AreFew() const;
  // Whether each test tells by the value alone: not so for lists, and for what
  // is computed of the attribute. If not, Candidates and AllHoldAt are not
  // called.
  bool TellByValue() const;

  // Whether the attribute can come to have this value: counts and months are
  // never less than none, and months only grow.
  bool CanBecome(const rules::Value& value) const;

  // Values that it can come to have, the nearest to the actual one first: where
  // some value meets the conditions, so does one of these, and none is nearer.
  // OtherText() stands for any text that no rule names.
  std::vector<rules::Value> Candidates() const;

  // Whether all conditions hold where the attribute has this value and
  // everything else is as it is.
  bool AllHoldAt(const rules::Value& value) const;

 private:
  void Collect(const rules::CheckedNode& node, bool wanted, bool unwanted);
  void Add(const rules::Predicate& predicate, bool wanted, bool unwanted);

  const CompiledVersion& version_;
  const AttributeInfo& attribute_;
  const MatchContext& context_;
  std::vector<AttributeTest> tests_;
  bool tell_by_value_ = true;
};

// A line's end.
const rules::Value& OtherText();

// How far apart two numbers or days are; of anything else, and of what is not
// known, 0.
__int128 Between(const rules::Value& a, const rules::Value& b);

}  // namespace sangam::matching

#endif  // SANGAM_SERVICES_MATCHING_ENGINE_ATTRIBUTE_TESTS_H_
