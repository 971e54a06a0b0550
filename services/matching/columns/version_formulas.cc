#include "services/matching/columns/version_formulas.h"

#include <algorithm>
#include <iterator>
#include <tuple>
#include <utility>

#include "absl/container/inlined_vector.h"
#include "services/matching/columns/in_parts.h"
#include "services/matching/index/each_processor.h"

namespace sangam::matching {
namespace {

// How many versions ask for each slot.
std::vector<uint32_t> UsesOf(const ReversePlan::Parts& plan) {
  std::vector<uint32_t> uses(plan.literals.size());
  for (const PlanVersion& version : plan.versions) {
    for (const PlanConjunct& conjunct : version.conjuncts) {
      for (const uint32_t slot : conjunct.slots) ++uses[slot];
    }
  }
  return uses;
}

// Of one conjunct, mostly.
using Slots = absl::InlinedVector<uint32_t, 12>;

// A formula that is not written down yet.
struct DraftFormula {
  uint32_t version = 0;
  uint32_t gate = PlanFormula::kNoGate;
  Slots common;
  std::vector<Slots> choices;
};

class FormulaWriter {
 public:
  explicit FormulaWriter(ReversePlan::Parts* plan)
      : plan_(plan), uses_(UsesOf(*plan)) {}

  bool Write(const std::function<bool()>& cancelled) {
    std::vector<uint32_t> written;
    for (uint32_t i = 0; i < plan_->versions.size(); ++i) {
      const PlanVersion& version = plan_->versions[i];
      if (version.incomplete) plan_->incomplete.push_back(i);
      if (version.defect || version.incomplete || version.conjuncts.empty()) {
        continue;
      }
      written.push_back(i);
    }
    std::vector<DraftFormula> drafts(written.size());
    const auto draft = [&](size_t i) { drafts[i] = Draft(written[i]); };
    if (!ForEachInParts(written.size(), cancelled, draft)) return false;
    // Those of one shape follow one another, so that the processor guesses its
    // way right; among them those that ask for the same, which it then has at
    // hand.
    std::vector<const DraftFormula*> in_order;
    for (const DraftFormula& drafted : drafts) in_order.push_back(&drafted);
    std::sort(in_order.begin(), in_order.end(),
              [](const DraftFormula* a, const DraftFormula* b) {
                const size_t own[] = {a->choices.size(), a->common.size()};
                const size_t other[] = {b->choices.size(), b->common.size()};
                return std::tie(own[0], own[1], a->common, a->version) <
                       std::tie(other[0], other[1], b->common, b->version);
              });
    for (const DraftFormula* next : in_order) Append(*next);
    return true;
  }

 private:
  // By ever fewer versions asked for; by its number where these are as many.
  bool ComesBefore(uint32_t a, uint32_t b) const {
    return uses_[a] != uses_[b] ? uses_[a] > uses_[b] : a < b;
  }

  Slots InOrder(const PlanConjunct::Numbers& given) const {
    Slots slots(given.begin(), given.end());
    std::sort(slots.begin(), slots.end(),
              [this](uint32_t a, uint32_t b) { return ComesBefore(a, b); });
    return slots;
  }

  DraftFormula Draft(uint32_t number) const {
    const PlanVersion& version = plan_->versions[number];
    DraftFormula draft;
    draft.version = number;
    draft.common = InOrder(version.conjuncts.front().slots);
    if (version.conjuncts.size() > 1) {
      std::vector<Slots> all;
      for (const PlanConjunct& conjunct : version.conjuncts) {
        all.push_back(InOrder(conjunct.slots));
        draft.common = Without(draft.common, [&](uint32_t slot) {
          return !Has(all.back(), slot);
        });
      }
      for (const Slots& slots : all) {
        draft.choices.push_back(Without(
            slots, [&](uint32_t slot) { return Has(draft.common, slot); }));
      }
      // Of one length each after the other.
      std::stable_sort(
          draft.choices.begin(), draft.choices.end(),
          [](const auto& a, const auto& b) { return a.size() < b.size(); });
    }
    draft.gate = GateOf(draft.common);
    return draft;
  }

