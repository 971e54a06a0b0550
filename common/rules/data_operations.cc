#include "common/rules/data_operations.h"

#include <algorithm>
#include <utility>

#include "common/rules/number_range.h"

namespace sangam::rules {
namespace {

using List = std::shared_ptr<const DatumList>;

Evaluated Undecided(UnknownCauses causes) { return {{}, std::move(causes)}; }

Evaluated Error(std::string what) {
  return Undecided({{UnknownReason::kEvaluationError, std::move(what)}});
}

bool IsNumber(const Datum& datum) {
  return absl::holds_alternative<int64_t>(datum) ||
         absl::holds_alternative<NumberRange>(datum);
}

Evaluated FromTruth(Truth truth, UnknownCauses causes) {
  if (truth == Truth::kUnknown) return Undecided(std::move(causes));
  return {truth == Truth::kTrue, {}};
}

template <typename T>
bool CompareValues(const T& a, Comparison comparison, const T& b) {
  switch (comparison) {
    case Comparison::kEqual:
      return a == b;
    case Comparison::kNotEqual:
      return !(a == b);
    case Comparison::kLess:
      return a < b;
    case Comparison::kLessOrEqual:
      return a <= b;
    case Comparison::kGreater:
      return a > b;
    case Comparison::kGreaterOrEqual:
      return a >= b;
  }
  return false;
}

// Of two elements; no list holds lists or counts between bounds.
bool SameDatum(const Datum& a, const Datum& b) {
  if (a.index() != b.index()) return false;
  if (const auto* number = absl::get_if<int64_t>(&a)) {
    return *number == absl::get<int64_t>(b);
  }
  if (const auto* truth = absl::get_if<bool>(&a)) {
    return *truth == absl::get<bool>(b);
  }
  if (const auto* text = absl::get_if<std::string>(&a)) {
    return *text == absl::get<std::string>(b);
  }
  if (const auto* day = absl::get_if<absl::CivilDay>(&a)) {
    return *day == absl::get<absl::CivilDay>(b);
  }
  return false;
}

// Lists are equal if they hold equal elements in the same order.
Evaluated ComparedLists(const DatumList& a, Comparison comparison,
                        const DatumList& b) {
  UnknownCauses causes = a.causes;
  AddCauses(b.causes, &causes);
  if (!a.IsCertain() || !b.IsCertain()) return Undecided(causes);
  const bool equal =
      std::equal(a.elements.begin(), a.elements.end(), b.elements.begin(),
                 b.elements.end(),
                 [](const DatumList::Element& x, const DatumList::Element& y) {
                   return SameDatum(x.value, y.value);
                 });
  return {equal == (comparison == Comparison::kEqual), {}};
}

}  // namespace

Evaluated NewList(std::vector<Datum> operands) {
  auto list = std::make_shared<DatumList>();
  for (Datum& operand : operands) {
    // A count between bounds is not one element or another.
    if (const auto* range = absl::get_if<NumberRange>(&operand)) {
      return Undecided(range->causes);
    }
    list->elements.emplace_back(std::move(operand), true);
  }
  return {List(std::move(list)), {}};
}

Evaluated Calculated(Arithmetic arithmetic, const Datum& a, const Datum& b) {
  const auto* left = absl::get_if<int64_t>(&a);
  const auto* right = absl::get_if<int64_t>(&b);
  if (left != nullptr && right != nullptr) {
    int64_t result = 0;
    const char* fault = Calculate(arithmetic, *left, *right, &result);
    if (fault != nullptr) return Error(fault);
    return {result, {}};
  }
  const NumberRange left_range = ToRange(a);
  const NumberRange right_range = ToRange(b);
  auto range = Calculate(arithmetic, left_range, right_range);
  if (range) return {FromRange(*std::move(range)), {}};
  UnknownCauses causes = left_range.causes;
  AddCauses(right_range.causes, &causes);
  return Undecided(causes);
}

Evaluated Compared(const Datum& a, Comparison comparison, const Datum& b) {
  if (IsNumber(a)) {
    const NumberRange left = ToRange(a);
    const NumberRange right = ToRange(b);
    UnknownCauses causes = left.causes;
    AddCauses(right.causes, &causes);
    return FromTruth(CompareRanges(left, comparison, right), causes);
  }
  if (const auto* list = absl::get_if<List>(&a)) {
    return ComparedLists(**list, comparison, *absl::get<List>(b));
  }
  if (const auto* truth = absl::get_if<bool>(&a)) {
    return {CompareValues(*truth, comparison, absl::get<bool>(b)), {}};
  }
  if (const auto* day = absl::get_if<absl::CivilDay>(&a)) {
    return {CompareValues(*day, comparison, absl::get<absl::CivilDay>(b)), {}};
  }
  return {CompareValues(absl::get<std::string>(a), comparison,
                        absl::get<std::string>(b)),
          {}};
}

Evaluated Contained(const Datum& what, const DatumList& list) {
  UnknownCauses causes;
  const auto* range = absl::get_if<NumberRange>(&what);
  for (const DatumList::Element& element : list.elements) {
    if (range != nullptr) {
      if (CompareRanges(*range, Comparison::kEqual, ToRange(element.value)) !=
          Truth::kFalse) {
        AddCauses(range->causes, &causes);
      }
    } else if (SameDatum(what, element.value)) {
      if (element.certain) return {true, {}};
      AddCauses(list.causes, &causes);
    }
  }
  if (!list.complete) AddCauses(list.causes, &causes);
  return causes.empty() ? Evaluated{false, {}} : Undecided(causes);
}

Evaluated Size(const Datum& of) {
  if (const auto* text = absl::get_if<std::string>(&of)) {
    return {CountCharacters(*text), {}};
  }
  const DatumList& list = *absl::get<List>(of);
  NumberRange count;
  count.causes = list.causes;
  for (const DatumList::Element& element : list.elements) {
    if (element.certain) ++count.least;
  }
  if (list.complete) count.most = static_cast<int64_t>(list.elements.size());
  return {FromRange(std::move(count)), {}};
}

}  // namespace sangam::rules
