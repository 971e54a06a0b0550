// What rules come to where an attribute has another value than is known.
#ifndef SANGAM_SERVICES_MATCHING_ENGINE_SUPPOSED_VALUE_H_
#define SANGAM_SERVICES_MATCHING_ENGINE_SUPPOSED_VALUE_H_

#include <functional>
#include <vector>

#include "common/rules/checked_node.h"
#include "common/rules/truth.h"
#include "common/rules/value.h"
#include "sangam/type/v1/attribute_options.pb.h"

namespace sangam::matching {

// Whether numbers of the unit are 0 or more.
bool IsNeverNegative(type::v1::AttributeUnit unit);

// Whether a test of its attribute tells by the value alone.
bool IsPlainTest(const rules::Predicate& test);

// Of a plain test, and a value of the type that it tests.
bool Holds(const rules::Predicate& test, const rules::Value& value);

// Each part of the values in which no test of `bound` changes has one here.
void AddValuesAround(const rules::Value& bound,
                     std::vector<rules::Value>* values);

// What a rule comes to, by the tables of truth.h, if its tests come to this.
Truth TruthSupposing(
    const rules::CheckedNode& node,
    const std::function<Truth(const rules::Predicate& test)>& truth_of);

}  // namespace sangam::matching

#endif  // SANGAM_SERVICES_MATCHING_ENGINE_SUPPOSED_VALUE_H_
