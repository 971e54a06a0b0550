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

// Hides those of the parts of a whole that is told so that none of the small
// ones can be worked out, not even by somebody who knows how they are chosen.
// The parts come in the order in which they are given up.
//
// Zeros hide with the small ones: of what is hidden, each would else be one at
// least, and two that make up two would be known. One that is hidden alone
// could be worked out, and so could those that are all as large as small ones
// may be: another one is hidden with them.
void HideParts(const std::array<Told*, 4>& parts, int64_t smallest,
               Told* whole) {
  int64_t count = 0;
  int64_t sum = 0;
  for (Told* part : parts) {
    part->hidden = part->count < smallest;
    if (!part->hidden) continue;
    ++count;
    sum += part->count;
  }
  if (count != 1 && sum != count * (smallest - 1)) return;
  const auto next =
      std::find_if(parts.begin(), parts.end(),
                   [](const Told* part) { return !part->hidden; });
  (next == parts.end() ? whole : *next)->hidden = true;
}

}  // namespace

void FillCounts(const CellCounts& counts, int64_t smallest,
                v1::CoverageCell* cell) {
  Told subjects = {counts.subjects, cell->mutable_subjects()};
  Told eligible = {counts.eligible, cell->mutable_eligible()};
  Told unknown = {counts.needs_information, cell->mutable_needs_information()};
  Told near_miss = {counts.near_miss, cell->mutable_near_miss()};
  Told rest = {counts.subjects - counts.eligible - counts.needs_information -
               counts.near_miss};
  Told left_out = {counts.left_out, cell->mutable_left_out()};
  Told received = {counts.received, cell->mutable_received(),
                   IsSmall(counts.received, smallest)};
  const int64_t not_left_out = counts.eligible - counts.left_out;

  const std::array<Told*, 4> parts = {&rest, &near_miss, &unknown, &eligible};
  const bool any_small = std::any_of(
      parts.begin(), parts.end(),
      [&](const Told* part) { return IsSmall(part->count, smallest); });
  if (counts.subjects < smallest) {
    for (Told* part : parts) part->hidden = true;
    subjects.hidden = true;
  } else if (any_small) {
    HideParts(parts, smallest, &subjects);
  }
  // Left out is a part of the eligible, and the other part is not told.
  left_out.hidden =
      eligible.hidden || IsSmall(left_out.count, smallest) ||
      IsSmall(not_left_out, smallest) ||
      (any_small && (left_out.count < smallest || not_left_out < smallest));
  for (Told* one :
       {&subjects, &eligible, &unknown, &near_miss, &received, &left_out}) {
    if (!one->hidden) one->cell->set_count(one->count);
  }
}

}  // namespace sangam::matching
