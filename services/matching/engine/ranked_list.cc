#include "services/matching/engine/ranked_list.h"

#include <algorithm>
#include <limits>

#include "absl/types/optional.h"
#include "services/matching/engine/availability.h"
#include "services/matching/engine/benefit_estimate.h"

namespace sangam::matching {
namespace {

constexpr v1::Verdict kInOrder[] = {
    v1::VERDICT_ELIGIBLE, v1::VERDICT_NEEDS_INFORMATION, v1::VERDICT_NEAR_MISS,
    v1::VERDICT_INELIGIBLE};

template <typename Element>
bool Contains(const std::vector<Element>& elements, const Element& wanted) {
  return std::find(elements.begin(), elements.end(), wanted) != elements.end();
}

bool IsListed(v1::Verdict verdict, const std::vector<v1::Verdict>& wanted) {
  return wanted.empty() ? verdict != v1::VERDICT_INELIGIBLE
                        : Contains(wanted, verdict);
}

// What a position is ordered by within its verdict: a larger worth first, none
// last; then the scheme's number, which is in the order of the names.
struct Rank {
  absl::optional<int64_t> worth;
  uint32_t scheme = 0;
  uint32_t position = 0;

  bool IsBefore(const Rank& other) const {
    if (worth != other.worth) return worth > other.worth;
    return scheme < other.scheme;
  }
};

bool IsBefore(const Rank& a, const Rank& b) { return a.IsBefore(b); }

class Ranker {
 public:
  Ranker(const AnswerTables& tables, const MatchQuery& query,
         const MatchContext& context, const Ranking& ranking,
         RankingMethod method)
      : tables_(tables),
        query_(query),
        context_(context),
        ranking_(ranking),
        method_(method) {}

  // Takes out of `plane` what the query does not list.
  void KeepListed(Plane* plane) const {
    if (query_.benefit_kinds.empty() && query_.availabilities.empty()) return;
    uint32_t kinds = 0;
    for (const auto kind : query_.benefit_kinds) kinds |= uint32_t{1} << kind;
    const Plane all = *plane;
    ForEachBit(all, [&](size_t position) {
      const bool has_kind =
          kinds == 0 || (tables_.benefit_kinds(position) & kinds) != 0;
      if (has_kind && IsAvailable(position)) return;
      (*plane)[position / 64] &= ~(uint64_t{1} << (position % 64));
    });
  }

  // The `most` best positions of `plane`, which holds `count` of the verdict.
  std::vector<Rank> Best(const Plane& plane, size_t count, size_t most,
                         v1::Verdict verdict) const {
    if (method_ == RankingMethod::kByBounds && !ranking_.has_weights() &&
        count > most) {
      return BestByBounds(plane, most);
    }
    std::vector<Rank> ranks;
    ranks.reserve(count);
    ForEachBit(plane, [&](size_t position) {
      ranks.push_back(RankOf(position, Worth(position, verdict)));
    });
    const size_t kept = std::min(most, ranks.size());
    std::partial_sort(ranks.begin(), ranks.begin() + kept, ranks.end(),
                      IsBefore);
    ranks.resize(kept);
    return ranks;
  }

 private:
  bool IsAvailable(size_t position) const {
    return query_.availabilities.empty() ||
           Contains(
               query_.availabilities,
               AvailabilityOn(tables_.version(position).version, query_.as_of));
  }

  Rank RankOf(size_t position, absl::optional<int64_t> worth) const {
    return {worth, tables_.scheme_number(position),
            static_cast<uint32_t>(position)};
  }

  absl::optional<int64_t> Worth(size_t position, v1::Verdict verdict) const {
    if (ranking_.has_weights()) {
      return ranking_.TotalOf(tables_.scheme(position),
                              tables_.version(position), verdict);
    }
    return Grant(position);
  }

  absl::optional<int64_t> Grant(size_t position) const {
    if (method_ == RankingMethod::kByBounds) {
      return LargestGrantWithin(tables_.grant(position),
                                tables_.version(position), context_);
    }
    return LargestGrant(tables_.version(position), context_);
  }

  // Goes through the positions by the most that they may be worth. Once the
  // next one at its best comes after all that are kept, so do all others.
  std::vector<Rank> BestByBounds(const Plane& plane, size_t most) const {
    std::vector<Rank> kept;  // A heap, the last in the order on top.
    for (const uint32_t position : tables_.by_grant()) {
      if (!HasBit(plane, position)) continue;
      if (kept.size() == most && !RankOf(position, tables_.grant(position).most)
                                      .IsBefore(kept.front())) {
        break;
      }
      kept.push_back(RankOf(position, Grant(position)));
      std::push_heap(kept.begin(), kept.end(), IsBefore);
      if (kept.size() > most) {
        std::pop_heap(kept.begin(), kept.end(), IsBefore);
        kept.pop_back();
      }
    }
    std::sort_heap(kept.begin(), kept.end(), IsBefore);
    return kept;
  }

  const AnswerTables& tables_;
  const MatchQuery& query_;
  const MatchContext& context_;
  const Ranking& ranking_;
  const RankingMethod method_;
};

}  // namespace

RankedPage RankPage(const AnswerTables& tables, const SubjectVerdicts& verdicts,
                    const Plane& among, const MatchQuery& query,
                    const MatchContext& context, const Ranking& ranking,
                    RankingMethod method) {
  const Ranker ranker(tables, query, context, ranking, method);
  constexpr size_t kMost = std::numeric_limits<size_t>::max();
  const size_t end =
      query.limit > kMost - query.offset ? kMost : query.offset + query.limit;
  RankedPage page;
  for (const v1::Verdict verdict : kInOrder) {
    if (!IsListed(verdict, query.verdicts)) continue;
    Plane plane = verdicts.With(verdict);
    Keep(among, &plane);
    ranker.KeepListed(&plane);
    const size_t count = CountBits(plane);
    const size_t begin = page.listed_in_all;
    page.listed_in_all += count;
    if (begin >= end || page.listed_in_all <= query.offset) continue;
    const std::vector<Rank> best =
        ranker.Best(plane, count, std::min(count, end - begin), verdict);
    for (size_t i = std::max(query.offset, begin) - begin; i < best.size();
         ++i) {
      page.positions.push_back(best[i].position);
    }
  }
  return page;
}

}  // namespace sangam::matching
