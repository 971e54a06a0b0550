#include "services/matching/coverage/small_counts.h"

#include <algorithm>
#include <array>

namespace sangam::matching {
namespace {

// A count with whether it is told. Where `cell` is null it is never told, but
// could be worked out.
struct Told {
  int64_t count = 0;
  v1::CellCount* cell = nullptr;
  bool hidden = false;
};

bool IsSmall(int64_t count, int64_t smallest) {
  return count > 0 && count < smallest;
}

// The parts make up `whole`, which is told: one hidden part alone could be
// worked out, so another one is hidden with it, the smallest that is not zero;
// without one, the whole.
template <size_t kParts>
void HideBesideOne(const std::array<Told*, kParts>& parts, Told* whole) {
  if (whole->hidden) return;
  const auto hidden =
      std::count_if(parts.begin(), parts.end(),
                    [](const Told* part) { return part->hidden; });
  if (hidden != 1) return;
  Told* least = nullptr;
  for (Told* part : parts) {
    if (part->hidden || part->count == 0) continue;
    if (least == nullptr || part->count < least->count) least = part;
  }
  (least == nullptr ? whole : least)->hidden = true;
}

}  // namespace

void FillCounts(const CellCounts& counts, int64_t smallest,
                v1::CoverageCell* cell) {
  const auto told = [smallest](int64_t count, v1::CellCount* in) {
    return Told{count, in, IsSmall(count, smallest)};
  };
  Told subjects = told(counts.subjects, cell->mutable_subjects());
  Told eligible = told(counts.eligible, cell->mutable_eligible());
  Told unknown =
      told(counts.needs_information, cell->mutable_needs_information());
  Told near_miss = told(counts.near_miss, cell->mutable_near_miss());
  Told rest = told(counts.subjects - counts.eligible -
                       counts.needs_information - counts.near_miss,
                   nullptr);
  Told received = told(counts.received, cell->mutable_received());
  Told left_out = told(counts.left_out, cell->mutable_left_out());
  Told not_left_out = told(counts.eligible - counts.left_out, nullptr);

  // Inner sums first: what they hide counts in the outer one.
  HideBesideOne<2>({&left_out, &not_left_out}, &eligible);
  HideBesideOne<4>({&eligible, &unknown, &near_miss, &rest}, &subjects);
  // The rest is hidden by hiding any of the others.
  if (rest.hidden && !eligible.hidden && !unknown.hidden && !near_miss.hidden) {
    subjects.hidden = true;
  }
  // A part that is not told in so many words hides with its neighbour.
  if (not_left_out.hidden && !left_out.hidden && !eligible.hidden) {
    left_out.hidden = true;
  }
  for (Told* one :
       {&subjects, &eligible, &unknown, &near_miss, &received, &left_out}) {
    if (!one->hidden) one->cell->set_count(one->count);
  }
}

}  // namespace sangam::matching
