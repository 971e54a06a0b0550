#include "services/matching/index/list_rows.h"

#include <algorithm>
#include <limits>

#include "absl/container/inlined_vector.h"
#include "services/matching/index/category_rows.h"

namespace sangam::matching {
namespace {

using rules::Predicate;

// Steps of a test beside those for the elements.
constexpr int64_t kStepsBesideElements = 8;

}  // namespace

ListRows::ListRows(const AttributeTests& tests, size_t words)
    : attribute_(*tests.attribute),
      changeable_(tests.changeable),
      missing_(tests, words),
      unwanted_(words),
      always_(words),
      most_elements_(std::numeric_limits<int64_t>::max()) {
  std::vector<uint32_t> code_of_test(tests.predicates.size());
  for (size_t i = 0; i < tests.predicates.size(); ++i) {
    const Predicate& predicate = *tests.predicates[i];
    most_elements_ =
        std::min(most_elements_, predicate.step_budget - kStepsBesideElements);
    if (predicate.kind == Predicate::Kind::kHas) continue;
    code_of_test[i] =
        codes_
            .emplace(absl::get<std::string>(predicate.values.front()),
                     static_cast<uint32_t>(codes_.size()))
            .first->second;
  }
  const auto visit = [&](const Occurrence* first, const Occurrence* last) {
    size_t turn = 0;
    for (const Occurrence* o = first; o != last; ++o) {
      if (tests.predicates[o->predicate]->kind == Predicate::Kind::kHas) {
        if (!o->negated) continue;
        if (always_.empty()) always_.Add();
        SetBit(always_[0], o->conjunct);
      } else if (o->negated) {
        unwanted_.AddDifference(code_of_test[o->predicate], o->conjunct);
      } else {
        const uint32_t code = code_of_test[o->predicate];
        if (!o->is_alternative) {
          if (turn == wanted_.size()) wanted_.emplace_back(words);
          SetBit(wanted_[turn++].common_for_build(), o->conjunct);
        }
        wanted_[turn - 1].AddDifference(code, o->conjunct);
      }
    }
  };
  ForEachConjunct(tests, visit);
  const auto codes = static_cast<uint32_t>(codes_.size());
  for (CodedRows& rows : wanted_) rows.Finish(codes);
  unwanted_.Finish(codes);
}

void ListRows::AddTo(const SubjectView& subject,
                     const ReferenceData& /*reference*/, WorkRows* work,
                     VerdictRows* rows) const {
  const auto* list =
      absl::get_if<std::vector<std::string>>(&subject.value(attribute_.index));
  if (list == nullptr) return missing_.AddTo(rows);
  if (static_cast<int64_t>(list->size()) > most_elements_) {
    rows->residuals.push_back(missing_.undecided());
    if (!always_.empty()) {
      AddFails(always_[0], changeable_, rows);
    }
    return;
  }
  // What fails, in a kept row as long as nothing must be changed in it.
  const uint64_t* fails = nullptr;
  uint64_t* own = nullptr;
  const auto make_own = [&] {
    if (own == nullptr) {
      own = fails == nullptr ? work->TakeZeros() : work->TakeCopy(fails);
    }
    fails = own;
    return own;
  };
  const auto add = [&](const uint64_t* more) {
    if (fails == nullptr) {
      fails = more;
      return;
    }
    uint64_t* const row = make_own();
    for (size_t i = 0; i < work->words_per_row(); ++i) row[i] |= more[i];
  };

  absl::InlinedVector<uint32_t, 16> codes;
  for (const std::string& element : *list) {
    const auto code = codes_.find(element);
    if (code != codes_.end()) codes.push_back(code->second);
  }
  for (const CodedRows& wanted : wanted_) {
    const uint64_t* row = wanted.common();
    uint64_t* joined = nullptr;
    for (const uint32_t code : codes) {
      if (wanted.IsCommon(code)) continue;
      if (row == wanted.common()) {
        row = wanted.RowOf(code, work);
        continue;
      }
      if (joined == nullptr) row = joined = work->TakeCopy(row);
      wanted.AndInto(code, joined);
    }
    add(row);
  }
  for (const uint32_t code : codes) {
    if (!unwanted_.IsCommon(code)) unwanted_.OrInto(code, make_own());
  }
  if (!always_.empty()) add(always_[0]);
  if (fails != nullptr) AddFails(fails, changeable_, rows);
}

size_t ListRows::bytes() const {
  size_t bytes =
      missing_.bytes() + BytesOf(codes_) + unwanted_.bytes() + always_.bytes();
  for (const CodedRows& rows : wanted_) bytes += rows.bytes();
  return bytes;
}

}  // namespace sangam::matching
