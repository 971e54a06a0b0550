#include "services/matching/index/index_part.h"

#include <algorithm>
#include <numeric>
#include <utility>

#include "services/matching/index/alternative_tests.h"
#include "services/matching/index/predicate_table.h"
#include "services/matching/index/reference_verdict.h"

namespace sangam::matching {
namespace {

// The rows of marks.
enum Mark { kAbsent, kNeverNear, kResidual, kMarks };

// The normal forms of all versions, one after another. Rules lie all over the
// memory, so they are read but once.
struct LoweredVersions {
  // By version; by version and the end; by conjunct; by conjunct and the end.
  std::vector<bool> complete;
  std::vector<uint32_t> first_conjunct = {0};
  std::vector<bool> may_be_near;
  std::vector<uint32_t> first_literal = {0};
  std::vector<const PredicateTable::Place*> literals;
  std::vector<bool> is_alternative;

  void Add(NormalForm form, PredicateTable* table) {
    JoinAlternatives(&form);
    for (const Conjunct& conjunct : form.conjuncts) {
      for (const Literal& literal : conjunct.literals) {
        literals.push_back(&table->PlaceOf(literal));
        is_alternative.push_back(literal.is_alternative);
      }
      may_be_near.push_back(conjunct.may_be_near);
      first_literal.push_back(static_cast<uint32_t>(literals.size()));
    }
    complete.push_back(form.complete);
    first_conjunct.push_back(static_cast<uint32_t>(may_be_near.size()));
  }
  uint32_t ConjunctsOf(uint32_t version) const {
    return first_conjunct[version + 1] - first_conjunct[version];
  }
};

// The planes that the kernel fills.
constexpr size_t kPlaneCount = 5;

size_t PlaneRowWords(const ConjunctLayout& layout) {
  const size_t tile = BitRows::kWordsPerTile;
  return (layout.plane_words() + tile - 1) / tile * tile;
}

bool IsSound(const IndexPart::Versions::value_type& version) {
  return version != nullptr && version->defect.empty();
}

}  // namespace

IndexPart::IndexPart(Versions versions, size_t attributes,
                     const PartMaking& making, std::vector<uint32_t>* order) {
  PredicateTable table(attributes);
  LoweredVersions lowered;
  for (const auto& version : versions) {
    lowered.Add(IsSound(version) ? making.lower(*version) : NormalForm(),
                &table);
  }
  std::vector<uint32_t> given(versions.size());
  std::iota(given.begin(), given.end(), 0);
  if (order != nullptr) {
    std::stable_sort(given.begin(), given.end(), [&](uint32_t a, uint32_t b) {
      return lowered.ConjunctsOf(a) > lowered.ConjunctsOf(b);
    });
    *order = given;
  }
  std::vector<uint32_t> conjuncts;
  versions_.reserve(versions.size());
  for (const uint32_t i : given) {
    versions_.push_back(std::move(versions[i]));
    conjuncts.push_back(lowered.ConjunctsOf(i));
  }
  layout_ = ConjunctLayout(conjuncts);

  marks_ = BitRows(layout_.words());
  for (size_t marks = 0; marks < kMarks; ++marks) marks_.Add();
  std::fill_n(marks_[kAbsent], layout_.words(), ~uint64_t{0});
  defects_.assign(words(), 0);
  doubtful_near_.assign(words(), 0);
  for (uint32_t place = 0; place < versions_.size(); ++place) {
    if (versions_[place] != nullptr && !versions_[place]->defect.empty()) {
      SetBit(defects_.data(), place);
    }
    const uint32_t version = given[place];
    for (uint32_t j = 0; j < conjuncts[place]; ++j) {
      const uint32_t conjunct = lowered.first_conjunct[version] + j;
      const uint32_t bit = layout_.BitOf(place, j);
      ClearBit(marks_[kAbsent], bit);
      if (!lowered.may_be_near[conjunct]) SetBit(marks_[kNeverNear], bit);
      bool is_residual = !lowered.complete[version];
      for (uint32_t at = lowered.first_literal[conjunct];
           at < lowered.first_literal[conjunct + 1]; ++at) {
        const PredicateTable::Place& literal = *lowered.literals[at];
        table.Add(literal, bit, lowered.is_alternative[at]);
        if (!literal.added.is_indexed) is_residual = true;
        if (literal.added.is_doubtful) SetBit(doubtful_near_.data(), place);
      }
      if (is_residual) {
        SetBit(marks_[kResidual], bit);
        has_residuals_ = true;
      }
    }
  }
  for (const AttributeTests* tests : table.tests()) {
    attributes_.push_back(
        MakeAttributeRows(*tests, layout_.words(), making.room));
  }
}

void IndexPart::Classify(const SubjectView& subject,
                         const ReferenceData& reference,
                         const uint64_t* in_force, Scratch* scratch,
                         const PlaneWords& planes) const {
  scratch->rows_.Reset(layout_.words());
  scratch->planes_.Reset(PlaneRowWords(layout_));
  VerdictRows& rows = scratch->verdict_rows_;
  rows.Clear();
  rows.absent = marks_[kAbsent];
  rows.never_near = marks_[kNeverNear];
  if (has_residuals_) rows.residuals.push_back(marks_[kResidual]);
  for (const auto& attribute : attributes_) {
    attribute->AddTo(subject, reference, &scratch->rows_, &rows);
  }
  uint64_t* folded[kPlaneCount];
  for (uint64_t*& plane : folded) plane = scratch->planes_.Take();
  const KernelPlanes found = {folded[0], folded[1], folded[2], folded[3],
                              folded[4]};
  FoldVerdicts(layout_, rows, found);
  uint64_t* const asked = scratch->planes_.Take();
  const bool any = SettleVerdicts(
      found, {in_force, defects_.data(), doubtful_near_.data()}, words(),
      {planes.eligible, planes.needs_information, planes.near_miss, asked});
  for (size_t i = 0; any && i < words(); ++i) {
    for (uint64_t rest = asked[i]; rest != 0; rest &= rest - 1) {
      DecideAt(i * 64 + __builtin_ctzll(rest), subject, reference, planes);
    }
  }
}

void IndexPart::DecideAt(size_t place, const SubjectView& subject,
                         const ReferenceData& reference,
                         const PlaneWords& planes) const {
  const auto bit = static_cast<uint32_t>(place);
  ClearBit(planes.needs_information, bit);
  ClearBit(planes.near_miss, bit);
  switch (Decide(*versions_[place], subject, reference).verdict) {
    case v1::VERDICT_ELIGIBLE:
      return SetBit(planes.eligible, bit);
    case v1::VERDICT_NEEDS_INFORMATION:
      return SetBit(planes.needs_information, bit);
    case v1::VERDICT_NEAR_MISS:
      return SetBit(planes.near_miss, bit);
    default:
      return;
  }
}

size_t IndexPart::bytes() const {
  size_t bytes =
      sizeof(*this) + versions_.capacity() * sizeof(versions_[0]) +
      layout_.bytes() + marks_.bytes() +
      (defects_.capacity() + doubtful_near_.capacity()) * sizeof(uint64_t);
  for (const auto& attribute : attributes_) bytes += attribute->bytes();
  return bytes;
}

}  // namespace sangam::matching
