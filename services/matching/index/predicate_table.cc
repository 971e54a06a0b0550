#include "services/matching/index/predicate_table.h"

#include "common/rules/distance.h"
#include "services/matching/index/attribute_rows.h"

namespace sangam::matching {
namespace {

// What a failed test of an attribute lacks, if that is a number of months.
enum class Lack { kNoMonths, kFewerMonths, kMoreOrFewerMonths };

// Of a test that is indexed; on others the reference evaluator decides anyhow.
Lack LackOf(const Literal& literal) {
  const rules::Predicate& predicate = *literal.predicate;
  if (predicate.kind != rules::Predicate::Kind::kCompare ||
      predicate.values.empty() || !predicate.changeable() ||
      predicate.attribute->unit != type::v1::ATTRIBUTE_UNIT_MONTHS) {
    return Lack::kNoMonths;
  }
  switch (rules::Wanted(predicate.comparison, literal.negated)) {
    case rules::Comparison::kGreater:
    case rules::Comparison::kGreaterOrEqual:
    case rules::Comparison::kNotEqual:
      return Lack::kNoMonths;
    case rules::Comparison::kLess:
    case rules::Comparison::kLessOrEqual:
      // Below, the distance may not fit its type, and then it does not count.
      return absl::get<int64_t>(predicate.values.front()) > 0
                 ? Lack::kFewerMonths
                 : Lack::kMoreOrFewerMonths;
    default:
      return Lack::kMoreOrFewerMonths;
  }
}

}  // namespace

void PredicateTable::Add(const Place& place, uint32_t conjunct,
                         bool is_alternative) {
  if (place.tests == nullptr) return;
  place.tests->occurrences.push_back(
      {conjunct, place.number, place.negated, is_alternative});
}

std::vector<const AttributeTests*> PredicateTable::tests() const {
  std::vector<const AttributeTests*> tests;
  for (const AttributeTests& attribute : by_attribute_) {
    if (!attribute.occurrences.empty()) tests.push_back(&attribute);
  }
  return tests;
}

const PredicateTable::Known& PredicateTable::Find(
    const rules::Predicate& predicate) {
  Recent& recent = recent_[reinterpret_cast<uintptr_t>(&predicate) /
                           sizeof(void*) * 31 / sizeof(void*) % kRecent];
  if (recent.predicate == &predicate) return *recent.known;
  const auto [found, added] = by_predicate_.emplace(&predicate, nullptr);
  if (added) {
    found->second = &known_.emplace_back();
    Describe(predicate, found->second);
  }
  recent = {&predicate, found->second};
  return *recent.known;
}

void PredicateTable::Describe(const rules::Predicate& predicate, Known* known) {
  if (!IsIndexed(predicate)) return;
  for (const bool negated : {false, true}) {
    Place& place = known->places[negated ? 1 : 0];
    const Lack lack = LackOf({&predicate, negated, false});
    place.negated = negated;
    place.added = {true, lack == Lack::kMoreOrFewerMonths};
    const AttributeInfo* attribute = predicate.attribute;
    if (attribute == nullptr) {
      place.tests = &by_attribute_.back();
    } else {
      const bool wants_fewer = lack == Lack::kFewerMonths;
      place.tests =
          &by_attribute_[2 * attribute->index + (wants_fewer ? 1 : 0)];
      place.tests->attribute = attribute;
      place.tests->changeable = attribute->changeable && !wants_fewer;
    }
    // Mostly both stand together.
    if (negated && place.tests == known->places[0].tests) {
      place.number = known->places[0].number;
      continue;
    }
    place.number = static_cast<uint32_t>(place.tests->predicates.size());
    place.tests->predicates.push_back(&predicate);
  }
}

}  // namespace sangam::matching
