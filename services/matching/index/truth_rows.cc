#include "services/matching/index/truth_rows.h"

#include <algorithm>

namespace sangam::matching {
namespace {

using rules::Predicate;

constexpr int kNotGiven = 2;

bool Holds(const Predicate& predicate, bool truth, bool given) {
  switch (predicate.kind) {
    case Predicate::Kind::kHas:
      return given;
    case Predicate::Kind::kIsTrue:
      return truth;
    case Predicate::Kind::kIn:
      return std::find(predicate.values.begin(), predicate.values.end(),
                       rules::Value(truth)) != predicate.values.end();
    default:
      return (absl::get<bool>(predicate.values.front()) == truth) ==
             (predicate.comparison == rules::Comparison::kEqual);
  }
}

}  // namespace

TruthRows::TruthRows(const AttributeTests& tests, size_t words)
    : attribute_(*tests.attribute),
      changeable_(tests.changeable),
      missing_(tests, words),
      rows_(words) {
  for (const int code : {0, 1, kNotGiven}) {
    rows_.Add();
    for (const Occurrence& occurrence : tests.occurrences) {
      const bool holds = Holds(*tests.predicates[occurrence.predicate],
                               code == 1, code != kNotGiven);
      if (holds == occurrence.negated) SetBit(rows_[code], occurrence.conjunct);
    }
  }
  rows_.Shrink();
}

void TruthRows::AddTo(const SubjectView& subject,
                      const ReferenceData& /*reference*/, WorkRows* /*work*/,
                      VerdictRows* rows) const {
  const auto* truth = absl::get_if<bool>(&subject.value(attribute_.index));
  if (truth == nullptr) return missing_.AddTo(rows);
  const int given_code = *truth ? 1 : 0;
  const int code = subject.Has(attribute_.index) ? given_code : kNotGiven;
  AddFails(rows_[code], changeable_, rows);
}

}  // namespace sangam::matching