  // Places pass fewer rows than anything else does.
  uint32_t GateOf(const Slots& common) const {
    for (const uint32_t slot : common) {
      const PlanTest& test = plan_->tests[plan_->literals[slot].test];
      if (test.kind == TestKind::kPlace) return slot;
    }
    return common.empty() ? PlanFormula::kNoGate : common.back();
  }

  static bool Has(const Slots& slots, uint32_t slot) {
    return std::find(slots.begin(), slots.end(), slot) != slots.end();
  }

  template <typename IsOut>
  static Slots Without(const Slots& slots, const IsOut& is_out) {
    Slots rest;
    std::remove_copy_if(slots.begin(), slots.end(), std::back_inserter(rest),
                        is_out);
    return rest;
  }

  void Append(const DraftFormula& draft) {
    PlanFormula formula;
    formula.version = draft.version;
    formula.gate = draft.gate;
    formula.common = static_cast<uint32_t>(draft.common.size());
    formula.choices = static_cast<uint32_t>(draft.choices.size());
    std::vector<uint32_t>& operands = plan_->operands;
    const size_t first = operands.size();
    operands.insert(operands.end(), draft.common.begin(), draft.common.end());
    for (const Slots& choice : draft.choices) {
      operands.push_back(static_cast<uint32_t>(choice.size()));
      operands.insert(operands.end(), choice.begin(), choice.end());
    }
    formula.operands = static_cast<uint32_t>(operands.size() - first);
    plan_->formulas.push_back(formula);
  }

  ReversePlan::Parts* const plan_;
  const std::vector<uint32_t> uses_;
};

// The rows of a plane, in vectors that stay in the processor's registers.
template <size_t kBytes>
struct Rows {
  using Vector = typename VectorOf<kBytes>::Type;
  static constexpr size_t kVectors = sizeof(BitPlane) / kBytes;

  Vector vectors[kVectors];

