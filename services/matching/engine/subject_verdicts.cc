#include "services/matching/engine/subject_verdicts.h"

#include <utility>

#include "services/matching/index/reference_verdict.h"

namespace sangam::matching {

SubjectVerdicts SubjectVerdicts::Of(const AnswerTables& tables,
                                    const ForwardIndex* index,
                                    const MatchContext& context) {
  return index == nullptr ? ByReference(tables, context)
                          : ByIndex(*index, context);
}

SubjectVerdicts SubjectVerdicts::ByReference(const AnswerTables& tables,
                                             const MatchContext& context) {
  auto in_force = std::make_shared<Plane>(tables.EmptyPlane());
  SubjectVerdicts verdicts;
  verdicts.planes_ = {tables.EmptyPlane(), tables.EmptyPlane(),
                      tables.EmptyPlane()};
  const auto& schemes = tables.catalog().schemes();
  for (size_t scheme = 0; scheme < schemes.size(); ++scheme) {
    const auto& versions = schemes[scheme].versions;
    for (size_t i = 0; i < versions.size(); ++i) {
      if (!versions[i].InForceOn(context.subject.as_of())) continue;
      const size_t position = tables.PositionOf(scheme, i);
      SetBit(in_force.get(), position);
      switch (Decide(*versions[i].compiled, context.subject, context.reference)
                  .verdict) {
        case v1::VERDICT_ELIGIBLE:
          SetBit(&verdicts.planes_.eligible, position);
          break;
        case v1::VERDICT_NEEDS_INFORMATION:
          SetBit(&verdicts.planes_.needs_information, position);
          break;
        case v1::VERDICT_NEAR_MISS:
          SetBit(&verdicts.planes_.near_miss, position);
          break;
        default:
          break;
      }
      // Of several in force the one that began last counts.
      break;
    }
  }
  verdicts.in_force_ = std::move(in_force);
  return verdicts;
}

SubjectVerdicts SubjectVerdicts::ByIndex(const ForwardIndex& index,
                                         const MatchContext& context) {
  // Its tables are large and the same for every subject.
  static thread_local ForwardIndex::Scratch scratch;
  SubjectVerdicts verdicts;
  index.Classify(context.subject, context.reference, &scratch,
                 &verdicts.planes_);
  verdicts.in_force_ = index.InForceOn(context.subject.as_of());
  return verdicts;
}

Plane SubjectVerdicts::With(v1::Verdict verdict) const {
  switch (verdict) {
    case v1::VERDICT_ELIGIBLE:
      return planes_.eligible;
    case v1::VERDICT_NEEDS_INFORMATION:
      return planes_.needs_information;
    case v1::VERDICT_NEAR_MISS:
      return planes_.near_miss;
    default:
      break;
  }
  Plane rest = *in_force_;
  for (size_t word = 0; word < rest.size(); ++word) {
    rest[word] &= ~(planes_.eligible[word] | planes_.needs_information[word] |
                    planes_.near_miss[word]);
  }
  return rest;
}

v1::Verdict SubjectVerdicts::At(size_t position) const {
  if (HasBit(planes_.eligible, position)) return v1::VERDICT_ELIGIBLE;
  if (HasBit(planes_.needs_information, position)) {
    return v1::VERDICT_NEEDS_INFORMATION;
  }
  if (HasBit(planes_.near_miss, position)) return v1::VERDICT_NEAR_MISS;
  return v1::VERDICT_INELIGIBLE;
}

v1::VerdictCounts CountVerdicts(const SubjectVerdicts& verdicts,
                                const Plane& among) {
  int32_t eligible = 0;
  int32_t needs_information = 0;
  int32_t near_miss = 0;
  int32_t all = 0;
  const VerdictPlanes& planes = verdicts.planes();
  const auto count = [](uint64_t word) { return __builtin_popcountll(word); };
  for (size_t word = 0; word < planes.eligible.size(); ++word) {
    eligible += count(planes.eligible[word] & among[word]);
    needs_information += count(planes.needs_information[word] & among[word]);
    near_miss += count(planes.near_miss[word] & among[word]);
    all += count(among[word]);
  }
  v1::VerdictCounts counts;
  counts.set_eligible(eligible);
  counts.set_needs_information(needs_information);
  counts.set_near_miss(near_miss);
  counts.set_ineligible(all - eligible - needs_information - near_miss);
  return counts;
}

void Keep(const Plane& b, Plane* a) {
  if (b.empty()) return;
  for (size_t word = 0; word < a->size(); ++word) (*a)[word] &= b[word];
}

}  // namespace sangam::matching
