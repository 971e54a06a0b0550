#include "services/matching/index/attribute_rows.h"

#include "common/rules/typed_node.h"
#include "services/matching/index/category_rows.h"
#include "services/matching/index/evaluated_rows.h"
#include "services/matching/index/interval_rows.h"
#include "services/matching/index/list_rows.h"
#include "services/matching/index/received_rows.h"
#include "services/matching/index/truth_rows.h"

namespace sangam::matching {
namespace {

using rules::Comparison;
using rules::Predicate;

// The evaluator takes a step for each element of a list; where a rule leaves a
// test too few, only the evaluator can tell.
constexpr int64_t kStepsBesideElements = 8;

bool HasSteps(const Predicate& predicate) {
  return predicate.step_budget >
         static_cast<int64_t>(predicate.values.size()) + kStepsBesideElements;
}

bool IsValueTest(const Predicate& predicate, bool ordered) {
  if (predicate.kind == Predicate::Kind::kIn) return HasSteps(predicate);
  return predicate.kind == Predicate::Kind::kCompare &&
         !predicate.values.empty() && HasSteps(predicate) &&
         (ordered || predicate.comparison == Comparison::kEqual ||
          predicate.comparison == Comparison::kNotEqual);
}

// has() of what has no rows of its own.
class HasRows : public AttributeRows {
 public:
  HasRows(const AttributeTests& tests, size_t words)
      : attribute_(*tests.attribute),
        changeable_(tests.changeable),
        missing_(tests, words),
        given_(words) {
    given_.Add();
    for (const Occurrence& occurrence : tests.occurrences) {
      if (occurrence.negated) SetBit(given_[0], occurrence.conjunct);
    }
  }

  void AddTo(const SubjectView& subject, const ReferenceData& /*reference*/,
             WorkRows* /*work*/, VerdictRows* rows) const override {
    if (subject.Has(attribute_.index)) {
      AddFails(given_[0], changeable_, rows);
    } else {
      missing_.AddTo(rows);
    }
  }

  size_t bytes() const override { return missing_.bytes() + given_.bytes(); }

 private:
  const AttributeInfo& attribute_;
  const bool changeable_;
  MissingRows missing_;
  BitRows given_;
};

}  // namespace

MissingRows::MissingRows(const AttributeTests& tests, size_t words)
    : rows_(words), is_changeable_(tests.changeable) {
  rows_.Add();
  for (const Occurrence& occurrence : tests.occurrences) {
    if (tests.predicates[occurrence.predicate]->kind != Predicate::Kind::kHas) {
      SetBit(rows_[0], occurrence.conjunct);
      has_unknowns_ = true;
    } else if (!occurrence.negated) {
      if (!has_fails_) rows_.Add();
      has_fails_ = true;
      SetBit(rows_[1], occurrence.conjunct);
    }
  }
  rows_.Shrink();
}

void MissingRows::AddTo(VerdictRows* rows) const {
  if (has_unknowns_) rows->unknowns.push_back(rows_[0]);
  if (has_fails_) AddFails(rows_[1], is_changeable_, rows);
}

void AddFails(const uint64_t* row, bool is_changeable, VerdictRows* rows) {
  (is_changeable ? rows->changeable_fails : rows->fixed_fails).push_back(row);
}

bool IsIndexed(const Predicate& predicate) {
  if (predicate.kind == Predicate::Kind::kReceived) return true;
  if (predicate.attribute == nullptr) return false;
  if (predicate.kind == Predicate::Kind::kHas) return true;
  switch (predicate.attribute->type) {
    case scheme_catalog::v1::ATTRIBUTE_TYPE_NUMBER:
    case scheme_catalog::v1::ATTRIBUTE_TYPE_DATE:
      return IsValueTest(predicate, true);
    case scheme_catalog::v1::ATTRIBUTE_TYPE_TRUTH:
      return predicate.kind == Predicate::Kind::kIsTrue ||
             IsValueTest(predicate, false);
    case scheme_catalog::v1::ATTRIBUTE_TYPE_TEXT:
      return IsValueTest(predicate, false);
    case scheme_catalog::v1::ATTRIBUTE_TYPE_LIST:
      return predicate.kind == Predicate::Kind::kContains ||
             predicate.kind == Predicate::Kind::kNicWithin;
    case scheme_catalog::v1::ATTRIBUTE_TYPE_PLACE:
      return predicate.kind == Predicate::Kind::kWithin;
    default:
      return false;
  }
}

std::unique_ptr<AttributeRows> MakeAttributeRows(const AttributeTests& tests,
                                                 size_t words,
                                                 const RowRoom& room) {
  if (tests.attribute == nullptr) {
    return std::make_unique<ReceivedRows>(tests, words);
  }
  switch (tests.attribute->type) {
    case scheme_catalog::v1::ATTRIBUTE_TYPE_NUMBER:
    case scheme_catalog::v1::ATTRIBUTE_TYPE_DATE:
      return std::make_unique<IntervalRows>(tests, words, room);
    case scheme_catalog::v1::ATTRIBUTE_TYPE_TRUTH:
      return std::make_unique<TruthRows>(tests, words);
    case scheme_catalog::v1::ATTRIBUTE_TYPE_TEXT:
      return std::make_unique<CategoryRows>(tests, words);
    case scheme_catalog::v1::ATTRIBUTE_TYPE_LIST:
      if (tests.attribute->name == rules::kNicAttribute) {
        return std::make_unique<EvaluatedRows>(tests, words);
      }
      return std::make_unique<ListRows>(tests, words);
    case scheme_catalog::v1::ATTRIBUTE_TYPE_PLACE:
      if (tests.attribute->name == rules::kPlaceAttribute) {
        return std::make_unique<EvaluatedRows>(tests, words);
      }
      return std::make_unique<HasRows>(tests, words);
    default:
      return std::make_unique<HasRows>(tests, words);
  }
}

}  // namespace sangam::matching