  inline __attribute__((always_inline)) void And(const BitPlane& plane) {
    const Vector* from = reinterpret_cast<const Vector*>(plane.words);
    for (size_t i = 0; i < kVectors; ++i) vectors[i] &= from[i];
  }
  inline __attribute__((always_inline)) void Or(const Rows& other) {
    for (size_t i = 0; i < kVectors; ++i) vectors[i] |= other.vectors[i];
  }
  inline __attribute__((always_inline)) void Get(const BitPlane& plane) {
    const Vector* from = reinterpret_cast<const Vector*>(plane.words);
    for (size_t i = 0; i < kVectors; ++i) vectors[i] = from[i];
  }
  inline __attribute__((always_inline)) void Put(BitPlane* plane) const {
    Vector* to = reinterpret_cast<Vector*>(plane->words);
    for (size_t i = 0; i < kVectors; ++i) to[i] = vectors[i];
  }
};

inline __attribute__((always_inline)) int64_t Count(const BitPlane& plane) {
  int64_t count = 0;
  for (size_t i = 0; i < BitPlane::kWords; ++i) {
    count += __builtin_popcountll(plane.words[i]);
  }
  return count;
}

// What the kernels read, apart from how they read it.
struct Operands {
  const PlanFormula* formulas = nullptr;
  size_t count = 0;
  const uint32_t* operands = nullptr;
  const BitPlane* planes = nullptr;
  const PlaneState* states = nullptr;
  const BitPlane* start = nullptr;
};

Operands OperandsOf(const ReversePlan::Parts& plan, const SlotPlanes& slots,
                    const BitPlane& start) {
  return {plan.formulas.data(), plan.formulas.size(), plan.operands.data(),
          slots.planes.data(),  slots.states.data(),  &start};
}

// Works out each formula; `take` gets its version and its rows, unless there
// can't be any.
template <size_t kBytes, typename Take>
inline __attribute__((always_inline)) void WorkOut(const Operands& given,
                                                   const Take& take) {
  Rows<kBytes> start;
  start.Get(*given.start);
  const uint32_t* next = given.operands;
  for (size_t i = 0; i < given.count; ++i) {
    const PlanFormula& formula = given.formulas[i];
    const uint32_t* at = next;
    next += formula.operands;
    if (formula.gate != PlanFormula::kNoGate &&
        given.states[formula.gate] == PlaneState::kNone) {
      continue;
    }
    Rows<kBytes> rows = start;
    for (const uint32_t* end = at + formula.common; at != end; ++at) {
      rows.And(given.planes[*at]);
    }
    if (formula.choices != 0) {
      Rows<kBytes> any = {};
      for (uint32_t choice = 0; choice < formula.choices; ++choice) {
        Rows<kBytes> chosen = rows;
        const uint32_t* end = at + 1 + *at;
        for (++at; at != end; ++at) chosen.And(given.planes[*at]);
        any.Or(chosen);
      }
      rows = any;
    }
    take(formula.version, rows);
  }
}

template <size_t kBytes>
inline __attribute__((always_inline)) void FindBy(const Operands& given,
                                                  BitPlane* by_version) {
  WorkOut<kBytes>(given, [&](uint32_t version, const Rows<kBytes>& rows) {
    rows.Put(&by_version[version]);
  });
}

template <size_t kBytes>
inline __attribute__((always_inline)) void CountBy(const Operands& given,
                                                   int64_t* counts) {
  BitPlane plane;
  WorkOut<kBytes>(given, [&](uint32_t version, const Rows<kBytes>& rows) {
    rows.Put(&plane);
    counts[version] = Count(plane);
  });
}

#if defined(__x86_64__)
SANGAM_AVX2 void FindByAvx2(const Operands& given, BitPlane* by_version) {
  FindBy<32>(given, by_version);
}
SANGAM_AVX2 void CountByAvx2(const Operands& given, int64_t* counts) {
  CountBy<32>(given, counts);
}
SANGAM_AVX512 void FindByAvx512(const Operands& given, BitPlane* by_version) {
  FindBy<64>(given, by_version);
}
SANGAM_AVX512 void CountByAvx512(const Operands& given, int64_t* counts) {
  CountBy<64>(given, counts);
}
#endif

}  // namespace

bool AddFormulas(ReversePlan::Parts* plan,
                 const std::function<bool()>& cancelled) {
  return FormulaWriter(plan).Write(cancelled);
}

void FindRows(const ReversePlan::Parts& plan, const SlotPlanes& slots,
              const BitPlane& start, BitPlane* by_version, Vectors vectors) {
  const Operands given = OperandsOf(plan, slots, start);
#if defined(__x86_64__)
  if (vectors == Vectors::kAvx512) return FindByAvx512(given, by_version);
  if (vectors == Vectors::kAvx2) return FindByAvx2(given, by_version);
#endif
  FindBy<16>(given, by_version);
}

void CountRows(const ReversePlan::Parts& plan, const SlotPlanes& slots,
               const BitPlane& start, int64_t* counts, Vectors vectors) {
  const Operands given = OperandsOf(plan, slots, start);
#if defined(__x86_64__)
  if (vectors == Vectors::kAvx512) return CountByAvx512(given, counts);
  if (vectors == Vectors::kAvx2) return CountByAvx2(given, counts);
#endif
  CountBy<16>(given, counts);
}

SANGAM_FOR_EACH_PROCESSOR
bool Without(const BitPlane& all, const BitPlane& a, const BitPlane& b,
             BitPlane* rest) {
  uint64_t any = 0;
  for (size_t i = 0; i < BitPlane::kWords; ++i) {
    const uint64_t word = all.words[i] & ~(a.words[i] | b.words[i]);
    rest->words[i] = word;
    any |= word;
  }
  return any != 0;
}

SANGAM_FOR_EACH_PROCESSOR
bool Either(const BitPlane& a, const BitPlane& b, BitPlane* either) {
  uint64_t any = 0;
  for (size_t i = 0; i < BitPlane::kWords; ++i) {
    const uint64_t word = a.words[i] | b.words[i];
    either->words[i] = word;
    any |= word;
  }
  return any != 0;
}

SANGAM_FOR_EACH_PROCESSOR
int64_t CountRows(const BitPlane& plane) { return Count(plane); }

}  // namespace sangam::matching
