#include "services/matching/index/forward_index.h"

#include <algorithm>
#include <numeric>
#include <utility>

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

  void Add(const NormalForm& form, PredicateTable* table) {
    for (const Conjunct& conjunct : form.conjuncts) {
      for (const Literal& literal : conjunct.literals) {
        literals.push_back(&table->PlaceOf(literal));
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

size_t PlaneWords(const ConjunctLayout& layout) {
  const size_t tile = BitRows::kWordsPerTile;
  return (layout.plane_words() + tile - 1) / tile * tile;
}

}  // namespace

std::shared_ptr<const ForwardIndex> ForwardIndex::Build(
    const CatalogSnapshot& catalog, const ForwardIndex* /*previous*/) {
  return std::shared_ptr<const ForwardIndex>(
      new ForwardIndex(catalog, &NormalFormOf));
}

ForwardIndex::ForwardIndex(const CatalogSnapshot& catalog,
                           LoweringFunction lower)
    : id_(NewGeneration()), days_(&catalog, &positions_) {
  PredicateTable table(catalog.dictionary().all().size());
  std::vector<Position> unsorted;
  LoweredVersions lowered;
  const auto& schemes = catalog.schemes();
  for (uint32_t scheme = 0; scheme < schemes.size(); ++scheme) {
    const auto& versions = schemes[scheme].versions;
    for (uint32_t version = 0; version < versions.size(); ++version) {
      unsorted.push_back({scheme, version});
      const CompiledVersion& compiled = *versions[version].compiled;
      lowered.Add(compiled.defect.empty() ? lower(compiled) : NormalForm(),
                  &table);
    }
  }
  std::vector<uint32_t> order(unsorted.size());
  std::iota(order.begin(), order.end(), 0);
  std::stable_sort(order.begin(), order.end(), [&](uint32_t a, uint32_t b) {
    return lowered.ConjunctsOf(a) > lowered.ConjunctsOf(b);
  });
  std::vector<uint32_t> conjuncts;
  for (const uint32_t i : order) {
    positions_.push_back(unsorted[i]);
    const auto [scheme, version] = unsorted[i];
    versions_.push_back(schemes[scheme].versions[version].compiled.get());
    conjuncts.push_back(lowered.ConjunctsOf(i));
  }
  layout_ = ConjunctLayout(conjuncts);

  marks_ = BitRows(layout_.words());
  for (size_t marks = 0; marks < kMarks; ++marks) marks_.Add();
  std::fill_n(marks_[kAbsent], layout_.words(), ~uint64_t{0});
  const size_t plane_words = (positions_.size() + 63) / 64;
  defects_.assign(plane_words, 0);
  doubtful_near_.assign(plane_words, 0);
  for (uint32_t position = 0; position < positions_.size(); ++position) {
    if (!versions_[position]->defect.empty()) {
      SetBit(defects_.data(), position);
      continue;
    }
    const uint32_t version = order[position];
    for (uint32_t j = 0; j < conjuncts[position]; ++j) {
      const uint32_t conjunct = lowered.first_conjunct[version] + j;
      const uint32_t bit = layout_.BitOf(position, j);
      ClearBit(marks_[kAbsent], bit);
      if (!lowered.may_be_near[conjunct]) SetBit(marks_[kNeverNear], bit);
      bool is_residual = !lowered.complete[version];
      for (uint32_t at = lowered.first_literal[conjunct];
           at < lowered.first_literal[conjunct + 1]; ++at) {
        const PredicateTable::Place& place = *lowered.literals[at];
        table.Add(place, bit);
        if (!place.added.is_indexed) is_residual = true;
        if (place.added.is_doubtful) SetBit(doubtful_near_.data(), position);
      }
      if (is_residual) {
        SetBit(marks_[kResidual], bit);
        has_residuals_ = true;
      }
    }
  }
  for (const AttributeTests* tests : table.tests()) {
    attributes_.push_back(MakeAttributeRows(*tests, layout_.words()));
    attribute_indexes_.push_back(
        tests->attribute == nullptr ? kReceived : tests->attribute->index);
  }
}

void ForwardIndex::Classify(const SubjectView& subject,
                            const ReferenceData& reference, Scratch* scratch,
                            VerdictPlanes* planes) const {
  if (scratch->index_id_ != id_ || scratch->day_ != subject.as_of()) {
    scratch->in_force_ = days_.On(subject.as_of());
    scratch->index_id_ = id_;
    scratch->day_ = subject.as_of();
  }
  scratch->rows_.Reset(layout_.words());
  scratch->planes_.Reset(PlaneWords(layout_));
  VerdictRows& rows = scratch->verdict_rows_;
  rows.Clear();
  rows.absent = marks_[kAbsent];
  rows.never_near = marks_[kNeverNear];
  if (has_residuals_) rows.residuals.push_back(marks_[kResidual]);
  scratch->unknown_attributes_.clear();
  for (size_t i = 0; i < attributes_.size(); ++i) {
    attributes_[i]->AddTo(subject, reference, &scratch->rows_, &rows);
    scratch->unknown_attributes_.resize(rows.unknowns.size(),
                                        attribute_indexes_[i]);
  }
  uint64_t* folded[kPlaneCount];
  for (uint64_t*& plane : folded) plane = scratch->planes_.Take();
  FoldVerdicts(layout_, rows,
               {folded[0], folded[1], folded[2], folded[3], folded[4]});

  const std::vector<uint64_t>& in_force = *scratch->in_force_;
  planes->eligible.resize(in_force.size());
  planes->needs_information.resize(in_force.size());
  planes->near_miss.resize(in_force.size());
  for (size_t i = 0; i < in_force.size(); ++i) {
    const uint64_t eligible = folded[0][i] & in_force[i];
    const uint64_t needs =
        ((folded[1][i] & ~eligible) | defects_[i]) & in_force[i];
    const uint64_t near = folded[2][i] & ~eligible & ~needs & in_force[i];
    planes->eligible[i] = eligible;
    planes->needs_information[i] = needs;
    planes->near_miss[i] = near;
    // What is still open, what might be near and what might not be.
    uint64_t asked = (folded[3][i] & ~eligible & in_force[i]) |
                     (folded[4][i] & ~eligible & ~needs & ~near & in_force[i]) |
                     (near & doubtful_near_[i]);
    for (; asked != 0; asked &= asked - 1) {
      DecideAt(i * 64 + __builtin_ctzll(asked), subject, reference, planes);
    }
  }
}

std::vector<ForwardIndex::Question> ForwardIndex::QuestionsAfter(
    const Scratch& scratch, const VerdictPlanes& planes) const {
  const VerdictRows& rows = scratch.verdict_rows_;
  const size_t words = layout_.words();
  std::vector<uint64_t> failed(marks_[kAbsent], marks_[kAbsent] + words);
  const auto add = [&](const uint64_t* row) {
    for (size_t i = 0; i < words; ++i) failed[i] |= row[i];
  };
  for (const uint64_t* row : rows.fixed_fails) add(row);
  for (const uint64_t* row : rows.changeable_fails) add(row);
  for (const uint64_t* row : rows.residuals) add(row);
  // Twice: by two attributes or more.
  std::vector<uint64_t> once(words);
  std::vector<uint64_t> twice(words);
  for (const uint64_t* row : rows.unknowns) {
    for (size_t i = 0; i < words; ++i) {
      twice[i] |= once[i] & row[i];
      once[i] |= row[i];
    }
  }
  std::vector<Question> questions;
  for (size_t u = 0; u < rows.unknowns.size(); ++u) {
    Question question;
    question.attribute = scratch.unknown_attributes_[u];
    std::vector<uint64_t> plane(layout_.plane_words());
    for (size_t i = 0; i < words; ++i) {
      plane[layout_.PlaneWordOf(i)] |=
          rows.unknowns[u][i] & ~twice[i] & ~failed[i];
    }
    for (size_t i = 0; i < planes.needs_information.size(); ++i) {
      plane[i] &= planes.needs_information[i];
      question.count += __builtin_popcountll(plane[i]);
    }
    if (question.count == 0) continue;
    plane.resize(planes.needs_information.size());
    question.positions = std::move(plane);
    questions.push_back(std::move(question));
  }
  return questions;
}

void ForwardIndex::DecideAt(size_t position, const SubjectView& subject,
                            const ReferenceData& reference,
                            VerdictPlanes* planes) const {
  const auto bit = static_cast<uint32_t>(position);
  ClearBit(planes->needs_information.data(), bit);
  ClearBit(planes->near_miss.data(), bit);
  switch (Decide(*versions_[position], subject, reference).verdict) {
    case v1::VERDICT_ELIGIBLE:
      return SetBit(planes->eligible.data(), bit);
    case v1::VERDICT_NEEDS_INFORMATION:
      return SetBit(planes->needs_information.data(), bit);
    case v1::VERDICT_NEAR_MISS:
      return SetBit(planes->near_miss.data(), bit);
    default:
      return;
  }
}

std::shared_ptr<const std::vector<uint64_t>> ForwardIndex::InForceOn(
    absl::CivilDay day) const {
  return days_.On(day);
}

size_t ForwardIndex::bytes() const {
  size_t bytes =
      sizeof(*this) + positions_.capacity() * sizeof(Position) +
      versions_.capacity() * sizeof(void*) + layout_.bytes() + marks_.bytes() +
      days_.bytes() +
      (defects_.capacity() + doubtful_near_.capacity()) * sizeof(uint64_t);
  for (const auto& attribute : attributes_) bytes += attribute->bytes();
  return bytes;
}

}  // namespace sangam::matching
